/** What the board finds in journal, activity and figures: made up from dice, so that it is always the same. */
import golden from "../../tests/contract/panel/activity.json" with { type: "json" };
import board from "../../tests/contract/panel/good-snapshot-board.json" with { type: "json" };
import type { Answers, Message } from "./fake-connection.js";
import { dice } from "./lot.js";
import { framePicture, platePicture } from "./pictures.js";

type Row = Record<string, unknown>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** As many passages as some years have. */
const ALL = 100_000;
const LETTERS = "ABCEHKMOPTXYZ";

const KINDS: readonly Row[] = [
  {},
  { direction: "exit", reason: "free_exit", apartment: null, listed_plate: null, match: null },
  { verdict: "refuse", reason: "unknown", outcome: "none", apartment: null, listed_plate: null, match: null },
  {},
  { verdict: "refuse", reason: "expired", outcome: "opened", outcome_reason: "by_hand" },
  { source: "manual", reason: "manual", latency_ms: null, pictures: { frame: null, plate: null } },
  { pass_kind: "courier", apartment: "31", latency_ms: 240 },
  { outcome: "failed", outcome_reason: "timeout", latency_ms: null },
];

function passage(index: number): Row {
  const chance = dice(index + 1);
  const pick = (text: string): string => text[Math.floor(chance() * text.length)] ?? "A";
  const letters = `${pick(LETTERS)}${pick(LETTERS)}${pick(LETTERS)}`;
  const plate = `${String(100 + Math.floor(chance() * 900))}${letters}${chance() < 0.7 ? "02" : "05"}`;
  const base = board.passages[0] as Row;
  return {
    ...base,
    alternatives: [],
    plate,
    raw: plate,
    listed_plate: plate,
    apartment: String(1 + Math.floor(chance() * 120)),
    pictures: { frame: framePicture(plate), plate: platePicture(plate) },
    ...KINDS[Math.floor(chance() * KINDS.length)],
    id: `journal-${String(ALL - index).padStart(6, "0")}`,
    captured_at: new Date(Date.now() - index * 5 * MINUTE - 40_000).toISOString(),
  };
}

function isWanted(row: Row, filter: Row): boolean {
  return ["gate", "verdict", "reason", "outcome", "source", "apartment", "plate"].every(
    (name) => filter[name] === undefined || filter[name] === row[name],
  );
}

/** A page looks at so many passages, as the server does, and no more. */
const BUDGET = 500;

function page(message: Message): Row {
  const filter = message.filter as Row;
  const limit = Number(message.limit);
  let at = message.before === undefined ? 0 : ALL - Number((message.before as string).split("journal-")[1]) + 1;
  const found: Row[] = [];
  const end = Math.min(ALL, at + BUDGET);
  for (; at < end && found.length < limit; at += 1) {
    const row = passage(at);
    if (isWanted(row, filter)) found.push(row);
  }
  const last = passage(at - 1);
  const next = at >= ALL ? null : `${String(last.captured_at)}|${String(last.id)}`;
  return { passages: found, next, searched_to: next === null ? null : last.captured_at };
}

const DOERS = [
  { id: "u1", name: "Aigul" },
  { id: "u2", name: "Serik" },
  { id: "u3", name: null },
];
const DONE: readonly (readonly [user: number | null, action: string, subject: string, detail: string | null])[] = [
  [0, "vehicle_looked_up", "?23ABC*", "look_alikes"],
  [null, "login_failed", "192.0.2.44", "7"],
  [null, "login_failed", "192.0.2.44", null],
  [1, "gate_opened", "Main gate", "Ambulance"],
  [1, "passage_resolved", "777XXA05", "open despite_block The police asked for it"],
  [1, "passage_entered", "123ABC02", "entry opened"],
  [0, "application_approved", "12", "17"],
  [0, "user_linked", "u2", "guard"],
  [0, "retention_set", "", "passages 365, pictures 30"],
  [0, "journal_exported", "xlsx", "since=2026-11-14T19:00Z plate=?23ABC* verdict=refuse"],
  [1, "shift_handed_over", "", "The exit barrier sticks when it is cold. A courier comes back at six."],
  [2, "pass_given", "visitor 8", "123ABC02"],
  [null, "pass_plate_given", "visitor 8", "555KKA02"],
  [0, "gate_mode", "Main gate", "hold_open"],
  [0, "slot_overridden", "B-17", "unknown, held: Snow is piled up here"],
  [0, "layout_saved", "lot", "added 3, changed 2, removed 0"],
  [0, "plate_blocked", "01A777BA", "Towed twice"],
  [0, "erased", "R-2026-004", null],
];

