/** Addresses end after an hour; what fails sooner after it was asked for anew is not helped by asking again. */
const REST_MS = 5 * 60_000;

/** When to ask anew for the addresses of pictures that could not be loaded. */
export class Renewal {
  #asked = -Infinity;

  /** Whether to ask now; then not again for a while, so that a picture that is gone is not asked for without end. */
  due(now: Date): boolean {
    if (now.getTime() - this.#asked < REST_MS) return false;
    this.#asked = now.getTime();
    return true;
  }
}
