/** A finger or a key on the card keeps it there for a while; a choice from the queue for longer. */
const TOUCHED_MS = 8_000;
const CHOSEN_MS = 60_000;
/** How long it stays when it is decided, so that one sees what came of it. */
const DECIDED_MS = 4_000;

/** Which passage is on the guard's big card: the newest that needs a decision, but never another one under the finger. */
export class Attention {
  #shown: string | null = null;
  #until = -Infinity;
  /** Something is being written or sent. */
  #busy = false;

  /** What is shown now, of exceptions, newest first, or else of the newest passage. */
  shown(exceptions: readonly string[], newest: string | null, now: number): string | null {
    if (this.#shown === null || !(this.#busy || now < this.#until)) this.#shown = exceptions[0] ?? newest;
    return this.#shown;
  }

  touch(now: number): void {
    this.#until = Math.max(this.#until, now + TOUCHED_MS);
  }

  choose(id: string, now: number): void {
    this.#shown = id;
    this.#busy = false;
    this.#until = now + CHOSEN_MS;
  }

  busy(busy: boolean, now: number): void {
    this.#busy = busy;
    if (!busy) this.#until = now + TOUCHED_MS;
  }

  decided(now: number): void {
    this.#busy = false;
    this.#until = now + DECIDED_MS;
  }
}
