import type { Action, Drawing } from "./drawing-model.js";
import { WORK } from "./drawing-work.js";

/** The drawing after an action; the same object when nothing changed. */
export function reduce(drawing: Drawing, action: Action): Drawing {
  const work = WORK[action.kind] as (drawing: Drawing, action: Action) => Drawing;
  const next = work(drawing.refused === null ? drawing : { ...drawing, refused: null }, action);
  if (next.slots !== drawing.slots || next.gesture === null) return next;
  return { ...next, gesture: null };
}

/** Whether there is something to save. */
export function isUnsaved(drawing: Drawing): boolean {
  return drawing.slots !== drawing.saved;
}
