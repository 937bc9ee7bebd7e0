import { Fields } from "../api/fields.js";
import type { Challenge } from "../lib/work.js";
import { TONGUES, type Tongue } from "./words.js";

export const STATES = ["new", "asked", "approved", "refused", "withdrawn"] as const;
export const PASS_KINDS = ["visitor", "courier", "taxi", "service"] as const;
export const PASS_STATES = ["waiting", "active", "used", "over", "ended"] as const;
const PASSWORDS = ["set", "open", "expired"] as const;

export interface ApplicationForm {
  readonly site: string;
  /** The association's own words; empty where it has none in that language. */
  readonly consent: Readonly<Record<Tongue, string>>;
  readonly consentVersion: string | null;
  readonly document: boolean;
  readonly countries: readonly string[];
  readonly challenge: Challenge;
}

export interface Track {
  readonly site: string;
  readonly state: (typeof STATES)[number];
  readonly question: string | null;
  readonly answer: string | null;
  readonly reason: string | null;
  readonly madeAt: Date;
  readonly changedAt: Date;
  readonly name: string;
  readonly apartment: string;
  readonly plates: readonly string[];
  /** Of the account that was made, null where none was. */
  readonly password: (typeof PASSWORDS)[number] | null;
}

export interface Hours {
  /** Monday 0. */
  readonly days: readonly number[];
  /** By the clock of the house, "09:00". */
  readonly start: string;
  readonly end: string;
}

export interface GuestPass {
  readonly site: string;
  readonly kind: (typeof PASS_KINDS)[number];
  readonly plate: string | null;
  readonly from: Date;
  readonly until: Date;
  readonly hours: Hours | null;
  readonly once: boolean;
  readonly state: (typeof PASS_STATES)[number];
  /** Whoever has the link may say which plate it is for. */
  readonly openPlate: boolean;
}

export function formOf(value: unknown): ApplicationForm {
  const fields = new Fields(value);
  const consent = fields.part("consent", (texts) => new Fields(texts));
  const inTongue = (tongue: Tongue): string => consent.textOrNull(tongue) ?? "";
  return {
    site: fields.text("site"),
    consent: { en: inTongue("en"), ru: inTongue("ru"), kk: inTongue("kk"), id: inTongue("id") },
    consentVersion: fields.textOrNull("consent_version"),
    document: fields.flag("document"),
    countries: fields.list("countries", String),
    challenge: fields.part("challenge", (one) => {
      const parts = new Fields(one);
      return { salt: parts.text("salt"), bits: parts.count("bits") };
    }),
  };
}

/** The consent text in a person's language, else in the first that there is; null: the association wants none. */
export function consentOf(form: ApplicationForm, tongue: Tongue): string | null {
  const texts = [tongue, ...TONGUES].map((one) => form.consent[one].trim());
  return form.consentVersion === null ? null : (texts.find((text) => text !== "") ?? null);
}

export function trackOf(value: unknown): Track {
  const fields = new Fields(value);
  return {
    site: fields.text("site"),
    state: fields.word("state", STATES, "new"),
    question: fields.textOrNull("question"),
    answer: fields.textOrNull("answer"),
    reason: fields.textOrNull("reason"),
    madeAt: fields.moment("made_at"),
    changedAt: fields.moment("changed_at"),
    name: fields.text("name"),
    apartment: fields.text("apartment"),
    plates: fields.list("plates", String),
    password: fields.word("password", PASSWORDS, null),
  };
}

export function passOf(value: unknown): GuestPass {
  const fields = new Fields(value);
  return {
    site: fields.text("site"),
    kind: fields.word("kind", PASS_KINDS, "visitor"),
    plate: fields.textOrNull("plate"),
    from: fields.moment("valid_from"),
    until: fields.moment("valid_until"),
    hours: fields.partOrNull("schedule", hoursOf),
    once: fields.flag("once"),
    state: fields.word("state", PASS_STATES, "waiting"),
    openPlate: fields.flag("open_plate"),
  };
}

function hoursOf(value: unknown): Hours {
  const fields = new Fields(value);
  return { days: fields.list("days", Number), start: fields.text("start"), end: fields.text("end") };
}
