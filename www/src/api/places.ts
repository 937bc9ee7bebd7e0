import type { Zone } from "../types/model.js";
import type { Dwell, Found, HeatCell, LevelPoint, PlacesEvent, Slot, SlotDetail, SlotState } from "../types/places.js";
import type { Parking } from "./parking.js";
import { zoneOf } from "./parse.js";
import { detailOf, dwellOf, foundOf, heatOf, levelsOf, placesEventOf, slotOf } from "./places-parse.js";
import { Watch, type Listener } from "./watch.js";

/** A guard's word on a slot. */
export interface Word {
  readonly state: SlotState;
  readonly reason: string;
  readonly hold: boolean;
}

/** The places on the server. Every request rejects with a Problem. */
export class Places {
  constructor(private readonly parking: Parking) {}

  /** Listens until it is stopped. */
  watch(listener: Listener<PlacesEvent>): Watch<PlacesEvent> {
    const subject = { type: "hoa_parking/places/subscribe", read: placesEventOf, first: "places" } as const;
    return new Watch<PlacesEvent>(this.parking.connection, listener, subject);
  }

  async detail(slot: string): Promise<SlotDetail> {
    return detailOf(await this.#ask("slot", { slot }));
  }

  /** What an address or a plate leads to. */
  async find(text: string): Promise<Found> {
    return foundOf(await this.#ask("find", { text }));
  }

  async override(slot: string, word: Word): Promise<Slot> {
    return this.#slot("override", { slot, ...word });
  }

  async endOverride(slot: string): Promise<Slot> {
    return this.#slot("end_override", { slot });
  }

  async release(slot: string, reason: string): Promise<Slot> {
    return this.#slot("release", { slot, reason });
  }

  async claim(slot: string, plate: string): Promise<Slot> {
    return this.#slot("claim", { slot, plate });
  }

  async disclaim(slot: string): Promise<Slot> {
    return this.#slot("disclaim", { slot });
  }

  /** null: nobody knows whose car it is. */
  async setPlate(slot: string, plate: string | null): Promise<Slot> {
    return this.#slot("set_plate", { slot, plate });
  }

  async setCount(zone: string, occupied: number): Promise<Zone> {
    return zoneOf(await this.#ask("set_count", { zone, occupied }));
  }

  async levels(zone: string, span: "today" | "week"): Promise<readonly LevelPoint[]> {
    return levelsOf(await this.#ask("history", { zone, span }));
  }

  async heat(zone: string): Promise<readonly HeatCell[]> {
    return heatOf(await this.#ask("history", { zone, span: "heat" }));
  }

  async dwell(zone: string): Promise<Dwell> {
    return dwellOf(await this.#ask("history", { zone, span: "dwell" }));
  }

  async #slot(command: string, fields: Readonly<Record<string, unknown>>): Promise<Slot> {
    return slotOf(await this.#ask(command, fields));
  }

  #ask(command: string, fields: Readonly<Record<string, unknown>>): Promise<unknown> {
    return this.parking.ask({ ...fields, type: `hoa_parking/places/${command}` });
  }
}
