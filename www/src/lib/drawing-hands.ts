import type { Point, Polygon, Size } from "../types/layout.js";
import { leading, type Action, type DraftSlot, type Drawing } from "./drawing-model.js";
import { deepened, withCorner } from "./drawing-strip.js";
import { isCloser, onPicture, panned, zoomed, type View } from "./drawing-view.js";
import { areaOf, between, clamped, contains, distance, minus, times } from "./geometry.js";

/** How near a finger or the mouse must come to take hold of a corner, in screen pixels: 44 across. */
export const REACH = 22;
/** Less than this is a tap. */
const SLACK = 8;

export interface Touch {
  readonly id: number;
  /** Screen pixels from the board's corner. */
  readonly at: Point;
  /** Shift, Ctrl or ⌘ is held, or the person chose to select several. */
  readonly more: boolean;
}

/** What the hands work on. */
export interface Scene {
  readonly drawing: Drawing;
  readonly view: View;
  readonly frame: Size;
}

/** What comes of a movement. */
export type Deed = Action | { readonly kind: "view"; readonly view: View };

/** What one finger holds, and where it was when that last did something. */
type Grip =
  | { readonly kind: "corner"; readonly key: string; readonly index: number }
  | { readonly kind: "slots"; readonly keys: readonly string[] }
  | { readonly kind: "strip-corner"; readonly index: number }
  | { readonly kind: "strip-depth" }
  | { readonly kind: "stroke"; readonly from: Point }
  | { readonly kind: "all" }
  | { readonly kind: "tap"; readonly key: string | null }
  | { readonly kind: "pen" };

/** Turns touches into actions: one finger draws, two move the picture. */
export class Hands {
  readonly #touches = new Map<number, Point>();
  #grip: Grip | null = null;
  #start: Point = [0, 0];
  #last: Point = [0, 0];
  #moved = false;
  #turn = 0;

  /** Whether something is held, so that a touch elsewhere changes nothing. */
  get busy(): boolean {
    return this.#grip !== null || this.#touches.size > 0;
  }

  down(touch: Touch, scene: Scene): readonly Deed[] {
    this.#touches.set(touch.id, touch.at);
    if (this.#touches.size > 1) {
      this.#grip = null;
      return [];
    }
    this.#turn += 1;
    this.#moved = false;
    this.#start = this.#last = touch.at;
    this.#grip = this.#gripAt(touch, scene);
    const grip = this.#grip;
    return grip.kind === "corner" || grip.kind === "strip-corner" ? [{ kind: "corner", index: grip.index }] : [];
  }

