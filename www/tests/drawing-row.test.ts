import { describe, expect, it } from "vitest";
import { addressOf, following, nextNumber } from "../src/lib/drawing-address.js";
import { selectedSlots, type Action, type Drawing } from "../src/lib/drawing-model.js";
import { placesOf } from "../src/lib/drawing-strip.js";
import { reduce } from "../src/lib/drawing.js";
import { areaOf, ontoQuad, quadToQuad, type Quad } from "../src/lib/geometry.js";
import type { Point, Polygon } from "../src/types/layout.js";
import { after, drawn, elsewhere, opened, square } from "./drawing-stage.js";

/** A row that runs away from the camera: its right end is half as deep. */
const AWAY: Quad = [
  [100, 600],
  [900, 500],
  [900, 300],
  [100, 200],
];
const stroke: Action = { kind: "stroke", from: [100, 600], to: [900, 500] };
const widthsOf = (polygons: readonly Polygon[]): number[] =>
  polygons.map((polygon) => (polygon[1]?.[0] ?? 0) - (polygon[0]?.[0] ?? 0));
const numbersOf = (drawing: Drawing): string[] => drawing.slots.map((slot) => slot.number);
const near = (point: Point | undefined): readonly number[] => (point ?? []).map((one) => Math.round(one * 1e6) / 1e6);

describe("a homography", () => {
  it("carries the square's corners onto the quad's", () => {
    const map = ontoQuad(AWAY);
    const square_: readonly Point[] = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ];
    expect(square_.map((corner) => near(map?.(corner)))).toEqual(AWAY);
  });

  it("carries the middle to where the diagonals cross, nearer to the far end", () => {
    const middle = near(ontoQuad(AWAY)?.([0.5, 0.5]));
    expect(middle[0]).toBeCloseTo(100 + (800 * 400) / (400 + 200), 6);
    expect(middle[1]).toBeCloseTo(400, 0);
  });

  it("carries one quad onto another and back", () => {
    const other: Quad = [
      [0, 90],
      [120, 80],
      [100, 10],
      [15, 0],
    ];
    const [there, back] = [quadToQuad(AWAY, other), quadToQuad(other, AWAY)];
    const round = there?.([420, 410]);
    expect(round && near(back?.(round))).toEqual([420, 410]);
  });

  it.each<[string, Quad]>([
    [
      "runs over itself",
      [
        [0, 0],
        [10, 10],
        [10, 0],
        [0, 10],
      ],
    ],
    [
      "has a corner inside",
      [
        [0, 0],
        [10, 0],
        [3, 3],
        [0, 10],
      ],
    ],
    [
      "is a line",
      [
        [0, 0],
        [5, 0],
        [10, 0],
        [15, 0],
      ],
    ],
  ])("is refused for a quad that %s", (_what, quad) => {
    expect(ontoQuad(quad)).toBeNull();
  });
});

