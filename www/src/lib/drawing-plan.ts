import type { CameraDrawing, DrawnSlot, PlacesSnapshot, Point } from "../types/layout.js";
import { addressKey, type Elsewhere } from "./drawing-address.js";
import type { Drawing, Slots } from "./drawing-model.js";

/** What is drawn on a camera's picture, as the site's plan has it. */
export function drawnOn(plan: PlacesSnapshot, camera: string): readonly DrawnSlot[] {
  const outlines = plan.cameras.find((one) => one.id === camera)?.outlines ?? [];
  const slots = new Map(plan.slots.map((slot) => [slot.id, slot]));
  return outlines.flatMap(({ slot: id, polygon }) => {
    const slot = slots.get(id);
    if (slot === undefined) return [];
    const { row, number, kind, zone, apartment } = slot;
    return [{ id, row, number, kind, zone, apartment, polygon }];
  });
}

/** The slots that other cameras see, or none. */
export function elsewhereThan(plan: PlacesSnapshot, camera: string): readonly Elsewhere[] {
  const seen = new Map<string, string[]>();
  const here = new Set<string>();
  for (const { id, name, outlines } of plan.cameras) {
    for (const { slot } of outlines) {
      if (id === camera) here.add(slot);
      else seen.set(slot, [...(seen.get(slot) ?? []), name]);
    }
  }
  const zones = new Map(plan.zones.map((zone) => [zone.id, zone.name]));
  return plan.slots
    .filter((slot) => seen.has(slot.id) || !here.has(slot.id))
    .map(({ id, row, number, kind, zone, apartment }) => {
      const zoneName = zones.get(zone) ?? "";
      return { id, row, number, kind, zone, apartment, cameras: seen.get(id) ?? [], zoneName };
    });
}

/** Whether two drawings say the same, whatever the ids. */
export function isSame(one: readonly DrawnSlot[], other: readonly DrawnSlot[]): boolean {
  const key = (slots: readonly DrawnSlot[]): string =>
    slots
      .map((slot) => JSON.stringify(told(slot)))
      .sort()
      .join();
  return one.length === other.length && key(one) === key(other);
}

function told({ row, number, kind, zone, apartment, polygon }: DrawnSlot): unknown {
  return [addressKey({ row, number }), kind, zone, apartment, polygon.map(rounded)];
}

/** The drawing as it is saved: whole words, tenths of pixels. */
export function forSaving({ size, slots }: Pick<Drawing, "size" | "slots">, still: string | null): CameraDrawing {
  return {
    size,
    still,
    slots: slots.map(({ id, row, number, kind, zone, apartment, polygon }) => {
      const owner = apartment?.trim() ?? "";
      const words = { row: row.trim(), number: number.trim(), apartment: owner === "" ? null : owner };
      return { id, ...words, kind, zone, polygon: polygon.map(rounded) };
    }),
  };
}

function rounded([x, y]: Point): Point {
  return [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
}

/** The id of a picture, from its address. */
export function stillOf(address: string | null): string | null {
  return /\/stills\/([^/?#]+)/.exec(address ?? "")?.[1] ?? null;
}

/** The key of the slot that the server's remark begins with, by its address or, as #3, its place; null: it names none. */
export function namedIn(remark: string, slots: Slots): string | null {
  const text = remark.toLowerCase();
  const place = /^#(\d+): /.exec(text)?.[1];
  const named = slots.find((slot) => text.startsWith(`${addressKey(slot)}: `));
  return (place === undefined ? named : slots[Number(place) - 1])?.key ?? null;
}
