import type { Parking } from "../api/parking.js";
import type { Drawing } from "../lib/drawing-model.js";
import type { Still } from "../types/layout.js";

/** What must be told: `faults` are ours, `refused` and `no_picture` the server's, by its code. */
export type Trouble =
  | { readonly kind: "faults"; readonly count: number }
  | { readonly kind: "refused" | "no_picture"; readonly code: string };

/** What somebody was at when they went to another view. */
export interface Left {
  readonly camera: string;
  readonly drawing: Drawing;
  readonly still: Still | null;
}

/** One to each server that the panel talks to, which is to say one. */
export const LEFT = new WeakMap<Parking, Left>();
