import { describe, expect, it } from "vitest";
import { LevelChart } from "../src/components/chart-level.js";
import { atHour, hourName, nextDay, spanOf, startOfDay, weekdayName, weekdaysOf } from "../src/lib/calendar.js";
import {
  bandPath,
  countTicks,
  emptiest,
  fullest,
  heatRows,
  isBlind,
  linePath,
  scaleOf,
  stepsOf,
} from "../src/lib/chart.js";
import { Language } from "../src/lib/language.js";
import type { LevelPoint } from "../src/types/places.js";
import { at, GOLDEN, ZONE } from "./lot.js";
import { all, one, settled, words, type Stage } from "./stage.js";

const language = (tag: string, hour12?: boolean): Language =>
  new Language({ language: tag, hour12, timeZone: "Asia/Almaty" });
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");

function point(minute: number, free: number, unknown = 0): LevelPoint {
  return { at: new Date(minute * 60_000), free, unknown, occupied: 10 - free - unknown, total: 10 };
}

describe("how long", () => {
  it.each([
    ["en", 0, "0 min"],
    ["en", 59.6, "1 hr"],
    ["en", 130, "2 hr 10 min"],
    ["en", 1440 * 3 + 61, "3 days 1 hr"],
    ["ru", 130, "2 ч 10 мин"],
    ["ru", 1440 * 3, "3 дн."],
    ["en", -5, "0 min"],
  ])("%s, %d minutes", (tag, minutes, text) => {
    expect(plain(spanOf(minutes, language(tag)))).toBe(text);
  });
});

describe("the calendar", () => {
  it.each([
    ["en-US", 6],
    ["en-GB", 0],
    ["ru", 0],
  ])("begins the week in %s where the country does", (tag, first) => {
    expect(weekdaysOf(language(tag))[0]).toBe(first);
  });

  it("names days and hours as the person does", () => {
    expect(weekdayName(0, "long", language("en"))).toBe("Monday");
    expect(weekdayName(6, "short", language("ru"))).toBe("вс");
    expect(hourName(14, language("ru"))).toBe("14:00");
    expect(hourName(14, language("id"))).toBe("14.00");
    expect(hourName(24, language("en-GB"))).toBe("00:00");
    expect(plain(hourName(14, language("en", true)))).toBe("2 PM");
  });

  it.each([
    ["Asia/Almaty", "2026-11-21T06:32:10Z", "2026-11-20T19:00:00.000Z"],
    ["Europe/Berlin", "2026-03-29T10:00:00Z", "2026-03-28T23:00:00.000Z"],
    ["Europe/Berlin", "2026-10-25T10:00:00Z", "2026-10-24T22:00:00.000Z"],
  ])("finds midnight in %s, on days when the clocks change too", (timeZone, moment, midnight) => {
    const here = new Language({ language: "en", hour12: undefined, timeZone });
    expect(startOfDay(new Date(moment), here).toISOString()).toBe(midnight);
  });
});

