import type { Action } from "../lib/drawing-model.js";

/** Asks whoever holds the drawing for an action. */
export function draw(from: HTMLElement, action: Action): void {
  from.dispatchEvent(new CustomEvent<Action>("hoa-draw", { detail: action, bubbles: true, composed: true }));
}
