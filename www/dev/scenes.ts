import events from "../../tests/contract/panel/good-events.json" with { type: "json" };
import price from "../../tests/contract/panel/good-price.json" with { type: "json" };
import board from "../../tests/contract/panel/good-snapshot-board.json" with { type: "json" };
import { boardAnswers } from "./board-scenes.js";
import type { Answers, Message } from "./fake-connection.js";
import { GUARD, GUARD_ACTS, guardAnswers, guardDoors, guardTold } from "./guard-scenes.js";
import { after, journalAnswers, newest } from "./journal-scenes.js";
import { lotAnswers } from "./lot-answers.js";
import { places, SLOTS, ZONES } from "./lot.js";
import { EMPTY_MINE, mine, mineAnswers, waitingFor } from "./mine.js";
import { framePicture, platePicture } from "./pictures.js";

export interface Scene {
  readonly answers: Answers;
  readonly events: readonly unknown[];
  /** What is told of the places. */
  readonly places?: readonly unknown[];
  /** What is told besides, by the type of what somebody asks to hear. */
  readonly told?: Readonly<Record<string, readonly unknown[]>>;
  /** What the doors for files answer, by their path. */
  readonly doors?: Readonly<Record<string, unknown>>;
  readonly lost?: boolean;
}

type Row = Record<string, unknown>;

const GATE = board.gates[0]?.id ?? "";
const MINUTE = 60_000;

const CARS: readonly Row[] = [
  {},
  { plate: "777XXA05", country: "KZ", verdict: "refuse", reason: "unknown", outcome: "none", apartment: null },
  {
    plate: "128ABC02",
    raw: "12BABC02",
    match: "look_alike",
    listed_plate: "123ABC02",
    latency_ms: 231,
    alternatives: [
      { text: "123ABC02", country: "KZ", confidence: 0.31 },
      { text: "12BABC02", country: null, confidence: 0.04 },
    ],
  },
  { plate: "A123BC777", country: "RU", direction: "exit", reason: "free_exit", apartment: null },
  { plate: "01A777BA", country: "UZ", verdict: "refuse", reason: "blocked", outcome: "none" },
  { plate: "B1234XYZ", country: "ID", outcome: "failed", outcome_reason: "timeout", apartment: "102" },
  { plate: "01KG123ABC", country: "KG", verdict: "log_only", reason: "cool_down", outcome: "none", apartment: "8" },
  { plate: "1234AB7", country: "BY", verdict: "log_only", reason: "recovered", outcome: "none", direction: "unknown" },
  { plate: "M505KX12", country: "RU", outcome: "interrupted", apartment: "45" },
  { plate: "55OO5", country: null, verdict: "refuse", reason: "unsure", outcome: "none", apartment: null },
];

function row(index: number, minutes: number): Row {
  const car = CARS[index % CARS.length] ?? {};
  const base = board.passages[0] as Row;
  const plate = String(car.plate ?? base.plate);
  return {
    ...base,
    alternatives: [],
    raw: plate,
    listed_plate: plate,
    ...car,
    id: `stage-${String(10_000 - index)}`,
    captured_at: new Date(Date.now() - minutes * MINUTE).toISOString(),
    pictures:
      index % 4 === 3 ? { frame: null, plate: null } : { frame: framePicture(plate), plate: platePicture(plate) },
  };
}

const DANA = {
  role: "resident",
  name: "Dana",
  apartment: "17",
  household: true,
  can_open: false,
  acts: ["claim_place", "see_own_passages", "give_passes", "guard_car", "answer_ask", "apply"],
};
const TIMUR = { role: "none", name: "Timur", apartment: null, household: false, can_open: false, acts: ["apply"] };

/** What is wrong with these places. */
function wrong(...addresses: readonly string[]): Row[] {
  return addresses.map((address, index) => {
    const place = SLOTS.find((slot) => slot.address === address) ?? {};
    const since = new Date(Date.now() - (index * 50 + 12) * MINUTE).toISOString();
    return { slot: place.id, address, zone: place.zone, kind: place.notice ?? "place_taken", since };
  });
}

const FULL = {
  ...board,
  kind: "snapshot",
  me: { ...board.me, household: true },
  waiting: { applications: 3, exceptions: 2 },
  gates: [
    ...board.gates,
    { id: "courtyard", name: "Courtyard barrier", state: "unknown", mode: "shadow", problem: "unavailable" },
  ],
  zones: ZONES,
  notices: wrong("B-7", "A-3", "A-11", "B-3", "A-7", "C-4"),
  passages: CARS.map((_car, index) => row(index, index === 0 ? 0 : index * index * 3)),
  next: "more",
};

