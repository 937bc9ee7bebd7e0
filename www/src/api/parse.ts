import {
  CAMERA_STATES,
  CAMERA_VIEWS,
  COUNTED_BY,
  DIRECTIONS,
  GATE_MODES,
  GATE_STATES,
  MATCHES,
  OUTCOMES,
  ROLES,
  SOURCES,
  VERDICTS,
  type Alternative,
  type CameraLink,
  type Gate,
  type KindCount,
  type Links,
  type Me,
  type Opening,
  type Page,
  type Passage,
  type Pictures,
  type PlaceNotice,
  type Price,
  type ServerEvent,
  type Snapshot,
  type Waiting,
  type Zone,
  type ZoneCounts,
} from "../types/model.js";
import { PASS_KINDS } from "../types/people.js";
import { NOTICE_KINDS, SLOT_KINDS } from "../types/places.js";
import { Fields } from "./fields.js";

/** What the server sent on the subscription; null for a kind that this panel does not know. */
export function eventOf(value: unknown): ServerEvent | null {
  const fields = new Fields(value);
  switch (fields.text("kind")) {
    case "snapshot":
      return { kind: "snapshot", snapshot: snapshotOf(value) };
    case "passage":
      return { kind: "passage", passage: fields.part("passage", passageOf) };
    case "gate":
      return { kind: "gate", gate: fields.part("gate", gateOf) };
    case "zone":
      return { kind: "zone", zone: fields.part("zone", zoneOf) };
    case "notices":
      return { kind: "notices", notices: noticesOf(fields) };
    case "links":
      return { kind: "links", links: fields.part("links", linksOf) };
    case "waiting":
      return { kind: "waiting", waiting: waitingOf(value) };
    default:
      return null;
  }
}

export function pageOf(value: unknown): Page {
  const fields = new Fields(value);
  return { passages: fields.list("passages", passageOf), next: fields.textOrNull("next") };
}

export function openingOf(value: unknown): Opening {
  const fields = new Fields(value ?? {});
  return { outcome: fields.word("outcome", OUTCOMES, "pending"), reason: fields.textOrNull("reason") };
}

export function priceOf(value: unknown): Price {
  const fields = new Fields(value);
  const oneIn = fields.part("one_in", (one) => new Fields(one));
  return {
    plates: fields.count("plates"),
    resembling: fields.count("resembling"),
    oneIn: { exact: oneIn.countOrNull("exact"), look_alike: oneIn.countOrNull("look_alike") },
    oneOther: oneIn.countOrNull("one_other"),
    twoOther: oneIn.countOrNull("two_other"),
    gates: fields.list("gates", (gate) => {
      const one = new Fields(gate);
      return { name: one.text("name"), matching: one.word("matching", MATCHES, "look_alike") };
    }),
  };
}

function snapshotOf(value: unknown): Snapshot {
  const fields = new Fields(value);
  return {
    ...pageOf(value),
    me: fields.part("me", meOf),
    site: { name: fields.part("site", (site) => new Fields(site).text("name")) },
    gates: fields.list("gates", gateOf),
    zones: fields.list("zones", zoneOf),
    notices: noticesOf(fields),
    links: fields.partOrNull("links", linksOf),
    waiting: fields.partOrNull("waiting", waitingOf) ?? { applications: null, exceptions: null },
  };
}

function waitingOf(value: unknown): Waiting {
  const fields = new Fields(value);
  return { applications: fields.countOrNull("applications"), exceptions: fields.countOrNull("exceptions") };
}

function meOf(value: unknown): Me {
  const fields = new Fields(value);
  return {
    role: fields.word("role", ROLES, "none"),
    name: fields.text("name"),
    apartment: fields.textOrNull("apartment"),
    household: fields.flagOrNull("household") ?? false,
    canOpen: fields.flag("can_open"),
    acts: fields.listOrEmpty("acts", String),
  };
}

