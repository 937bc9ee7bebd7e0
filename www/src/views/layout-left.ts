import type { Parking } from "../api/parking.js";
import type { Drawing } from "../lib/drawing-model.js";
import type { LotCamera, Still } from "../types/layout.js";

/** What must be told: `faults` are ours, `refused` and `no_picture` the server's, by its code. */
export type Trouble =
  | { readonly kind: "faults"; readonly count: number }
  | { readonly kind: "refused" | "no_picture"; readonly code: string };

/** Whether a drawing was refused because somebody else was faster. */
export function isOutdated(trouble: Trouble | null): boolean {
  return trouble?.kind === "refused" && trouble.code === "layout_outdated";
}

/** Whether somebody else has saved this camera's layout since this drawing began. */
export function isBehind({ unsaved, saving, lotCamera, base, trouble }: Readonly<Behind>): boolean {
  const later = lotCamera?.savedAt?.getTime() !== base?.getTime();
  return unsaved && !saving && (later || isOutdated(trouble));
}

interface Behind {
  unsaved: boolean;
  saving: boolean;
  lotCamera: LotCamera | null;
  base: Date | null;
  trouble: Trouble | null;
}

/** What somebody was at when they went to another view. */
export interface Left {
  readonly camera: string;
  readonly drawing: Drawing;
  readonly still: Still | null;
  readonly base: Date | null;
}

/** One to each server that the panel talks to, which is to say one. */
export const LEFT = new WeakMap<Parking, Left>();