describe("a day when the clocks change", () => {
  const berlin = new Language({ language: "en-GB", hour12: undefined, timeZone: "Europe/Berlin" });
  const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Berlin" });
  const HOUR = 3_600_000;

  it.each([
    ["back", "2026-10-25T10:00:00Z", 25, [0, 5, 9, 13, 17, 21, 25]],
    ["forward", "2026-03-29T10:00:00Z", 23, [0, 3, 7, 11, 15, 19, 23]],
    ["not at all", "2026-06-10T10:00:00Z", 24, [0, 4, 8, 12, 16, 20, 24]],
  ])("has its hours where a clock on the wall shows them: %s", (_which, moment, hours, after) => {
    const midnight = startOfDay(new Date(moment), berlin);
    const marks = [0, 4, 8, 12, 16, 20, 24].map((hour) => atHour(midnight, hour, berlin));
    expect((nextDay(midnight, berlin).getTime() - midnight.getTime()) / HOUR).toBe(hours);
    expect(marks.map((mark) => (mark.getTime() - midnight.getTime()) / HOUR)).toEqual(after);
    expect(marks.map((mark) => clock.format(mark))).toEqual(
      [0, 4, 8, 12, 16, 20, 24].map((hour) => hourName(hour, berlin)),
    );
  });

  it.each(["2026-10-28T10:00:00Z", "2026-04-01T10:00:00Z"])("is one day of the week's chart: %s", async (now) => {
    const chart = new LevelChart();
    Object.assign(chart, { span: "week", language: berlin, now: new Date(now), points: [] });
    document.body.append(chart);
    await settled();
    const names = all(chart, "text").slice(-7).map(words);
    expect(names).toEqual(["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]);
  });

  it.each([
    ["2026-10-25T10:00:00Z", 5 / 25],
    ["2026-03-29T10:00:00Z", 3 / 23],
  ])("is drawn to its end, with four o'clock where it is: %s", async (now, share) => {
    const chart = new LevelChart();
    Object.assign(chart, { span: "today", language: berlin, now: new Date(now), points: [] });
    document.body.append(chart);
    await settled();
    const marks = all(chart, "line.mark").map((mark) => Number(mark.getAttribute("x1")));
    const [first = 0, four = 0, last = 0] = [marks[0], marks[1], marks.at(-1)];
    expect((four - first) / (last - first)).toBeCloseTo(share, 5);
    expect(last).toBe(632);
  });
});

describe("a line of steps", () => {
  const scale = scaleOf({ left: 0, top: 0, right: 100, bottom: 100 }, 0, 600_000, 10);

  it("lasts from each point to the next, whatever order they came in, and begins where the chart does", () => {
    const steps = stepsOf([point(5, 2), point(-3, 7)], 0, 600_000);
    expect(steps.map((step) => [step.from, step.to, step.free])).toEqual([
      [0, 300_000, 7],
      [300_000, 600_000, 2],
    ]);
    expect(linePath(steps, scale)).toBe("M0 30H50L50 80H100");
  });

  it("breaks where nothing was known, and shades what may be free", () => {
    const steps = stepsOf([point(0, 7), point(4, 0, 10), point(6, 5, 2)], 0, 600_000);
    expect(steps.map(isBlind)).toEqual([false, true, false]);
    expect(linePath(steps, scale)).toBe("M0 30H40M60 50H100");
    expect(bandPath(steps, scale, (step) => [step.free, step.free + step.unknown])).toBe(
      "M40 100V0H60V100ZM60 50V30H100V50Z",
    );
  });

  it.each([
    [1, [0, 1]],
    [4, [0, 1, 2, 3, 4]],
    [31, [0, 10, 20, 30, 40]],
    [500, [0, 100, 200, 300, 400, 500]],
  ])("is measured in round numbers: %i", (most, ticks) => {
    expect(countTicks(most)).toEqual(ticks);
  });
});

describe("the heat map", () => {
  const cells = [
    { weekday: 6, hour: 3, occupied: 0.1 },
    { weekday: 0, hour: 23, occupied: 0.9 },
    { weekday: 2, hour: 5, occupied: null },
  ];

  it("is a row a day and a cell an hour; what was never seen stays unknown", () => {
    const rows = heatRows(cells, [6, 0, 1, 2, 3, 4, 5]);
    expect(rows[0]?.hours[3]).toBe(0.1);
    expect(rows[1]?.hours[23]).toBe(0.9);
    expect(rows[3]?.hours[5]).toBeNull();
    expect(rows.every((row) => row.hours.length === 24)).toBe(true);
  });

  it("knows its fullest and its emptiest hour", () => {
    expect(fullest(cells)?.hour).toBe(23);
    expect(emptiest(cells)?.hour).toBe(3);
    expect(fullest([])).toBeNull();
  });
});

describe("the history of a zone", () => {
  const HISTORY = "hoa_parking/places/history";
  const golden = (span: string): unknown => GOLDEN[span] ?? GOLDEN.today;
  const show = async (stage: Stage, name: string): Promise<void> => {
    all(stage.panel, "hoa-history", "button")
      .find((button) => words(button) === name)
      ?.click();
    await settled();
  };
  const opened = (answer: (span: string) => unknown = golden): Promise<Stage> =>
    at(`/places/${ZONE}/history`, { answers: { [HISTORY]: (message) => answer(String(message.span)) } });

  it("begins with today, in a picture and in words", async () => {
    const stage = await opened();
    expect(stage.connection.sent).toContainEqual({ type: HISTORY, zone: ZONE, span: "today" });
    const picture = one(stage.panel, "hoa-level-chart", "svg[role=img]");
    expect(picture.getAttribute("aria-label")).toContain("Free places today. 5 free at the fullest");
  });

  it("shows the week, the hours with their table, and how long cars stay", async () => {
    const stage = await opened();
    await show(stage, "7 days");
    expect(stage.connection.sent).toContainEqual({ type: HISTORY, zone: ZONE, span: "week" });
    await show(stage, "By hour");
    expect(all(stage.panel, "hoa-heat-map", "tbody", "tr")).toHaveLength(24);
    expect(words(one(stage.panel, "hoa-heat-map", "table"))).toContain("92%");
    await show(stage, "How long");
    expect(words(one(stage.panel, "hoa-dwell-chart"))).toBe(
      "Half of the cars stay less than 43 min. 4 cars. under 15 min3 cars from 1 day1 car",
    );
  });

  it("says that nothing is recorded yet", async () => {
    const stage = await opened(() => ({ points: [] }));
    expect(words(one(stage.panel, "hoa-history"))).toContain("Nothing is recorded yet.");
  });

  it("says why it cannot be shown", async () => {
    const stage = await opened(() => {
      throw Object.assign(new Error("x"), { code: "zone_unknown" });
    });
    expect(words(one(stage.panel, "hoa-history"))).toContain("Could not be loaded. There is no such zone.");
  });
});
