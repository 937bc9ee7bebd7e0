import type { Point, Polygon, Size } from "../types/layout.js";
import { addressKey, addressOf, numbersFrom } from "./drawing-address.js";
import type { Slots } from "./drawing-model.js";
import { between, clamped, distance, isQuad, minus, ontoQuad, plus, times, type Quad } from "./geometry.js";

export const MOST_IN_STRIP = 100;

/** A row of places that is being laid, before its places are slots. */
export interface Strip {
  readonly quad: Quad;
  readonly count: number;
  /** Somebody chose how many; else as many as fit. */
  readonly counted: boolean;
  readonly row: string;
  readonly first: string;
  /** Somebody chose the first number; else it follows the row. */
  readonly numbered: boolean;
  /** Numbers run against the stroke. */
  readonly flipped: boolean;
}

export interface StripPlace {
  readonly number: string;
  readonly polygon: Polygon;
}

/** Where a camera on a pole has its horizon, in heights of the picture above its top. */
const HORIZON = 0.25;
/** How deep a place looks in units of its width, from a pole. */
const DEPTH = 1.3;
/** How wide a place is in widths of the picture where none is drawn yet. */
const WIDTH = 0.07;

/** The row along its front line, as deep as perspective makes it: deeper where it is nearer. */
export function quadAlong(from: Point, to: Point, count: number, size: Size): Quad {
  const depth = (distance(from, to) / count) * DEPTH;
  const away = awayFrom(from, to, size);
  const horizon = -HORIZON * size[1];
  const middle = (from[1] + to[1]) / 2 - horizon;
  const back = (point: Point): Point =>
    clamped(plus(point, times(away, (depth * (point[1] - horizon)) / middle)), size);
  return [from, to, back(to), back(from)];
}

/** How many places fit on a front line, by those that are drawn already: wider where they are nearer. */
export function countAlong(from: Point, to: Point, slots: Slots, size: Size): number {
  const horizon = -HORIZON * size[1];
  const widths = slots.flatMap(({ polygon }) =>
    isQuad(polygon) ? [distance(polygon[0], polygon[1]) / (between(polygon[0], polygon[1], 0.5)[1] - horizon)] : [],
  );
  const usual = (size[0] * WIDTH) / (size[1] / 2 - horizon);
  const width = widths.length === 0 ? usual : widths.reduce((sum, one) => sum + one, 0) / widths.length;
  const count = distance(from, to) / Math.max(1, width * (between(from, to, 0.5)[1] - horizon));
  return Math.min(MOST_IN_STRIP, Math.max(1, Math.round(count)));
}

/** The same front line, with the middle of the back edge at a point. */
export function deepened([a, b, c, d]: Quad, to: Point, size: Size): Quad {
  const by = minus(to, between(c, d, 0.5));
  return [a, b, clamped(plus(c, by), size), clamped(plus(d, by), size)];
}

export function withCorner(quad: Quad, index: number, to: Point): Quad {
  const [a, b, c, d] = quad.map((point, at) => (at === index ? to : point));
  return a && b && c && d ? [a, b, c, d] : quad;
}

/** The row's places from the stroke's start to its end, far ones smaller; null where the four corners are no row. */
export function placesOf(strip: Strip): readonly StripPlace[] | null {
  const map = ontoQuad(strip.quad);
  if (map === null) return null;
  const { count } = strip;
  const numbers = numbersFrom(strip.first, count);
  const ordered = strip.flipped ? [...numbers].reverse() : numbers;
  return ordered.map((number, index) => {
    const [start, end] = [index / count, (index + 1) / count];
    const corners: readonly Point[] = [
      [start, 0],
      [end, 0],
      [end, 1],
      [start, 1],
    ];
    return { number, polygon: corners.map(map) };
  });
}

/** The addresses of a strip that are taken already. */
export function clashesOf(strip: Strip, taken: ReadonlySet<string>): readonly string[] {
  const slots = numbersFrom(strip.first, strip.count).map((number) => ({ row: strip.row, number }));
  return slots.filter((slot) => taken.has(addressKey(slot))).map(addressOf);
}

/** At a right angle to the stroke: up the picture, or towards its middle where the stroke goes up itself. */
function awayFrom(from: Point, to: Point, size: Size): Point {
  const along = times(minus(to, from), 1 / Math.max(1e-9, distance(from, to)));
  const across: Point = [along[1], -along[0]];
  const steep = Math.abs(across[1]) < 0.2;
  const wrong = steep ? across[0] * (size[0] / 2 - from[0]) < 0 : across[1] > 0;
  return wrong ? times(across, -1) : across;
}
