/** What everybody may see on a wall: how full it is, and of nobody. */
import type { ZoneCounts } from "./model.js";
import type { Slot } from "./places.js";

export type WallSlot = Pick<Slot, "id" | "row" | "number" | "zone" | "kind" | "state">;

export interface WallState {
  readonly site: string;
  readonly zones: readonly ZoneCounts[];
  readonly slots: readonly WallSlot[];
  readonly at: Date;
}