function gateOf(value: unknown): Gate {
  const fields = new Fields(value);
  return {
    id: fields.text("id"),
    name: fields.text("name"),
    state: fields.word("state", GATE_STATES, "unknown"),
    mode: fields.word("mode", GATE_MODES, "normal"),
    problem: fields.textOrNull("problem"),
  };
}

/** How full a zone is, as everybody may know it. */
export function countsOf(fields: Fields): ZoneCounts {
  return {
    id: fields.text("id"),
    name: fields.text("name"),
    total: fields.count("total"),
    free: fields.count("free"),
    occupied: fields.count("occupied"),
    unknown: fields.count("unknown"),
    full: fields.flagOrNull("full"),
  };
}

export function zoneOf(value: unknown): Zone {
  const fields = new Fields(value);
  return {
    ...countsOf(fields),
    nearlyFull: fields.flagOrNull("nearly_full"),
    countedBy: fields.word("counted_by", COUNTED_BY, "slots"),
    kinds: fields.listOrEmpty("kinds", kindCountOf),
  };
}

/** Of a kind that this panel does not know there is nothing to say. */
function noticesOf(fields: Fields): readonly PlaceNotice[] {
  return fields.listOrEmpty("notices", noticeOf).filter((notice) => notice !== null);
}

function noticeOf(value: unknown): PlaceNotice | null {
  const fields = new Fields(value);
  const kind = fields.word("kind", NOTICE_KINDS, null);
  if (kind === null) return null;
  return {
    slot: fields.text("slot"),
    address: fields.text("address"),
    zone: fields.text("zone"),
    kind,
    since: fields.moment("since"),
  };
}

function kindCountOf(value: unknown): KindCount {
  const fields = new Fields(value);
  return {
    kind: fields.word("kind", SLOT_KINDS, "resident"),
    total: fields.count("total"),
    free: fields.count("free"),
  };
}

function linksOf(value: unknown): Links {
  const fields = new Fields(value);
  return {
    recognizer: fields.part("recognizer", (link) => {
      const one = new Fields(link);
      return {
        online: one.flag("online"),
        since: one.momentOrNull("since"),
        pending: one.count("pending"),
        parked: one.count("parked"),
      };
    }),
    cameras: fields.list("cameras", cameraOf),
  };
}

function cameraOf(value: unknown): CameraLink {
  const fields = new Fields(value);
  return {
    id: fields.text("id"),
    name: fields.text("name"),
    state: fields.word("state", CAMERA_STATES, "unknown"),
    error: fields.textOrNull("error"),
    view: fields.word("view", CAMERA_VIEWS, "unknown"),
  };
}

export function passageOf(value: unknown): Passage {
  const fields = new Fields(value);
  return {
    id: fields.text("id"),
    capturedAt: fields.moment("captured_at"),
    gate: fields.textOrNull("gate"),
    direction: fields.word("direction", DIRECTIONS, "unknown"),
    plate: fields.text("plate"),
    raw: fields.text("raw"),
    country: fields.textOrNull("country"),
    confidence: fields.count("confidence"),
    reads: fields.count("reads"),
    alternatives: fields.list("alternatives", alternativeOf),
    verdict: fields.word("verdict", VERDICTS, "log_only"),
    reason: fields.text("reason"),
    match: fields.word("match", MATCHES, null),
    listedPlate: fields.textOrNull("listed_plate"),
    apartment: fields.textOrNull("apartment"),
    outcome: fields.word("outcome", OUTCOMES, "none"),
    outcomeReason: fields.textOrNull("outcome_reason"),
    latencyMs: fields.countOrNull("latency_ms"),
    source: fields.word("source", SOURCES, "camera"),
    passKind: fields.word("pass_kind", PASS_KINDS, null),
    pictures: fields.part("pictures", picturesOf),
  };
}

export function picturesOf(value: unknown): Pictures {
  const fields = new Fields(value);
  return { frame: fields.textOrNull("frame"), plate: fields.textOrNull("plate") };
}

function alternativeOf(value: unknown): Alternative {
  const fields = new Fields(value);
  return { text: fields.text("text"), country: fields.textOrNull("country"), confidence: fields.count("confidence") };
}
