import type { Point } from "../types/places.js";

/** Where a slot's sign goes, and how large it may be, in pixels of the picture. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** The middle of an outline by its area; its size by what fits. */
export function markOf(polygon: readonly Point[]): Mark {
  let area = 0;
  let x = 0;
  let y = 0;
  polygon.forEach(([ax, ay], index) => {
    const [bx, by] = polygon[(index + 1) % polygon.length] ?? [ax, ay];
    const cross = ax * by - bx * ay;
    area += cross / 2;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  });
  if (Math.abs(area) < 1) return { ...middle(polygon), size: 8 };
  const width = spread(polygon.map(([px]) => px));
  const size = Math.max(8, Math.min(Math.sqrt(Math.abs(area)) * 0.36, width * 0.34));
  return { x: x / (6 * area), y: y / (6 * area), size };
}

function middle(polygon: readonly Point[]): { readonly x: number; readonly y: number } {
  const count = Math.max(1, polygon.length);
  return {
    x: polygon.reduce((sum, [x]) => sum + x, 0) / count,
    y: polygon.reduce((sum, [, y]) => sum + y, 0) / count,
  };
}

function spread(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}
