import type { Connection, ServerEvent } from "../types/model.js";
import type { HassConnection } from "./hass.js";
import { eventOf } from "./parse.js";
import { problemOf } from "./problem.js";

export interface Listener {
  event(event: ServerEvent): void;
  connection(connection: Connection, code: string | null): void;
}

const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 30_000;
const NOT_RUNNING = new Set(["unknown_command", "not_loaded"]);

/** Listens to the server until `stop`; subscribes anew, for a fresh snapshot, whenever the connection or the integration comes back. */
export class Watch {
  #turn = 0;
  #retryMs = FIRST_RETRY_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unsubscribe: (() => Promise<unknown>) | undefined;

  constructor(
    private readonly connection: HassConnection,
    private readonly listener: Listener,
  ) {
    connection.addEventListener("ready", this.#ready);
    connection.addEventListener("disconnected", this.#lost);
    void this.#subscribe();
  }

  stop(): void {
    this.connection.removeEventListener("ready", this.#ready);
    this.connection.removeEventListener("disconnected", this.#lost);
    this.#leave();
  }

  readonly #ready = (): void => {
    this.#unsubscribe = undefined;
    this.#retryMs = FIRST_RETRY_MS;
    void this.#subscribe();
  };

  readonly #lost = (): void => {
    this.#unsubscribe = undefined;
    this.#leave();
    this.listener.connection("lost", "disconnected");
  };

  async #subscribe(): Promise<void> {
    this.#leave();
    const turn = this.#turn;
    const hear = (message: unknown): void => {
      if (turn === this.#turn) this.#hear(message);
    };
    try {
      const unsubscribe = await this.connection.subscribeMessage(
        hear,
        { type: "hoa_parking/subscribe" },
        { resubscribe: false },
      );
      if (turn === this.#turn) this.#unsubscribe = unsubscribe;
      else forget(unsubscribe);
    } catch (error) {
      if (turn === this.#turn) this.#failed(problemOf(error).code);
    }
  }

  #hear(message: unknown): void {
    // The integration says goodbye when it is unloaded: what it sent is no longer kept up to date.
    if (isClosed(message)) {
      this.#unsubscribe = undefined;
      this.#failed("not_loaded");
      return;
    }
    try {
      const event = eventOf(message);
      if (event === null) return;
      this.listener.event(event);
      if (event.kind !== "snapshot") return;
      this.#retryMs = FIRST_RETRY_MS;
      this.listener.connection("live", null);
    } catch (error) {
      const problem = problemOf(error);
      console.warn("hoa_parking: an event could not be read:", problem.cause);
    }
  }

  #failed(code: string): void {
    if (code === "disconnected") {
      this.listener.connection("lost", code);
      return;
    }
    this.listener.connection(NOT_RUNNING.has(code) ? "absent" : "refused", code);
    this.#timer = setTimeout(() => void this.#subscribe(), this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS);
  }

  #leave(): void {
    this.#turn += 1;
    clearTimeout(this.#timer);
    if (this.#unsubscribe !== undefined) forget(this.#unsubscribe);
    this.#unsubscribe = undefined;
  }
}

function isClosed(message: unknown): boolean {
  return typeof message === "object" && message !== null && "kind" in message && message.kind === "closed";
}

/** The connection may be gone by now, and then there is nothing left to undo. */
function forget(unsubscribe: () => Promise<unknown>): void {
  void Promise.resolve()
    .then(unsubscribe)
    .catch(() => undefined);
}
