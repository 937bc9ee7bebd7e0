import type { JournalLog } from "../api/journal.js";
import { problemOf } from "../api/problem.js";
import { asTold, newerThan, withPage, type Found } from "../lib/journal.js";
import { cursorOf } from "../lib/state.js";
import type { JournalFilter } from "../types/journal.js";
import type { Page, Passage } from "../types/model.js";

const FIRST_PAGE = 50;
const PAGE = 100;
/** More than anybody reads; to look for less is quicker than to scroll past it. */
export const MOST_FOUND = 100_000;
/** A picture whose address was renewed this lately is really gone. */
const RENEW_EVERY_MS = 60_000;

/** One search of the journal: what was found so far, and what comes next. */
export class JournalSearch {
  /** null: the first page is on its way. */
  found: Found | null = null;
  busy = false;
  /** A code: why the last page did not come. */
  failure: string | null = null;
  /** Called whenever something of it changed. */
  changed: () => void = () => undefined;
  readonly #renewedAt = new Map<string, number>();

  /** `live` is what the panel knows without asking: all there is to the first page where nothing is left out. */
  constructor(
    private readonly log: JournalLog,
    readonly filter: JournalFilter,
    live: Page,
    now: Date,
  ) {
    const until = live.passages[0]?.capturedAt ?? now;
    const start: Found = { passages: [], next: null, pausedAt: null, until };
    const all = Object.values(filter).every((wish) => wish === null || wish === false);
    if (all) this.found = { ...start, passages: live.passages, next: live.next };
    else void this.#first(start);
  }

  get done(): boolean {
    return this.found !== null && this.found.next === null;
  }

  get full(): boolean {
    return (this.found?.passages.length ?? 0) >= MOST_FOUND;
  }

  /** Asks for what is further down, unless the search waits for somebody to want more. */
  async further(): Promise<void> {
    if (this.failure !== null || (this.found?.pausedAt ?? null) !== null) return;
    await this.more();
  }

  /** Searches on. */
  async more(): Promise<void> {
    const { found } = this;
    if (this.full) return;
    if (found === null) await this.#first({ passages: [], next: null, pausedAt: null, until: new Date() });
    else if (found.next !== null) await this.#ask(found, found.next, PAGE);
  }

  /** What came in since. */
  newer(live: readonly Passage[]): readonly Passage[] | null {
    return this.found === null ? [] : newerThan(this.found, live, this.filter);
  }

  /** Puts what came in since on top; not where some of it may be missing. */
  showNewer(live: readonly Passage[]): boolean {
    const { found } = this;
    const newer = this.newer(live);
    const oldest = live.at(-1);
    if (found === null || newer === null || (oldest !== undefined && oldest.capturedAt > found.until)) return false;
    this.found = { ...found, passages: [...newer, ...found.passages], until: live[0]?.capturedAt ?? found.until };
    this.changed();
    return true;
  }

  hear(live: readonly Passage[]): void {
    if (this.found !== null) this.found = asTold(this.found, live);
  }

  /** Signed addresses grow old: asks for the rows around a lost picture once more. */
  async renew(id: string): Promise<void> {
    const passages = this.found?.passages ?? [];
    const at = passages.findIndex((one) => one.id === id);
    if (at < 0 || !this.#renewing(id, passages.slice(at, at + FIRST_PAGE))) return;
    const newer = passages[at - 1];
    try {
      const page = await this.log.search(this.filter, newer === undefined ? null : cursorOf(newer), FIRST_PAGE);
      this.#replace(new Map(page.passages.map((one) => [one.id, one])));
    } catch (error) {
      console.warn("hoa_parking: pictures could not be renewed:", problemOf(error).code);
    }
  }

  /** Whether it is time to ask for these again; then not again for a while. */
  #renewing(id: string, around: readonly Passage[]): boolean {
    const soon = Date.now() - RENEW_EVERY_MS;
    if ((this.#renewedAt.get(id) ?? 0) > soon) return false;
    for (const one of around) this.#renewedAt.set(one.id, Date.now());
    for (const [one, when] of this.#renewedAt) if (when < soon) this.#renewedAt.delete(one);
    return true;
  }

  #replace(again: ReadonlyMap<string, Passage>): void {
    if (this.found === null) return;
    this.found = { ...this.found, passages: this.found.passages.map((one) => again.get(one.id) ?? one) };
    this.changed();
  }

  #first(start: Found): Promise<void> {
    return this.#ask(start, null, FIRST_PAGE);
  }

  async #ask(found: Found, before: string | null, limit: number): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    this.changed();
    try {
      const page = await this.log.search(this.filter, before, limit);
      // What was told meanwhile stays as it was told.
      this.found = withPage(this.found ?? found, page, limit);
    } catch (error) {
      this.failure = problemOf(error).code;
    } finally {
      this.busy = false;
      this.changed();
    }
  }
}
