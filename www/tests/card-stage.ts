import { vi } from "vitest";
import { FakeConnection } from "../dev/fake-connection.js";
import type { Hass } from "../src/api/hass.js";
import "../src/card.js";
import "../src/cards.js";
import { snapshot, type Raw } from "./golden.js";
import { PLACES, rawPlaces, RESIDENT, ZONE } from "./lot.js";
import { all, settled, words } from "./stage.js";

export const JOURNAL = "hoa_parking/subscribe";
const YARD = "01JD0ZONE00000000000000001";
const ZONES = [rawZone(ZONE, "North lot", { free: 3 }), rawZone(YARD, "Yard", { free: 0, occupied: 12, full: true })];
const DEVICES = {
  north: { identifiers: [["hoa_parking", ZONE]], model: "Zone" },
  gate: { identifiers: [["hoa_parking", "g"]], model: "Gate" },
};
const ENTITIES = {
  "sensor.north_lot_free": { platform: "hoa_parking", device_id: "north" },
  "cover.main_gate": { platform: "hoa_parking", device_id: "gate" },
  "sensor.attic": { platform: "mqtt", device_id: "north" },
};

/** The card as Home Assistant handles it. */
export interface Placed extends HTMLElement {
  hass: Hass;
  preview: boolean;
  setConfig(config: unknown): void;
  getCardSize(): number;
  getGridOptions(): Raw;
}

/** What plays the server; a test may put another in its place before it puts a card. */
export let connection: FakeConnection;

/** Begins with a fresh page. */
export function begin(server = new FakeConnection()): void {
  document.documentElement.lang = "en";
  history.replaceState(null, "", "/lovelace/0");
  connection = server;
}

export function rawZone(id: string, name: string, changes: Raw): Raw {
  const count = { total: 12, free: 3, occupied: 9, unknown: 0, full: false, nearly_full: false };
  return { id, name, ...count, counted_by: "slots", kinds: [], ...changes };
}

export function hassOf(changes: Partial<Hass> = {}): Hass {
  return { connection, language: "en", devices: DEVICES, entities: ENTITIES, ...changes };
}

export async function pass(milliseconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds);
  await settled();
}

/** A card that somebody has put on a dashboard; the server has not said anything yet. */
export async function put(config: Raw = {}, hass: Partial<Hass> = {}): Promise<Placed> {
  const card = document.createElement("hoa-parking-zone") as Placed;
  card.setConfig({ type: "custom:hoa-parking-zone", ...config });
  card.hass = hassOf(hass);
  document.body.append(card);
  await vi.dynamicImportSettled();
  await pass(60);
  return card;
}

/** The server tells how everything is. */
export async function tell(changes: Raw = {}, places: Raw = rawPlaces()): Promise<void> {
  connection.send(snapshot({ zones: ZONES, me: RESIDENT, ...changes }), JOURNAL);
  connection.send(places, PLACES);
  await pass(60);
}

/** What the server was asked for, in order. */
export const asked = (): string[] => connection.sent.map((message) => String(message.type));
/** What a card tells of each zone. */
export const shown = (card: Element): string[] => all(card, "hoa-zone-card").map(words);
