import type { Connection, ServerEvent } from "../types/model.js";
import type { HassConnection } from "./hass.js";
import { problemOf } from "./problem.js";

export interface Listener<E extends Told = ServerEvent> {
  event(event: E): void;
  connection(connection: Connection, code: string | null): void;
}

interface Told {
  readonly kind: string;
}

/** What is listened to. */
export interface Subject<E extends Told> {
  readonly type: string;
  /** null: of a kind that this panel does not know. */
  read(message: unknown): E | null;
  /** The kind that holds everything; the rest are changes of it. */
  readonly first: E["kind"];
}

const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 30_000;
const NOT_RUNNING = new Set(["unknown_command", "not_loaded"]);

/** Listens to the server until `stop`; subscribes anew, for a fresh snapshot, whenever the connection or the integration comes back. */
export class Watch<E extends Told = ServerEvent> {
  #turn = 0;
  #retryMs = FIRST_RETRY_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unsubscribe: (() => Promise<unknown>) | undefined;

  constructor(
    private readonly connection: HassConnection,
    private readonly listener: Listener<E>,
    private readonly subject: Subject<E>,
  ) {
    connection.addEventListener("ready", this.#ready);
    connection.addEventListener("disconnected", this.#lost);
    void this.#subscribe();
  }

  /** Asks for a fresh snapshot; what was heard stays until it is here. */
  again(): void {
    if (this.#unsubscribe !== undefined) void this.#subscribe();
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
        { type: this.subject.type },
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
      const event = this.subject.read(message);
      if (event === null) return;
      this.listener.event(event);
      if (event.kind !== this.subject.first) return;
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
