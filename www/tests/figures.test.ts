import { describe, expect, it, vi } from "vitest";
import golden from "../../tests/contract/panel/figures.json" with { type: "json" };
import { figuresOf } from "../src/api/figures.js";
import { leastCertainty, spread, ticksOf } from "../src/lib/figures.js";
import "../src/views/figures.js";
import { all, live, one, settled, words, type Stage } from "./stage.js";

const FIGURES = "hoa_parking/figures";

async function room(answer: () => unknown = () => golden.answer): Promise<Stage> {
  const stage = await live({}, { [FIGURES]: answer });
  stage.panel.route = { prefix: "/hoa-parking", path: "/figures" };
  await settled();
  return stage;
}

const asked = (stage: Stage): number => stage.connection.sent.filter((sent) => sent.type === FIGURES).length;

describe("the figures' room", () => {
  it("tells today's numbers", async () => {
    const { panel } = await room();
    expect(all(panel, "hoa-figure-tile").map(words)).toEqual([
      "passages 214",
      "entries 109",
      "exits 101",
      "let in or out 187",
      "refused 19",
      "unknown cars 12",
      "by hand 3",
    ]);
  });

  it("says what each chart shows to who cannot see it, and has it as a table", async () => {
    const { panel } = await room();
    expect(one(panel, "hoa-hours-chart", "svg").getAttribute("aria-label")).toMatch(
      /^Passages per hour, last 24 hours\. 36 passages in 24 hours, most at .+: 25\.$/,
    );
    const [, second] = all(panel, "hoa-hours-chart", "tbody tr").map(words);
    expect(second).toMatch(/ 2 9 0 –$/);
    const [share] = all(panel, "hoa-days-chart", "tbody").map(words);
    expect(share).toBe("Nov 20 4.2% Nov 21 –");
    for (const chart of all(panel, "hoa-days-chart", "svg")) expect(chart.getAttribute("role")).toBe("img");
  });

  it("has a chart for each camera, all to one scale", async () => {
    const { panel } = await room();
    expect(all(panel, ".multiples h4").map(words)).toEqual(["Gate camera"]);
    expect(words(one(panel, ".multiples", "figcaption"))).toBe("Nov 20: 95.8%. Least 95.8%, most 95.8% (Nov 20).");
  });

  it("tells when each zone was fullest, and where nobody knows", async () => {
    const { panel } = await room();
    const [north, south] = all(panel, "hoa-figures", "li").filter((row) => row.querySelector(".words") !== null);
    expect(north && words(north)).toMatch(/^North lot 11 of 12, at /);
    expect(south && words(south)).toBe("South lot not known");
  });

  it("asks again each minute, and keeps what it has when that fails", async () => {
    let fails = false;
    const stage = await room(() => {
      if (fails) throw Object.assign(new Error("busy"), { code: "store_locked" });
      return golden.answer;
    });
    expect(asked(stage)).toBe(1);
    fails = true;
    await vi.advanceTimersByTimeAsync(90_000);
    expect(asked(stage)).toBe(2);
    expect(words(one(stage.panel, "hoa-figures", "[role=alert]"))).toContain("The database is busy");
    expect(all(stage.panel, "hoa-figure-tile")).toHaveLength(7);
  });
});

describe("an axis", () => {
  it.each<[least: number, most: number, share: boolean, ticks: readonly number[]]>([
    [0, 0.08, true, [0, 0.02, 0.04, 0.06, 0.08]],
    [0.7, 1, true, [0.7, 0.8, 0.9, 1]],
    [0, 1, true, [0, 0.25, 0.5, 0.75, 1]],
    [0, 0, true, [0, 0.01]],
    [0, 34, false, [0, 10, 20, 30, 40]],
    [0, 0, false, [0, 1]],
  ])("from %s to %s (share: %s)", (least, most, share, ticks) => {
    expect(ticksOf(least, most, share)).toEqual(ticks);
  });

  it("of certainties begins under the least, and never above nine tenths", () => {
    const figures = figuresOf(golden.answer);
    expect(leastCertainty(figures)).toBe(0.9);
    const [day] = figures.days;
    const worse = { ...figures, days: day === undefined ? [] : [{ ...day, confidence: { a: 0.63, b: 0.97 } }] };
    expect(leastCertainty(worse)).toBe(0.6);
  });

  it("knows nothing of days without numbers", () => {
    expect(spread([{ day: "2026-11-21", value: null }])).toBeNull();
  });
});
