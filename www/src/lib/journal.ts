import { OUTCOMES, SOURCES, VERDICTS, type Passage } from "../types/model.js";
import type { JournalFilter, JournalPage } from "../types/journal.js";
import { nextDay, startOfDay } from "./calendar.js";
import { datesIn } from "./formats.js";
import type { Language } from "./language.js";
import { localText, momentOf } from "./local-time.js";

export const SPANS = ["any", "today", "yesterday", "week", "month", "own"] as const;
export type JournalSpan = (typeof SPANS)[number];

/** When something was, as a person says it: `from` and `to` are of fields for times, and only for a span of one's own. */
export interface Times {
  readonly span: JournalSpan;
  readonly from: string;
  readonly to: string;
}

/** A filter as it stands in its form; empty texts ask for nothing. */
export interface JournalWish extends Times {
  readonly gate: string;
  readonly plate: string;
  readonly alike: boolean;
  readonly apartment: string;
  readonly verdict: string;
  readonly reason: string;
  readonly outcome: string;
  readonly source: string;
}

export const ANY_TIME: Times = { span: "any", from: "", to: "" };
export const NO_WISH: JournalWish = {
  ...ANY_TIME,
  gate: "",
  plate: "",
  alike: false,
  apartment: "",
  verdict: "",
  reason: "",
  outcome: "",
  source: "",
};

const DAY_MS = 86_400_000;
const BACK: Readonly<Partial<Record<JournalSpan, number>>> = { week: 6, month: 29 };

/** From when to when; null where a span of one's own ends before it begins. */
export function timesOf(
  times: Times,
  now: Date,
  language: Language,
): { readonly since: Date | null; readonly until: Date | null } | null {
  const today = startOfDay(now, language);
  switch (times.span) {
    case "any":
      return { since: null, until: null };
    case "today":
      return { since: today, until: null };
    case "yesterday":
      return { since: daysBefore(today, 1, language), until: today };
    case "own": {
      const zone = language.reading.timeZone;
      const [since, until] = [momentOf(times.from, zone), momentOf(times.to, zone)];
      return since !== null && until !== null && until <= since ? null : { since, until };
    }
    default:
      return { since: daysBefore(today, BACK[times.span] ?? 0, language), until: null };
  }
}

/** The days before this one, as fields for times show them. */
export function ownTimes(now: Date, language: Language): Times {
  const zone = language.reading.timeZone;
  return { span: "own", from: localText(startOfDay(now, language), zone), to: localText(now, zone) };
}

/** What is looked for; null where its times make no sense. */
export function filterOf(wish: JournalWish, now: Date, language: Language): JournalFilter | null {
  const times = timesOf(wish, now, language);
  if (times === null) return null;
  const plate = textOrNull(wish.plate);
  return {
    ...times,
    gate: textOrNull(wish.gate),
    plate,
    alike: plate !== null && wish.alike,
    apartment: textOrNull(wish.apartment),
    verdict: VERDICTS.find((one) => one === wish.verdict) ?? null,
    reason: textOrNull(wish.reason),
    outcome: OUTCOMES.find((one) => one === wish.outcome) ?? null,
    source: SOURCES.find((one) => one === wish.source) ?? null,
  };
}

/** How many things a wish asks for. */
export function wishesOf(wish: JournalWish): number {
  const { span, gate, plate, apartment, verdict, reason, outcome, source } = wish;
  const texts = [gate, plate, apartment, verdict, reason, outcome, source].filter((text) => text.trim() !== "");
  return texts.length + (span === "any" ? 0 : 1);
}

/** What was found so far, newest first. */
export interface Found {
  readonly passages: readonly Passage[];
  readonly next: string | null;
  /** Back to when was searched, where the last page was short though the search is not at its end. */
  readonly pausedAt: Date | null;
  /** What came in later than this was not searched. */
  readonly until: Date;
}

