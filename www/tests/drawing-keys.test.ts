import { describe, expect, it } from "vitest";
import { keyed } from "../src/lib/drawing-keys.js";
import { leading, type Action, type Drawing } from "../src/lib/drawing-model.js";
import { after, drawn, opened, square } from "./drawing-stage.js";

const big = drawn("A", "1", square(200, 200, 200));

describe("keys", () => {
  const stroke = (key: string, held: { shiftKey?: boolean; ctrlKey?: boolean; metaKey?: boolean } = {}) => ({
    key,
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    ...held,
  });
  const press = (drawing: Drawing, ...keys: readonly ReturnType<typeof stroke>[]): Drawing =>
    keys.reduce((now, key) => after(now, ...(keyed(key, now, [640, 360]) ?? [])), drawing);
  const three = opened(drawn("B", "10"), drawn("B", "9"), drawn("A", "1"));

  it("Tab goes through the slots in order and then on", () => {
    const chosen = ["Tab", "Tab", "Tab"].map((_key, n) =>
      press(three, ...Array.from({ length: n + 1 }, () => stroke("Tab"))).selected.join(),
    );
    expect(chosen).toEqual(["k2", "k1", "k0"]);
    const last = press(three, stroke("Tab"), stroke("Tab"), stroke("Tab"));
    expect(keyed(stroke("Tab"), last, [0, 0])).toBeNull();
    expect(press(last, stroke("Tab", { shiftKey: true })).selected).toEqual(["k1"]);
    expect(keyed(stroke("Tab", { shiftKey: true }), press(three, stroke("Tab")), [0, 0])).toBeNull();
    expect(keyed(stroke("Tab"), opened(), [0, 0])).toBeNull();
  });

  it("arrows move a slot by one, with Shift by ten, and after Enter its corner", () => {
    const start = after(opened(big), { kind: "select", keys: ["k0"], how: "only" });
    const moved = press(start, stroke("ArrowRight"), stroke("ArrowDown", { shiftKey: true }));
    expect(leading(moved)?.polygon[0]).toEqual([201, 210]);
    const bent = press(
      moved,
      stroke("Enter"),
      stroke("Enter"),
      stroke("ArrowLeft"),
      stroke("Escape"),
      stroke("ArrowUp"),
    );
    expect(leading(bent)?.polygon.slice(0, 2)).toEqual([
      [201, 209],
      [400, 209],
    ]);
  });

  it("Enter draws without a mouse: a place, and a row", () => {
    const place = press(after(opened(), { kind: "tool", tool: "polygon" }), stroke("Enter"));
    expect(place.slots).toHaveLength(1);
    const row = press(after(opened(), { kind: "tool", tool: "row" }), stroke("Enter"), stroke("Enter"));
    expect(row.slots.length).toBeGreaterThan(1);
  });

  it("Backspace takes back a corner of a place that is being drawn, Delete a slot", () => {
    const pens = [
      [1, 1],
      [2, 2],
    ].map(([x = 0, y = 0]): Action => ({ kind: "pen", at: [x, y] }));
    const drawing = after(three, { kind: "tool", tool: "polygon" }, ...pens);
    expect(press(drawing, stroke("Backspace")).pen).toEqual([[1, 1]]);
    expect(press(drawing, stroke("z", { ctrlKey: true })).pen).toEqual([[1, 1]]);
    expect(press(drawing, stroke("Escape")).pen).toEqual([]);
    expect(press(three, stroke("Tab"), stroke("Delete")).slots.map((slot) => slot.key)).toEqual(["k0", "k1"]);
  });

  it("undo and redo, on every keyboard", () => {
    const gone = press(three, stroke("Tab"), stroke("Delete"));
    const back = press(gone, stroke("z", { metaKey: true }));
    expect(back.slots).toBe(three.slots);
    expect(press(back, stroke("Z", { ctrlKey: true, shiftKey: true })).slots).toBe(gone.slots);
    expect(press(back, stroke("y", { ctrlKey: true })).slots).toBe(gone.slots);
    expect(keyed(stroke("c", { ctrlKey: true }), back, [0, 0])).toBeNull();
    expect(keyed(stroke("q"), back, [0, 0])).toBeNull();
  });
});
