import type { GuestKind, PassWish } from "../types/people.js";
import type { TextKey } from "./language.js";
import { localText, momentOf, type Zone } from "./local-time.js";
import { checkPlate } from "./plate-forms.js";

export const GUEST_KINDS = ["visitor", "courier", "taxi", "service"] as const satisfies readonly GuestKind[];
/** How it becomes known which car it is: the household says it, the guest does by the link, or we ask about the first one that nobody knows. */
export const WAYS = ["plate", "ask", "link"] as const;
export const TIMES = ["today", "until", "weekly"] as const;
export type Way = (typeof WAYS)[number];
export type Times = (typeof TIMES)[number];

/** A pass as it is being filled in; times as the fields hold them. */
export interface PassSheet {
  readonly kind: GuestKind;
  readonly way: Way;
  readonly plate: string;
  readonly note: string;
  readonly times: Times;
  /** Empty: from now on. */
  readonly from: string;
  readonly until: string;
  readonly days: readonly number[];
  readonly start: string;
  readonly end: string;
  /** The last day of a weekly pass. */
  readonly lastDay: string;
  readonly once: boolean;
}

export type SheetField = "plate" | "until" | "from" | "days" | "hours" | "lastDay";
export type SheetFaults = Readonly<Partial<Record<SheetField, TextKey>>>;

const DAY_MS = 86_400_000;
const LATE_HOUR = 22;
const MOST_DAYS = 366;
const SEASON_DAYS = 90;

/** What most people mean: one visitor, once, today. */
export function freshSheet(now: Date, zone: Zone): PassSheet {
  return {
    kind: "visitor",
    way: "plate",
    plate: "",
    note: "",
    times: "today",
    from: "",
    until: localText(tonight(now, zone), zone),
    days: [0, 1, 2, 3, 4],
    start: "09:00",
    end: "18:00",
    lastDay: dayOf(new Date(now.getTime() + SEASON_DAYS * DAY_MS), zone),
    once: true,
  };
}

/** Whose plate is hardly ever known beforehand. */
export function withKind(sheet: PassSheet, kind: GuestKind): PassSheet {
  const unknown = kind === "taxi" || kind === "courier";
  if (sheet.plate !== "") return { ...sheet, kind };
  return unknown ? withWay({ ...sheet, kind }, "ask") : { ...sheet, kind, way: "plate" };
}

/** A car that nobody knows is waited for a day at most, so not by the week. */
export function withWay(sheet: PassSheet, way: Way): PassSheet {
  return way === "ask" && sheet.times === "weekly" ? { ...sheet, way, times: "today" } : { ...sheet, way };
}

/** The end of today; late in the evening, early next morning. */
export function tonight(now: Date, zone: Zone): Date {
  const local = localText(now, zone);
  if (Number(local.slice(11, 13)) < LATE_HOUR) return momentOf(`${local.slice(0, 10)}T23:59`, zone) ?? now;
  return momentOf(`${dayOf(new Date(now.getTime() + DAY_MS), zone)}T06:00`, zone) ?? now;
}

/** What is wrong with it, by field; nothing where it can be sent. */
export function faultsOf(sheet: PassSheet, now: Date, zone: Zone): SheetFaults {
  const { plate, ...times } = { ...timeFaults(sheet, now, zone), plate: plateFault(sheet) };
  return plate === null ? times : { ...times, plate };
}

/** The pass as it is sent; only for a sheet without faults. */
export function wishOf(sheet: PassSheet, now: Date, zone: Zone): PassWish {
  const weekly = sheet.times === "weekly";
  return {
    kind: sheet.kind,
    plate: sheet.way === "plate" ? sheet.plate.trim() : null,
    note: sheet.note.trim() === "" ? null : sheet.note.trim(),
    validFrom: beginOf(sheet, zone),
    validUntil: endOf(sheet, now, zone) ?? now,
    schedule: weekly ? { days: [...sheet.days].sort(), start: sheet.start, end: sheet.end } : null,
    once: !weekly && sheet.once,
    openPlate: sheet.way === "link",
  };
}

function plateFault(sheet: PassSheet): TextKey | null {
  if (sheet.way !== "plate") return null;
  const check = checkPlate(sheet.plate, []);
  if (check.state === "empty") return "pass.plate.missing";
  return check.state === "wrong" ? `error.${check.why}` : null;
}

function timeFaults(sheet: PassSheet, now: Date, zone: Zone): SheetFaults {
  const weekly = sheet.times === "weekly";
  if (weekly && sheet.days.length === 0) return { days: "pass.days.missing" };
  if (weekly && (sheet.start === "" || sheet.end === "")) return { hours: "pass.hours.missing" };
  const until = endOf(sheet, now, zone);
  const key = until === null ? "pass.until.missing" : spanFault(sheet, beginOf(sheet, zone) ?? now, until, now);
  return key === null ? {} : { [weekly ? "lastDay" : "until"]: key };
}

function spanFault(sheet: PassSheet, from: Date, until: Date, now: Date): TextKey | null {
  if (until <= now) return "error.pass_in_the_past";
  if (until <= from) return "error.pass_ends_before_it_starts";
  if (until.getTime() - now.getTime() > MOST_DAYS * DAY_MS) return "error.pass_too_long";
  return sheet.way === "ask" && until.getTime() - from.getTime() > DAY_MS ? "error.ask_too_long" : null;
}

function beginOf(sheet: PassSheet, zone: Zone): Date | null {
  return sheet.times === "until" && sheet.from !== "" ? momentOf(sheet.from, zone) : null;
}

function endOf(sheet: PassSheet, now: Date, zone: Zone): Date | null {
  switch (sheet.times) {
    case "today":
      return tonight(now, zone);
    case "until":
      return momentOf(sheet.until, zone);
    case "weekly":
      return momentOf(`${sheet.lastDay}T23:59`, zone);
  }
}

function dayOf(moment: Date, zone: Zone): string {
  return localText(moment, zone).slice(0, 10);
}