/** What was found, and a page more of it. */
export function withPage(found: Found, page: JournalPage, limit: number): Found {
  const known = new Set(found.passages.map((one) => one.id));
  return {
    ...found,
    passages: [...found.passages, ...page.passages.filter((one) => !known.has(one.id))],
    next: page.next,
    pausedAt: page.next !== null && page.passages.length < limit ? page.searchedTo : null,
  };
}

/** What came in since the search and fits; null: something came, and only the server knows whether it fits. */
export function newerThan(found: Found, live: readonly Passage[], filter: JournalFilter): readonly Passage[] | null {
  const came = live.filter((one) => one.capturedAt > found.until && fits(one, filter));
  return came.length > 0 && filter.plate !== null ? null : came;
}

/** What was found as it stands now: a gate opens after its passage was told of. */
export function asTold(found: Found, live: readonly Passage[]): Found {
  const oldest = live.at(-1);
  if (oldest === undefined) return found;
  const told = new Map(live.map((one) => [one.id, one]));
  const past = found.passages.findIndex((one) => one.capturedAt < oldest.capturedAt);
  const recent = past < 0 ? found.passages : found.passages.slice(0, past);
  const now = recent.map((one) => {
    const other = told.get(one.id);
    return other === undefined || isSame(one, other) ? one : { ...other, pictures: one.pictures };
  });
  if (now.every((one, index) => one === recent[index])) return found;
  return { ...found, passages: [...now, ...found.passages.slice(recent.length)] };
}

/** Something with its time, or the day that what follows was on. */
export type Dated<T> =
  | { readonly kind: "day"; readonly key: string; readonly head: true; readonly day: Date }
  | { readonly kind: "row"; readonly key: string; readonly head: false; readonly row: T };

/** Rows from the newest to the oldest, under their days. */
export function underDays<T>(
  rows: readonly T[],
  of: (row: T) => { readonly key: string; readonly at: Date },
  language: Language,
): readonly Dated<T>[] {
  const all: Dated<T>[] = [];
  let [from, to] = [Infinity, -Infinity];
  for (const row of rows) {
    const { key, at } = of(row);
    const time = at.getTime();
    if (time < from || time >= to) {
      const day = startOfDay(at, language);
      [from, to] = [day.getTime(), nextDay(day, language).getTime()];
      // After what came late the same day may come twice.
      all.push({ kind: "day", key: `day-${from}-${key}`, head: true, day });
    }
    all.push({ kind: "row", key, head: false, row });
  }
  return all;
}

/** The name of the day that begins at a midnight. */
export function dayName(day: Date, now: Date, language: Language): string {
  const today = startOfDay(now, language);
  if (day.getTime() === today.getTime()) return language.text("journal.day.today");
  if (day.getTime() === daysBefore(today, 1, language).getTime()) return language.text("journal.day.yesterday");
  const { timeZone } = language.reading;
  return datesIn(language.tag, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(now.getTime() - day.getTime() > 300 * DAY_MS ? { year: "numeric" as const } : {}),
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(day);
}

function daysBefore(midnight: Date, days: number, language: Language): Date {
  // To noon, so that a day of 23 or 25 hours does no harm.
  return startOfDay(new Date(midnight.getTime() - days * DAY_MS + DAY_MS / 2), language);
}

function fits(passage: Passage, filter: JournalFilter): boolean {
  const { since, until } = filter;
  if (since !== null && passage.capturedAt < since) return false;
  if (until !== null && passage.capturedAt >= until) return false;
  const same = [
    [filter.gate, passage.gate],
    [filter.apartment?.toLowerCase() ?? null, passage.apartment?.toLowerCase() ?? null],
    [filter.verdict, passage.verdict],
    [filter.reason, passage.reason],
    [filter.outcome, passage.outcome],
    [filter.source, passage.source],
  ];
  return same.every(([wish, is]) => wish === null || wish === is);
}

function isSame(one: Passage, other: Passage): boolean {
  return (
    one.outcome === other.outcome &&
    one.outcomeReason === other.outcomeReason &&
    one.apartment === other.apartment &&
    one.listedPlate === other.listedPlate
  );
}

function textOrNull(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === "" ? null : trimmed;
}
