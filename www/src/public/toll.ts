import { workOff, type Challenge } from "../lib/work.js";

/** The server forgets a challenge after ten minutes; by then the answer must have come. */
const FRESH_MS = 8 * 60_000;

export interface Paid {
  readonly salt: string;
  readonly nonce: string;
}

/** The work that the server asks for: begun early, so that it is done when somebody sends; anew when it grew old. */
export class Toll {
  #challenge: Challenge;
  #since = Date.now();
  #work: Promise<string> | null = null;
  #gone = new AbortController();

  constructor(
    challenge: Challenge,
    private readonly another: () => Promise<Challenge>,
  ) {
    this.#challenge = challenge;
  }

  begin(): void {
    if (this.#old()) return;
    this.#work ??= workOff(this.#challenge, this.#gone.signal);
    // Whoever waits for it hears of it; until then nobody need.
    this.#work.catch(() => undefined);
  }

  /** Resolves when the work is done. Rejects with a Problem where another challenge was needed and did not come. */
  async pay(): Promise<Paid> {
    if (this.#old()) await this.renew();
    this.begin();
    const { salt } = this.#challenge;
    const nonce = await this.#work;
    if (nonce === null) throw new Error("the work was stopped");
    return { salt, nonce };
  }

  /** Takes another challenge: a used or old one is good for nothing. */
  async renew(): Promise<void> {
    this.stop();
    this.#challenge = await this.another();
    this.#since = Date.now();
  }

  /** A challenge is good for one try; the next payment takes another. */
  spend(): void {
    this.stop();
    this.#since = 0;
  }

  stop(): void {
    this.#gone.abort();
    this.#gone = new AbortController();
    this.#work = null;
  }

  #old(): boolean {
    return Date.now() - this.#since > FRESH_MS;
  }
}
