import { SLOT_KINDS, SLOT_STATES } from "../types/places.js";
import type { WallSlot, WallState } from "../types/wall.js";
import { Fields } from "./fields.js";
import { countsOf } from "./parse.js";
import { Problem, problemOf } from "./problem.js";

const PATIENCE_MS = 8_000;
const NOT_FOUND = 404;

/** How full it is now, from the address of the page itself. Rejects with a Problem; `not_found`: the address is none. */
export async function wallState(page: string): Promise<WallState> {
  const address = `${page.replace(/\/+$/, "")}/state`;
  const late = new AbortController();
  const timer = setTimeout(() => {
    late.abort();
  }, PATIENCE_MS);
  try {
    const answer = await fetch(address, { cache: "no-store", credentials: "omit", signal: late.signal });
    if (!answer.ok) throw new Problem(answer.status === NOT_FOUND ? "not_found" : "unavailable");
    return wallStateOf(await answer.json());
  } catch (error) {
    throw problemOf(error);
  } finally {
    clearTimeout(timer);
  }
}

export function wallStateOf(value: unknown): WallState {
  const fields = new Fields(value);
  return {
    site: fields.text("site"),
    zones: fields.list("zones", (zone) => countsOf(new Fields(zone))),
    slots: fields.list("slots", slotOf),
    at: fields.moment("at"),
  };
}

function slotOf(value: unknown): WallSlot {
  const fields = new Fields(value);
  return {
    id: fields.text("id"),
    row: fields.text("row"),
    number: fields.text("number"),
    zone: fields.text("zone"),
    kind: fields.word("kind", SLOT_KINDS, "resident"),
    state: fields.word("state", SLOT_STATES, "unknown"),
  };
}