function activity(message: Message): Row {
  const first = message.before === undefined ? 0 : 5_000 - Number(message.before);
  const entries = Array.from({ length: Number(message.limit) }, (_one, at) => {
    const index = first + at;
    const [user, action, subject, detail] = DONE[index % DONE.length] ?? [null, "", "", null];
    return {
      id: 4_999 - index,
      at: new Date(Date.now() - index * 47 * MINUTE - 90_000).toISOString(),
      user: user === null ? null : DOERS[user],
      action,
      subject,
      detail,
    };
  });
  const last = entries.at(-1)?.id ?? 0;
  return { entries, next: last > 100 ? last : null, actions: golden.activity.answer.actions, users: DOERS };
}

const CAMERAS = [
  { id: "main-in", name: "Main gate, entry" },
  { id: "main-out", name: "Main gate, exit" },
  { id: "yard", name: "Courtyard barrier" },
];

function figures(): Row {
  const chance = dice(11);
  const hour = Math.floor(Date.now() / HOUR) * HOUR;
  const busy = (at: number): number => 6 + 20 * Math.max(0, Math.sin(((at - 5) / 24) * Math.PI * 2.6)) ** 2;
  const hours = Array.from({ length: 24 }, (_one, index) => {
    const at = new Date(hour - (23 - index) * HOUR);
    const usual = busy(at.getHours());
    const [entries, exits] = [Math.round(usual * chance()), Math.round(usual * (0.2 + chance() * 0.6))];
    return {
      at: at.toISOString(),
      entries,
      exits,
      refused: Math.round(chance() * 2),
      usual: Math.round(usual * 10) / 10,
    };
  });
  const days = Array.from({ length: 30 }, (_one, index) => {
    const day = new Date(Date.now() - (29 - index) * DAY).toISOString().slice(0, 10);
    const confidence = {
      "main-in": 0.95 + chance() * 0.03,
      "main-out": index < 18 ? 0.93 + chance() * 0.03 : 0.93 - (index - 18) * 0.02 + chance() * 0.02,
      ...(index < 12 ? {} : { yard: 0.9 + chance() * 0.04 }),
    };
    const share = index === 7 ? null : 0.03 + chance() * 0.05;
    return { day, passages: 380, refused: Math.round(10 + chance() * 25), unknown_share: share, confidence };
  });
  return {
    today: { passages: 1214, entries: 609, exits: 601, opened: 1187, refused: 19, unknown: 12, by_hand: 3 },
    hours,
    days,
    cameras: CAMERAS,
    peaks: [
      { zone: "n", name: "North lot", at: new Date(hour).toISOString(), occupied: 58, total: 60 },
      { zone: "s", name: "South lot", at: new Date(hour - 3 * HOUR).toISOString(), occupied: 17, total: 40 },
      { zone: "u", name: "Underground garage", at: null, occupied: null, total: 80 },
    ],
  };
}

const exported = async (): Promise<Row> => {
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  return { url: "#", rows: 9120, rows_most: 1_048_575, more: false };
};

export const journalAnswers: Answers = {
  "hoa_parking/journal": page,
  "hoa_parking/journal/export": exported,
  "hoa_parking/activity": activity,
  "hoa_parking/activity/export": exported,
  "hoa_parking/figures": figures,
};

/** The newest of the journal, as the panel is told them. */
export function newest(count: number): Row[] {
  return Array.from({ length: count }, (_one, index) => passage(index));
}

/** Where the journal goes on after them. */
export function after(rows: readonly Row[]): string {
  const last = rows.at(-1) ?? {};
  return `${String(last.captured_at)}|${String(last.id)}`;
}
