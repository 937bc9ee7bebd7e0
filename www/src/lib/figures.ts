import type { Figures } from "../types/journal.js";
import { countTicks } from "./chart.js";
import { datesIn } from "./formats.js";
import type { Language } from "./language.js";

/** A number of one day; null: there is none. */
export interface DayValue {
  /** YYYY-MM-DD */
  readonly day: string;
  readonly value: number | null;
}

export interface Spread {
  readonly least: DayValue;
  readonly most: DayValue;
  readonly last: DayValue;
}

/** The least, the most and the last of what there is. */
export function spread(days: readonly DayValue[]): Spread | null {
  const known = days.filter((day) => day.value !== null);
  const last = known.at(-1);
  if (last === undefined) return null;
  const better = (one: DayValue, other: DayValue, sign: number): DayValue =>
    sign * ((other.value ?? 0) - (one.value ?? 0)) > 0 ? other : one;
  return {
    least: known.reduce((one, other) => better(one, other, -1)),
    most: known.reduce((one, other) => better(one, other, 1)),
    last,
  };
}

/** Round numbers of an axis from `least` to at least `most`; of shares, no more than one. */
export function ticksOf(least: number, most: number, share: boolean): readonly number[] {
  if (!share) return countTicks(Math.max(1, most));
  const span = Math.max(0.01, most - least);
  const step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.25].find((one) => span / one <= 4) ?? 0.5;
  const steps = Math.ceil(span / step - 1e-9);
  return Array.from({ length: steps + 1 }, (_one, index) => Math.round((least + index * step) * 1000) / 1000);
}

/** Where the axis of certainties begins: they are all high, and what matters is when one falls. */
export function leastCertainty(figures: Figures): number {
  const all = figures.days.flatMap((day) => Object.values(day.confidence));
  return all.length === 0 ? 0 : Math.floor(Math.min(...all, 0.9) * 10) / 10;
}

/** A day of the house's calendar in a few letters. */
export function dayText(day: string, language: Language): string {
  return datesIn(language.tag, { day: "numeric", month: "short", timeZone: "UTC" }).format(
    new Date(`${day}T12:00:00Z`),
  );
}
