import type { DrawnSlot, Point, Polygon, Size, SlotKind } from "../types/layout.js";
import type { Elsewhere } from "./drawing-address.js";
import type { Strip } from "./drawing-strip.js";

/** A slot while it is drawn; `key` is its own here, whether the server knows it or not. */
export interface DraftSlot extends DrawnSlot {
  readonly key: string;
}

export type Slots = readonly DraftSlot[];
export const TOOLS = ["select", "polygon", "row", "all"] as const;
export type Tool = (typeof TOOLS)[number];
/** Why an outline was not made, or cannot be saved. */
export type Fault =
  | "number_missing"
  | "row_long"
  | "number_long"
  | "duplicate_here"
  | "duplicate_elsewhere"
  | "zone_missing"
  | "too_few_points"
  | "too_many_points"
  | "outside"
  | "crossing"
  | "no_area"
  | "too_many_slots";

/** What is common to the slots drawn next. */
export interface Habit {
  readonly row: string;
  readonly kind: SlotKind;
  readonly zone: string;
}

/** One camera's drawing under somebody's hands. */
export interface Drawing {
  readonly size: Size;
  readonly slots: Slots;
  /** As the server has it. */
  readonly saved: Slots;
  readonly elsewhere: readonly Elsewhere[];
  /** Keys; the last one leads. */
  readonly selected: readonly string[];
  /** The corner of the leading slot, or of the strip, that the arrow keys move. */
  readonly corner: number | null;
  readonly tool: Tool;
  /** The corners tapped so far. */
  readonly pen: Polygon;
  readonly strip: Strip | null;
  readonly habit: Habit;
  readonly past: readonly Slots[];
  readonly future: readonly Slots[];
  /** What goes on under one finger is one step to undo. */
  readonly gesture: string | null;
  readonly refused: Fault | null;
  /** How many keys were given. */
  readonly made: number;
}

export type Changes = Partial<Omit<DrawnSlot, "id" | "polygon">>;

export type Action =
  | {
      readonly kind: "open";
      readonly size: Size;
      readonly slots: readonly DrawnSlot[];
      readonly zone: string;
      readonly elsewhere: readonly Elsewhere[];
    }
  /** What was drawn before the page was left. */
  | { readonly kind: "restore"; readonly slots: readonly DrawnSlot[] }
  | { readonly kind: "tool"; readonly tool: Tool }
  | { readonly kind: "select"; readonly keys: readonly string[]; readonly how: "only" | "toggle" }
  | { readonly kind: "step"; readonly by: 1 | -1 }
  | { readonly kind: "corner"; readonly index: number | null }
  | { readonly kind: "pen"; readonly at: Point }
  | { readonly kind: "unpen" }
  | { readonly kind: "close" }
  | { readonly kind: "stroke"; readonly from: Point; readonly to: Point }
  | { readonly kind: "strip"; readonly changes: Partial<Strip> }
  | { readonly kind: "place" }
  | {
      readonly kind: "bend";
      readonly key: string;
      readonly index: number;
      readonly to: Point;
      readonly gesture: string;
    }
  | { readonly kind: "move"; readonly keys: readonly string[]; readonly by: Point; readonly gesture: string }
  | { readonly kind: "nudge"; readonly by: Point }
  | { readonly kind: "all"; readonly by: Point; readonly scale: number; readonly gesture: string | null }
  | { readonly kind: "trim" }
  | { readonly kind: "edit"; readonly changes: Changes; readonly gesture: string | null }
  | { readonly kind: "attach"; readonly id: string }
  | { readonly kind: "copy" }
  | { readonly kind: "remove" }
  | { readonly kind: "escape" }
  /** Back to what the server has; can be undone like any other step. */
  | { readonly kind: "revert" }
  | { readonly kind: "undo" }
  | { readonly kind: "redo" }
  /** The server took what was sent. */
  | { readonly kind: "saved"; readonly slots: Slots }
  /** The site's plan is another one now. */
  | { readonly kind: "adopt"; readonly slots: readonly DrawnSlot[]; readonly elsewhere: readonly Elsewhere[] }
  | { readonly kind: "resize"; readonly size: Size };

const NONE: Slots = [];

/** Nothing drawn, and no picture to draw on. */
export const BLANK: Drawing = {
  size: [1, 1],
  slots: NONE,
  saved: NONE,
  elsewhere: [],
  selected: [],
  corner: null,
  tool: "select",
  pen: [],
  strip: null,
  habit: { row: "A", kind: "resident", zone: "" },
  past: [],
  future: [],
  gesture: null,
  refused: null,
  made: 0,
};

/** The selected slot that is shown in full. */
export function leading(drawing: Drawing): DraftSlot | null {
  const key = drawing.selected.at(-1);
  return drawing.slots.find((slot) => slot.key === key) ?? null;
}

export function selectedSlots(drawing: Drawing): Slots {
  const keys = new Set(drawing.selected);
  return drawing.slots.filter((slot) => keys.has(slot.key));
}

/** What other cameras see and this drawing does not share: a slot that both see has one address. */
export function others(drawing: Drawing): readonly Elsewhere[] {
  const here = new Set(drawing.slots.map((slot) => slot.id));
  return drawing.elsewhere.filter((slot) => slot.cameras.length > 0 && !here.has(slot.id));
}

/** The slots of the site that may get an outline here. */
export function attachable(drawing: Drawing): readonly Elsewhere[] {
  const here = new Set(drawing.slots.map((slot) => slot.id));
  return drawing.elsewhere.filter((slot) => !here.has(slot.id));
}
