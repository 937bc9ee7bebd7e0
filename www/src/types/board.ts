/** What only the board sees: applications to decide, households, and how the association wants things. */
import type { Application } from "./people.js";

export const DUPLICATE_KINDS = ["plate", "apartment", "application"] as const;
export const PASSWORD_STATES = ["set", "open", "expired"] as const;
export const GIVEN_ROLES = ["resident", "guard", "board"] as const;
export const LISTS = ["vehicles", "passes"] as const;
export const CONSENT_LANGUAGES = ["en", "ru", "kk", "id"] as const;
export const KEPT = [
  "passages",
  "pictures",
  "stays",
  "levels",
  "activity",
  "passes",
  "applications",
  "documents",
] as const;
export const ERASED = [
  "passages",
  "pictures",
  "readings",
  "plates",
  "stays",
  "vehicles",
  "passes",
  "asks",
  "applications",
  "documents",
  "residents",
  "places",
  "households",
  "notes",
  "activity",
  "mentions",
  "blocks_kept",
] as const;

export type DuplicateKind = (typeof DUPLICATE_KINDS)[number];
export type PasswordState = (typeof PASSWORD_STATES)[number];
export type GivenRole = (typeof GIVEN_ROLES)[number];
export type ListKind = (typeof LISTS)[number];
export type ConsentLanguage = (typeof CONSENT_LANGUAGES)[number];

/** A link as it is given away. */
export interface GivenLink {
  readonly address: string;
  /** Whether it opens only on the house's own network. */
  readonly onlyAtHome: boolean;
}

/** What an application has in common with what is there already. */
export interface Duplicate {
  readonly kind: DuplicateKind;
  readonly plate: string | null;
  readonly apartment: string | null;
  /** The number of another application that waits. */
  readonly application: number | null;
}

/** An application as the board sees it. */
export interface QueuedApplication extends Application {
  readonly language: string;
  readonly user: { readonly id: string; readonly name: string } | null;
  readonly duplicates: readonly Duplicate[];
  /** The address of the document's picture, for a while. */
  readonly document: string | null;
  readonly consent: string | null;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  /** The user name that is proposed. */
  readonly username: string;
}

export interface QueuePage {
  readonly applications: readonly QueuedApplication[];
  readonly next: number | null;
}

/** What the board makes of an application. */
export interface Approval {
  readonly apartment: string;
  readonly plates: readonly string[];
  readonly name: string;
  /** null: the one that is proposed. */
  readonly username: string | null;
  readonly localOnly: boolean;
  readonly validUntil: Date | null;
}

export interface Approved {
  readonly application: QueuedApplication;
  /** Where the password is set, told once; null where none is needed. */
  readonly link: GivenLink | null;
  readonly username: string | null;
}

/** What the public page asks for. */
export interface PublicPage {
  readonly enabled: boolean;
  readonly link: GivenLink;
  readonly consent: Readonly<Record<ConsentLanguage, string>>;
  readonly consentVersion: string | null;
  readonly document: boolean;
  readonly localOnly: boolean;
}

export interface HouseholdVehicle {
  readonly plate: string;
  readonly note: string | null;
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
  readonly guarded: boolean;
}

export interface Resident {
  readonly userId: string;
  readonly name: string;
  /** Whom they log in as; null where Home Assistant knows none. */
  readonly username: string | null;
  readonly contact: string | null;
  readonly role: GivenRole;
  /** Whether we made their user. */
  readonly made: boolean;
  /** null: we sent them no link. */
  readonly password: PasswordState | null;
  readonly phones: number;
}

export interface HouseholdRow {
  readonly id: number;
  readonly apartment: string;
  readonly vehicles: readonly HouseholdVehicle[];
  readonly residents: readonly Resident[];
  /** Open guest passes. */
  readonly passes: number;
}

export interface Roster {
  readonly households: readonly HouseholdRow[];
  /** Who lives nowhere here; on the first page only. */
  readonly staff: readonly Resident[];
  readonly next: string | null;
  readonly counts: { readonly households: number; readonly vehicles: number; readonly residents: number };
}

/** Somebody who can log in to Home Assistant. */
export interface HouseUser {
  readonly id: string;
  readonly name: string;
  readonly linked: boolean;
}

export interface VehicleWish {
  readonly plate: string;
  readonly apartment: string;
  readonly note: string | null;
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
}

export interface LinkWish {
  readonly userId: string;
  readonly role: GivenRole;
  readonly apartment: string | null;
  readonly name: string;
  readonly contact: string;
}

/** A link for a password, told once. */
export interface PasswordLink {
  readonly link: GivenLink;
  readonly username: string;
  readonly until: Date | null;
}

export interface Revoked {
  readonly removedUser: boolean;
  readonly phones: number;
  readonly passes: number;
}

export interface BadCell {
  /** As a spreadsheet counts them: the heads are row 1. */
  readonly row: number;
  readonly column: string;
  readonly code: string;
  readonly value: string;
}

export interface Imported {
  readonly problems: readonly BadCell[];
  readonly added: number;
  readonly changed: number;
  readonly same: number;
}

/** For how many days things are kept, by kind. */
export interface Retention {
  readonly periods: Readonly<Record<string, number>>;
  readonly least: number;
  readonly most: number;
}

export type ErasedCounts = Readonly<Record<string, number>>;

/** Whose traces are to go. */
export interface EraseTarget {
  readonly plate: string | null;
  readonly apartment: string | null;
}

/** Proof of an erasure; it says nothing of whose it was. */
export interface Receipt {
  readonly id: string;
  readonly at: Date;
  readonly by: string | null;
  readonly reason: string;
  readonly counts: ErasedCounts;
}
