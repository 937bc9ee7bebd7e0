import { afterEach, describe, expect, it, vi } from "vitest";
import en from "../src/translations/apply-en.json" with { type: "json" };
import id from "../src/translations/apply-id.json" with { type: "json" };
import kk from "../src/translations/apply-kk.json" with { type: "json" };
import ru from "../src/translations/apply-ru.json" with { type: "json" };
import { formOf, passOf, trackOf } from "../src/public/answers.js";
import { TONGUES, tongueOf, wordsOf } from "../src/public/words.js";
import { EXCHANGES } from "./public-stage.js";

type Texts = Readonly<Record<string, string>>;
const LANGUAGES: readonly (readonly [string, Texts])[] = Object.entries({ en, ru, kk, id });

const base = (key: string): string => key.split("#", 1)[0] ?? key;
const bases = (texts: Texts): string[] => [...new Set(Object.keys(texts).map(base))].sort();
const holes = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each(LANGUAGES)("the public pages in %s", (name, texts) => {
  it("say everything that they say in English, and nothing else", () => {
    expect(bases(texts)).toEqual(bases(en));
  });

  it("have every plural form of their language", () => {
    const counted = bases(texts).filter((key) => `${key}#other` in texts);
    const forms = new Intl.PluralRules(name).resolvedOptions().pluralCategories;
    const missing = counted.flatMap((key) => forms.map((form) => `${key}#${form}`)).filter((key) => !(key in texts));
    expect(missing).toEqual([]);
  });

  it("fill in the same values, and leave no text empty", () => {
    const english = new Map(Object.entries(en).map(([key, text]) => [base(key), holes(text)]));
    for (const [key, text] of Object.entries(texts)) {
      expect(text.trim(), key).not.toBe("");
      expect(holes(text), key).toEqual(english.get(base(key)));
    }
  });
});

describe("the contract's answers", () => {
  const good = EXCHANGES.filter((one) => one.status === 200);
  const readers: readonly (readonly [RegExp, (value: unknown) => unknown])[] = [
    [/^apply\/form$/, formOf],
    [/^apply\/(track|answer|withdraw)$/, trackOf],
    [/^apply\/pass/, passOf],
  ];

  it.each(readers)("are understood: %s", (path, read) => {
    const answers = good.filter((one) => path.test(one.path) && one.path !== "apply/password");
    expect(answers.length).toBeGreaterThan(1);
    for (const { answer } of answers) expect(() => read(answer)).not.toThrow();
  });

  it("name no fault of a field that has no words", () => {
    const problems = EXCHANGES.flatMap((one) =>
      "fields" in one.answer ? (one.answer.fields as readonly { problem: string }[]) : [],
    );
    const without = problems.map((one) => `field.${one.problem}`).filter((key) => !(key in en));
    expect(problems.length).toBeGreaterThan(5);
    expect(without).toEqual([]);
  });

  it("have words for every refusal that a person can meet", () => {
    const codes = EXCHANGES.flatMap((one) => ("error" in one.answer ? [String(one.answer.error)] : []));
    const ours = ["invalid", "wrong_type", "cross_site", "no_json", "not_loaded", "store_locked"];
    const atField = codes.filter((code) => code.startsWith("password_"));
    const without = codes.filter((code) => ![...ours, ...atField].includes(code) && !(`error.${code}` in en));
    expect(without).toEqual([]);
  });
});

describe("the language", () => {
  it.each([
    [["de-DE", "ru-RU", "en"], "ru"],
    [["kk-KZ"], "kk"],
    [["ID"], "id"],
    [["zz"], "en"],
    [[null], "en"],
  ])("of a person who reads %j is %s", (wishes, tongue) => {
    expect(tongueOf(wishes)).toBe(tongue);
  });

  it.each(TONGUES)("%s comes when it is spoken, with dates and countries of its own", async (tongue) => {
    vi.spyOn(navigator, "languages", "get").mockReturnValue([tongue]);
    const words = await wordsOf(tongue);
    const moment = words.moment(new Date(2026, 10, 21, 9, 5)).replace(/\s/g, " ");
    expect([words.text("login"), words.country("KZ"), words.days([0, 3]), moment]).toEqual(
      {
        en: ["Log in", "Kazakhstan", "Mon, Thu", "Nov 21, 2026, 9:05 AM"],
        ru: ["Войти", "Казахстан", "пн, чт", "21 нояб. 2026 г., 09:05"],
        kk: ["Кіру", "Қазақстан", "дс, бс", "2026 ж. 21 қар., 09:05"],
        id: ["Masuk", "Kazakhstan", "Sen, Kam", "21 Nov 2026, 09.05"],
      }[tongue],
    );
  });

  it.each([
    ["ru", 1, "Проверьте 1 поле."],
    ["ru", 5, "Проверьте 5 полей."],
    ["kk", 2, "2 өрісті тексеріңіз."],
    ["id", 1, "1 kolom perlu diperiksa lagi."],
  ] as const)("counts in %s: %i", async (tongue, count, text) => {
    expect((await wordsOf(tongue)).count("form.faults", count)).toBe(text);
  });
});
