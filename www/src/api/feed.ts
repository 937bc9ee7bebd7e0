import { placesAfter, type PlacesState } from "../lib/places.js";
import { EMPTY, reduce, type PanelState } from "../lib/state.js";
import type { Connection, ServerEvent } from "../types/model.js";
import type { PlacesEvent } from "../types/places.js";
import type { HassConnection } from "./hass.js";
import { JOURNAL, Parking } from "./parking.js";
import { Places } from "./places.js";
import { Watch, type Listener } from "./watch.js";

/** What was heard last, and whether it is still kept up to date. */
export interface Heard<S> {
  readonly state: S;
  readonly link: Connection;
  readonly code: string | null;
}

type Hear<S> = (heard: Heard<S>) => void;

interface Listening {
  stop(): void;
  again(): void;
}

/** Changes of one moment are told together; by a clock and not by frames, which a page out of sight does not have. */
const MOMENT_MS = 50;
/** Home Assistant takes cards out of a page and puts them back when it lays them out anew. */
const LINGER_MS = 1_000;

/** One subscription for everybody on a page; it ends soon after the last has gone, and what was heard is forgotten. */
export class Feed<S, E extends { readonly kind: string }> {
  readonly #followers = new Set<Hear<S>>();
  #heard: Heard<S>;
  #listening: Listening | undefined;
  #waiting: E[] = [];
  #link: Pick<Heard<S>, "link" | "code">;
  #moment: ReturnType<typeof setTimeout> | undefined;
  #linger: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly empty: Heard<S>,
    private readonly after: (state: S, events: readonly E[]) => S,
    private readonly listen: (listener: Listener<E>) => Listening,
  ) {
    this.#heard = this.#link = empty;
  }

  /** Tells what is known now, and then whatever changes, until the returned function is called. */
  follow(hear: Hear<S>): () => void {
    clearTimeout(this.#linger);
    this.#followers.add(hear);
    hear(this.#heard);
    this.#listening ??= this.listen({
      event: (event) => {
        this.#waiting.push(event);
        this.#soon();
      },
      connection: (link, code) => {
        this.#link = { link, code };
        this.#soon();
      },
    });
    return () => {
      this.#followers.delete(hear);
      if (this.#followers.size > 0) return;
      clearTimeout(this.#linger);
      this.#linger = setTimeout(this.#end, LINGER_MS);
    };
  }

  /** Asks for everything anew. */
  again(): void {
    this.#listening?.again();
  }

  #soon(): void {
    this.#moment ??= setTimeout(this.#tell, MOMENT_MS);
  }

  readonly #tell = (): void => {
    this.#moment = undefined;
    const { link, code } = this.#link;
    this.#heard = { state: this.after(this.#heard.state, this.#waiting), link, code };
    this.#waiting = [];
    for (const hear of this.#followers) hear(this.#heard);
  };

  readonly #end = (): void => {
    this.#listening?.stop();
    this.#listening = undefined;
    clearTimeout(this.#moment);
    this.#moment = undefined;
    this.#waiting = [];
    this.#heard = this.#link = this.empty;
  };
}

export interface Feeds {
  readonly journal: Feed<PanelState, ServerEvent>;
  readonly places: Feed<PlacesState | null, PlacesEvent>;
}

const FEEDS = new WeakMap<HassConnection, Feeds>();

/** The feeds of a connection, the same for everybody who asks. */
export function feedsOf(connection: HassConnection): Feeds {
  const known = FEEDS.get(connection) ?? feedsOn(connection);
  FEEDS.set(connection, known);
  return known;
}

function feedsOn(connection: HassConnection): Feeds {
  const start = { link: "connecting", code: null } as const;
  const journal = new Feed<PanelState, ServerEvent>(
    { state: EMPTY, ...start },
    (state, events) => events.reduce<PanelState>((before, event) => reduce(before, event), state),
    (listener) => new Watch(connection, listener, JOURNAL),
  );
  const places = new Feed<PlacesState | null, PlacesEvent>({ state: null, ...start }, placesAfter, (listener) =>
    new Places(new Parking(connection)).watch(listener),
  );
  return { journal, places };
}