describe("a row in one stroke", () => {
  const laid = after(opened(drawn("A", "1"), drawn("B", "7")), { kind: "tool", tool: "row" }, stroke);

  it("has as many places as fit by those that are drawn, deeper where it is nearer", () => {
    const strip = laid.strip;
    expect(strip?.count).toBeGreaterThan(4);
    const [a, b, c, d] = strip?.quad ?? AWAY;
    expect([a, b]).toEqual([
      [100, 600],
      [900, 500],
    ]);
    expect(a[1] - d[1]).toBeGreaterThan(b[1] - c[1]);
    expect(b[1] - c[1]).toBeGreaterThan(0);
  });

  it("keeps the number that somebody chose while it is drawn anew", () => {
    const four = after(laid, { kind: "strip", changes: { count: 4, counted: true } }, { ...stroke, to: [500, 550] });
    expect(four.strip?.count).toBe(4);
  });

  it("makes far places smaller, side by side, and touching", () => {
    const four = after(laid, { kind: "strip", changes: { quad: AWAY, count: 4 } }, { kind: "place" });
    const polygons = selectedSlots(four).map((slot) => slot.polygon);
    const widths = widthsOf(polygons);
    expect(polygons).toHaveLength(4);
    expect([...widths].sort((one, other) => other - one)).toEqual(widths);
    expect(widths[0]).toBeGreaterThan(1.5 * (widths[3] ?? 0));
    expect(widths.reduce((sum, width) => sum + width)).toBeCloseTo(800, 6);
    expect(near(polygons[0]?.[1])).toEqual(near(polygons[1]?.[0]));
    expect(polygons.reduce((sum, polygon) => sum + areaOf(polygon), 0)).toBeCloseTo(areaOf(AWAY), 4);
  });

  it("counts on from the row's last number, also where another camera has it", () => {
    const known = after(laid, { kind: "adopt", slots: [], elsewhere: [elsewhere("9", "b", "11")] });
    const numbered = after(known, { kind: "strip", changes: { row: "B", count: 2 } }, { kind: "place" });
    expect(numbersOf(numbered)).toEqual(["1", "7", "12", "13"]);
    expect(numbered.habit.row).toBe("B");
    expect(numbered.strip).toBeNull();
    expect(reduce(numbered, { kind: "undo" }).slots).toBe(known.slots);
  });

  it("counts from the other end on demand, and from a number that somebody chose", () => {
    const changes = { row: "C", count: 3, first: "08", numbered: true, flipped: true };
    const numbered = after(laid, { kind: "strip", changes }, { kind: "place" });
    expect(selectedSlots(numbered).map(addressOf)).toEqual(["C-10", "C-09", "C-08"]);
  });

  it("is not placed onto addresses that are taken", () => {
    const taken = after(
      laid,
      { kind: "strip", changes: { row: "B", first: "6", numbered: true, count: 3 } },
      { kind: "place" },
    );
    expect(taken.refused).toBe("duplicate_here");
    expect(numbersOf(taken)).toEqual(["1", "7"]);
  });

  it("is not placed where its corners make no row", () => {
    const [a, b, c, d] = AWAY;
    const crossed = after(laid, { kind: "strip", changes: { quad: [a, c, b, d] } });
    expect(crossed.strip && placesOf(crossed.strip)).toBeNull();
    expect(reduce(crossed, { kind: "place" }).refused).toBe("crossing");
  });

  it("is let go, and a corner of it moved by the arrow keys", () => {
    const moved = after(laid, { kind: "corner", index: 1 }, { kind: "nudge", by: [0, 10] });
    expect(moved.strip?.quad[1]).toEqual([900, 510]);
    expect(moved.strip?.quad[0]).toEqual([100, 600]);
    expect(reduce(moved, { kind: "escape" }).strip).toBeNull();
  });
});

describe("copying along a row", () => {
  const row = after(
    opened(),
    { kind: "tool", tool: "row" },
    stroke,
    { kind: "strip", changes: { quad: AWAY, count: 4, counted: true } },
    { kind: "place" },
  );
  const wanted = row.slots[3];

  it("goes on as the row goes on: the place that is copied back lies where it was", () => {
    const three = after(
      row,
      { kind: "select", keys: ["k3"], how: "only" },
      { kind: "remove" },
      { kind: "select", keys: ["k2"], how: "only" },
    );
    const copied = reduce(three, { kind: "copy" });
    expect(selectedSlots(copied).map(addressOf)).toEqual(["A-4"]);
    expect(copied.slots.at(-1)?.polygon.map(near)).toEqual(wanted?.polygon.map(near));
  });

  it("carries two at once two steps on", () => {
    const two = after(
      row,
      { kind: "select", keys: ["k2", "k3"], how: "only" },
      { kind: "remove" },
      { kind: "select", keys: ["k0", "k1"], how: "only" },
    );
    const copied = reduce(two, { kind: "copy" });
    expect(copied.slots.map(addressOf)).toEqual(["A-1", "A-2", "A-3", "A-4"]);
    expect(copied.slots.at(-1)?.polygon.map(near)).toEqual(wanted?.polygon.map(near));
  });

  it("starts beside a place that stands alone, goes past numbers that are taken, and copies neither id nor owner", () => {
    const alone = { ...drawn("A", "1", square(100, 100)), id: "5", apartment: "17", kind: "ev" as const };
    const drawing = after(opened(alone, drawn("B", "9")), { kind: "select", keys: ["k0"], how: "only" });
    const known = reduce(drawing, { kind: "adopt", slots: [alone], elsewhere: [elsewhere("9", "A", "2")] });
    const copied = reduce(known, { kind: "copy" });
    expect(copied.slots.at(-1)).toMatchObject({ id: null, apartment: null, kind: "ev", row: "A", number: "3" });
    expect(copied.slots.at(-1)?.polygon[0]).toEqual([180, 100]);
  });
});

describe("numbers", () => {
  it.each([
    ["9", "10"],
    ["09", "10"],
    ["099", "100"],
    ["4a9", "4a10"],
    ["a", "a2"],
  ])("after %s comes %s", (number, next) => {
    expect(following(number)).toBe(next);
  });

  it("begin at 1 in a new row, and count as people do", () => {
    const slots = [
      { row: "A", number: "9" },
      { row: "a ", number: "10" },
      { row: "A", number: "VIP" },
    ];
    expect(nextNumber("A", slots)).toBe("11");
    expect(nextNumber("B", slots)).toBe("1");
  });
});
