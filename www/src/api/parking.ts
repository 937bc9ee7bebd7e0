import { publicLink, type PublicLink } from "../lib/public-link.js";
import type { Opening, Page, Price, ServerEvent } from "../types/model.js";
import type { Fetching, HassConnection } from "./hass.js";
import { eventOf, openingOf, pageOf, priceOf } from "./parse.js";
import { Problem, problemOf } from "./problem.js";
import { Watch, type Listener, type Subject } from "./watch.js";

const PATIENCE_MS = 30_000;

/** Everything the panel is told from the start. */
export const JOURNAL: Subject<ServerEvent> = { type: "hoa_parking/subscribe", read: eventOf, first: "snapshot" };

/** The server as the panel knows it. Every request rejects with a Problem. */
export class Parking {
  constructor(
    readonly connection: HassConnection,
    /** Home Assistant's way to its own doors, with this person's login; missing where it lends none. */
    private readonly fetching?: Fetching,
    /** Home Assistant's address on the internet, as it is set now; a person who may come from home only is not told. */
    private readonly external: () => string | null = () => null,
  ) {}

  /** A path of ours as it is given to somebody outside. */
  linkTo(path: string): PublicLink {
    return publicLink(path, location.origin, this.external());
  }

  /** Listens until the returned function is called. */
  watch(listener: Listener): () => void {
    const watch = new Watch(this.connection, listener, JOURNAL);
    return () => {
      watch.stop();
    };
  }

  /** The passages before a place in the journal, newest first. */
  async passages(before: string | null, limit: number): Promise<Page> {
    const place = before === null ? {} : { before };
    return pageOf(await this.ask({ type: "hoa_parking/passages", limit, ...place }));
  }

  /** What the gates' matching costs on the list; for the board. */
  async price(): Promise<Price> {
    return priceOf(await this.ask({ type: "hoa_parking/price" }));
  }

  async openGate(gate: string): Promise<Opening> {
    return openingOf(await this.ask({ type: "hoa_parking/gate/open", gate }));
  }

  /** Sends a file to one of our own doors, and returns whatever it answers. */
  async post(door: string, file: Blob, signal: AbortSignal): Promise<Response> {
    if (this.fetching === undefined) throw new Problem("disconnected");
    return this.fetching(door, { method: "POST", body: file, headers: { "Content-Type": file.type }, signal });
  }

  /** The server's answer to any command, as it came; `patience` is how long it is waited for, in milliseconds. */
  async ask(
    message: { readonly type: string; readonly [key: string]: unknown },
    patience: number = PATIENCE_MS,
  ): Promise<unknown> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new Problem("timeout"));
      }, patience);
    });
    try {
      return await Promise.race([this.connection.sendMessagePromise(message), late]);
    } catch (error) {
      throw problemOf(error);
    } finally {
      clearTimeout(timer);
    }
  }
}
