import { readdirSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeConnection } from "../dev/fake-connection.js";
import { hourName, spanOf, weekdayName, weekdayOf, weekdaysOf } from "../src/lib/calendar.js";
import { datesIn, numbersIn } from "../src/lib/formats.js";
import { Language } from "../src/lib/language.js";
import { learn } from "../src/lib/words.js";
import { readingOf } from "../src/api/reading.js";
import { wordsOf } from "../src/public/words.js";

const NOON = new Date("2026-11-21T07:00:05Z");
const KINDS = ["DateTimeFormat", "NumberFormat", "RelativeTimeFormat", "DisplayNames", "PluralRules"] as const;
const plain = (text: string): string => text.replace(/\s/g, " ");
const kazakh = (hour12?: boolean): Language => new Language({ language: "kk-KZ", hour12, timeZone: "Asia/Almaty" });

/** As Chromium does: it says that it knows Kazakh, and writes as if it had been asked for no language at all. */
function unknowing(kind: (typeof KINDS)[number]): object {
  return new Proxy(Intl[kind], {
    construct: (target, [tag, ...rest]: unknown[]) =>
      Reflect.construct(target, [String(tag).startsWith("kk") ? "und" : tag, ...rest]) as object,
  });
}

beforeEach(async () => {
  const kinds = Object.fromEntries(KINDS.map((kind) => [kind, unknowing(kind)]));
  vi.stubGlobal("Intl", Object.assign(Object.create(Intl) as object, kinds));
  await learn("kk");
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe("Kazakh, which Home Assistant has not", () => {
  const connection = new FakeConnection();

  it.each([
    ["has chosen nothing, and asks the browser for Kazakh", ["kk-KZ", "ru"], null, "kk-KZ"],
    ["has chosen Russian", ["kk-KZ", "ru"], "ru", "ru"],
    ["asks the browser for Russian first", ["ru", "kk"], null, "ru"],
  ])("is for who %s", (_who, languages, selectedLanguage, tag) => {
    vi.spyOn(navigator, "languages", "get").mockReturnValue(languages);
    expect(readingOf({ connection, language: "ru", selectedLanguage }).language).toBe(tag);
  });
});

it("is asked of no browser: dates and numbers of a language are written in one place", () => {
  const asking = /new Intl\.(DateTimeFormat|NumberFormat|RelativeTimeFormat)\((?!"en-|DIGITS|digitsOf)/;
  const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  expect(files.filter((file) => asking.test(readFileSync(`src/${file}`, "utf8")))).toEqual(["lib/formats.ts"]);
});

describe("Kazakh in a browser that writes none", () => {
  it("is such a browser", () => {
    expect(new Intl.DateTimeFormat("kk", { weekday: "long", timeZone: "UTC" }).format(NOON)).toBe("Saturday");
    expect(Intl.DateTimeFormat.supportedLocalesOf("kk")).toEqual(["kk"]);
  });

  it.each([
    ["today", "2026-11-21T06:30:00Z", undefined, "11:30"],
    ["on another day", "2026-11-19T19:30:00Z", undefined, "20 қар., 00:30"],
    ["in the afternoon", "2026-11-21T13:30:00Z", true, "06:30 PM"],
  ])("tells when something was %s", (_when, moment, hour12, text) => {
    expect(plain(kazakh(hour12).clock(new Date(moment), NOON))).toBe(text);
  });

  it.each([
    [{ dateStyle: "medium" }, "2026 ж. 21 қар."],
    [{ dateStyle: "medium", timeStyle: "short" }, "2026 ж. 21 қар., 12:00"],
    [{ day: "numeric", month: "short" }, "21 қар."],
    [{ weekday: "long", day: "numeric", month: "long" }, "21 қараша, сенбі"],
    [{ weekday: "long", day: "numeric", month: "long", year: "numeric" }, "2026 ж. 21 қараша, сенбі"],
    [{ weekday: "short" }, "сб"],
  ] as const)("writes a day as %j", (options, text) => {
    expect(datesIn("kk", { ...options, timeZone: "Asia/Almaty" }).format(NOON)).toBe(text);
  });

  it("writes a moment, and how long ago it was", () => {
    expect(kazakh().moment(NOON)).toBe("2026 ж. 21 қар., 12:00:05");
    expect(plain(kazakh().ago(new Date("2026-11-21T06:55:00Z"), NOON))).toBe("5 мин бұрын");
    expect(kazakh().ago(NOON, NOON)).toBe("жаңа ғана");
  });

  it("writes numbers, shares and lengths of time", () => {
    const language = kazakh();
    const texts = [language.percent(0.1234), language.duration(184), language.duration(2345)];
    expect(texts.map(plain)).toEqual(["12,3%", "184 мс", "2,3 с"]);
    expect([spanOf(0, language), spanOf(130, language), spanOf(3000, language)].map(plain)).toEqual([
      "0 мин",
      "2 сағ 10 мин",
      "2 күн 2 сағ",
    ]);
    expect(plain(numbersIn("kk").format(12345.5))).toBe("12 345,5");
    expect(plain(language.count("zone.free", 1234, { total: 5000 }))).toContain("1 234");
  });

  it("names the days of a week, which begins on Monday, and hours", () => {
    const language = kazakh();
    const week = weekdaysOf(language);
    expect(week.map((day) => weekdayName(day, "short", language))).toEqual(["дс", "сс", "ср", "бс", "жм", "сб", "жс"]);
    expect([weekdayName(2, "long", language), weekdayOf(NOON, "long", language)]).toEqual(["сәрсенбі", "сенбі"]);
    expect(hourName(14, language)).toBe("14:00");
  });

  it("is the same on the public pages", async () => {
    const words = await wordsOf("kk");
    const moment = words.moment(new Date(2026, 10, 21, 9, 5));
    expect([words.days([0, 6]), moment, words.country("KZ"), words.country("US")]).toEqual([
      "дс, жс",
      "2026 ж. 21 қар., 09:05",
      "Қазақстан",
      "АҚШ",
    ]);
  });
});
