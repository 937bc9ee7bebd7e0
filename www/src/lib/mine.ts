import type { GuestPass, OwnVehicle, PassState } from "../types/people.js";
import { weekdayName, weekdaysOf } from "./calendar.js";
import type { Badge } from "./describe.js";
import type { Language } from "./language.js";

/** A pass from now on begins by the server's clock. */
const A_MOMENT_MS = 5 * 60_000;

/** The pages of the resident's room; its first one has no name. */
export const INVITE = "invite";
export const REQUEST = "request";

const STATES: Readonly<Record<PassState, Badge>> = {
  waiting: { tone: "calm", icon: "clock", key: "pass.state.waiting" },
  active: { tone: "good", icon: "check", key: "pass.state.active" },
  used: { tone: "calm", icon: "check", key: "pass.state.used" },
  over: { tone: "calm", icon: "clock", key: "pass.state.over" },
  ended: { tone: "calm", icon: "close", key: "pass.state.ended" },
};

export function passBadge(pass: GuestPass): Badge {
  return STATES[pass.state];
}

/** Whether anybody may still come on it. */
export function isOpen(pass: GuestPass): boolean {
  return pass.state === "waiting" || pass.state === "active";
}

/** When somebody may pass, in words: "for one entry, until 23:59". */
export function passTimes(pass: GuestPass, language: Language, now: Date): string {
  const until = language.clock(pass.validUntil, now);
  const later = pass.validFrom.getTime() - now.getTime() > A_MOMENT_MS;
  const from = later ? language.clock(pass.validFrom, now) : null;
  const span = from === null ? language.text("pass.until", { until }) : language.text("pass.span", { from, until });
  const weekly = pass.schedule === null ? [] : [scheduleWords(pass.schedule, language)];
  const once = pass.once ? [language.text("pass.once.short")] : [];
  return [...weekly, ...once, span].join(", ");
}

/** "Mon, Wed, Fri 09:00–18:00" */
function scheduleWords({ days, start, end }: NonNullable<GuestPass["schedule"]>, language: Language): string {
  const named = weekdaysOf(language)
    .filter((day) => days.includes(day))
    .map((day) => weekdayName(day, "short", language));
  const when = days.length === 7 ? language.text("pass.every_day") : named.join(", ");
  return `${when} ${start}–${end}`;
}

/** Where a car is and since when, in words. */
export function whereWords(vehicle: OwnVehicle, language: Language, now: Date): string {
  const { where, since, gate, place } = vehicle;
  const parts = [
    language.text(`mine.where.${where}`),
    ...(place === null ? [] : [language.text("mine.place", { place })]),
    ...(since === null ? [] : [language.text("mine.since", { time: language.clock(since, now) })]),
    ...(gate === null || since === null ? [] : [gate]),
  ];
  return parts.join(" · ");
}

/** How long there is to answer: "2:05". */
export function clockLeft(until: Date, now: Date): string {
  const seconds = Math.max(0, Math.ceil((until.getTime() - now.getTime()) / 1000));
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, "0")}`;
}
