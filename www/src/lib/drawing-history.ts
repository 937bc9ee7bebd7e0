import type { DrawnSlot, Size } from "../types/layout.js";
import type { DraftSlot, Drawing, Slots } from "./drawing-model.js";

/** How many steps can be undone. */
export const MOST_STEPS = 200;

/** Other slots, as one step to undo; steps of one gesture are one. */
export function changed(drawing: Drawing, slots: Slots, gesture: string | null = null): Drawing {
  const goesOn = gesture !== null && gesture === drawing.gesture;
  const past = goesOn ? drawing.past : [...drawing.past, drawing.slots].slice(-MOST_STEPS);
  return { ...drawing, slots, past, future: [], gesture };
}

/** New slots, selected; nothing new is no step. */
export function appended(drawing: Drawing, fresh: readonly Omit<DrawnSlot, "id" | "apartment">[]): Drawing {
  if (fresh.length === 0) return drawing;
  const drafts = fresh.map((slot, index): DraftSlot => {
    return { ...slot, id: null, apartment: null, key: `k${drawing.made + index}` };
  });
  const grown = changed(drawing, [...drawing.slots, ...drafts]);
  return { ...grown, made: drawing.made + drafts.length, selected: drafts.map((slot) => slot.key), corner: null };
}

export function undone(drawing: Drawing): Drawing {
  const slots = drawing.past.at(-1);
  if (slots === undefined) return drawing;
  const steps = { past: drawing.past.slice(0, -1), future: [drawing.slots, ...drawing.future] };
  return turnedTo(drawing, slots, steps);
}

export function redone(drawing: Drawing): Drawing {
  const [slots, ...future] = drawing.future;
  if (slots === undefined) return drawing;
  return turnedTo(drawing, slots, { past: [...drawing.past, drawing.slots], future });
}

function turnedTo(drawing: Drawing, slots: Slots, steps: Pick<Drawing, "past" | "future">): Drawing {
  const keys = new Set(slots.map((slot) => slot.key));
  const selected = drawing.selected.filter((key) => keys.has(key));
  return { ...drawing, ...steps, slots, selected, corner: null, gesture: null };
}

/** The same change to what is drawn, was drawn and was saved; what was the same stays the same. */
export function everySheet(drawing: Drawing, change: (slots: Slots) => Slots): Drawing {
  const done = new Map<Slots, Slots>();
  const once = (slots: Slots): Slots => {
    const known = done.get(slots) ?? change(slots);
    done.set(slots, known);
    return known;
  };
  const { slots, saved, past, future } = drawing;
  return { ...drawing, slots: once(slots), saved: once(saved), past: past.map(once), future: future.map(once) };
}

/** The outlines on a picture of another size. */
export function resized(drawing: Drawing, size: Size): Drawing {
  const [x, y] = [size[0] / drawing.size[0], size[1] / drawing.size[1]];
  if (x === 1 && y === 1) return drawing;
  const scaled = everySheet({ ...drawing, size, pen: [], strip: null }, (slots) =>
    slots.map((slot) => ({ ...slot, polygon: slot.polygon.map(([left, top]) => [left * x, top * y] as const) })),
  );
  return scaled;
}
