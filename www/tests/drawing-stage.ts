import type { Elsewhere } from "../src/lib/drawing-address.js";
import { BLANK, type Action, type Drawing } from "../src/lib/drawing-model.js";
import { reduce } from "../src/lib/drawing.js";
import type { DrawnSlot, Polygon } from "../src/types/layout.js";

export const SIZE = [1280, 720] as const;

/** A square outline: front left, then against the clock. */
export function square(x: number, y: number, side = 40): Polygon {
  return [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
  ];
}

/** A slot that nobody saved yet; the nth of its row stands at the nth place unless `polygon` says otherwise. */
export function drawn(row: string, number: string, polygon?: Polygon): DrawnSlot {
  const own = polygon ?? square(40 + 60 * (Number(number) || 20), 100);
  return { id: null, row, number, kind: "resident", zone: "north", apartment: null, polygon: own };
}

export function elsewhere(id: string, row: string, number: string): Elsewhere {
  const seen = { cameras: ["Roof camera"], zoneName: "Guests" };
  return { id, row, number, kind: "guest", zone: "guests", apartment: "5", ...seen };
}

/** A drawing of these slots; their keys are k0, k1, … */
export function opened(...slots: readonly DrawnSlot[]): Drawing {
  return reduce(BLANK, { kind: "open", size: SIZE, slots, zone: "north", elsewhere: [] });
}

export function after(drawing: Drawing, ...actions: readonly Action[]): Drawing {
  return actions.reduce(reduce, drawing);
}
