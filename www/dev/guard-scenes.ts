/** What guards see: made-up exceptions, and answers to what they ask for. */
import golden from "../../tests/contract/panel/guard.json" with { type: "json" };
import type { Answers, Message } from "./fake-connection.js";
import { framePicture, platePicture } from "./pictures.js";

type Row = Record<string, unknown>;

const SECOND = 1_000;
const at = (seconds: number): string => new Date(Date.now() - seconds * SECOND).toISOString();

/** When the golden exceptions were seen, in seconds from now, and what else is told of them here. */
const WHEN = [37, 190, 1_060, 2_500];

const EXCEPTIONS: readonly Row[] = golden.guard.exceptions.map((one, index) => {
  const { plate } = one;
  const until = new Date(Date.now() + (180 - (WHEN[index] ?? 0)) * SECOND).toISOString();
  return {
    ...one,
    captured_at: at(WHEN[index] ?? 0),
    ask: one.ask === null ? null : { ...one.ask, until },
    pictures: one.pictures.frame === null ? one.pictures : { frame: framePicture(plate), plate: platePicture(plate) },
  };
});

const MANY: readonly Row[] = Array.from({ length: 14 }, (_one, index) => ({
  ...EXCEPTIONS[index % EXCEPTIONS.length],
  id: `exception-${String(index)}`,
  captured_at: at(40 + index * index * 90),
}));

const SHIFT = {
  shift: { ...golden.guard.shift, since: at(4 * 3_600) },
  last: { ...golden.guard.last, until: at(4 * 3_600 + 30) },
};
const BUSY = { ...golden.guard, ...SHIFT, exceptions: EXCEPTIONS };

export const GUARD = { role: "guard", name: "Serik", apartment: null, can_open: true };
export const GUARD_ACTS = [
  "see_all_passages",
  "search_journal",
  "open_gate",
  "work_gate",
  "block_plates",
  "see_standing",
  "see_stills",
];

const SUBSCRIBE = "hoa_parking/guard/subscribe";
/** What guards are told, by the name of the scene. */
export const guardTold = {
  guard: { [SUBSCRIBE]: [BUSY] },
  guardMany: { [SUBSCRIBE]: [{ ...BUSY, exceptions: MANY, shift: { ...SHIFT.shift, mine: false } }] },
  guardQuiet: { [SUBSCRIBE]: [golden.guard_nobody_on] },
} as const;

export const guardDoors = { "/api/hoa_parking/v1/reads": golden.read };

const CHECKS: readonly Row[] = [
  golden.check_listed,
  golden.check_guest_over,
  golden.check_blocked,
  golden.check_alike,
  { ...golden.check_alike, plate: "777XXA05", alike: [] },
];

export const guardAnswers: Answers = {
  "hoa_parking/guard/resolve": (message: Message) =>
    message.answer === "open" ? golden.resolve_opened : golden.resolve_refused,
  "hoa_parking/guard/check": (message: Message) =>
    CHECKS.find((one) => one.plate === message.plate) ?? { ...golden.check_alike, plate: message.plate, alike: [] },
  "hoa_parking/guard/enter": (message: Message) => ({
    passage: {
      ...golden.enter.passage,
      plate: message.plate,
      captured_at: at(0),
      pictures: { frame: null, plate: null },
    },
  }),
  "hoa_parking/passage/notes": () => golden.notes,
  "hoa_parking/passage/note": (message: Message) => ({
    ...golden.notes,
    notes: [...golden.notes.notes, { at: at(0), name: "Serik", text: message.text }],
  }),
  "hoa_parking/blocklist": () => golden.blocklist,
  "hoa_parking/blocklist/add": (message: Message) => ({
    blocked: [...golden.blocklist.blocked, { plate: message.plate, reason: message.reason, until: message.until }],
  }),
  "hoa_parking/blocklist/remove": (message: Message) => ({
    blocked: golden.blocklist.blocked.filter((one) => one.plate !== message.plate),
  }),
  "hoa_parking/shift/take": () => ({}),
  "hoa_parking/shift/hand_over": () => ({}),
  "hoa_parking/shift/list": () => golden.shifts,
};
