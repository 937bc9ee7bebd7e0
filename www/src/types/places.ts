/** The values of the places: what the server sends, after it was checked at the door. */

export const SLOT_KINDS = ["resident", "guest", "disabled", "ev", "no_parking"] as const;
export const SLOT_STATES = ["free", "occupied", "unknown"] as const;
export const STAY_SOURCES = ["none", "suggested", "claimed", "set"] as const;
export const NOTICE_KINDS = ["place_taken", "overstay", "no_parking"] as const;
export const SPANS = ["today", "week", "heat", "dwell"] as const;

export type SlotKind = (typeof SLOT_KINDS)[number];
export type SlotState = (typeof SLOT_STATES)[number];
export type StaySource = (typeof STAY_SOURCES)[number];
export type NoticeKind = (typeof NOTICE_KINDS)[number];
export type Span = (typeof SPANS)[number];
/** Pixels of the camera's picture. */
export type Point = readonly [number, number];

export interface Override {
  /** null: not shown to this person. */
  readonly reason: string | null;
  readonly at: Date;
  /** Until it is ended by hand; else until a camera sees a change. */
  readonly hold: boolean;
}

/** Who stands on a slot, for those who may know. */
export interface Standing {
  readonly plate: string | null;
  readonly apartment: string | null;
  readonly confidence: number;
  readonly source: StaySource;
}

/** One outlined place. */
export interface Slot {
  readonly id: string;
  readonly row: string;
  readonly number: string;
  readonly address: string;
  readonly kind: SlotKind;
  readonly zone: string;
  readonly state: SlotState;
  readonly since: Date | null;
  /** One of this person's vehicles stands here. */
  readonly mine: boolean;
  /** It belongs to this person's household. */
  readonly owned: boolean;
  readonly apartment: string | null;
  readonly override: Override | null;
  readonly notice: NoticeKind | null;
  readonly stay: Standing | null;
}

export interface Outline {
  readonly slot: string;
  readonly polygon: readonly Point[];
}

export interface LotCamera {
  readonly id: string;
  readonly name: string;
  /** The zone of what is drawn on it unless said otherwise. */
  readonly zone: string | null;
  /** Of the picture that the outlines were drawn on; null before anything was drawn. */
  readonly size: Point | null;
  /** A signed, short-lived address. */
  readonly still: string | null;
  /** When it was drawn as it is; null where nothing is. */
  readonly savedAt: Date | null;
  readonly outlines: readonly Outline[];
}

/** Everything that is drawn, and how it stands. */
export interface PlacesSnapshot {
  readonly zones: readonly { readonly id: string; readonly name: string }[];
  readonly slots: readonly Slot[];
  readonly cameras: readonly LotCamera[];
}

export type PlacesEvent =
  | { readonly kind: "places"; readonly places: PlacesSnapshot }
  | { readonly kind: "slots"; readonly slots: readonly Slot[] };

export interface Candidate {
  readonly plate: string;
  readonly apartment: string | null;
  readonly probability: number;
}

export interface PastStay {
  readonly since: Date;
  readonly until: Date | null;
  readonly plate: string | null;
  readonly apartment: string | null;
  readonly source: StaySource;
}

export interface SlotDetail {
  readonly slot: Slot;
  readonly candidates: readonly Candidate[];
  readonly history: readonly PastStay[];
  /** The plates of this person's own household. */
  readonly vehicles: readonly string[];
}

/** Where a vehicle stands. */
export interface FoundStay {
  readonly slot: string;
  readonly address: string;
  readonly zone: string;
  readonly since: Date;
  readonly plate: string | null;
  readonly apartment: string | null;
  readonly confidence: number;
  readonly source: StaySource;
}

export interface Found {
  readonly slots: readonly string[];
  readonly stays: readonly FoundStay[];
}

export interface LevelPoint {
  readonly at: Date;
  readonly free: number;
  readonly occupied: number;
  readonly unknown: number;
  readonly total: number;
}

export interface HeatCell {
  /** Monday is 0. */
  readonly weekday: number;
  readonly hour: number;
  /** Share of known places that were taken, 0 to 1; null: nothing is known. */
  readonly occupied: number | null;
}

export interface DwellBin {
  readonly fromMin: number;
  /** null: or longer. */
  readonly toMin: number | null;
  readonly count: number;
}

export interface Dwell {
  readonly bins: readonly DwellBin[];
  readonly medianMin: number | null;
}
