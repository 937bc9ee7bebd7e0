import { sha256 } from "@noble/hashes/sha2.js";

/** What the server wants to see done before it listens to somebody that it does not know. */
export interface Challenge {
  readonly salt: string;
  /** How many leading zero bits the hash must have. */
  readonly bits: number;
}

/** So long at a time, so that the page answers to typing and scrolling in between. */
const SLICE_MS = 10;
/** The clock is looked at once in so many hashes. */
const ROUND = 64;

/**
 * Finds a number, as decimal text, so that sha256("salt:number") begins with so many zero bits.
 * Our own hash: where the page comes over plain http there is no crypto.subtle. Rejects with the signal's reason.
 */
export async function workOff(challenge: Challenge, signal: AbortSignal): Promise<string> {
  const head = sha256.create().update(new TextEncoder().encode(`${challenge.salt}:`));
  const letters = new TextEncoder();
  let nonce = 0;
  for (;;) {
    const until = performance.now() + SLICE_MS;
    do {
      for (let left = ROUND; left > 0; left -= 1, nonce += 1) {
        const text = String(nonce);
        if (leadingZeros(head.clone().update(letters.encode(text)).digest()) >= challenge.bits) return text;
      }
    } while (performance.now() < until);
    await breath();
    signal.throwIfAborted();
  }
}

/** How many bits are zero before the first one. */
export function leadingZeros(hash: Uint8Array): number {
  const first = hash.findIndex((byte) => byte !== 0);
  if (first < 0) return hash.length * 8;
  return first * 8 + Math.clz32(hash[first] ?? 0) - 24;
}

/** Lets the page do what waits. A message is not slowed down as nested timeouts are. */
function breath(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (): void => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
