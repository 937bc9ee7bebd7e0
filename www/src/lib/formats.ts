/** How days, times and numbers are written in a language: as the browser says, but for what it only claims to know. */
import { DIGITS, isKazakh, KazakhDates, KazakhNumbers, type DateWish, type NumberWish } from "./kazakh.js";

export interface Dates {
  format(moment: Date | number): string;
}

export interface Numbers {
  format(value: number): string;
}

export function datesIn(tag: string, options: DateWish): Dates {
  return isKazakh(tag) ? new KazakhDates(options) : new Intl.DateTimeFormat(tag, options);
}

export function numbersIn(tag: string, options: NumberWish = {}): Numbers {
  return isKazakh(tag) ? new KazakhNumbers(options) : new Intl.NumberFormat(tag, options);
}

/** "5 min. ago". */
export function minutesAgoIn(tag: string): Numbers {
  if (isKazakh(tag)) {
    const minutes = numbersIn(tag, { style: "unit", unit: "minute" });
    return { format: (count) => `${minutes.format(count)} бұрын` };
  }
  const ago = new Intl.RelativeTimeFormat(tag, { numeric: "auto", style: "short" });
  return { format: (count) => ago.format(-count, "minute") };
}

/** The language whose digits and hours are written alike, and which every browser knows. */
export function digitsOf(tag: string): string {
  return isKazakh(tag) ? DIGITS : tag;
}
