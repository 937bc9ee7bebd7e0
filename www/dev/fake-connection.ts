import type { ConnectionEvent, HassConnection } from "../src/api/hass.js";

export type Message = Readonly<Record<string, unknown>>;
/** What the server answers to a message, by its type; a thrown value is an error answer. */
export type Answers = Readonly<Record<string, (message: Message) => unknown>>;

/** A connection that a test or the stage plays by hand. */
export class FakeConnection implements HassConnection {
  connected = true;
  readonly sent: Message[] = [];
  /** Every listener there ever was, oldest first. */
  readonly listeners: ((event: unknown) => void)[] = [];
  /** Who listens now, by what they listen to. */
  readonly #subscribed = new Map<string, (event: unknown) => void>();
  readonly #handlers: Record<ConnectionEvent, Set<() => void>> = { ready: new Set(), disconnected: new Set() };

  constructor(readonly answers: Answers = {}) {}

  get subscribed(): boolean {
    return this.#subscribed.size > 0;
  }

  get handlers(): number {
    return this.#handlers.ready.size + this.#handlers.disconnected.size;
  }

  async subscribeMessage(listener: (event: unknown) => void, message: Message): Promise<() => Promise<void>> {
    await this.#answer(message);
    const type = String(message.type);
    this.#subscribed.set(type, listener);
    this.listeners.push(listener);
    return () => {
      if (this.#subscribed.get(type) === listener) this.#subscribed.delete(type);
      return Promise.resolve();
    };
  }

  async sendMessagePromise(message: Message): Promise<unknown> {
    return this.#answer(message);
  }

  addEventListener(event: ConnectionEvent, handler: () => void): void {
    this.#handlers[event].add(handler);
  }

  removeEventListener(event: ConnectionEvent, handler: () => void): void {
    this.#handlers[event].delete(handler);
  }

  /** The server sends an event to who listens to `type`. */
  send(event: unknown, type = "hoa_parking/subscribe"): void {
    this.#subscribed.get(type)?.(event);
  }

  /** The connection breaks. */
  lose(): void {
    this.connected = false;
    this.#subscribed.clear();
    for (const handler of this.#handlers.disconnected) handler();
  }

  /** The connection is back; the server remembers no subscription. */
  recover(): void {
    this.connected = true;
    for (const handler of this.#handlers.ready) handler();
  }

  async #answer(message: Message): Promise<unknown> {
    this.sent.push(message);
    await Promise.resolve();
    return this.answers[String(message.type)]?.(message);
  }
}
