/** What everybody may see on a wall: how full it is, and of nobody. */
import type { SlotKind, SlotState } from "./places.js";

export interface WallZone {
  readonly id: string;
  readonly name: string;
  readonly total: number;
  readonly free: number;
  readonly occupied: number;
  readonly unknown: number;
  readonly full: boolean | null;
}

export interface WallSlot {
  readonly id: string;
  readonly row: string;
  readonly number: string;
  readonly zone: string;
  readonly kind: SlotKind;
  readonly state: SlotState;
}

export interface WallState {
  readonly site: string;
  readonly zones: readonly WallZone[];
  readonly slots: readonly WallSlot[];
  readonly at: Date;
}
