import { SLOT_KINDS } from "../types/places.js";
import type { DrawnSlot, PlannedSlot, Point, Size } from "../types/layout.js";
import type { Drawing } from "./drawing-model.js";
import { isSame } from "./drawing-plan.js";

/** What was drawn and not saved, without whose places they are: that is nobody's business on this device. */
export interface Draft {
  readonly size: Size;
  readonly slots: readonly DrawnSlot[];
  /** When what the drawing began from was saved. */
  readonly base: Date | null;
}

/** The part of the browser's storage that is used. */
export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const nameOf = (camera: string): string => `hoa_parking_drawing_${camera}`;

/** Keeps a camera's drawing until this tab is closed; false: the browser would not. */
export function keepDraft(shelf: Shelf, camera: string, { size, slots }: Drawing, base: Date | null): boolean {
  const kept = slots.map(({ id, row, number, kind, zone, polygon }) => ({ id, row, number, kind, zone, polygon }));
  try {
    shelf.setItem(nameOf(camera), JSON.stringify({ size, slots: kept, base }));
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

export function dropDraft(shelf: Shelf, camera: string): void {
  shelf.removeItem(nameOf(camera));
}

/** What was kept; null where nothing was, or nothing that can be read. */
export function readDraft(shelf: Shelf, camera: string): Draft | null {
  const text = shelf.getItem(nameOf(camera));
  if (text === null) return null;
  try {
    const draft = JSON.parse(text) as Partial<Draft>;
    const { size, slots } = draft;
    const began = new Date(String(draft.base));
    const base = Number.isNaN(began.getTime()) ? null : began;
    if (!isPoint(size) || !Array.isArray(slots) || !slots.every(isSlot)) return null;
    return { size, slots: slots.map((slot) => ({ ...slot, apartment: null })), base };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The kept slots on a picture of the drawing's size, with their owners as the site knows them; null: nothing is new. */
export function recovered(draft: Draft, drawing: Drawing, known: readonly PlannedSlot[]): readonly DrawnSlot[] | null {
  const owners = new Map<string | null, string | null>(known.map((slot) => [slot.id, slot.apartment]));
  const [x, y] = [drawing.size[0] / draft.size[0], drawing.size[1] / draft.size[1]];
  const slots = draft.slots.map((slot) => {
    const polygon = slot.polygon.map(([left, top]) => [left * x, top * y] as const);
    return { ...slot, polygon, apartment: owners.get(slot.id) ?? null };
  });
  return isSame(slots, drawing.slots) ? null : slots;
}

function isPoint(value: unknown): value is Point {
  return Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === "number");
}

function isSlot(value: unknown): value is DrawnSlot {
  if (typeof value !== "object" || value === null) return false;
  const slot = value as Partial<Record<keyof DrawnSlot, unknown>>;
  const words = [slot.row, slot.number, slot.zone].every((word) => typeof word === "string");
  const known = SLOT_KINDS.some((kind) => kind === slot.kind) && (slot.id === null || typeof slot.id === "string");
  return words && known && Array.isArray(slot.polygon) && slot.polygon.every(isPoint);
}
