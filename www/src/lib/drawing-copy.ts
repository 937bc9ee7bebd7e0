import type { Point, Polygon } from "../types/layout.js";
import { addressKey, following, rowsOf } from "./drawing-address.js";
import { others, selectedSlots, type DraftSlot, type Drawing, type Slots } from "./drawing-model.js";
import {
  areaOf,
  between,
  broughtInside,
  distance,
  isQuad,
  middleOf,
  minus,
  plus,
  quadToQuad,
  times,
  type Mapping,
} from "./geometry.js";

export type Copied = Omit<DraftSlot, "key" | "id" | "apartment">;

/** The next places of each selected row, as many as are selected in it: on by the row's own step, past numbers that are taken. */
export function copiesOf(drawing: Drawing): readonly Copied[] {
  const taken = new Set([...drawing.slots, ...others(drawing)].map(addressKey));
  return rowsOf(selectedSlots(drawing)).flatMap(({ slots: row }) => {
    const last = row.at(-1);
    if (last === undefined) return [];
    const step = stepOf(last, drawing.slots);
    const free = freeAfter(last, row.length, taken);
    return row.map((slot, index) => {
      const { number, past } = free[index] ?? { number: slot.number, past: 0 };
      let polygon = slot.polygon;
      for (let steps = row.length + past; steps > 0; steps -= 1) polygon = polygon.map(step);
      return { row: slot.row, number, kind: slot.kind, zone: slot.zone, polygon: broughtInside(polygon, drawing.size) };
    });
  });
}

/** The next numbers that nobody has, and how many that somebody has lie before each. */
function freeAfter(
  last: DraftSlot,
  count: number,
  taken: ReadonlySet<string>,
): readonly { number: string; past: number }[] {
  const found: { number: string; past: number }[] = [];
  let { number } = last;
  let past = 0;
  while (found.length < count) {
    number = following(number);
    if (taken.has(addressKey({ row: last.row, number }))) past += 1;
    else found.push({ number, past });
  }
  return found;
}

/** Where the row goes on: what carried the place before this one onto it carries it further. */
function stepOf(last: DraftSlot, slots: Slots): Mapping {
  const row = rowsOf(slots).find((one) => one.slots.includes(last))?.slots ?? [];
  const before = row[row.indexOf(last) - 1];
  if (before === undefined) return beside(last.polygon);
  const [one, other] = [before.polygon, last.polygon];
  const projective = isQuad(one) && isQuad(other) ? quadToQuad(one, other) : null;
  return projective ?? shifted(one, other);
}

function shifted(one: Polygon, other: Polygon): Mapping {
  const [from, to] = [middleOf(one), middleOf(other)];
  const scale = Math.sqrt(areaOf(other) / Math.max(1, areaOf(one)));
  return (point) => plus(to, times(minus(point, from), scale));
}

/** One width to the right: a place is deeper than wide. */
function beside(polygon: Polygon): Mapping {
  const step = isQuad(polygon) ? shorter(polygon) : ([widthOf(polygon), 0] as const);
  const right: Point = step[0] < 0 ? times(step, -1) : step;
  return (point) => plus(point, right);
}

function shorter([a, b, c, d]: readonly [Point, Point, Point, Point]): Point {
  const across = minus(between(b, c, 0.5), between(a, d, 0.5));
  const along = minus(between(d, c, 0.5), between(a, b, 0.5));
  return distance([0, 0], across) <= distance([0, 0], along) * 1.25 ? across : along;
}

function widthOf(polygon: Polygon): number {
  const xs = polygon.map(([x]) => x);
  return Math.max(...xs) - Math.min(...xs);
}