let older = CARS.length;
const answers: Answers = {
  ...boardAnswers,
  ...lotAnswers,
  ...guardAnswers,
  ...journalAnswers,
  "hoa_parking/passages": (message: Message) => {
    const first = older;
    older += Number(message.limit);
    return {
      passages: Array.from({ length: Number(message.limit) }, (_one, index) => row(first + index, 300 + index * 20)),
      next: older > 160 ? null : "more",
    };
  },
  "hoa_parking/price": () => ({
    ...price,
    gates: [...price.gates, { id: "courtyard", name: "Courtyard barrier", matching: "exact" }],
  }),
  "hoa_parking/gate/open": (message: Message) =>
    message.gate === GATE ? { outcome: "opened", reason: null } : { outcome: "failed", reason: "unavailable" },
};

/** The newest of a long journal. */
const LONG = newest(50);

const LINKS = {
  recognizer: { online: true, since: new Date().toISOString(), pending: 23, parked: 1 },
  cameras: [{ id: "lot", name: "North lot camera", state: "offline", error: "unauthorized" }],
};

/** A resident is told of their own car only. */
function asDanaSees(slot: Row): Row {
  return slot.mine === true ? slot : { ...slot, apartment: null, notice: null, stay: null };
}

/** The guard's room, as one of these sees it. */
function atTheGate(told: keyof typeof guardTold): Scene {
  const me = { ...GUARD, acts: GUARD_ACTS };
  return { answers, events: [{ ...FULL, me }], told: guardTold[told], doors: guardDoors, places: [places()] };
}

/** A resident's panel, told this of the own household. */
function atHome(told: Row, changes: Row = {}): Scene {
  const snapshot = { ...FULL, me: DANA, notices: wrong("B-3"), links: null, next: null };
  return {
    answers: { ...answers, ...mineAnswers },
    places: [places(SLOTS.map(asDanaSees), null)],
    events: [{ ...snapshot, passages: FULL.passages.slice(0, 1), ...changes }],
    told: { "hoa_parking/mine/subscribe": [told] },
  };
}

/** Somebody with a login and no apartment. */
function outside(role: "none" | "applicant"): Scene {
  const rest = { gates: [], zones: [], links: null, passages: [], next: null };
  const snapshot = { kind: "snapshot", me: { ...TIMUR, role }, site: { name: "Abay 10" }, ...rest };
  return { answers: { ...answers, ...mineAnswers, ...waitingFor(role === "applicant") }, events: [snapshot] };
}

const SCENES: Readonly<Record<string, Scene>> = {
  busy: { answers, events: [FULL], places: [places()] },
  golden: { answers, events: [{ ...board, kind: "snapshot" }, ...events] },
  journal: { answers, events: [{ ...FULL, passages: LONG, next: after(LONG) }], places: [places()] },
  links: { answers, events: [{ ...FULL, links: LINKS }] },
  lost: { answers, events: [FULL], places: [places()], lost: true },
  undrawn: { answers, events: [FULL], places: [{ kind: "places", zones: [], slots: [], cameras: [] }] },
  modes: {
    answers,
    events: [
      { ...FULL, gates: ["hold_open", "locked"].map((mode, id) => ({ ...FULL.gates[0], mode, id: String(id) })) },
    ],
  },
  resident: atHome(mine(false)),
  residentAsked: atHome(mine(true)),
  residentNew: atHome(EMPTY_MINE, { passages: [], notices: [] }),
  guard: atTheGate("guard"),
  guardMany: atTheGate("guardMany"),
  guardQuiet: atTheGate("guardQuiet"),
  empty: { answers, events: [{ ...FULL, passages: [], next: null }] },
  bare: { answers, events: [{ ...FULL, gates: [], zones: [], passages: [], next: null }] },
  stranger: outside("none"),
  applicant: outside("applicant"),
  loading: { answers, events: [] },
  absent: {
    answers: {
      "hoa_parking/subscribe": () => {
        throw Object.assign(new Error("Unknown command."), { code: "unknown_command" });
      },
    },
    events: [],
  },
};

export function sceneOf(name: string): Scene {
  const scene = SCENES[name];
  if (scene === undefined) throw new Error(`no scene ${name}; there are ${Object.keys(SCENES).join(", ")}`);
  return scene;
}
