import type { DrawnSlot, Point } from "../types/layout.js";
import { addressKey, inOrder, nextNumber } from "./drawing-address.js";
import { copiesOf } from "./drawing-copy.js";
import { attached, cornerMoved, edited, nudged, shifted, together, trimmedAll } from "./drawing-edit.js";
import { outlineFault } from "./drawing-faults.js";
import { appended, changed, everySheet, redone, resized, undone } from "./drawing-history.js";
import { BLANK, others, type Action, type Drawing, type Tool } from "./drawing-model.js";
import { isSame } from "./drawing-plan.js";
import { clashesOf, countAlong, placesOf, quadAlong, type Strip } from "./drawing-strip.js";

type Of<K extends Action["kind"]> = Extract<Action, { readonly kind: K }>;
type Work = { readonly [K in Action["kind"]]: (drawing: Drawing, action: Of<K>) => Drawing };

/** What each action does. */
export const WORK: Work = {
  open: (_drawing, action) => opened(action),
  restore: (drawing, { slots }) => restored(drawing, slots),
  tool: (drawing, { tool }) => withTool(drawing, tool),
  select: (drawing, { keys, how }) => selecting(drawing, keys, how),
  step: (drawing, { by }) => stepped(drawing, by),
  corner: (drawing, { index }) => (drawing.corner === index ? drawing : { ...drawing, corner: index }),
  pen: (drawing, { at }) => ({ ...drawing, pen: [...drawing.pen, at] }),
  unpen: (drawing) => ({ ...drawing, pen: drawing.pen.slice(0, -1) }),
  close: closed,
  stroke: (drawing, { from, to }) => stroked(drawing, from, to),
  strip: (drawing, { changes }) => stripChanged(drawing, changes),
  place: placed,
  bend: (drawing, { key, index, to, gesture }) => cornerMoved(drawing, key, index, to, gesture),
  move: (drawing, { keys, by, gesture }) => shifted(drawing, keys, by, gesture),
  nudge: (drawing, { by }) => nudged(drawing, by),
  all: (drawing, { by, scale, gesture }) => together(drawing, by, scale, gesture),
  trim: trimmedAll,
  edit: (drawing, { changes, gesture }) => edited(drawing, changes, gesture),
  attach: (drawing, { id }) => attached(drawing, id),
  copy: (drawing) => appended(drawing, copiesOf(drawing)),
  remove: removed,
  escape: escaped,
  revert: (drawing) => ({ ...changed(drawing, drawing.saved), selected: [], corner: null }),
  undo: undone,
  redo: redone,
  // The plan may come before the answer, and with it new ids for the same slots.
  saved: (drawing, { slots }) => ({ ...drawing, saved: isSame(slots, drawing.slots) ? drawing.slots : slots }),
  adopt: (drawing, { slots, elsewhere }) => adopted({ ...drawing, elsewhere }, slots),
  resize: (drawing, { size }) => resized(drawing, size),
};

function opened({ size, slots, zone, elsewhere }: Of<"open">): Drawing {
  const drafts = slots.map((slot, index) => ({ ...slot, key: `k${index}` }));
  const row = inOrder(slots).at(-1)?.row ?? BLANK.habit.row;
  const habit = { ...BLANK.habit, zone, row };
  return { ...BLANK, size, slots: drafts, saved: drafts, elsewhere, habit, made: drafts.length };
}

function restored(drawing: Drawing, slots: readonly DrawnSlot[]): Drawing {
  const drafts = slots.map((slot, index) => ({ ...slot, key: `k${drawing.made + index}` }));
  return { ...changed(drawing, drafts), made: drawing.made + drafts.length, selected: [], corner: null };
}

function withTool(drawing: Drawing, tool: Tool): Drawing {
  const selected = tool === "select" ? drawing.selected : [];
  return { ...drawing, tool, selected, pen: [], strip: null, corner: null };
}

function selecting(drawing: Drawing, keys: readonly string[], how: "only" | "toggle"): Drawing {
  if (how === "only") return { ...drawing, selected: keys, corner: null };
  const rest = drawing.selected.filter((key) => !keys.includes(key));
  const more = keys.every((key) => drawing.selected.includes(key)) ? [] : keys;
  return { ...drawing, selected: [...rest, ...more], corner: null };
}

