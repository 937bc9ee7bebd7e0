/** Passes, asks and applications, after they were checked at the door. */
import type { Pictures } from "./model.js";

export const PASS_KINDS = ["resident", "visitor", "courier", "taxi", "service"] as const;
export const PASS_STATES = ["waiting", "active", "used", "over", "ended"] as const;
export const WHERES = ["inside", "outside", "unknown"] as const;
export const ASK_KINDS = ["guest", "guarded"] as const;
export const ASK_ANSWERS = ["open", "refuse", "late", "taken"] as const;
export const LOOKUP_ROLES = ["guard", "board"] as const;
export const APPLICATION_KINDS = ["access", "change"] as const;
export const APPLICATION_STATES = ["new", "asked", "approved", "refused", "withdrawn"] as const;

export type PassKind = (typeof PASS_KINDS)[number];
/** Those that a household gives out. */
export type GuestKind = Exclude<PassKind, "resident">;
export type PassState = (typeof PASS_STATES)[number];
export type Where = (typeof WHERES)[number];
export type AskKind = (typeof ASK_KINDS)[number];
export type AskAnswer = (typeof ASK_ANSWERS)[number];
export type ApplicationKind = (typeof APPLICATION_KINDS)[number];
export type ApplicationState = (typeof APPLICATION_STATES)[number];

/** When in a week, on the house's clock; past midnight where `end` is not after `start`. */
export interface Schedule {
  /** Monday is 0. */
  readonly days: readonly number[];
  /** HH:MM */
  readonly start: string;
  readonly end: string;
}

export interface GuestPass {
  readonly id: number;
  readonly kind: PassKind;
  /** null: whoever comes first that nobody knows. */
  readonly plate: string | null;
  readonly note: string | null;
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly schedule: Schedule | null;
  readonly once: boolean;
  /** Whoever has its link may say which plate it is for. */
  readonly openPlate: boolean;
  readonly state: PassState;
  readonly usedAt: Date | null;
  readonly madeAt: Date;
  /** Whether this person made it, and not somebody else of the household. */
  readonly mine: boolean;
  readonly shared: boolean;
}

/** A pass as a household wishes it. */
export interface PassWish {
  readonly kind: GuestKind;
  readonly plate: string | null;
  readonly note: string | null;
  /** null: from now on. */
  readonly validFrom: Date | null;
  readonly validUntil: Date;
  readonly schedule: Schedule | null;
  readonly once: boolean;
  readonly openPlate: boolean;
}

/** The household is asked whether a vehicle may pass. */
export interface Ask {
  readonly id: number;
  readonly kind: AskKind;
  readonly passage: string;
  /** null: a stranger's car, once it is over and the household did not let it in. */
  readonly plate: string | null;
  /** The gate's name. */
  readonly gate: string;
  readonly askedAt: Date;
  readonly until: Date;
  readonly answer: AskAnswer | null;
  readonly pass: number | null;
  readonly pictures: Pictures;
}

export interface OwnVehicle {
  readonly plate: string;
  readonly note: string | null;
  /** Whether the household is asked before it leaves. */
  readonly guarded: boolean;
  readonly where: Where;
  readonly since: Date | null;
  readonly gate: string | null;
  /** The place it stands on. */
  readonly place: string | null;
  readonly validUntil: Date | null;
}

/** Somebody looked for one of the household's plates. */
export interface Lookup {
  readonly at: Date;
  readonly role: (typeof LOOKUP_ROLES)[number] | null;
  readonly plate: string;
}

/** Everything of one's own household. */
export interface Mine {
  readonly vehicles: readonly OwnVehicle[];
  readonly passes: readonly GuestPass[];
  readonly asks: readonly Ask[];
  readonly lookups: readonly Lookup[];
}

/** What becomes of a person's application, as the person sees it. */
export interface Application {
  readonly id: number;
  readonly kind: ApplicationKind;
  readonly state: ApplicationState;
  readonly name: string;
  readonly apartment: string;
  readonly contact: string;
  readonly plates: readonly string[];
  readonly note: string | null;
  readonly question: string | null;
  readonly answer: string | null;
  readonly reason: string | null;
  readonly madeAt: Date;
  readonly changedAt: Date;
}

/** What an application asks for. */
export interface ApplicationForm {
  readonly site: string;
  /** The association's own words by language; none where all are empty. */
  readonly consent: Readonly<Record<string, string>>;
  readonly consentVersion: string | null;
  /** Whether a picture of a document is wanted. */
  readonly document: boolean;
  /** Countries whose plates the house expects; empty: all. */
  readonly countries: readonly string[];
}

/** An application as it is sent. */
export interface ApplicationWish {
  readonly kind: ApplicationKind;
  readonly name: string;
  readonly apartment: string;
  readonly contact: string;
  readonly plates: readonly string[];
  readonly note: string;
  readonly language: string;
  readonly consentVersion: string | null;
  /** A JPEG in base64. */
  readonly document: string | null;
}
