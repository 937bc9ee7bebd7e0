import {
  RESOLVINGS,
  type Block,
  type BlockedPlate,
  type Checked,
  type ExceptionNow,
  type GuardEvent,
  type GuardNow,
  type PassageNotes,
  type PictureRead,
  type ReadPlate,
  type ShiftPast,
} from "../types/guard.js";
import { PASS_KINDS } from "../types/people.js";
import { Fields } from "./fields.js";
import { passageOf } from "./parse.js";

/** What the server tells guards; null for a kind that this panel does not know. */
export function guardEventOf(value: unknown): GuardEvent | null {
  return new Fields(value).text("kind") === "guard" ? { kind: "guard", guard: guardOf(new Fields(value)) } : null;
}

function guardOf(fields: Fields): GuardNow {
  return {
    exceptions: fields.list("exceptions", exceptionOf),
    shift: fields.partOrNull("shift", (shift) => {
      const one = new Fields(shift);
      return { name: one.text("name"), since: one.moment("since"), mine: one.flag("mine") };
    }),
    last: fields.partOrNull("last", (last) => {
      const one = new Fields(last);
      return { name: one.text("name"), until: one.moment("until"), note: one.textOrNull("note") };
    }),
    counts: fields.part("counts", (counts) => {
      const one = new Fields(counts);
      return {
        passages: one.count("passages"),
        opened: one.count("opened"),
        refused: one.count("refused"),
        byHand: one.count("by_hand"),
      };
    }),
  };
}

function exceptionOf(value: unknown): ExceptionNow {
  const ask = new Fields(value).partOrNull("ask", (one) => {
    const fields = new Fields(one);
    return { until: fields.moment("until"), answers: fields.count("answers") };
  });
  return { passage: passageOf(value), ask };
}

export function checkedOf(value: unknown): Checked {
  const fields = new Fields(value);
  return {
    plate: fields.text("plate"),
    listed: fields.flag("listed"),
    apartment: fields.textOrNull("apartment"),
    kind: fields.word("kind", PASS_KINDS, null),
    valid: fields.flag("valid"),
    reason: fields.textOrNull("reason"),
    guarded: fields.flagOrNull("guarded") ?? false,
    blocked: fields.partOrNull("blocked", (block) => blockOf(new Fields(block))),
    alike: fields.list("alike", (other) => {
      const one = new Fields(other);
      return { plate: one.text("plate"), apartment: one.textOrNull("apartment") };
    }),
  };
}

export function blocklistOf(value: unknown): readonly BlockedPlate[] {
  return new Fields(value).list("blocked", (row) => {
    const fields = new Fields(row);
    return { plate: fields.text("plate"), ...blockOf(fields) };
  });
}

function blockOf(fields: Fields): Block {
  return { reason: fields.textOrNull("reason") ?? "", until: fields.momentOrNull("until") };
}

export function readOf(value: unknown): PictureRead {
  const fields = new Fields(value);
  return {
    id: fields.text("read"),
    problem: fields.textOrNull("error"),
    plates: fields.listOrEmpty("plates", readPlateOf),
  };
}

function readPlateOf(value: unknown): ReadPlate {
  const fields = new Fields(value);
  return {
    text: fields.text("text"),
    raw: fields.text("raw"),
    country: fields.textOrNull("country"),
    confidence: fields.count("confidence"),
    accepted: fields.flag("accepted"),
    alternatives: fields.list("alternatives", (other) => {
      const one = new Fields(other);
      return { text: one.text("text"), country: one.textOrNull("country") };
    }),
  };
}

export function notesOf(value: unknown): PassageNotes {
  const fields = new Fields(value);
  return {
    notes: fields.list("notes", (note) => {
      const one = new Fields(note);
      return { at: one.moment("at"), name: one.text("name"), text: one.text("text") };
    }),
    resolution: fields.partOrNull("resolution", (resolution) => {
      const one = new Fields(resolution);
      return {
        answer: one.word("answer", RESOLVINGS, "dismiss"),
        reason: one.textOrNull("reason"),
        at: one.moment("at"),
        name: one.text("name"),
      };
    }),
  };
}

export function shiftsOf(value: unknown): readonly ShiftPast[] {
  return new Fields(value).list("shifts", (shift) => {
    const fields = new Fields(shift);
    return {
      name: fields.text("name"),
      since: fields.moment("since"),
      until: fields.momentOrNull("until"),
      note: fields.textOrNull("note"),
    };
  });
}
