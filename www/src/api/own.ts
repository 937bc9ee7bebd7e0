import type { Connection } from "../types/model.js";
import { Household, type MineEvent } from "./mine.js";
import type { Parking } from "./parking.js";
import type { Listener, Watch } from "./watch.js";

/** One's own household as it is heard: one subscription, however many parts of the panel listen to it. */
class Own {
  readonly household: Household;
  readonly #listeners = new Set<Listener<MineEvent>>();
  #watch: Watch<MineEvent> | undefined;
  #told: MineEvent | null = null;
  #link: readonly [Connection, string | null] = ["connecting", null];

  constructor(parking: Parking) {
    this.household = new Household(parking);
  }

  /** Tells what is known, and goes on until the returned function is called. */
  listen(listener: Listener<MineEvent>): () => void {
    this.#listeners.add(listener);
    if (this.#told !== null) listener.event(this.#told);
    listener.connection(...this.#link);
    this.#watch ??= this.household.watch(this.#ear);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#stop();
    };
  }

  /** Asks for everything anew, with fresh addresses of pictures. */
  again(): void {
    this.#watch?.again();
  }

  readonly #ear: Listener<MineEvent> = {
    event: (event) => {
      this.#told = event;
      for (const listener of this.#listeners) listener.event(event);
    },
    connection: (...link) => {
      this.#link = link;
      for (const listener of this.#listeners) listener.connection(...link);
    },
  };

  #stop(): void {
    this.#watch?.stop();
    this.#watch = undefined;
    this.#told = null;
    this.#link = ["connecting", null];
  }
}

export type { Own };

const OWN = new WeakMap<Parking, Own>();

/** The household of who sits before this panel. */
export function ownOf(parking: Parking): Own {
  const own = OWN.get(parking) ?? new Own(parking);
  OWN.set(parking, own);
  return own;
}
