import type { Point } from "../types/layout.js";
import { inOrder } from "./drawing-address.js";
import { leading, type Action, type Drawing } from "./drawing-model.js";
import { plus, times } from "./geometry.js";

export interface Stroke {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const FAR = 10;

/** What a key does to the drawing, around `centre` where something new begins; null: it is not ours. */
export function keyed(stroke: Stroke, drawing: Drawing, centre: Point): readonly Action[] | null {
  if (stroke.ctrlKey || stroke.metaKey) return commanded(stroke, drawing);
  const arrow = ARROWS[stroke.key];
  if (arrow !== undefined) return [{ kind: "nudge", by: stroke.shiftKey ? times(arrow, FAR) : arrow }];
  return KEYS[stroke.key]?.(drawing, stroke, centre) ?? null;
}

const erased = ({ pen }: Drawing): readonly Action[] => [{ kind: pen.length > 0 ? "unpen" : "remove" }];

const KEYS: Readonly<Record<string, (drawing: Drawing, stroke: Stroke, centre: Point) => readonly Action[] | null>> = {
  Tab: (drawing, stroke) => tabbed(drawing, stroke.shiftKey ? -1 : 1),
  Enter: (drawing, _stroke, centre) => entered(drawing, centre),
  Escape: () => [{ kind: "escape" }],
  Delete: erased,
  Backspace: erased,
};

/** Undo and redo, wherever the focus is. */
export function commanded(stroke: Stroke, drawing: Drawing): readonly Action[] | null {
  if (!stroke.ctrlKey && !stroke.metaKey) return null;
  const key = stroke.key.toLowerCase();
  if (key === "y" || (key === "z" && stroke.shiftKey)) return [{ kind: "redo" }];
  if (key !== "z") return null;
  return [{ kind: drawing.pen.length > 0 ? "unpen" : "undo" }];
}

/** Through the slots in order; after the last, and before the first, the focus goes on. */
function tabbed(drawing: Drawing, by: 1 | -1): readonly Action[] | null {
  const order = inOrder(drawing.slots);
  const key = drawing.selected.at(-1);
  const at = order.findIndex((slot) => slot.key === key);
  const next = at === -1 ? (by === 1 ? 0 : -1) : at + by;
  return drawing.strip === null && order[next] !== undefined && next >= 0 ? [{ kind: "step", by }] : null;
}

/** Finishes what is begun, else begins it in the middle; on a selected slot, takes its next corner. */
function entered(drawing: Drawing, centre: Point): readonly Action[] {
  const { tool, pen, strip } = drawing;
  const half = drawing.size[0] / 30;
  if (tool === "row") {
    if (strip !== null) return [{ kind: "place" }];
    const [from, to] = [plus(centre, [-4 * half, half]), plus(centre, [4 * half, half])];
    return [{ kind: "stroke", from, to }];
  }
  if (tool !== "polygon") return [{ kind: "corner", index: nextCorner(drawing) }];
  if (pen.length > 0) return [{ kind: "close" }];
  const corners: readonly Point[] = [
    [-half, half],
    [half, half],
    [half, -half],
    [-half, -half],
  ];
  return [...corners.map((corner): Action => ({ kind: "pen", at: plus(centre, corner) })), { kind: "close" }];
}

function nextCorner(drawing: Drawing): number | null {
  const slot = leading(drawing);
  if (slot === null) return null;
  return ((drawing.corner ?? -1) + 1) % slot.polygon.length;
}
