/** The values of the editor: what is drawn on the cameras' pictures. */

import type { Point, Slot, SlotKind } from "./places.js";

export type { LotCamera, PlacesSnapshot, Point, SlotKind } from "./places.js";
export type Polygon = readonly Point[];
/** Width and height of a picture in pixels. */
export type Size = Point;
/** A slot of the site, whatever cameras see it. */
export type PlannedSlot = Pick<Slot, "id" | "row" | "number" | "kind" | "zone" | "apartment">;

/** A picture that a camera took for the editor. */
export interface Still {
  readonly id: string;
  readonly url: string;
}

/** A slot as one camera's drawing has it; `id` null: new. */
export interface DrawnSlot {
  readonly id: string | null;
  readonly row: string;
  readonly number: string;
  readonly kind: SlotKind;
  readonly zone: string;
  readonly apartment: string | null;
  readonly polygon: Polygon;
}

/** What is saved for one camera. */
export interface CameraDrawing {
  readonly size: Size;
  /** The picture's id, kept as reference to notice that the camera moved. */
  readonly still: string | null;
  readonly slots: readonly DrawnSlot[];
}

export interface RowProblem {
  /** "North lot, place 3". */
  readonly where: string;
  readonly code: string;
  readonly slot: string | null;
}

/** What an import would do, or did. */
export interface ImportReport {
  readonly problems: readonly RowProblem[];
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}
