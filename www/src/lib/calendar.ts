import { datesIn, digitsOf, numbersIn } from "./formats.js";
import type { Language } from "./language.js";

const MINUTES_A_DAY = 24 * 60;
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = MINUTES_A_DAY * 60_000;
const HOUR_MS = 3_600_000;

type Unit = "minute" | "hour" | "day";

/** How long, in the two largest units that say something: "2 hr 10 min". */
export function spanOf(minutes: number, language: Language): string {
  const whole = Math.max(0, Math.round(minutes));
  const days = Math.floor(whole / MINUTES_A_DAY);
  const hours = Math.floor((whole % MINUTES_A_DAY) / 60);
  const rest = whole % 60;
  const parts: readonly (readonly [number, Unit])[] =
    days > 0
      ? [
          [days, "day"],
          [hours, "hour"],
        ]
      : [
          [hours, "hour"],
          [rest, "minute"],
        ];
  const told = parts.filter(([count]) => count > 0).map(([count, unit]) => unitOf(count, unit, language));
  return told.length === 0 ? unitOf(0, "minute", language) : told.join(" ");
}

export function minutesBetween(from: Date, to: Date): number {
  return Math.max(0, (to.getTime() - from.getTime()) / 60_000);
}

/** The days of the week in the order of this person's calendar; Monday is 0. */
export function weekdaysOf(language: Language): readonly number[] {
  const first = firstDayOf(language.tag);
  return [0, 1, 2, 3, 4, 5, 6].map((index) => (first + index) % 7);
}

export function weekdayName(weekday: number, width: "short" | "long", language: Language): string {
  return datesIn(language.tag, { weekday: width, timeZone: "UTC" }).format(MONDAY + weekday * DAY_MS);
}

/** An hour of the day as this person's clock shows it: "14:00", "2 PM". */
export function hourName(hour: number, language: Language): string {
  const { hour12 } = language.reading;
  const clock = new Intl.DateTimeFormat(digitsOf(language.tag), {
    hour: "numeric",
    timeZone: "UTC",
    ...(hour12 === undefined ? {} : { hour12 }),
  });
  const whole = clock.formatToParts(MONDAY).some((part) => part.type === "dayPeriod");
  const moment = MONDAY + (hour % 24) * 3_600_000;
  if (whole) return clock.format(moment);
  const full = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(digitsOf(language.tag), full).format(moment);
}

/** Midnight before a moment, where this person lives. */
export function startOfDay(moment: Date, language: Language): Date {
  const near = new Date(moment.getTime() - clockMs(moment, language));
  // On a day when the clocks change the first guess is an hour off.
  const late = clockMs(near, language);
  if (late === 0) return near;
  return new Date(near.getTime() + (late > DAY_MS / 2 ? DAY_MS - late : -late));
}

/** The next midnight after one: a day has 23 or 25 hours when the clocks change. */
export function nextDay(midnight: Date, language: Language): Date {
  return startOfDay(new Date(midnight.getTime() + DAY_MS + 2 * HOUR_MS), language);
}

/** When a clock on the wall shows an hour of the day that begins at a midnight; 24 is its end. */
export function atHour(midnight: Date, hour: number, language: Language): Date {
  if (hour >= 24) return nextDay(midnight, language);
  const near = new Date(midnight.getTime() + hour * HOUR_MS);
  return hour === 0 ? near : new Date(near.getTime() + hour * HOUR_MS - clockMs(near, language));
}

export function weekdayOf(moment: Date, width: "short" | "long", language: Language): string {
  return datesIn(language.tag, { weekday: width, ...zoneOf(language) }).format(moment);
}

function clockMs(moment: Date, language: Language): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    ...zoneOf(language),
  }).formatToParts(moment);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return ((of("hour") * 60 + of("minute")) * 60 + of("second")) * 1000 + (moment.getTime() % 1000);
}

function zoneOf(language: Language): { readonly timeZone?: string } {
  const { timeZone } = language.reading;
  return timeZone === undefined ? {} : { timeZone };
}

function unitOf(count: number, unit: Unit, language: Language): string {
  return numbersIn(language.tag, { style: "unit", unit, unitDisplay: "short" }).format(count);
}

/** Newer engines have a function where older ones have a property. */
interface Weeks {
  readonly weekInfo?: { readonly firstDay: number };
  getWeekInfo?(): { readonly firstDay: number };
}

function firstDayOf(tag: string): number {
  const locale = new Intl.Locale(tag) as unknown as Weeks;
  const info = locale.getWeekInfo?.() ?? locale.weekInfo;
  return ((info?.firstDay ?? 1) + 6) % 7;
}
