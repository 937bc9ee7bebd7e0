import type { Point, Polygon } from "../types/layout.js";
import { changed } from "./drawing-history.js";
import { leading, type Changes, type DraftSlot, type Drawing } from "./drawing-model.js";
import { withCorner } from "./drawing-strip.js";
import { boxOf, clamped, heldInside, isInside, plus, times, trimmed } from "./geometry.js";

type Redraw = (slot: DraftSlot) => Polygon;

/** One corner of one slot somewhere else. */
export function cornerMoved(drawing: Drawing, key: string, index: number, to: Point, gesture: string): Drawing {
  const point = clamped(to, drawing.size);
  const bent = redrawn(
    drawing,
    [key],
    ({ polygon }) => polygon.map((one, at) => (at === index ? point : one)),
    gesture,
  );
  return { ...bent, corner: index };
}

/** Slots moved together, as far as the picture goes. */
export function shifted(drawing: Drawing, keys: readonly string[], by: Point, gesture: string): Drawing {
  const points = drawing.slots.filter((slot) => keys.includes(slot.key)).flatMap((slot) => slot.polygon);
  const step = heldInside(points, by, drawing.size);
  if (points.length === 0 || (step[0] === 0 && step[1] === 0)) return drawing;
  return redrawn(drawing, keys, ({ polygon }) => polygon.map((point) => plus(point, step)), gesture);
}

/** What the arrow keys move: a corner, else what is selected; of a row being laid, a corner or the whole. */
export function nudged(drawing: Drawing, by: Point): Drawing {
  if (drawing.strip !== null) return stripNudged(drawing, by);
  if (drawing.tool === "all") return together(drawing, by, 1, "nudge-all");
  const slot = leading(drawing);
  const point = drawing.corner === null ? undefined : slot?.polygon[drawing.corner];
  if (slot === null || drawing.corner === null || point === undefined) {
    return shifted(drawing, drawing.selected, by, `nudge-${drawing.selected.join()}`);
  }
  return cornerMoved(drawing, slot.key, drawing.corner, plus(point, by), `nudge-${slot.key}-${drawing.corner}`);
}

function stripNudged(drawing: Drawing, by: Point): Drawing {
  const { strip, corner, size } = drawing;
  if (strip === null) return drawing;
  const moved = strip.quad.map((point, index) =>
    corner === null || corner === index ? clamped(plus(point, by), size) : point,
  );
  const quad = moved.reduce((shape, point, index) => withCorner(shape, index, point), strip.quad);
  return { ...drawing, strip: { ...strip, quad } };
}

/** Everything moved and scaled about its middle; it may leave the picture. */
export function together(drawing: Drawing, by: Point, scale: number, gesture: string | null): Drawing {
  const box = boxOf(drawing.slots.flatMap((slot) => slot.polygon));
  const middle: Point = [box.x + box.width / 2, box.y + box.height / 2];
  const keys = drawing.slots.map((slot) => slot.key);
  if (keys.length === 0) return drawing;
  const away = plus(times(middle, 1 - scale), by);
  return redrawn(drawing, keys, ({ polygon }) => polygon.map((point) => plus(times(point, scale), away)), gesture);
}

/** What runs beyond the picture ends at its edge; what lies wholly outside stays, to be seen and said. */
export function trimmedAll(drawing: Drawing): Drawing {
  const beyond = drawing.slots.filter((slot) => !isInside(slot.polygon, drawing.size)).map((slot) => slot.key);
  const trim = ({ polygon }: DraftSlot): Polygon => {
    const rest = trimmed(polygon, drawing.size).map((point) => clamped(point, drawing.size));
    return rest.length < 3 ? polygon : rest;
  };
  return beyond.length === 0 ? drawing : redrawn(drawing, beyond, trim, null);
}

/** Words of the selected slots; a number only where one slot is selected. */
export function edited(drawing: Drawing, changes: Changes, gesture: string | null): Drawing {
  const { number, ...common } = changes;
  const own = drawing.selected.length === 1 && number !== undefined ? { ...common, number } : common;
  const keys = new Set(drawing.selected);
  const slots = drawing.slots.map((slot) => (keys.has(slot.key) ? { ...slot, ...own } : slot));
  const habit = { ...drawing.habit, ...habitOf(changes) };
  return keys.size === 0 ? drawing : { ...changed(drawing, slots, gesture), habit };
}

function habitOf({ row, kind, zone }: Changes): Partial<Drawing["habit"]> {
  return {
    ...(row === undefined ? {} : { row }),
    ...(kind === undefined ? {} : { kind }),
    ...(zone === undefined ? {} : { zone }),
  };
}

/** The leading outline belongs to a slot that another camera sees already. */
export function attached(drawing: Drawing, id: string): Drawing {
  const slot = drawing.elsewhere.find((one) => one.id === id);
  const mine = leading(drawing);
  if (slot === undefined || mine === null) return drawing;
  const { row, number, kind, zone, apartment } = slot;
  const same = { ...mine, id, row, number, kind, zone, apartment };
  return changed(
    drawing,
    drawing.slots.map((one) => (one.key === mine.key ? same : one)),
  );
}

function redrawn(drawing: Drawing, keys: readonly string[], redraw: Redraw, gesture: string | null): Drawing {
  const moved = new Set(keys);
  const slots = drawing.slots.map((slot) => (moved.has(slot.key) ? { ...slot, polygon: redraw(slot) } : slot));
  return changed(drawing, slots, gesture);
}
