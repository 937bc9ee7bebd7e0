import type {
  BlockedPlate,
  Checked,
  Entering,
  GuardEvent,
  PassageNotes,
  Resolved,
  Resolving,
  ShiftPast,
} from "../types/guard.js";
import type { Passage } from "../types/model.js";
import { Fields } from "./fields.js";
import { blocklistOf, checkedOf, guardEventOf, notesOf, shiftsOf } from "./guard-parse.js";
import type { Parking } from "./parking.js";
import { openingOf, passageOf } from "./parse.js";
import { Watch, type Listener } from "./watch.js";

const SHIFTS = 20;

/** The guards' work on the server. Every request rejects with a Problem. */
export class Guard {
  constructor(private readonly parking: Parking) {}

  watch(listener: Listener<GuardEvent>): Watch<GuardEvent> {
    const subject = { type: "hoa_parking/guard/subscribe", read: guardEventOf, first: "guard" } as const;
    return new Watch(this.parking.connection, listener, subject);
  }

  /** Decides about an exception; a refusal needs a reason. */
  async resolve(passage: string, answer: Resolving, reason: string | null): Promise<Resolved> {
    return openingOf(await this.#ask("guard/resolve", { passage, answer, reason }));
  }

  /** Writes a passage down by hand, and opens the gate if wished. */
  async enter(entering: Entering): Promise<Passage> {
    const { despiteBlock, ...rest } = entering;
    const despite = despiteBlock ? { despite_block: true } : {};
    return new Fields(await this.#ask("guard/enter", { ...rest, ...despite })).part("passage", passageOf);
  }

  /** What the lists say of a plate; the server writes down that it was looked up. */
  async check(plate: string): Promise<Checked> {
    return checkedOf(await this.#ask("guard/check", { plate }));
  }

  async notes(passage: string): Promise<PassageNotes> {
    return notesOf(await this.#ask("passage/notes", { passage }));
  }

  async note(passage: string, text: string): Promise<PassageNotes> {
    return notesOf(await this.#ask("passage/note", { passage, text }));
  }

  async blocklist(): Promise<readonly BlockedPlate[]> {
    return blocklistOf(await this.#ask("blocklist", {}));
  }

  async block(plate: string, reason: string, until: Date | null): Promise<readonly BlockedPlate[]> {
    const end = until === null ? null : until.toISOString();
    return blocklistOf(await this.#ask("blocklist/add", { plate, reason, until: end }));
  }

  async unblock(plate: string): Promise<readonly BlockedPlate[]> {
    return blocklistOf(await this.#ask("blocklist/remove", { plate }));
  }

  async takeShift(): Promise<void> {
    await this.#ask("shift/take", {});
  }

  async handOver(note: string): Promise<void> {
    await this.#ask("shift/hand_over", { note });
  }

  async shifts(): Promise<readonly ShiftPast[]> {
    return shiftsOf(await this.#ask("shift/list", { limit: SHIFTS }));
  }

  #ask(command: string, fields: Readonly<Record<string, unknown>>): Promise<unknown> {
    return this.parking.ask({ ...fields, type: `hoa_parking/${command}` });
  }
}
