/** The values of the guard's room. */
import type { Outcome, Passage } from "./model.js";
import type { PassKind } from "./people.js";

/** What becomes of an exception. */
export const RESOLVINGS = ["open", "refuse", "dismiss"] as const;
/** Which way a passage goes that somebody enters by hand. */
export const WAYS = ["entry", "exit"] as const;

export type Resolving = (typeof RESOLVINGS)[number];
export type Way = (typeof WAYS)[number];

/** A household that is asked whether a vehicle may pass. */
export interface AskNow {
  readonly until: Date;
  /** How many households have answered. */
  readonly answers: number;
}

/** A passage that waits for a guard. */
export interface ExceptionNow {
  readonly passage: Passage;
  readonly ask: AskNow | null;
}

export interface ShiftNow {
  readonly name: string;
  readonly since: Date;
  readonly mine: boolean;
}

/** How the shift before ended. */
export interface HandOver {
  readonly name: string;
  readonly until: Date;
  readonly note: string | null;
}

export interface ShiftPast {
  readonly name: string;
  readonly since: Date;
  /** null: it still lasts. */
  readonly until: Date | null;
  readonly note: string | null;
}

/** Since the shift began, or since midnight. */
export interface ShiftCounts {
  readonly passages: number;
  readonly opened: number;
  readonly refused: number;
  readonly byHand: number;
}

export interface GuardNow {
  /** Newest first. */
  readonly exceptions: readonly ExceptionNow[];
  readonly shift: ShiftNow | null;
  readonly last: HandOver | null;
  readonly counts: ShiftCounts;
}

export interface GuardEvent {
  readonly kind: "guard";
  readonly guard: GuardNow;
}

/** What came of a decision at the gate. */
export interface Resolved {
  readonly outcome: Outcome;
  readonly reason: string | null;
}

/** A passage that somebody enters by hand. */
export interface Entering {
  readonly gate: string;
  readonly direction: Way;
  readonly plate: string;
  /** The picture it was read from; null: none. */
  readonly read: string | null;
  readonly note: string | null;
  readonly open: boolean;
  /** The plate is blocked, and the guard knows it. */
  readonly despiteBlock: boolean;
}

export interface Block {
  readonly reason: string;
  readonly until: Date | null;
}

export interface BlockedPlate extends Block {
  readonly plate: string;
}

/** What the lists say of a plate. */
export interface Checked {
  readonly plate: string;
  readonly listed: boolean;
  readonly apartment: string | null;
  /** The kind of its pass. */
  readonly kind: PassKind | null;
  readonly valid: boolean;
  /** A code: what the gate would go by. */
  readonly reason: string | null;
  /** Its household wishes to be asked before it leaves. */
  readonly guarded: boolean;
  readonly blocked: Block | null;
  readonly alike: readonly { readonly plate: string; readonly apartment: string | null }[];
}

export interface ReadPlate {
  readonly text: string;
  /** As it was read, before it was put right. */
  readonly raw: string;
  readonly country: string | null;
  readonly confidence: number;
  readonly accepted: boolean;
  readonly alternatives: readonly { readonly text: string; readonly country: string | null }[];
}

/** What the recognizer read on a picture. */
export interface PictureRead {
  readonly id: string;
  /** Why it was not read, a code; the picture can be kept with a passage all the same. */
  readonly problem: string | null;
  /** The best first. */
  readonly plates: readonly ReadPlate[];
}

export interface PassageNote {
  readonly at: Date;
  readonly name: string;
  readonly text: string;
}

/** What guards said of a passage, and what they did with it. */
export interface PassageNotes {
  readonly notes: readonly PassageNote[];
  readonly resolution: {
    readonly answer: Resolving;
    readonly reason: string | null;
    readonly at: Date;
    readonly name: string;
  } | null;
}