  move(touch: Touch, scene: Scene): readonly Deed[] {
    const before = this.#touches.get(touch.id);
    if (before === undefined) return [];
    this.#touches.set(touch.id, touch.at);
    if (this.#touches.size > 1) return this.#pinched(touch, before, scene);
    if (this.#grip === null) return [];
    this.#moved ||= distance(this.#start, touch.at) > SLACK;
    if (!this.#moved) return [];
    const by = times(minus(touch.at, this.#last), 1 / scene.view.scale);
    this.#last = touch.at;
    return this.#drag(this.#grip, onPicture(scene.view, touch.at), by, scene);
  }

  up(touch: Touch, scene: Scene): readonly Deed[] {
    const known = this.#touches.delete(touch.id);
    const grip = this.#grip;
    this.#grip = null;
    if (!known || grip === null) return [];
    const slipped = grip.kind === "pen" && !isCloser(scene.view, scene.drawing.size, scene.frame);
    return this.#moved && !slipped ? [] : tapped(grip, touch, scene);
  }

  /** The browser took the touch away. */
  cancel(id: number): void {
    this.#touches.delete(id);
    this.#grip = null;
  }

  #gripAt(touch: Touch, scene: Scene): Grip {
    const { drawing, view } = scene;
    const at = onPicture(view, touch.at);
    const reach = REACH / view.scale;
    switch (drawing.tool) {
      case "polygon":
        return { kind: "pen" };
      case "all":
        return { kind: "all" };
      case "row":
        return stripGrip(drawing, at, reach);
      case "select":
        return slotGrip(drawing, at, reach, touch.more);
    }
  }

  #drag(grip: Grip, at: Point, by: Point, scene: Scene): readonly Deed[] {
    const { drawing, view, frame } = scene;
    const gesture = `hand-${this.#turn}`;
    const point = clamped(at, drawing.size);
    switch (grip.kind) {
      case "corner":
        return [{ kind: "bend", key: grip.key, index: grip.index, to: at, gesture }];
      case "slots":
        return [{ kind: "move", keys: grip.keys, by, gesture }];
      case "all":
        return [{ kind: "all", by, scale: 1, gesture }];
      case "stroke":
        return distance(grip.from, point) * view.scale < REACH ? [] : [{ kind: "stroke", from: grip.from, to: point }];
      case "strip-corner":
      case "strip-depth":
        return stripDeed(grip, drawing, point);
      case "tap":
      case "pen":
        return [{ kind: "view", view: panned(view, times(by, view.scale), drawing.size, frame) }];
    }
  }

  /** Two fingers: their middle carries the picture, their distance its scale. */
  #pinched(touch: Touch, before: Point, { drawing, view, frame }: Scene): readonly Deed[] {
    const [other] = [...this.#touches].filter(([id]) => id !== touch.id).map(([, at]) => at);
    if (other === undefined) return [];
    const factor = distance(other, touch.at) / Math.max(1, distance(other, before));
    const [from, to] = [between(other, before, 0.5), between(other, touch.at, 0.5)];
    return [{ kind: "view", view: zoomed(view, factor, from, drawing.size, frame, to) }];
  }
}

/** The slot under a point, the smallest where several lie there. */
export function slotAt(slots: readonly DraftSlot[], at: Point): DraftSlot | null {
  const under = slots.filter((slot) => contains(slot.polygon, at));
  return under.reduce<DraftSlot | null>(
    (least, slot) => (least === null || areaOf(slot.polygon) < areaOf(least.polygon) ? slot : least),
    null,
  );
}

/** The nearest corner within reach; null: none. */
export function cornerAt(polygon: Polygon, at: Point, reach: number): number | null {
  const near = polygon
    .map((point, index) => ({ index, away: distance(point, at) }))
    .filter(({ away }) => away <= reach);
  return near.sort((one, other) => one.away - other.away)[0]?.index ?? null;
}

function slotGrip(drawing: Drawing, at: Point, reach: number, more: boolean): Grip {
  const corner = more ? null : cornerGrip(drawing, at, reach);
  if (corner !== null) return corner;
  const under = slotAt(drawing.slots, at);
  const held = under !== null && !more && drawing.selected.includes(under.key);
  return held ? { kind: "slots", keys: drawing.selected } : { kind: "tap", key: under?.key ?? null };
}

/** Only a slot that is selected alone shows its corners. */
function cornerGrip(drawing: Drawing, at: Point, reach: number): Grip | null {
  const slot = leading(drawing);
  if (slot === null || drawing.selected.length > 1) return null;
  const index = cornerAt(slot.polygon, at, grasp(slot, reach));
  return index === null ? null : { kind: "corner", key: slot.key, index };
}

/** On a small slot the corners leave room for a finger to take the slot itself. */
function grasp(slot: DraftSlot, reach: number): number {
  return Math.min(reach, Math.max(reach / 2, Math.sqrt(areaOf(slot.polygon)) * 0.45));
}

function stripGrip(drawing: Drawing, at: Point, reach: number): Grip {
  const { strip } = drawing;
  if (strip === null) return { kind: "stroke", from: clamped(at, drawing.size) };
  const index = cornerAt(strip.quad, at, reach);
  return index === null ? { kind: "strip-depth" } : { kind: "strip-corner", index };
}

function stripDeed(grip: Grip, { strip, size }: Drawing, at: Point): readonly Deed[] {
  if (strip === null) return [];
  const quad = grip.kind === "strip-corner" ? withCorner(strip.quad, grip.index, at) : deepened(strip.quad, at, size);
  return [{ kind: "strip", changes: { quad } }];
}

function tapped(grip: Grip, touch: Touch, { drawing, view }: Scene): readonly Deed[] {
  const at = clamped(onPicture(view, touch.at), drawing.size);
  if (grip.kind === "pen") return penDeed(drawing, at, REACH / view.scale);
  if (grip.kind === "slots") return retapped(drawing, at);
  if (grip.kind !== "tap") return [];
  const keys = grip.key === null ? [] : [grip.key];
  return [{ kind: "select", keys, how: touch.more ? "toggle" : "only" }];
}

/** A tap on the selection chooses the one under the finger. */
function retapped(drawing: Drawing, at: Point): readonly Deed[] {
  const slot = slotAt(drawing.slots, at);
  return slot === null ? [] : [{ kind: "select", keys: [slot.key], how: "only" }];
}

/** The first corner once more closes the outline. */
function penDeed({ pen }: Drawing, at: Point, reach: number): readonly Deed[] {
  const [first] = pen;
  const closes = first !== undefined && pen.length >= 3 && distance(first, at) <= reach;
  return [closes ? { kind: "close" } : { kind: "pen", at }];
}
