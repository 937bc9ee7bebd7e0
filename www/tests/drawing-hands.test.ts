import { describe, expect, it } from "vitest";
import { Hands, slotAt, type Deed, type Scene } from "../src/lib/drawing-hands.js";
import { leading, type Drawing } from "../src/lib/drawing-model.js";
import { fitted, onPicture, zoomed, type View } from "../src/lib/drawing-view.js";
import { reduce } from "../src/lib/drawing.js";
import type { Point } from "../src/types/layout.js";
import { after, drawn, opened, SIZE, square } from "./drawing-stage.js";

/** Half as large as the picture. */
const FRAME = [640, 360] as const;

/** A board that plays what the hands do. */
class Board {
  view: View = fitted(SIZE, FRAME);
  readonly hands = new Hands();

  constructor(public drawing: Drawing) {}

  get scene(): Scene {
    return { drawing: this.drawing, view: this.view, frame: FRAME };
  }

  down(at: Point, id = 1, more = false): void {
    this.#play(this.hands.down({ id, at, more }, this.scene));
  }

  move(at: Point, id = 1): void {
    this.#play(this.hands.move({ id, at, more: false }, this.scene));
  }

  up(at: Point, id = 1, more = false): void {
    this.#play(this.hands.up({ id, at, more }, this.scene));
  }

  tap(at: Point, more = false): void {
    this.down(at, 1, more);
    this.up(at, 1, more);
  }

  drag(...points: readonly Point[]): void {
    const [first = [0, 0], ...rest] = points;
    this.down(first);
    for (const point of rest) this.move(point);
    this.up(rest.at(-1) ?? first);
  }

  #play(deeds: readonly Deed[]): void {
    for (const deed of deeds) {
      if (deed.kind === "view") this.view = deed.view;
      else this.drawing = reduce(this.drawing, deed);
    }
  }
}

const big = drawn("A", "1", square(200, 200, 200));
const small = drawn("A", "2", square(300, 300, 40));

describe("one finger", () => {
  it("selects what it taps, the smaller where two lie, and lets go beside them", () => {
    const board = new Board(opened(big, small));
    board.tap([155, 155]);
    expect(board.drawing.selected).toEqual(["k1"]);
    board.tap([110, 110]);
    expect(board.drawing.selected).toEqual(["k0"]);
    board.tap([600, 20]);
    expect(board.drawing.selected).toEqual([]);
  });

  it("adds to the selection where several are wanted", () => {
    const board = new Board(opened(big, small));
    board.tap([110, 110]);
    board.tap([155, 155], true);
    expect(board.drawing.selected).toEqual(["k0", "k1"]);
  });

  it("moves what is selected, in one step to undo, and nothing by a shaky tap", () => {
    const board = new Board(after(opened(big), { kind: "select", keys: ["k0"], how: "only" }));
    board.drag([150, 150], [153, 152]);
    expect(board.drawing.past).toHaveLength(0);
    board.drag([150, 150], [170, 150], [190, 160]);
    expect(leading(board.drawing)?.polygon[0]).toEqual([280, 220]);
    expect(board.drawing.past).toHaveLength(1);
  });

  it("does not move what is not selected", () => {
    const board = new Board(opened(big));
    board.drag([150, 150], [190, 160]);
    expect(board.drawing.slots[0]?.polygon).toEqual(big.polygon);
  });

  it("takes a corner from 22 pixels away, and holds it on the picture", () => {
    const board = new Board(after(opened(big), { kind: "select", keys: ["k0"], how: "only" }));
    board.drag([85, 85], [60, 60], [-40, 50]);
    expect(leading(board.drawing)?.polygon).toEqual([
      [0, 100],
      [400, 200],
      [400, 400],
      [200, 400],
    ]);
    expect(board.drawing.corner).toBe(0);
  });

  it("draws a place corner by corner, and closes it on the first", () => {
    const board = new Board(after(opened(), { kind: "tool", tool: "polygon" }));
    for (const at of [
      [100, 100],
      [200, 100],
      [200, 200],
      [105, 108],
    ] as const)
      board.tap(at);
    expect(board.drawing.slots.map((slot) => slot.polygon)).toEqual([
      [
        [200, 200],
        [400, 200],
        [400, 400],
      ],
    ]);
  });

  it("sets a corner where it slips, while there is nothing to shift", () => {
    const board = new Board(after(opened(), { kind: "tool", tool: "polygon" }));
    board.drag([100, 100], [120, 110]);
    expect(board.drawing.pen).toEqual([[240, 220]]);
  });

  it("lays a row by its front line, then sets its depth, then its corners", () => {
    const board = new Board(after(opened(), { kind: "tool", tool: "row" }));
    board.drag([100, 300], [300, 300], [500, 300]);
    expect(board.drawing.strip?.quad.slice(0, 2)).toEqual([
      [200, 600],
      [1000, 600],
    ]);
    board.drag([300, 120], [300, 150], [300, 200]);
    expect(board.drawing.strip?.quad[2][1]).toBeCloseTo(400, 6);
    board.drag([100, 300], [60, 320]);
    expect(board.drawing.strip?.quad[0]).toEqual([120, 640]);
  });

  it("moves all outlines where that is asked for", () => {
    const board = new Board(after(opened(big, small), { kind: "tool", tool: "all" }));
    board.drag([600, 300], [610, 300], [580, 310]);
    expect(board.drawing.slots.map((slot) => slot.polygon[0])).toEqual([
      [160, 220],
      [260, 320],
    ]);
    expect(board.drawing.past).toHaveLength(1);
  });

  it("shifts the picture where it is zoomed and nothing is held", () => {
    const board = new Board(opened());
    board.view = zoomed(board.view, 4, [320, 180], SIZE, FRAME);
    const before = board.view;
    board.drag([300, 100], [330, 120], [320, 130]);
    expect(board.view.x).toBeCloseTo(before.x - 20 / before.scale, 6);
    expect(board.view.y).toBeCloseTo(before.y - 30 / before.scale, 6);
  });
});

describe("two fingers", () => {
  it("zoom about their middle, and draw nothing", () => {
    const board = new Board(after(opened(big), { kind: "tool", tool: "polygon" }));
    board.down([300, 180], 1);
    board.down([340, 180], 2);
    board.move([260, 180], 1);
    board.move([380, 180], 2);
    board.up([260, 180], 1);
    board.up([380, 180], 2);
    expect(board.view.scale).toBeCloseTo(1.5, 6);
    expect(onPicture(board.view, [320, 180])[0]).toBeCloseTo(640, 0);
    expect(board.drawing.pen).toEqual([]);
  });

  it("leave a corner alone that the first one held", () => {
    const board = new Board(after(opened(big), { kind: "select", keys: ["k0"], how: "only" }));
    board.down([100, 100], 1);
    board.down([300, 300], 2);
    board.move([140, 140], 1);
    expect(board.drawing.slots[0]?.polygon).toEqual(big.polygon);
  });

  it("never zoom out further than the whole picture", () => {
    expect(zoomed(fitted(SIZE, FRAME), 0.1, [10, 10], SIZE, FRAME)).toEqual(fitted(SIZE, FRAME));
  });
});

describe("the slot under a point", () => {
  it("is none where none is", () => {
    expect(slotAt(opened(big).slots, [10, 10])).toBeNull();
  });
});
