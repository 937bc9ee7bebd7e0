import events from "../../tests/contract/panel/good-events.json" with { type: "json" };
import board from "../../tests/contract/panel/good-snapshot-board.json" with { type: "json" };
import price from "../../tests/contract/panel/good-price.json" with { type: "json" };
import { eventOf, pageOf } from "../src/api/parse.js";
import { EMPTY, reduce, type PanelState } from "../src/lib/state.js";
import type { Passage } from "../src/types/model.js";

export type Raw = Record<string, unknown>;

/** The first event of a subscription, with parts of it changed. */
export function snapshot(changes: Raw = {}): Raw {
  return { ...board, kind: "snapshot", ...changes };
}

export const EVENTS: readonly Raw[] = events;
export const PRICE: Raw = price;
export const RAW_PASSAGE: Raw = board.passages[0] ?? {};

/** A passage as the server sends it; `second` sets its time and its id. */
export function rawPassage(second: number, changes: Raw = {}): Raw {
  const captured_at = new Date(Date.UTC(2026, 10, 21, 6, 0, second)).toISOString();
  return { ...RAW_PASSAGE, id: `passage-${second.toString().padStart(5, "0")}`, captured_at, ...changes };
}

export function passage(second: number, changes: Raw = {}): Passage {
  const [one] = pageOf({ passages: [rawPassage(second, changes)], next: null }).passages;
  if (one === undefined) throw new Error("no passage");
  return one;
}

/** The state after these raw events. */
export function stateAfter(...raw: readonly Raw[]): PanelState {
  return raw.reduce((state: PanelState, one) => {
    const event = eventOf(one);
    if (event === null) throw new Error("an unknown kind");
    return reduce(state, event);
  }, EMPTY);
}
