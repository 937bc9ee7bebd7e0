import { describe, expect, it } from "vitest";
import { addressOf } from "../src/lib/drawing-address.js";
import { faultsOf, outlineFault } from "../src/lib/drawing-faults.js";
import { MOST_STEPS } from "../src/lib/drawing-history.js";
import { selectedSlots, type Action, type Drawing } from "../src/lib/drawing-model.js";
import { isUnsaved, reduce } from "../src/lib/drawing.js";
import type { Point, Polygon } from "../src/types/layout.js";
import { after, drawn, elsewhere, opened, square } from "./drawing-stage.js";

const addresses = (drawing: Drawing): string[] => drawing.slots.map(addressOf);
const corners = (...points: readonly Point[]): Action[] => points.map((at) => ({ kind: "pen", at }));
const outlined = (polygon: Polygon): Action[] => [
  { kind: "tool", tool: "polygon" },
  ...corners(...polygon),
  { kind: "close" },
];

describe("one place", () => {
  it("is drawn corner by corner, numbered on, and selected", () => {
    const drawing = after(opened(drawn("A", "1"), drawn("A", "2")), ...outlined(square(300, 300)));
    expect(addresses(drawing)).toEqual(["A-1", "A-2", "A-3"]);
    expect(selectedSlots(drawing).map(addressOf)).toEqual(["A-3"]);
    expect(drawing.slots.at(-1)).toMatchObject({
      id: null,
      kind: "resident",
      zone: "north",
      polygon: square(300, 300),
    });
    expect(drawing.pen).toEqual([]);
    expect(isUnsaved(drawing)).toBe(true);
  });

  it.each<[string, Polygon]>([
    [
      "too_few_points",
      [
        [10, 10],
        [50, 10],
      ],
    ],
    [
      "crossing",
      [
        [10, 10],
        [90, 90],
        [90, 10],
        [10, 90],
      ],
    ],
    [
      "no_area",
      [
        [10, 10],
        [13, 10],
        [13, 13],
      ],
    ],
    [
      "outside",
      [
        [10, 10],
        [1300, 10],
        [1300, 90],
      ],
    ],
  ])("is refused with its reason: %s", (fault, polygon) => {
    const drawing = after(opened(), ...outlined(polygon));
    expect(drawing.refused).toBe(fault);
    expect(drawing.slots).toEqual([]);
    expect(drawing.pen).toEqual(polygon);
    expect(reduce(drawing, { kind: "unpen" }).refused).toBeNull();
  });

  it("of 16 square pixels is one, and of more than 32 corners is none", () => {
    expect(outlineFault(square(10, 10, 4), [100, 100])).toBeNull();
    expect(outlineFault(square(10, 10, 3.9), [100, 100])).toBe("no_area");
    const round = Array.from({ length: 33 }, (_one, n): Point => [
      50 + 40 * Math.cos(n / 5.3),
      50 + 40 * Math.sin(n / 5.3),
    ]);
    expect(outlineFault(round, [100, 100])).toBe("too_many_points");
  });
});

describe("addresses", () => {
  it("are refused twice on one picture, however they are written", () => {
    const drawing = opened(drawn("B", "17"), drawn(" b ", "17"), drawn("", "B-17"));
    expect(faultsOf(drawing).map(({ key, fault }) => [key, fault])).toEqual([
      ["k0", "duplicate_here"],
      ["k1", "duplicate_here"],
      ["k2", "duplicate_here"],
    ]);
  });

  it("are refused where another camera has them, and it is named", () => {
    const drawing = after(opened(drawn("B", "17")), {
      kind: "adopt",
      slots: [],
      elsewhere: [elsewhere("9", "b", "17")],
    });
    expect(faultsOf(drawing)).toMatchObject([
      { fault: "duplicate_elsewhere", other: { cameras: ["Roof camera"], zoneName: "Guests" } },
    ]);
  });

  it("of a place that is drawn nowhere are free to be drawn", () => {
    const undrawn = { ...elsewhere("9", "B", "17"), cameras: [] };
    const drawing = after(opened(drawn("B", "17")), { kind: "adopt", slots: [], elsewhere: [undrawn] });
    expect(faultsOf(drawing)).toEqual([]);
  });

  it.each([
    ["number_missing", { number: "  " }],
    ["number_long", { number: "123456789" }],
    ["row_long", { row: "northwest" }],
    ["zone_missing", { zone: "" }],
  ])("and zones have their rules: %s", (fault, changes) => {
    const drawing = after(
      opened(drawn("B", "17")),
      { kind: "select", keys: ["k0"], how: "only" },
      { kind: "edit", changes, gesture: null },
    );
    expect(faultsOf(drawing).map((one) => one.fault)).toEqual([fault]);
  });
});

describe("a place that another camera sees already", () => {
  const shared = elsewhere("9", "B", "17");
  const drawing = after(opened(drawn("B", "1"), drawn("", "new")), { kind: "adopt", slots: [], elsewhere: [shared] });

  it("gets an outline here and keeps who it is", () => {
    const both = after(drawing, { kind: "select", keys: ["k1"], how: "only" }, { kind: "attach", id: "9" });
    expect(both.slots[1]).toMatchObject({ id: "9", row: "B", number: "17", zone: "guests", apartment: "5" });
    expect(both.slots[1]?.polygon).toEqual(drawing.slots[1]?.polygon);
    expect(faultsOf(both)).toEqual([]);
  });
});

