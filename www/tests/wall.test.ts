import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { wallState } from "../src/api/wall.js";
import { Language } from "../src/lib/language.js";
import { columnsOf, failed, heard, isStale, lineLength, pauseOf, SILENT, sizeOf, wallRows } from "../src/lib/wall.js";
import { WallView } from "../src/views/wall.js";
import type { Raw } from "./golden.js";
import { all, settled, words } from "./stage.js";

const PAGE = "/api/hoa_parking/v1/display/secret";
const slot = (id: string, row: string, number: string, state: string): Raw => ({
  id,
  row,
  number,
  zone: "z",
  kind: "resident",
  state,
});
const STATE = {
  site: "Abay 10",
  zones: [
    { id: "z", name: "North lot", total: 3, free: 1, occupied: 1, unknown: 1, full: false },
    { id: "g", name: "Garage", total: 40, free: 0, occupied: 40, unknown: 0, full: true },
    { id: "b", name: "Back yard", total: 9, free: 0, occupied: 0, unknown: 9, full: null },
  ],
  slots: [slot("1", "B", "10", "free"), slot("2", "B", "9", "occupied"), slot("3", "A", "1", "unknown")],
  at: "2026-11-21T06:32:00Z",
};

const answered = (state: unknown, status = 200): Response => new Response(JSON.stringify(state), { status });
const server = vi.fn<(address: string) => Promise<Response>>();

beforeEach(() => {
  server.mockReset();
  server.mockImplementation(() => Promise.resolve(answered(STATE)));
  vi.stubGlobal("fetch", server);
});

afterEach(() => {
  document.body.replaceChildren();
});

async function hung(tag = "en"): Promise<WallView> {
  const wall = new WallView();
  wall.language = new Language({ language: tag, hour12: undefined, timeZone: "Asia/Almaty" });
  wall.page = PAGE;
  document.body.append(wall);
  await settled();
  return wall;
}

const tiles = (wall: WallView): string[] => all(wall, "hoa-wall-zone", ".count").map(words);
const after = async (ms: number): Promise<void> => {
  await vi.advanceTimersByTimeAsync(ms);
  await settled();
};

describe("the wall display", () => {
  it("shows how many places are free in each zone, and of when that is", async () => {
    const wall = await hung();
    expect(words(wall)).toContain("Abay 10");
    expect(tiles(wall)).toEqual(["1 free of 3", "0 Full", "– No view right now"]);
    expect(words(wall)).toContain("As of 11:32 AM");
    expect(all(wall, "hoa-wall-zone", "g")).toHaveLength(3);
  });

  it("asks again every five seconds, at its own address", async () => {
    const wall = await hung();
    server.mockImplementation(() =>
      Promise.resolve(answered({ ...STATE, zones: [{ ...STATE.zones[0], free: 2, occupied: 0 }] })),
    );
    await after(5_000);
    expect(server.mock.calls.map(([address]) => address)).toEqual([`${PAGE}/state`, `${PAGE}/state`]);
    expect(tiles(wall)).toEqual(["2 free of 3"]);
  });

  it("says at once that the connection is lost, and takes the numbers away after a minute", async () => {
    const wall = await hung();
    server.mockImplementation(() => Promise.reject(new TypeError("Failed to fetch")));
    await after(5_000);
    expect(words(wall)).toContain("No connection since 11:32 AM");
    expect(tiles(wall)[0]).toBe("1 free of 3");
    await after(55_000);
    expect(tiles(wall)).toEqual(["– of 3", "– of 40", "– of 9"]);
    expect(all(wall, "hoa-wall-zone[stale]")).toHaveLength(3);
    expect(all(wall, "g.free")).toHaveLength(0);
  });

  it("takes the numbers away even when an answer never comes", async () => {
    const wall = await hung();
    server.mockImplementation(() => new Promise(() => undefined));
    await after(65_000);
    expect(tiles(wall)[0]).toBe("– of 3");
  });

  it("comes back by itself", async () => {
    const wall = await hung();
    server.mockImplementation(() => Promise.resolve(answered({}, 503)));
    await after(70_000);
    server.mockImplementation(() => Promise.resolve(answered(STATE)));
    await after(60_000);
    expect(tiles(wall)[0]).toBe("1 free of 3");
    expect(words(wall)).not.toContain("No connection");
  });

  it("shows nothing of before when its address is taken back", async () => {
    const wall = await hung("ru");
    server.mockImplementation(() => Promise.resolve(answered({}, 404)));
    await after(5_000);
    expect(words(wall)).toContain("Эта ссылка больше не действует.");
    expect(words(wall)).not.toContain("North lot");
  });

  it("does not take an answer that it cannot read for news", async () => {
    server.mockImplementation(() => Promise.resolve(answered({ site: 7 })));
    const wall = await hung();
    expect(words(wall)).toContain("No connection to Home Assistant.");
  });

  it("stops asking when it is taken off the page", async () => {
    const wall = await hung();
    wall.remove();
    await after(30_000);
    expect(server).toHaveBeenCalledTimes(1);
  });
});

describe("what the wall goes by", () => {
  const state = (): ReturnType<typeof wallState> => wallState(PAGE);

  it("waits longer after each failure, a minute at most", () => {
    let wall = SILENT;
    const pauses = Array.from({ length: 6 }, () => {
      wall = failed(wall, "unavailable");
      return pauseOf(wall);
    });
    expect(pauses).toEqual([10_000, 20_000, 40_000, 60_000, 60_000, 60_000]);
  });

  it("is stale before the first news and a minute after the last", async () => {
    const at = new Date("2026-11-21T06:32:00Z");
    const wall = heard(await state(), at);
    expect(isStale(SILENT, at)).toBe(true);
    expect(isStale(wall, new Date(at.getTime() + 59_999))).toBe(false);
    expect(isStale(wall, new Date(at.getTime() + 60_000))).toBe(true);
  });

  it("puts rows and numbers in the order of the map", async () => {
    const rows = wallRows((await state()).slots, "z");
    expect(rows.map((row) => [row.row, row.slots.map((one) => one.number)])).toEqual([
      ["A", ["1"]],
      ["B", ["9", "10"]],
    ]);
  });

  it.each([
    [1, true, 1],
    [3, true, 3],
    [4, true, 4],
    [6, true, 3],
    [3, false, 1],
    [6, false, 2],
  ])("puts %i zones side by side on a wide screen (%s): %i", (zones, wide, columns) => {
    expect(columnsOf(zones, wide)).toBe(columns);
  });

  it.each([
    [1600, 200, 24],
    [300, 900, 3],
  ])("breaks long rows so that they fill %i × %i", (width, height, longest) => {
    const shape = { rows: [24, 24], name: 1 };
    const length = lineLength(shape, width, height);
    expect(length).toBeLessThanOrEqual(24);
    const scale = (cells: number): number => {
      const size = sizeOf(shape, cells);
      return Math.min(width / size.width, height / size.height);
    };
    const best = Math.max(...Array.from({ length: 24 }, (_one, index) => scale(index + 1)));
    expect(scale(length)).toBe(best);
    expect(Math.sign(length - 12)).toBe(Math.sign(longest - 12));
  });
});
