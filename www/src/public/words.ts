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

/**
 * Browsers that are built small know no Kazakh dates and names of countries, and would say them in English. Numbers and
 * dates in digits are written as in Russian.
 */
const KAZAKH = {
  digits: "ru",
  days: ["дс", "сс", "ср", "бс", "жм", "сб", "жс"],
  countries: {
    KZ: "Қазақстан",
    RU: "Ресей",
    UZ: "Өзбекстан",
    KG: "Қырғызстан",
    BY: "Беларусь",
    ID: "Индонезия",
    EU: "Еуропалық одақ",
    US: "АҚШ",
  } as Readonly<Record<string, string>>,
} as const;

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

const DIGITS: Intl.DateTimeFormatOptions = {
  day: "2-digit",
  month: "2-digit",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
};

/** A language as it is written where this person lives: a day stands before or after its month. */
function regional(tag: string): string {
  return navigator.languages.find((one) => one.split("-", 1)[0] === tag) ?? tag;
}

/** The page's texts, numbers and times in one language. */
export class Words {
  readonly #plurals: Intl.PluralRules;
  readonly #numbers: Intl.NumberFormat;
  readonly #moment: Intl.DateTimeFormat;
  readonly #day: Intl.DateTimeFormat;
  readonly #regions: Intl.DisplayNames;

  constructor(
    readonly tongue: Tongue,
    private readonly texts: Texts,
  ) {
    const tag = tongue === "kk" ? KAZAKH.digits : tongue;
    const date: Intl.DateTimeFormatOptions = tongue === "kk" ? DIGITS : { dateStyle: "medium", timeStyle: "short" };
    this.#plurals = new Intl.PluralRules(tongue);
    this.#numbers = new Intl.NumberFormat(tag);
    this.#moment = new Intl.DateTimeFormat(regional(tag), date);
    this.#day = new Intl.DateTimeFormat(tag, { weekday: "short", timeZone: "UTC" });
    this.#regions = new Intl.DisplayNames(tag, { type: "region" });
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
    const name = (day: number): string => this.#day.format(new Date(Date.UTC(1970, 0, 5 + day)));
    return days.map((day) => (this.tongue === "kk" ? (KAZAKH.days[day] ?? "") : name(day))).join(", ");
  }

  country(code: string): string {
    const kazakh = this.tongue === "kk" ? KAZAKH.countries[code] : undefined;
    return kazakh ?? this.#regions.of(code) ?? code;
  }

  #filled(text: string, values: Values): string {
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : typeof value === "number" ? this.#numbers.format(value) : value;
    });
  }
}
