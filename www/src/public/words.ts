import { datesIn, digitsOf, numbersIn, type Dates, type Numbers } from "../lib/formats.js";
import { kazakhCountry } from "../lib/kazakh.js";
import en from "../translations/apply-en.json" with { type: "json" };

export type WordKey = keyof typeof en;
/** Keys that come in plural forms. */
export type WordCountKey = WordKey extends infer K ? (K extends `${infer Base}#other` ? Base : never) : never;
type Texts = Readonly<Record<string, string>>;
type Values = Readonly<Record<string, string | number>>;

export const TONGUES = ["en", "ru", "kk", "id"] as const;
export type Tongue = (typeof TONGUES)[number];

/** As each is called by those who speak it. */
export const TONGUE_NAMES: Readonly<Record<Tongue, string>> = {
  en: "English",
  ru: "Русский",
  kk: "Қазақша",
  id: "Bahasa Indonesia",
};

const TEXTS: Readonly<Record<Tongue, () => Promise<{ readonly default: Texts }>>> = {
  en: () => Promise.resolve({ default: en }),
  ru: () => import("../translations/apply-ru.json"),
  kk: () => import("../translations/apply-kk.json"),
  id: () => import("../translations/apply-id.json"),
};

/** The first of the languages that a browser's person reads, and that we speak. */
export function tongueOf(wishes: readonly (string | null)[]): Tongue {
  const short = wishes.map((wish) => wish?.toLowerCase().split("-", 1)[0]);
  return short.map((wish) => TONGUES.find((one) => one === wish)).find((one) => one !== undefined) ?? "en";
}

/** Fetches a language; English, which is always there, where it does not come. */
export async function wordsOf(tongue: Tongue): Promise<Words> {
  try {
    return new Words(tongue, (await TEXTS[tongue]()).default);
  } catch {
    return new Words("en", en);
  }
}

/** A language as it is written where this person lives: a day stands before or after its month. */
function regional(tag: string): string {
  return navigator.languages.find((one) => one.split("-", 1)[0] === tag) ?? tag;
}

/** The page's texts, numbers and times in one language. */
export class Words {
  readonly #plurals: Intl.PluralRules;
  readonly #numbers: Numbers;
  readonly #moment: Dates;
  readonly #day: Dates;
  readonly #regions: Intl.DisplayNames;

  constructor(
    readonly tongue: Tongue,
    private readonly texts: Texts,
  ) {
    this.#plurals = new Intl.PluralRules(tongue);
    this.#numbers = numbersIn(tongue);
    this.#moment = datesIn(regional(tongue), { dateStyle: "medium", timeStyle: "short" });
    this.#day = datesIn(tongue, { weekday: "short", timeZone: "UTC" });
    this.#regions = new Intl.DisplayNames(digitsOf(tongue), { type: "region" });
  }

  text(key: WordKey, values: Values = {}): string {
    return this.#filled(this.texts[key] ?? en[key], values);
  }

  count(key: WordCountKey, count: number): string {
    const text = this.texts[`${key}#${this.#plurals.select(count)}`] ?? this.texts[`${key}#other`] ?? "";
    return this.#filled(text, { count });
  }

  /** The text for a word of the server, else the family's `other`. */
  code(family: "field" | "error", code: string): string {
    const key = `${family}.${code}`;
    return key in en ? this.text(key as WordKey) : this.text(`${family}.other`, { code });
  }

  moment(moment: Date): string {
    return this.#moment.format(moment);
  }

  /** Names of weekdays, Monday 0. */
  days(days: readonly number[]): string {
    // The fifth of January 1970 was a Monday.
    return days.map((day) => this.#day.format(Date.UTC(1970, 0, 5 + day))).join(", ");
  }

  country(code: string): string {
    const kazakh = this.tongue === "kk" ? kazakhCountry(code) : undefined;
    return kazakh ?? this.#regions.of(code) ?? code;
  }

  #filled(text: string, values: Values): string {
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : typeof value === "number" ? this.#numbers.format(value) : value;
    });
  }
}
