import type { Point, Polygon, Size } from "../types/layout.js";

/** Four corners: front left, front right, back right, back left. */
export type Quad = readonly [Point, Point, Point, Point];
/** Carries a point of one plane to another. */
export type Mapping = (point: Point) => Point;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const plus = ([x, y]: Point, [dx, dy]: Point): Point => [x + dx, y + dy];
export const minus = ([x, y]: Point, [dx, dy]: Point): Point => [x - dx, y - dy];
export const times = ([x, y]: Point, factor: number): Point => [x * factor, y * factor];
export const between = (a: Point, b: Point, share: number): Point => plus(a, times(minus(b, a), share));
export const distance = (a: Point, b: Point): number => Math.hypot(b[0] - a[0], b[1] - a[1]);
const cross = (a: Point, b: Point): number => a[0] * b[1] - a[1] * b[0];

export function isQuad(polygon: Polygon): polygon is Quad {
  return polygon.length === 4;
}

function edges(polygon: Polygon): readonly (readonly [Point, Point])[] {
  return polygon.map((point, index) => [point, polygon[(index + 1) % polygon.length] ?? point]);
}

/** Square pixels. */
export function areaOf(polygon: Polygon): number {
  return Math.abs(edges(polygon).reduce((sum, [a, b]) => sum + cross(a, b), 0)) / 2;
}

export function middleOf(polygon: Polygon): Point {
  const sum = polygon.reduce<Point>(plus, [0, 0]);
  return times(sum, 1 / Math.max(1, polygon.length));
}

export function boxOf(points: readonly Point[]): Box {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

export function contains(polygon: Polygon, [x, y]: Point): boolean {
  const crossed = edges(polygon).filter(
    ([[x1, y1], [x2, y2]]) => y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1,
  );
  return crossed.length % 2 === 1;
}

/** Whether the outline runs over itself. */
export function crossesItself(polygon: Polygon): boolean {
  const all = edges(polygon);
  return all.some((one, i) => all.some((other, j) => j > i + 1 && (j + 1) % all.length !== i && cut(one, other)));
}

function cut([a, b]: readonly [Point, Point], [c, d]: readonly [Point, Point]): boolean {
  const side = (p: Point, q: Point, r: Point): number => Math.sign(cross(minus(q, p), minus(r, p)));
  return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0;
}

export function isInside(polygon: Polygon, [width, height]: Size): boolean {
  return polygon.every(([x, y]) => x >= 0 && x <= width && y >= 0 && y <= height);
}

export function clamped([x, y]: Point, [width, height]: Size): Point {
  return [Math.min(width, Math.max(0, x)), Math.min(height, Math.max(0, y))];
}

/** As much of `by` as keeps all of the points on the picture. */
export function heldInside(points: readonly Point[], by: Point, [width, height]: Size): Point {
  const box = boxOf(points);
  const hold = (low: number, span: number, limit: number, step: number): number =>
    step < 0 ? Math.min(0, Math.max(step, -low)) : Math.max(0, Math.min(step, limit - low - span));
  return [hold(box.x, box.width, width, by[0]), hold(box.y, box.height, height, by[1])];
}

/** Shifted onto the picture, as far as it fits. */
export function broughtInside(polygon: Polygon, [width, height]: Size): Polygon {
  const box = boxOf(polygon);
  const by: Point = [
    box.x < 0 ? -box.x : Math.min(0, width - box.x - box.width),
    box.y < 0 ? -box.y : Math.min(0, height - box.y - box.height),
  ];
  return polygon.map((point) => plus(point, by));
}

/** What of a polygon lies on the picture (Sutherland–Hodgman); may be nothing. */
export function trimmed(polygon: Polygon, [width, height]: Size): Polygon {
  const sides: readonly (readonly [0 | 1, number, 1 | -1])[] = [
    [0, 0, 1],
    [0, width, -1],
    [1, 0, 1],
    [1, height, -1],
  ];
  return sides.reduce<Polygon>((rest, [axis, limit, sign]) => {
    const depth = (point: Point): number => (point[axis] - limit) * sign;
    return edges(rest).flatMap(([a, b]) => {
      const kept = depth(a) >= 0 ? [a] : [];
      const leaves = depth(a) >= 0 !== depth(b) >= 0;
      return leaves ? [...kept, between(a, b, depth(a) / (depth(a) - depth(b)))] : kept;
    });
  }, polygon);
}

/** The projective mapping of the unit square, (0,0) (1,0) (1,1) (0,1), onto a quad; null where the quad is no convex one. */
export function ontoQuad(quad: Quad): Mapping | null {
  const matrix = squareTo(quad);
  return matrix && ((point) => applied(matrix, point));
}

/** The projective mapping that carries one quad onto another; null where either is no convex one. */
export function quadToQuad(from: Quad, to: Quad): Mapping | null {
  const [there, onward] = [squareTo(from), squareTo(to)];
  if (there === null || onward === null) return null;
  const back = inverted(there);
  return (point) => applied(onward, applied(back, point));
}

type Matrix = readonly [number, number, number, number, number, number, number, number, number];

function squareTo(quad: Quad): Matrix | null {
  if (!isConvex(quad)) return null;
  const [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = quad;
  const one: Point = [x1 - x2, y1 - y2];
  const other: Point = [x3 - x2, y3 - y2];
  const rest: Point = [x0 - x1 + x2 - x3, y0 - y1 + y2 - y3];
  const all = cross(one, other);
  const g = cross(rest, other) / all;
  const h = cross(one, rest) / all;
  return [x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0, g, h, 1];
}

export function isConvex(quad: Quad): boolean {
  const turns = quad.map((point, index) => {
    const [next, after] = [quad[(index + 1) % 4] ?? point, quad[(index + 2) % 4] ?? point];
    return Math.sign(cross(minus(next, point), minus(after, next)));
  });
  return turns[0] !== 0 && turns.every((turn) => turn === turns[0]);
}

function applied([a, b, c, d, e, f, g, h, i]: Matrix, [x, y]: Point): Point {
  const depth = g * x + h * y + i;
  return [(a * x + b * y + c) / depth, (d * x + e * y + f) / depth];
}

/** The inverse but for its scale, which a projective mapping does not feel. */
function inverted([a, b, c, d, e, f, g, h, i]: Matrix): Matrix {
  return [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ];
}
