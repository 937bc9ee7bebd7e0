import { afterEach, beforeEach, vi } from "vitest";

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