function stepped(drawing: Drawing, by: 1 | -1): Drawing {
  const order = inOrder(drawing.slots);
  const key = drawing.selected.at(-1);
  const at = order.findIndex((slot) => slot.key === key);
  const next = order[at === -1 && by === -1 ? order.length - 1 : at + by];
  return { ...drawing, selected: next === undefined ? [] : [next.key], corner: null };
}

function closed(drawing: Drawing): Drawing {
  const { pen, habit, size } = drawing;
  const fault = outlineFault(pen, size);
  if (fault !== null) return { ...drawing, refused: fault };
  const number = nextNumber(habit.row, [...drawing.slots, ...others(drawing)]);
  return { ...appended(drawing, [{ ...habit, number, polygon: pen }]), pen: [] };
}

function stroked(drawing: Drawing, from: Point, to: Point): Drawing {
  const { size, slots, strip } = drawing;
  const count = strip?.counted === true ? strip.count : countAlong(from, to, slots, size);
  const quad = quadAlong(from, to, count, size);
  return { ...drawing, strip: { ...(strip ?? newStrip(drawing)), quad, count }, corner: null };
}

function newStrip(drawing: Drawing): Omit<Strip, "quad" | "count"> {
  const { row } = drawing.habit;
  const first = nextNumber(row, [...drawing.slots, ...others(drawing)]);
  return { counted: false, row, first, numbered: false, flipped: false };
}

function stripChanged(drawing: Drawing, changes: Partial<Strip>): Drawing {
  if (drawing.strip === null) return drawing;
  const strip = { ...drawing.strip, ...changes };
  if (strip.numbered) return { ...drawing, strip };
  return { ...drawing, strip: { ...strip, first: nextNumber(strip.row, [...drawing.slots, ...others(drawing)]) } };
}

/** The addresses that a new slot here may not have. */
export function takenBy(drawing: Drawing): ReadonlySet<string> {
  return new Set([...drawing.slots, ...others(drawing)].map(addressKey));
}

function placed(drawing: Drawing): Drawing {
  const { strip, habit } = drawing;
  if (strip === null) return drawing;
  const places = placesOf(strip);
  if (places === null) return { ...drawing, refused: "crossing" };
  const fault = places.map(({ polygon }) => outlineFault(polygon, drawing.size)).find((one) => one !== null);
  if (fault !== undefined) return { ...drawing, refused: fault };
  if (clashesOf(strip, takenBy(drawing)).length > 0) return { ...drawing, refused: "duplicate_here" };
  const row = strip.row.trim();
  const slots = places.map((place) => ({ ...habit, ...place, row }));
  return { ...appended(drawing, slots), strip: null, habit: { ...habit, row } };
}

function removed(drawing: Drawing): Drawing {
  if (drawing.selected.length === 0) return drawing;
  const gone = new Set(drawing.selected);
  const rest = drawing.slots.filter((slot) => !gone.has(slot.key));
  return { ...changed(drawing, rest), selected: [], corner: null };
}

/** Lets go of the innermost thing: corners tapped, a row, a corner, the selection. */
function escaped(drawing: Drawing): Drawing {
  if (drawing.pen.length > 0) return { ...drawing, pen: [] };
  if (drawing.strip !== null) return { ...drawing, strip: null, corner: null };
  if (drawing.corner !== null) return { ...drawing, corner: null };
  if (drawing.selected.length > 0) return { ...drawing, selected: [] };
  return drawing.tool === "select" ? drawing : withTool(drawing, "select");
}

/** Slots get the ids that the server gave them; what the server forgot becomes new again. */
function adopted(drawing: Drawing, known: readonly DrawnSlot[]): Drawing {
  const byAddress = new Map(known.map((slot) => [addressKey(slot), slot.id]));
  const ids = new Set<string | null>([...known, ...drawing.elsewhere].map((slot) => slot.id));
  return everySheet(drawing, (slots) => {
    const used = new Set(slots.map((slot) => slot.id));
    return slots.map((slot) => {
      if (slot.id !== null && ids.has(slot.id)) return slot;
      const id = byAddress.get(addressKey(slot)) ?? null;
      return { ...slot, id: used.has(id) ? null : id };
    });
  });
}
