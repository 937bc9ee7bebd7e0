import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { guardEventOf } from "../src/api/guard-parse.js";
import { Problem } from "../src/api/problem.js";
import { Attention } from "../src/lib/attention.js";
import { clockOf, OPENABLE_MS } from "../src/lib/guard-words.js";
import { fitted } from "../src/lib/jpeg.js";
import en from "../src/translations/en.json" with { type: "json" };
import ru from "../src/translations/ru.json" with { type: "json" };
import { GOLDEN, told } from "./guard-stage.js";

describe("the golden messages of the guard", () => {
  it("make the room", () => {
    const guard = guardEventOf(GOLDEN.guard)?.guard;
    expect(guard?.exceptions.map((one) => [one.passage.plate, one.passage.reason, one.ask?.answers])).toEqual([
      ["777XXA05", "asked", 0],
      ["123ABC02", "guarded", 1],
      ["A123BC777", "blocked", undefined],
      ["555AAA02", "registered", undefined],
    ]);
    expect(guard?.shift).toMatchObject({ name: "Serik", mine: true });
    expect(guard?.counts).toEqual({ passages: 41, opened: 33, refused: 6, byHand: 3 });
    expect(guardEventOf(GOLDEN.guard_nobody_on)?.guard).toMatchObject({ exceptions: [], shift: null, last: null });
  });

  it("are refused where they are not what they should be, and passed over where they are of a kind to come", () => {
    expect(() => guardEventOf(told({ exceptions: [{ id: 7 }] }))).toThrow(Problem);
    expect(() => guardEventOf(told({ counts: null }))).toThrow(Problem);
    expect(guardEventOf({ kind: "weather" })).toBeNull();
  });

  it.each([
    ["en", en],
    ["ru", ru],
  ])("name every refusal in %s", (_name, texts) => {
    expect(GOLDEN.errors.filter((code) => !(`error.${code}` in texts))).toEqual([]);
  });
});

it("offers to open for as long as the server does", () => {
  const rules = readFileSync("../custom_components/hoa_parking/core/guard.py", "utf8");
  expect(/OPENABLE_FOR: Final = timedelta\(minutes=(\d+)\)/.exec(rules)?.[1]).toBe(String(OPENABLE_MS / 60_000));
});

describe("attention", () => {
  it("is on the newest that waits, or else on the newest there was", () => {
    const attention = new Attention();
    expect(attention.shown([], null, 0)).toBeNull();
    expect(attention.shown([], "p", 0)).toBe("p");
    expect(attention.shown(["b", "a"], "p", 0)).toBe("b");
  });

  it("stays where it was touched or called to, for a while", () => {
    const attention = new Attention();
    attention.shown(["a"], null, 0);
    attention.touch(0);
    expect(attention.shown(["b", "a"], null, 7_999)).toBe("a");
    expect(attention.shown(["b", "a"], null, 8_000)).toBe("b");
    attention.choose("a", 10_000);
    expect(attention.shown(["c", "b", "a"], null, 69_999)).toBe("a");
    expect(attention.shown(["c", "b", "a"], null, 70_000)).toBe("c");
  });

  it("stays as long as something is being done, and a moment after", () => {
    const attention = new Attention();
    attention.shown(["a"], null, 0);
    attention.busy(true, 0);
    expect(attention.shown(["b"], null, 1_000_000)).toBe("a");
    attention.decided(1_000_000);
    expect(attention.shown(["b"], null, 1_003_999)).toBe("a");
    expect(attention.shown(["b"], null, 1_004_000)).toBe("b");
  });
});

it.each([
  [-5, "0:00"],
  [59_999, "0:59"],
  [80_000, "1:20"],
  [3_600_000, "1:00:00"],
  [3_725_000, "1:02:05"],
])("says %i milliseconds as a clock does: %s", (milliseconds, text) => {
  expect(clockOf(milliseconds)).toBe(text);
});

it.each([
  [4000, 3000, [1920, 1440]],
  [3000, 4000, [1440, 1920]],
  [800, 600, [800, 600]],
  [40000, 1, [1920, 1]],
])("makes a picture of %i × %i fit, and never larger", (width, height, size) => {
  expect(fitted(width, height)).toEqual(size);
});
