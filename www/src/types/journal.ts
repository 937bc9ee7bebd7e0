/** What the board and the guards look for in the log, the record of what people did, and the dashboard's numbers. */
import type { Outcome, Passage, Source, Verdict } from "./model.js";

/** What is looked for; null: whatever it is. */
export interface JournalFilter {
  readonly since: Date | null;
  /** Not included. */
  readonly until: Date | null;
  readonly gate: string | null;
  /** With `*` and `?`. */
  readonly plate: string | null;
  /** Whether what looks like the plate counts too. */
  readonly alike: boolean;
  readonly apartment: string | null;
  readonly verdict: Verdict | null;
  readonly reason: string | null;
  readonly outcome: Outcome | null;
  readonly source: Source | null;
}

export interface JournalPage {
  readonly passages: readonly Passage[];
  /** Where the search goes on; null at its end. */
  readonly next: string | null;
  /** Back to when was searched; null at its end. */
  readonly searchedTo: Date | null;
}

export const SHEETS = ["csv", "xlsx"] as const;
export type SheetKind = (typeof SHEETS)[number];

/** A file that waits to be fetched, once. */
export interface Exported {
  readonly url: string;
  readonly rows: number;
  /** Whether there was more than such a file holds. */
  readonly more: boolean;
}

export interface ActivityFilter {
  readonly since: Date | null;
  readonly until: Date | null;
  readonly user: string | null;
  readonly action: string | null;
  readonly text: string | null;
}

/** Somebody who did something; without a name when Home Assistant knows them no more. */
export interface Doer {
  readonly id: string;
  readonly name: string | null;
}

export interface ActivityEntry {
  readonly id: number;
  readonly at: Date;
  /** null: nobody who was logged in. */
  readonly user: Doer | null;
  /** A code. */
  readonly action: string;
  readonly subject: string;
  readonly detail: string | null;
}

export interface ActivityPage {
  readonly entries: readonly ActivityEntry[];
  readonly next: number | null;
  /** Every action there is. */
  readonly actions: readonly string[];
  /** On the first page only. */
  readonly users: readonly Doer[];
}

export const TALLIES = ["passages", "entries", "exits", "opened", "refused", "unknown", "by_hand"] as const;
export type Tally = Readonly<Record<(typeof TALLIES)[number], number>>;

export interface FiguresHour {
  readonly at: Date;
  readonly entries: number;
  readonly exits: number;
  readonly refused: number;
  /** Passages of this hour on other days; null: not known yet. */
  readonly usual: number | null;
}

export interface FiguresDay {
  /** YYYY-MM-DD by the house's clock. */
  readonly day: string;
  readonly passages: number;
  readonly refused: number;
  /** 0 … 1; null: nobody passed. */
  readonly unknownShare: number | null;
  /** By camera, 0 … 1. */
  readonly confidence: Readonly<Record<string, number>>;
}

/** When a zone was fullest today; null where nobody knows. */
export interface Peak {
  readonly zone: string;
  readonly name: string;
  readonly at: Date | null;
  readonly occupied: number | null;
  readonly total: number;
}

export interface Figures {
  readonly today: Tally;
  readonly hours: readonly FiguresHour[];
  readonly days: readonly FiguresDay[];
  readonly cameras: readonly { readonly id: string; readonly name: string }[];
  readonly peaks: readonly Peak[];
}
