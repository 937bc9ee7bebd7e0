import {
  SLOT_KINDS,
  type LotCamera,
  type PlacesEvent,
  type Slot,
  type SlotKind,
  type SlotState,
} from "../types/places.js";
import { minutesBetween, spanOf } from "./calendar.js";
import type { IconName } from "./icons.js";
import type { Language } from "./language.js";

/** Everything drawn and how it stands; unchanged slots keep their object. */
export interface PlacesState {
  readonly zones: readonly { readonly id: string; readonly name: string }[];
  readonly slots: ReadonlyMap<string, Slot>;
  readonly cameras: readonly LotCamera[];
  /** The ids of each zone's slots in the order of the map: it changes only with the plan. */
  readonly rows: ReadonlyMap<string, readonly Row[]>;
}

interface Row {
  readonly row: string;
  readonly slots: readonly string[];
}

/** The slots of one row, in the order of their numbers. */
export interface Strip {
  readonly row: string;
  readonly slots: readonly Slot[];
}

export interface Counts {
  readonly total: number;
  readonly free: number;
}

const ORDER = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** The state after events; several are worked off at once, because slots may change many times between two frames. */
export function placesAfter(state: PlacesState | null, events: readonly PlacesEvent[]): PlacesState | null {
  let after = state;
  let slots: Map<string, Slot> | null = null;
  for (const event of events) {
    if (event.kind === "places") {
      const { zones, cameras } = event.places;
      slots = new Map(event.places.slots.map((slot) => [slot.id, slot]));
      after = { zones, cameras, slots, rows: rowsOf(event.places.slots) };
    } else if (after !== null) {
      slots ??= new Map(after.slots);
      // One that is not in the plan yet comes with it.
      for (const slot of event.slots) if (slots.has(slot.id)) slots.set(slot.id, slot);
      after = { ...after, slots };
    }
  }
  return after;
}

/** A zone's rows from their addresses alone, so that everybody sees the same map. */
export function stripsOf(state: PlacesState, zone: string): readonly Strip[] {
  return (state.rows.get(zone) ?? []).map(({ row, slots }) => ({
    row,
    slots: slots.flatMap((id) => state.slots.get(id) ?? []),
  }));
}

export function slotsOf(state: PlacesState, zone: string): readonly Slot[] {
  return stripsOf(state, zone).flatMap((strip) => strip.slots);
}

function rowsOf(slots: readonly Slot[]): ReadonlyMap<string, readonly Row[]> {
  const ordered = [...slots].sort(
    (one, other) => ORDER.compare(one.row, other.row) || ORDER.compare(one.number, other.number),
  );
  const zones = new Map<string, { row: string; slots: string[] }[]>();
  for (const slot of ordered) {
    const rows = zones.get(slot.zone) ?? [];
    zones.set(slot.zone, rows);
    const last = rows.at(-1);
    if (last?.row === slot.row) last.slots.push(slot.id);
    else rows.push({ row: slot.row, slots: [slot.id] });
  }
  return zones;
}

/** The kinds there are, in our order. */
export function kindsOf(slots: readonly Slot[]): readonly SlotKind[] {
  return SLOT_KINDS.filter((kind) => slots.some((slot) => slot.kind === kind));
}

export function countsOf(slots: readonly Slot[], kind: SlotKind): Counts {
  const own = slots.filter((slot) => slot.kind === kind);
  return { total: own.length, free: own.filter((slot) => slot.state === "free").length };
}

/** The cameras that see a zone and have a picture to show. */
export function picturesOf(state: PlacesState, zone: string): readonly LotCamera[] {
  const own = new Set(slotsOf(state, zone).map((slot) => slot.id));
  return state.cameras.filter(
    (camera) =>
      camera.still !== null && camera.size !== null && camera.outlines.some((outline) => own.has(outline.slot)),
  );
}

export const KIND_ICONS: Readonly<Record<SlotKind, IconName | null>> = {
  resident: null,
  guest: "person",
  disabled: "wheelchair",
  ev: "bolt",
  no_parking: "noParking",
};

export const STATE_ICONS: Readonly<Record<SlotState, IconName>> = {
  free: "check",
  occupied: "car",
  unknown: "question",
};

/** How a slot looks: a free place where nobody may park is no free place. */
export function lookOf(slot: Slot): SlotState | "clear" {
  return slot.kind === "no_parking" && slot.state === "free" ? "clear" : slot.state;
}

/** One word for how it stands. */
export function stateWords(slot: Slot, language: Language): string {
  const look = lookOf(slot);
  return language.text(look === "unknown" && slot.override !== null ? "slot.state.out_of_use" : `slot.state.${look}`);
}

/** Everything a cell shows, for who cannot see it. */
export function slotLabel(slot: Slot, language: Language): string {
  return [
    slot.address,
    stateWords(slot, language),
    slot.kind === "resident" ? "" : language.text(`kind.${slot.kind}`),
    slot.owned ? language.text("slot.owned") : "",
    slot.mine ? language.text("slot.mine") : "",
    slot.override === null ? "" : language.text("slot.by_hand"),
    slot.notice === null ? "" : language.text(`slot.notice.${slot.notice}`),
  ]
    .filter((part) => part !== "")
    .join(", ");
}

/** How long it has been as it is. */
export function lastsWords(slot: Slot, now: Date, language: Language): string {
  return slot.since === null ? "" : spanOf(minutesBetween(slot.since, now), language);
}

/** Who stands there, and how sure that is. */
export function standingWords(slot: Slot, language: Language): string {
  const { stay } = slot;
  if (stay === null) return "";
  if (stay.plate === null || stay.source === "none") return language.text("slot.standing.none");
  const plate = stay.plate;
  if (stay.source !== "suggested") return language.text(`slot.standing.${stay.source}`, { plate });
  return language.text("slot.standing.suggested", { plate, percent: language.percent(rounded(stay.confidence)) });
}

/** A guess says no more than whole percents. */
export function rounded(share: number): number {
  return Math.round(share * 100) / 100;
}
