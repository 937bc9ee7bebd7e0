import { describe, expect, it } from "vitest";
import { localText, momentOf } from "../src/lib/local-time.js";
import { faultsOf, freshSheet, tonight, wishOf, withKind, type PassSheet } from "../src/lib/pass-sheet.js";

const ALMATY = "Asia/Almaty";
/** Half past eleven in the morning there. */
const NOW = new Date("2026-11-21T06:30:00Z");
const sheet = (changes: Partial<PassSheet> = {}): PassSheet => ({
  ...freshSheet(NOW, ALMATY),
  plate: "123ABC02",
  ...changes,
});

describe("a time in a field", () => {
  it.each([
    ["2026-11-21T06:30:00Z", ALMATY, "2026-11-21T11:30"],
    ["2026-03-29T00:59:00Z", "Europe/Berlin", "2026-03-29T01:59"],
    ["2026-03-29T01:00:00Z", "Europe/Berlin", "2026-03-29T03:00"],
  ])("is %s in %s: %s, there and back", (moment, zone, text) => {
    expect(localText(new Date(moment), zone)).toBe(text);
    expect(momentOf(text, zone)).toEqual(new Date(moment));
  });

  it("that is none is no moment", () => {
    expect(momentOf("", ALMATY)).toBeNull();
  });
});

describe("a pass that is filled in", () => {
  it("ends tonight by the house's clock, and late in the evening next morning", () => {
    expect(tonight(NOW, ALMATY)).toEqual(new Date("2026-11-21T18:59:00Z"));
    expect(tonight(new Date("2026-11-21T17:30:00Z"), ALMATY)).toEqual(new Date("2026-11-22T01:00:00Z"));
  });

  it("is sent as it was filled in", () => {
    const until = sheet({ times: "until", from: "2026-11-22T10:00", until: "2026-11-22T20:00", note: " Granny " });
    expect(wishOf(until, NOW, ALMATY)).toEqual({
      kind: "visitor",
      plate: "123ABC02",
      note: "Granny",
      validFrom: new Date("2026-11-22T05:00:00Z"),
      validUntil: new Date("2026-11-22T15:00:00Z"),
      schedule: null,
      once: true,
      openPlate: false,
    });
  });

  it.each<[string, Partial<PassSheet>, object]>([
    ["nothing", {}, {}],
    ["no plate", { plate: " " }, { plate: "pass.plate.missing" }],
    ["half a plate", { plate: "1" }, { plate: "error.plate_length" }],
    ["no end", { times: "until", until: "" }, { until: "pass.until.missing" }],
    ["an end in the past", { times: "until", until: "2026-11-21T11:00" }, { until: "error.pass_in_the_past" }],
    [
      "an end before the beginning",
      { times: "until", from: "2026-11-23T11:00", until: "2026-11-22T11:00" },
      { until: "error.pass_ends_before_it_starts" },
    ],
    ["more than a year", { times: "weekly", lastDay: "2027-12-01" }, { lastDay: "error.pass_too_long" }],
    ["no day", { times: "weekly", days: [] }, { days: "pass.days.missing" }],
    ["no hours", { times: "weekly", start: "" }, { hours: "pass.hours.missing" }],
    [
      "an unknown car for two days",
      { way: "ask", times: "until", until: "2026-11-23T11:30" },
      { until: "error.ask_too_long" },
    ],
    ["the same for a guest with a link", { way: "link", times: "until", until: "2026-11-23T11:30" }, {}],
  ])("is checked before it is sent: %s", (_what, changes, faults) => {
    expect(faultsOf(sheet(changes), NOW, ALMATY)).toEqual(faults);
  });

  it("keeps a plate that was typed when it is for a taxi after all", () => {
    expect(withKind(sheet(), "taxi")).toMatchObject({ kind: "taxi", way: "plate" });
    expect(withKind(sheet({ plate: "" }), "taxi")).toMatchObject({ kind: "taxi", way: "ask" });
  });
});
