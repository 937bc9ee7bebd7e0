import { afterEach, beforeEach, vi } from "vitest";
import { learn, SPOKEN } from "../src/lib/words.js";

// Everybody's language is there from the start; that it comes later is told in speaking.test.ts.
await Promise.all(SPOKEN.map(learn));

/** A watcher of the scroll that a test triggers by hand. */
export class FakeIntersectionObserver {
  static readonly all = new Set<FakeIntersectionObserver>();

  constructor(private readonly callback: (entries: { isIntersecting: boolean }[]) => void) {
    FakeIntersectionObserver.all.add(this);
  }

  static scrollToEnd(): void {
    for (const one of FakeIntersectionObserver.all) one.callback([{ isIntersecting: true }]);
  }

  observe(): void {
    FakeIntersectionObserver.all.add(this);
  }

  disconnect(): void {
    FakeIntersectionObserver.all.delete(this);
  }
}

beforeEach(() => {
  vi.useFakeTimers({
    now: new Date("2026-11-21T06:32:00Z"),
    toFake: [
      "Date",
      "setTimeout",
      "clearTimeout",
      "setInterval",
      "clearInterval",
      "requestAnimationFrame",
      "cancelAnimationFrame",
    ],
  });
  vi.stubGlobal("IntersectionObserver", FakeIntersectionObserver);
});

afterEach(() => {
  document.body.replaceChildren();
  FakeIntersectionObserver.all.clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
