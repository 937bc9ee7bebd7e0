import { datesIn, minutesAgoIn, numbersIn, type Dates, type Numbers } from "./formats.js";
import { isSpoken, textsOf, type TextKey, type Texts } from "./words.js";

export type { TextKey } from "./words.js";
/** Keys that come in plural forms: `zone.free#one`, `zone.free#other`. */
export type CountKey = TextKey extends infer K ? (K extends `${infer Base}#other` ? Base : never) : never;
export type Values = Readonly<Record<string, string | number>>;

/** How this person likes to read: language, clock and time zone. */
export interface Reading {
  readonly language: string;
  readonly hour12: boolean | undefined;
  readonly timeZone: string | undefined;
}

/** Texts, numbers and times in one person's language; in English where its words have not been learnt. */
export class Language {
  readonly tag: string;
  readonly #texts: Texts;
  readonly #plurals: Intl.PluralRules;
  readonly #numbers: Numbers;
  readonly #percents: Numbers;
  readonly #ms: Numbers;
  readonly #seconds: Numbers;
  readonly #clock: Dates;
  readonly #day: Dates;
  readonly #moment: Dates;
  readonly #dayKey: Dates;
  readonly #ago: Numbers;

  constructor(readonly reading: Reading) {
    this.tag = isSpoken(reading.language) ? reading.language : "en";
    this.#texts = textsOf(reading.language) ?? {};
    const zone = reading.timeZone === undefined ? {} : { timeZone: reading.timeZone };
    this.#ms = numbersIn(this.tag, { style: "unit", unit: "millisecond", maximumFractionDigits: 0 });
    this.#seconds = numbersIn(this.tag, { style: "unit", unit: "second", maximumFractionDigits: 1 });
    const clock = reading.hour12 === undefined ? {} : { hour12: reading.hour12 };
    this.#plurals = new Intl.PluralRules(this.tag);
    this.#numbers = numbersIn(this.tag);
    this.#percents = numbersIn(this.tag, { style: "percent", maximumFractionDigits: 1 });
    this.#clock = datesIn(this.tag, { timeStyle: "short", ...clock, ...zone });
    this.#day = datesIn(this.tag, { day: "numeric", month: "short", ...zone });
    this.#moment = datesIn(this.tag, { dateStyle: "medium", timeStyle: "medium", ...clock, ...zone });
    this.#dayKey = new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", ...zone });
    this.#ago = minutesAgoIn(this.tag);
  }

  /** The text of a key, with `{names}` filled in. */
  text(key: TextKey, values: Values = {}): string {
    return this.#filled(this.#texts[key] ?? key, values);
  }

  /** The text for a code of the server in the first family that knows it, else `other`, given the code. */
  code(families: string | readonly string[], code: string, other: TextKey): string {
    const keys = [families].flat().map((family) => `${family}.${code}`);
    const key = keys.find((one): one is TextKey => one in this.#texts);
    return key === undefined ? this.text(other, { code }) : this.text(key);
  }

  /** The text of a key in the plural form of `count`. */
  count(key: CountKey, count: number, values: Values = {}): string {
    const form = `${key}#${this.#plurals.select(count)}`;
    const text = this.#texts[form] ?? this.#texts[`${key}#other`] ?? key;
    return this.#filled(text, { ...values, count });
  }

  number(count: number): string {
    return this.#numbers.format(count);
  }

  percent(share: number): string {
    return this.#percents.format(share);
  }

  /** Milliseconds as a person reads them: "184 ms", "2.3 s". */
  duration(milliseconds: number): string {
    return milliseconds < 1000 ? this.#ms.format(milliseconds) : this.#seconds.format(milliseconds / 1000);
  }

  /** Hours and minutes today, with the day before that. */
  clock(moment: Date, now: Date): string {
    const time = this.#clock.format(moment);
    return this.#dayKey.format(moment) === this.#dayKey.format(now) ? time : `${this.#day.format(moment)}, ${time}`;
  }

  /** Date and time to the second. */
  moment(moment: Date): string {
    return this.#moment.format(moment);
  }

  /** "5 min. ago" within the last hour, else nothing: the clock says it better. */
  ago(moment: Date, now: Date): string {
    const seconds = (now.getTime() - moment.getTime()) / 1000;
    if (seconds < -60 || seconds >= 3600) return "";
    return seconds < 60 ? this.text("time.now") : this.#ago.format(Math.floor(seconds / 60));
  }

  #filled(text: string, values: Values): string {
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : typeof value === "number" ? this.#numbers.format(value) : value;
    });
  }
}
