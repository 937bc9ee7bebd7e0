import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Language } from "../src/lib/language.js";
import { ROOMS } from "../src/lib/route.js";
import * as board from "../src/types/board.js";
import * as model from "../src/types/model.js";
import * as people from "../src/types/people.js";
import * as places from "../src/types/places.js";
import { SPOKEN, textsOf } from "../src/lib/words.js";
import en from "../src/translations/en.json" with { type: "json" };

const base = (key: string): string => key.split("#", 1)[0] ?? key;
const bases = (texts: Readonly<Record<string, string>>): string[] => [...new Set(Object.keys(texts).map(base))].sort();
const holes = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
const language = (tag: string, hour12?: boolean): Language =>
  new Language({ language: tag, hour12, timeZone: "Asia/Almaty" });

it("are English, Russian, Kazakh and Indonesian", () => {
  expect([...SPOKEN].sort()).toEqual(["en", "id", "kk", "ru"]);
});

describe.each(SPOKEN)("%s", (name) => {
  const texts = textsOf(name) ?? {};

  it("says everything that English says, and nothing else", () => {
    expect(bases(texts)).toEqual(bases(en));
  });

  it("has every plural form of its language", () => {
    const counted = bases(texts).filter((key) => `${key}#other` in texts);
    const forms = new Intl.PluralRules(name).resolvedOptions().pluralCategories;
    expect(counted.flatMap((key) => forms.map((form) => `${key}#${form}`)).filter((key) => !(key in texts))).toEqual(
      [],
    );
  });

  it("fills in the same values as English, and leaves no text empty", () => {
    const english = new Map(Object.entries(en).map(([key, text]) => [base(key), holes(text)]));
    for (const [key, text] of Object.entries(texts)) {
      expect(text.trim(), key).not.toBe("");
      expect(holes(text), key).toEqual(english.get(base(key)));
    }
  });

  it.each([
    ["reason", model.REASONS],
    ["verdict", model.VERDICTS],
    ["outcome", model.OUTCOMES],
    ["direction", model.DIRECTIONS],
    ["gate.state", model.GATE_STATES],
    ["camera.state", model.CAMERA_STATES],
    ["kind", places.SLOT_KINDS],
    ["slot.state", [...places.SLOT_STATES, "out_of_use", "clear"]],
    ["slot.notice", places.NOTICE_KINDS],
    ["slot.standing", places.STAY_SOURCES],
    ["history", places.SPANS],
    ["tabs", ROOMS],
    ["pass.kind", people.PASS_KINDS],
    ["pass.state", people.PASS_STATES],
    ["mine.where", people.WHERES],
    ["ask.answer", people.ASK_ANSWERS],
    ["apply.state", people.APPLICATION_STATES],
    ["people.role", board.GIVEN_ROLES],
    ["people.password", board.PASSWORD_STATES],
    ["retention", board.KEPT],
    ["erase.count", board.ERASED],
    [
      "error",
      [
        "places",
        "stays",
        "passes",
        "asks",
        "applications",
        "admissions",
        "accounts",
        "people",
        "lists",
        "erasure",
      ].flatMap((desk) => refusalsIn(`desks/${desk}.py`)),
    ],
    ["error", ["claims", "plates", "passes"].flatMap((rule) => refusalsIn(`core/${rule}.py`))],
    ["gate.mode", model.GATE_MODES.filter((mode) => mode !== "normal")],
    ["gate.problem", [...codesIn("../custom_components/hoa_parking/gate.py", /GateError\(\s*"(\w+)"/g)]],
    [
      "error",
      codesIn("../custom_components/hoa_parking/core/errors.py", /code = "(\w+)"/g).map((code) =>
        code.startsWith("account_") ? code : `store_${code}`,
      ),
    ],
    [
      "camera.error",
      [
        ...codesIn("../addon/recognizer/errors.py", /code = "(\w+)"/g),
        ...codesIn("../addon/recognizer/lookout.py", /CameraState\.OFFLINE, "(\w+)"/g),
      ],
    ],
  ])("knows every %s", (family, words) => {
    expect(words.length).toBeGreaterThan(2);
    expect(words.filter((word) => !(`${family}.${word}` in texts))).toEqual([]);
  });
});

function codesIn(file: string, pattern: RegExp): string[] {
  return [...readFileSync(file, "utf8").matchAll(pattern)].map((match) => match[1] ?? "");
}

function refusalsIn(file: string): string[] {
  return codesIn(`../custom_components/hoa_parking/${file}`, /Refused\(\s*"(\w+)"/g);
}

describe("a language", () => {
  it.each([
    ["en", 1, "1 place free of 12"],
    ["en", 5, "5 places free of 12"],
    ["ru", 1, "1 место свободно из 12"],
    ["ru", 3, "3 места свободно из 12"],
    ["ru", 5, "5 мест свободно из 12"],
    ["ru", 21, "21 место свободно из 12"],
    ["kk", 5, "12 орыннан 5 бос"],
    ["id", 1, "1 dari 12 tempat kosong"],
    ["id", 5, "5 dari 12 tempat kosong"],
    ["fr-CA", 2, "2 places free of 12"],
  ])("counts in %s: %i", (tag, count, text) => {
    expect(language(tag).count("zone.free", count, { total: 12 })).toBe(text);
  });

  it("shows a code it does not know instead of nothing", () => {
    expect(language("en").code("reason", "full_moon", "reason.other")).toBe("Reason: full_moon.");
  });

  it("does not take a name on the list for a place to fill in", () => {
    expect(language("en").text("stranger.title", { name: "{count}" })).toBe("You have no access yet, {count}");
  });

  it.each([
    ["en", 183.6, "184 ms"],
    ["en", 2345, "2.3 sec"],
    ["ru", 184, "184 мс"],
    ["ru", 2345, "2,3 с"],
  ])("says in %s how long %d ms are", (tag, milliseconds, text) => {
    expect(language(tag).duration(milliseconds).replace("\u00a0", " ")).toBe(text);
  });

  const now = new Date("2026-11-21T06:32:00Z");

  it.each([
    ["2026-11-21T06:31:30Z", "just now"],
    ["2026-11-21T06:32:20Z", "just now"],
    ["2026-11-21T06:27:00Z", "5 min. ago"],
    ["2026-11-21T05:32:00Z", ""],
    ["2026-11-21T06:40:00Z", ""],
  ])("says how long ago %s was", (moment, text) => {
    expect(language("en").ago(new Date(moment), now)).toBe(text);
  });

  it.each([
    ["en-GB", undefined, "2026-11-21T06:30:00Z", "11:30"],
    ["en", false, "2026-11-21T06:30:00Z", "11:30"],
    ["en", true, "2026-11-21T08:30:00Z", "1:30 PM"],
    ["ru", undefined, "2026-11-20T08:30:00Z", "20 нояб., 13:30"],
    // Still the 21st in Almaty, where the association is.
    ["ru", undefined, "2026-11-20T19:30:00Z", "00:30"],
  ])("shows the time in %s (hour12 %s) of %s", (tag, hour12, moment, text) => {
    expect(language(tag, hour12).clock(new Date(moment), now).replace("\u202f", " ")).toBe(text);
  });
});
