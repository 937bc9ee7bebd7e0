import type { PublicLink } from "../lib/public-link.js";
import type { Opening } from "../types/model.js";
import {
  ASK_ANSWERS,
  ASK_KINDS,
  LOOKUP_ROLES,
  PASS_KINDS,
  PASS_STATES,
  WHERES,
  type Ask,
  type GuestPass,
  type Lookup,
  type Mine,
  type OwnVehicle,
  type PassWish,
  type Schedule,
} from "../types/people.js";
import { Fields } from "./fields.js";
import type { Parking } from "./parking.js";
import { openingOf, picturesOf } from "./parse.js";
import { Watch, type Listener } from "./watch.js";

export interface MineEvent {
  readonly kind: "mine";
  readonly mine: Mine;
}

/** One's own household on the server. Every request rejects with a Problem. */
export class Household {
  constructor(private readonly parking: Parking) {}

  /** Listens until it is stopped. */
  watch(listener: Listener<MineEvent>): Watch<MineEvent> {
    const subject = { type: "hoa_parking/mine/subscribe", read: mineEventOf, first: "mine" } as const;
    return new Watch<MineEvent>(this.parking.connection, listener, subject);
  }

  async give(wish: PassWish): Promise<GuestPass> {
    return passOf(
      await this.#ask("passes/give", {
        kind: wish.kind,
        plate: wish.plate,
        note: wish.note,
        valid_from: wish.validFrom?.toISOString() ?? null,
        valid_until: wish.validUntil.toISOString(),
        schedule: wish.schedule,
        once: wish.once,
        open_plate: wish.openPlate,
      }),
    );
  }

  async end(pass: number): Promise<GuestPass> {
    return passOf(await this.#ask("passes/end", { pass }));
  }

  /** A new link for the guest; an earlier one ends. It is told only now. */
  async share(pass: number): Promise<PublicLink> {
    return this.parking.linkTo(new Fields(await this.#ask("passes/share", { pass })).text("path"));
  }

  async answer(ask: number, answer: "open" | "refuse"): Promise<Opening> {
    return openingOf(await this.#ask("asks/answer", { ask, answer }));
  }

  /** Whether the household is asked before a car of its own leaves. */
  async guard(plate: string, on: boolean): Promise<void> {
    await this.#ask("mine/guard", { plate, on });
  }

  #ask(command: string, fields: Readonly<Record<string, unknown>>): Promise<unknown> {
    return this.parking.ask({ ...fields, type: `hoa_parking/${command}` });
  }
}

/** What the server tells of a household; null for a kind that this panel does not know. */
function mineEventOf(value: unknown): MineEvent | null {
  const fields = new Fields(value);
  if (fields.text("kind") !== "mine") return null;
  return {
    kind: "mine",
    mine: {
      vehicles: fields.list("vehicles", vehicleOf),
      passes: fields.list("passes", passOf),
      asks: fields.list("asks", askOf),
      lookups: fields.list("lookups", lookupOf),
    },
  };
}

export function passOf(value: unknown): GuestPass {
  const fields = new Fields(value);
  return {
    id: fields.count("id"),
    kind: fields.word("kind", PASS_KINDS, "visitor"),
    plate: fields.textOrNull("plate"),
    note: fields.textOrNull("note"),
    validFrom: fields.moment("valid_from"),
    validUntil: fields.moment("valid_until"),
    schedule: fields.partOrNull("schedule", scheduleOf),
    once: fields.flag("once"),
    openPlate: fields.flag("open_plate"),
    state: fields.word("state", PASS_STATES, "ended"),
    usedAt: fields.momentOrNull("used_at"),
    madeAt: fields.moment("made_at"),
    mine: fields.flag("mine"),
    shared: fields.flag("shared"),
  };
}

function scheduleOf(value: unknown): Schedule {
  const fields = new Fields(value);
  return { days: fields.list("days", Number), start: fields.text("start"), end: fields.text("end") };
}

function vehicleOf(value: unknown): OwnVehicle {
  const fields = new Fields(value);
  return {
    plate: fields.text("plate"),
    note: fields.textOrNull("note"),
    guarded: fields.flag("guarded"),
    where: fields.word("where", WHERES, "unknown"),
    since: fields.momentOrNull("since"),
    gate: fields.textOrNull("gate"),
    place: fields.textOrNull("place"),
    validUntil: fields.momentOrNull("valid_until"),
  };
}

function askOf(value: unknown): Ask {
  const fields = new Fields(value);
  return {
    id: fields.count("id"),
    kind: fields.word("kind", ASK_KINDS, "guest"),
    passage: fields.text("passage"),
    plate: fields.textOrNull("plate"),
    gate: fields.text("gate"),
    askedAt: fields.moment("asked_at"),
    until: fields.moment("until"),
    answer: fields.word("answer", ASK_ANSWERS, null),
    pass: fields.countOrNull("pass"),
    pictures: fields.part("pictures", picturesOf),
  };
}

function lookupOf(value: unknown): Lookup {
  const fields = new Fields(value);
  return { at: fields.moment("at"), role: fields.word("role", LOOKUP_ROLES, null), plate: fields.text("plate") };
}