describe("many selected at once", () => {
  const three = opened(drawn("A", "1"), drawn("A", "2"), drawn("A", "3"));
  const two = after(
    three,
    { kind: "select", keys: ["k0"], how: "only" },
    { kind: "select", keys: ["k2"], how: "toggle" },
  );

  it("change their kind, zone and row together, and never their number", () => {
    const changes = { kind: "ev", zone: "guests", row: "C", number: "7", apartment: "12" } as const;
    const drawing = reduce(two, { kind: "edit", changes, gesture: null });
    expect(addresses(drawing)).toEqual(["C-1", "A-2", "C-3"]);
    expect(drawing.slots.map((slot) => [slot.kind, slot.zone, slot.apartment])).toEqual([
      ["ev", "guests", "12"],
      ["resident", "north", null],
      ["ev", "guests", "12"],
    ]);
    expect(addresses(reduce(drawing, { kind: "undo" }))).toEqual(["A-1", "A-2", "A-3"]);
  });

  it("move together, no further than to the picture's edge", () => {
    const drawing = reduce(two, { kind: "move", keys: two.selected, by: [-500, 20], gesture: "g" });
    expect(drawing.slots.map((slot) => slot.polygon[0])).toEqual([
      [0, 120],
      [160, 100],
      [120, 120],
    ]);
  });

  it("are deleted, and let go by a second tap", () => {
    expect(addresses(reduce(two, { kind: "remove" }))).toEqual(["A-2"]);
    expect(reduce(two, { kind: "select", keys: ["k0"], how: "toggle" }).selected).toEqual(["k2"]);
  });
});

describe("undo", () => {
  const start = after(opened(drawn("A", "1")), { kind: "select", keys: ["k0"], how: "only" });
  const nudge: Action = { kind: "nudge", by: [1, 0] };

  it("takes back a whole gesture, and does it again", () => {
    const drag = [1, 2, 3].map((): Action => ({ kind: "move", keys: ["k0"], by: [5, 0], gesture: "hand-1" }));
    const moved = after(start, ...drag);
    expect(moved.slots[0]?.polygon[0]).toEqual([115, 100]);
    const back = reduce(moved, { kind: "undo" });
    expect(back.slots).toBe(start.slots);
    expect(isUnsaved(back)).toBe(false);
    expect(reduce(back, { kind: "redo" }).slots).toBe(moved.slots);
  });

  it("takes a nudge after something else for a new step", () => {
    const moved = after(start, nudge, nudge, { kind: "edit", changes: { kind: "ev" }, gesture: null }, nudge);
    const once = reduce(moved, { kind: "undo" });
    expect(once.slots[0]).toMatchObject({ kind: "ev" });
    expect(once.slots[0]?.polygon[0]).toEqual([102, 100]);
    const all = after(once, { kind: "undo" }, { kind: "undo" });
    expect(all.slots).toBe(start.slots);
  });

  it("forgets what was undone once something else is done", () => {
    const other = after(start, nudge, { kind: "undo" }, { kind: "remove" }, { kind: "redo" });
    expect(other.slots).toEqual([]);
  });

  it("remembers 200 steps", () => {
    const steps = Array.from({ length: 300 }, (_one, n): Action => ({
      kind: "edit",
      changes: { row: `${n}` },
      gesture: null,
    }));
    const back = after(after(start, ...steps), ...steps.map((): Action => ({ kind: "undo" })));
    expect(MOST_STEPS).toBe(200);
    expect(back.slots[0]?.row).toBe("99");
  });

  it("types a word in one step", () => {
    const typed = after(
      start,
      { kind: "edit", changes: { number: "1" }, gesture: "type" },
      { kind: "edit", changes: { number: "12" }, gesture: "type" },
    );
    expect(addresses(reduce(typed, { kind: "undo" }))).toEqual(["A-1"]);
  });
});

describe("all outlines together", () => {
  const two = opened(drawn("A", "1", square(100, 100)), drawn("A", "2", square(200, 100)));

  it("move and grow about their middle, and may leave the picture", () => {
    const drawing = reduce(two, { kind: "all", by: [-150, 0], scale: 2, gesture: null });
    expect(drawing.slots.map((slot) => slot.polygon[0])).toEqual([
      [-120, 80],
      [80, 80],
    ]);
    expect(faultsOf(drawing).map((one) => one.fault)).toEqual(["outside"]);
  });

  it("are cut at the picture's edge, in one step", () => {
    const beyond = reduce(two, { kind: "all", by: [-120, 0], scale: 1, gesture: null });
    const cut = reduce(beyond, { kind: "trim" });
    expect(faultsOf(cut)).toEqual([]);
    expect(cut.slots[1]).toBe(beyond.slots[1]);
    expect(cut.slots[0]?.polygon).toEqual([
      [0, 100],
      [20, 100],
      [20, 140],
      [0, 140],
    ]);
    expect(reduce(cut, { kind: "undo" }).slots).toBe(beyond.slots);
  });
});
