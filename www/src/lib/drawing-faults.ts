import type { Polygon, Size } from "../types/layout.js";
import { addressKey, addressOf, MOST_CHARACTERS, type Elsewhere } from "./drawing-address.js";
import { others, type DraftSlot, type Drawing, type Fault } from "./drawing-model.js";
import { areaOf, crossesItself, isInside } from "./geometry.js";

export const MOST_SLOTS = 500;
const FEWEST_POINTS = 3;
const MOST_POINTS = 32;
/** Square pixels; the recognizer refuses less. */
const LEAST_AREA = 16;

export interface SlotFault {
  readonly key: string;
  readonly address: string;
  readonly fault: Fault;
  /** The slot that has this address already, where it is on another camera. */
  readonly other: Elsewhere | null;
}

/** Why an outline cannot be one; null when it can. */
export function outlineFault(polygon: Polygon, size: Size): Fault | null {
  if (polygon.length < FEWEST_POINTS) return "too_few_points";
  if (polygon.length > MOST_POINTS) return "too_many_points";
  if (!isInside(polygon, size)) return "outside";
  if (crossesItself(polygon)) return "crossing";
  return areaOf(polygon) < LEAST_AREA ? "no_area" : null;
}

/** Everything that must be mended before this can be saved, at most one of its address and one of its outline a slot. */
export function faultsOf(drawing: Drawing): readonly SlotFault[] {
  const elsewhere = new Map(others(drawing).map((slot) => [addressKey(slot), slot]));
  const twins = new Map<string, number>();
  for (const slot of drawing.slots) twins.set(addressKey(slot), (twins.get(addressKey(slot)) ?? 0) + 1);
  return drawing.slots.flatMap((slot, index) => {
    const other = elsewhere.get(addressKey(slot)) ?? null;
    // Both are at fault: the one that was just typed may be either.
    const twin = (twins.get(addressKey(slot)) ?? 0) > 1;
    const outline = index >= MOST_SLOTS ? "too_many_slots" : outlineFault(slot.polygon, drawing.size);
    const faults = [addressFault(slot, other, twin), slot.zone === "" ? "zone_missing" : null, outline] as const;
    const { key } = slot;
    return faults.flatMap((fault) => (fault === null ? [] : [{ key, address: addressOf(slot), fault, other }]));
  });
}

function addressFault(slot: DraftSlot, other: Elsewhere | null, twin: boolean): Fault | null {
  if (slot.number.trim() === "") return "number_missing";
  if (slot.row.trim().length > MOST_CHARACTERS) return "row_long";
  if (slot.number.trim().length > MOST_CHARACTERS) return "number_long";
  if (other !== null) return "duplicate_elsewhere";
  return twin ? "duplicate_here" : null;
}

/** Where on the form a fault is mended. */
export function fieldOf(fault: Fault): "row" | "number" | "zone" | "outline" {
  if (fault === "row_long") return "row";
  if (fault === "zone_missing") return "zone";
  return /^(number|duplicate)/.test(fault) ? "number" : "outline";
}
