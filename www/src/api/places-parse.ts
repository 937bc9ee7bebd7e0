import {
  NOTICE_KINDS,
  SLOT_KINDS,
  SLOT_STATES,
  STAY_SOURCES,
  type Candidate,
  type Dwell,
  type Found,
  type FoundStay,
  type HeatCell,
  type LevelPoint,
  type LotCamera,
  type Outline,
  type Override,
  type PastStay,
  type PlacesEvent,
  type Point,
  type Slot,
  type SlotDetail,
  type Standing,
} from "../types/places.js";
import { Fields, unreadable } from "./fields.js";

/** What the server sent of the places; null for a kind that this panel does not know. */
export function placesEventOf(value: unknown): PlacesEvent | null {
  const fields = new Fields(value);
  switch (fields.text("kind")) {
    case "places":
      return {
        kind: "places",
        places: {
          zones: fields.list("zones", zoneNameOf),
          slots: fields.list("slots", slotOf),
          cameras: fields.list("cameras", cameraOf),
        },
      };
    case "slots":
      return { kind: "slots", slots: fields.list("slots", slotOf) };
    default:
      return null;
  }
}

export function slotOf(value: unknown): Slot {
  const fields = new Fields(value);
  return {
    id: fields.text("id"),
    row: fields.text("row"),
    number: fields.text("number"),
    address: fields.text("address"),
    kind: fields.word("kind", SLOT_KINDS, "resident"),
    zone: fields.text("zone"),
    state: fields.word("state", SLOT_STATES, "unknown"),
    since: fields.momentOrNull("since"),
    mine: fields.flag("mine"),
    owned: fields.flag("owned"),
    apartment: fields.textOrNull("apartment"),
    override: fields.partOrNull("override", overrideOf),
    notice: fields.word("notice", NOTICE_KINDS, null),
    stay: fields.partOrNull("stay", standingOf),
  };
}

export function detailOf(value: unknown): SlotDetail {
  const fields = new Fields(value);
  return {
    slot: fields.part("slot", slotOf),
    candidates: fields.list("candidates", candidateOf),
    history: fields.list("history", pastStayOf),
    vehicles: fields.listOrEmpty("vehicles", textOf),
  };
}

export function foundOf(value: unknown): Found {
  const fields = new Fields(value);
  return { slots: fields.list("slots", textOf), stays: fields.list("stays", foundStayOf) };
}

export function levelsOf(value: unknown): readonly LevelPoint[] {
  return new Fields(value).list("points", (point) => {
    const one = new Fields(point);
    return {
      at: one.moment("at"),
      free: one.count("free"),
      occupied: one.count("occupied"),
      unknown: one.count("unknown"),
      total: one.count("total"),
    };
  });
}

export function heatOf(value: unknown): readonly HeatCell[] {
  return new Fields(value).list("cells", (cell) => {
    const one = new Fields(cell);
    return { weekday: one.count("weekday"), hour: one.count("hour"), occupied: one.countOrNull("occupied") };
  });
}

export function dwellOf(value: unknown): Dwell {
  const fields = new Fields(value);
  return {
    medianMin: fields.countOrNull("median_min"),
    bins: fields.list("bins", (bin) => {
      const one = new Fields(bin);
      return { fromMin: one.count("from_min"), toMin: one.countOrNull("to_min"), count: one.count("count") };
    }),
  };
}

function zoneNameOf(value: unknown): { readonly id: string; readonly name: string } {
  const fields = new Fields(value);
  return { id: fields.text("id"), name: fields.text("name") };
}

function cameraOf(value: unknown): LotCamera {
  const fields = new Fields(value);
  return {
    id: fields.text("id"),
    name: fields.text("name"),
    zone: fields.textOrNull("zone"),
    size: fields.partOrNull("size", pointOf),
    still: fields.textOrNull("still"),
    savedAt: fields.momentOrNull("saved_at"),
    outlines: fields.list("outlines", outlineOf),
  };
}

function outlineOf(value: unknown): Outline {
  const fields = new Fields(value);
  return { slot: fields.text("slot"), polygon: fields.list("polygon", pointOf) };
}

function pointOf(value: unknown): Point {
  const [x, y] = Array.isArray(value) ? (value as readonly unknown[]) : [];
  if (typeof x !== "number" || typeof y !== "number") throw unreadable("a point");
  return [x, y];
}

function overrideOf(value: unknown): Override {
  const fields = new Fields(value);
  return { reason: fields.textOrNull("reason"), at: fields.moment("at"), hold: fields.flag("hold") };
}

function standingOf(value: unknown): Standing {
  const fields = new Fields(value);
  return {
    plate: fields.textOrNull("plate"),
    apartment: fields.textOrNull("apartment"),
    confidence: fields.count("confidence"),
    source: fields.word("source", STAY_SOURCES, "none"),
  };
}

function candidateOf(value: unknown): Candidate {
  const fields = new Fields(value);
  return {
    plate: fields.text("plate"),
    apartment: fields.textOrNull("apartment"),
    probability: fields.count("probability"),
  };
}

function pastStayOf(value: unknown): PastStay {
  const fields = new Fields(value);
  return {
    since: fields.moment("since"),
    until: fields.momentOrNull("until"),
    plate: fields.textOrNull("plate"),
    apartment: fields.textOrNull("apartment"),
    source: fields.word("source", STAY_SOURCES, "none"),
  };
}

function foundStayOf(value: unknown): FoundStay {
  const fields = new Fields(value);
  return {
    slot: fields.text("slot"),
    address: fields.text("address"),
    zone: fields.text("zone"),
    since: fields.moment("since"),
    plate: fields.textOrNull("plate"),
    apartment: fields.textOrNull("apartment"),
    confidence: fields.count("confidence"),
    source: fields.word("source", STAY_SOURCES, "none"),
  };
}

function textOf(value: unknown): string {
  if (typeof value !== "string") throw unreadable("a text");
  return value;
}
