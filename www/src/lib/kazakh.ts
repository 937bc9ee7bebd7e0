/**
 * Kazakh dates, numbers and lengths of time. Chromium says that it knows the language, and then writes "2026 M11 21" and
 * names of days in English: none of it is asked for. Digits are grouped, and hours counted, as in Russian.
 */
export const DIGITS = "ru";

const MONTHS = {
  short: ["қаң.", "ақп.", "нау.", "сәу.", "мам.", "мау.", "шіл.", "там.", "қыр.", "қаз.", "қар.", "жел."],
  long: [
    "қаңтар",
    "ақпан",
    "наурыз",
    "сәуір",
    "мамыр",
    "маусым",
    "шілде",
    "тамыз",
    "қыркүйек",
    "қазан",
    "қараша",
    "желтоқсан",
  ],
} as const;

/** From Sunday, as a Date counts. */
const WEEKDAYS = {
  short: ["жс", "дс", "сс", "ср", "бс", "жм", "сб"],
  long: ["жексенбі", "дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі"],
} as const;

const UNITS: Readonly<Record<string, string>> = {
  millisecond: "мс",
  second: "с",
  minute: "мин",
  hour: "сағ",
  day: "күн",
};

const COUNTRIES: Readonly<Record<string, string>> = {
  KZ: "Қазақстан",
  RU: "Ресей",
  UZ: "Өзбекстан",
  KG: "Қырғызстан",
  BY: "Беларусь",
  ID: "Индонезия",
  EU: "Еуропалық одақ",
  US: "АҚШ",
};

/** What may be asked of dates, and of numbers: what is written below, no more. */
export type DateWish = Pick<
  Intl.DateTimeFormatOptions,
  "weekday" | "day" | "month" | "year" | "dateStyle" | "timeStyle" | "hour12" | "timeZone"
>;
export type NumberWish = Pick<Intl.NumberFormatOptions, "style" | "unit" | "unitDisplay" | "maximumFractionDigits">;

export function isKazakh(tag: string): boolean {
  return tag.split("-", 1)[0] === "kk";
}

/** The days, months, years and times of options as the browser's own formats take them. */
export class KazakhDates {
  readonly #day: Intl.DateTimeFormat;
  readonly #time: Intl.DateTimeFormat | undefined;

  constructor(private readonly options: DateWish) {
    const { timeStyle, hour12, timeZone } = options;
    const zone = timeZone === undefined ? {} : { timeZone };
    this.#day = new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", ...zone });
    if (timeStyle === undefined) return;
    this.#time = new Intl.DateTimeFormat(DIGITS, { timeStyle, ...(hour12 === undefined ? {} : { hour12 }), ...zone });
  }

  /** "2026 ж. 21 қар., 11:30", "21 қараша, сенбі", "дс". */
  format(moment: Date | number): string {
    const parts = [this.#dayOf(moment), this.#weekdayOf(moment), this.#time?.format(moment) ?? ""];
    return parts.filter((part) => part !== "").join(", ");
  }

  #dayOf(moment: Date | number): string {
    const { dateStyle, year, month } = this.options;
    if (dateStyle === undefined && month === undefined) return "";
    const [y = "", m = "", d = ""] = this.#day.format(moment).split("-");
    const name = MONTHS[month === "long" ? "long" : "short"][Number(m) - 1] ?? "";
    const told = `${String(Number(d))} ${name}`;
    return dateStyle === undefined && year === undefined ? told : `${y} ж. ${told}`;
  }

  #weekdayOf(moment: Date | number): string {
    const { weekday } = this.options;
    if (weekday === undefined) return "";
    const day = new Date(`${this.#day.format(moment)}T00:00Z`).getUTCDay();
    return WEEKDAYS[weekday === "long" ? "long" : "short"][day] ?? "";
  }
}

/** Numbers, shares and lengths of time: "1 234,5", "12,3%", "2 сағ". */
export class KazakhNumbers {
  readonly #digits: Intl.NumberFormat;

  constructor(private readonly options: NumberWish) {
    const { maximumFractionDigits: most } = options;
    this.#digits = new Intl.NumberFormat(DIGITS, most === undefined ? {} : { maximumFractionDigits: most });
  }

  format(value: number): string {
    const { style, unit = "" } = this.options;
    if (style === "percent") return `${this.#digits.format(value * 100)}%`;
    return style === "unit" ? `${this.#digits.format(value)}\u00a0${UNITS[unit] ?? unit}` : this.#digits.format(value);
  }
}

/** What a country is called, where it is one whose plates are met here. */
export function kazakhCountry(code: string): string | undefined {
  return COUNTRIES[code];
}
