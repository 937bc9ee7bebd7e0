import { html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { styleMap } from "lit/directives/style-map.js";
import { element } from "../lib/element.js";
import { Heights } from "../lib/heights.js";
import { longListStyle } from "./long-list-style.js";

export interface ListItem {
  /** Stays the same while it is the same. */
  readonly key: string;
  /** A headline above what follows: the keys pass it over. */
  readonly head?: boolean;
}

/** Pixels above and below what is seen that are drawn, too. */
const MARGIN = 700;
/** So close to the end of the list more is asked for. */
const NEAR = 15;
/** Where a row is not hidden by the bar at the top. */
const BAR = 120;
/** What a row is taken for until one was seen. */
const GUESS = 92;

/**
 * A list of any length that scrolls with the page: only rows in view, and some around them, are on the page. Its rows
 * may be of any height. Fires `hoa-near-end` when more should come.
 */
@element("hoa-long-list")
export class LongList extends LitElement {
  static override readonly styles = longListStyle;

  @property({ attribute: false }) items: readonly ListItem[] = [];
  @property({ attribute: false }) row!: (item: ListItem) => TemplateResult;
  @property() label = "";
  #heights = new Heights(0, () => 0);
  /** What was measured, by key. */
  readonly #known = new Map<string, number>();
  #range: readonly [first: number, last: number] = [0, -1];
  /** The key of the row that has the focus: it stays on the page wherever it is scrolled to. */
  #focused: string | null = null;
  /** How far the page must be scrolled so that what is seen stays where it is. */
  #shift = 0;
  #width = 0;
  #sizes: ResizeObserver | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sizes = new ResizeObserver(this.#measured);
    // Whatever scrolls around us: such events do not bubble, but they can be captured.
    window.addEventListener("scroll", this.#look, { capture: true, passive: true });
    window.addEventListener("resize", this.#look);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes?.disconnect();
    window.removeEventListener("scroll", this.#look, { capture: true });
    window.removeEventListener("resize", this.#look);
  }

  /** How far the list is scrolled; below 0: not yet. */
  get scrolled(): number {
    return -this.getBoundingClientRect().top;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("items")) this.#rebuild(changed.get("items") ?? []);
    this.#range = this.#seen();
  }

  protected override render(): TemplateResult {
    return html`<div
      class="all"
      role="list"
      aria-label=${this.label}
      style=${styleMap({ blockSize: `${Math.ceil(this.#heights.total)}px` })}
      @keydown=${this.#key}
      @focusin=${this.#focusIn}
      @focusout=${this.#focusOut}
    >
      ${repeat(
        this.#drawn(),
        (index) => this.items[index]?.key,
        (index) => this.#item(index),
      )}
    </div>`;
  }

  protected override updated(): void {
    for (const item of this.renderRoot.querySelectorAll(".item")) this.#sizes?.observe(item);
    if (this.#shift !== 0) window.scrollBy({ top: this.#shift, behavior: "instant" });
    this.#shift = 0;
    if (this.items.length > 0 && this.#range[1] >= this.items.length - NEAR) {
      this.dispatchEvent(new CustomEvent("hoa-near-end"));
    }
  }

  #item(index: number): TemplateResult {
    const item = this.items[index];
    const top = `translateY(${Math.round(this.#heights.topOf(index))}px)`;
    return html`<div
      class="item"
      role="listitem"
      aria-posinset=${index + 1}
      aria-setsize="-1"
      data-index=${index}
      style=${styleMap({ transform: top })}
    >
      ${item === undefined ? "" : this.row(item)}
    </div>`;
  }

  #drawn(): readonly number[] {
    const [first, last] = this.#range;
    const all = Array.from({ length: last - first + 1 }, (_one, at) => first + at);
    const focused = this.items.findIndex((item) => item.key === this.#focused);
    if (focused < 0 || (focused >= first && focused <= last)) return all;
    return focused < first ? [focused, ...all] : [...all, focused];
  }

  #seen(): readonly [number, number] {
    if (this.items.length === 0) return [0, -1];
    const top = this.scrolled;
    return [this.#heights.at(top - MARGIN), this.#heights.at(Math.max(0, top) + window.innerHeight + MARGIN)];
  }

  #rebuild(before: readonly ListItem[]): void {
    const top = this.scrolled;
    const held = top > 0 ? before[this.#heights.at(top)]?.key : undefined;
    const heldTop = held === undefined ? 0 : this.#heights.topOf(this.#heights.at(top));
    const guess = this.#average();
    this.#heights = new Heights(this.items.length, (index) => this.#known.get(this.items[index]?.key ?? "") ?? guess);
    const now = held === undefined ? -1 : this.items.findIndex((item) => item.key === held);
    if (now >= 0) this.#shift += this.#heights.topOf(now) - heldTop;
  }

  #average(): number {
    if (this.#known.size === 0) return GUESS;
    let sum = 0;
    for (const height of this.#known.values()) sum += height;
    return sum / this.#known.size;
  }

  readonly #look = (): void => {
    const [first, last] = this.#seen();
    if (first !== this.#range[0] || last !== this.#range[1]) this.requestUpdate();
  };

  readonly #measured = (entries: readonly ResizeObserverEntry[]): void => {
    const width = this.clientWidth;
    // In another width every row has another height; those in view are about to be told.
    if (width !== this.#width) this.#known.clear();
    this.#width = width;
    const top = this.scrolled;
    const held = this.#heights.at(top);
    const before = this.#heights.topOf(held);
    const changed = entries.map((entry) => this.#measure(entry)).includes(true);
    if (!changed) return;
    if (top > 0) this.#shift += this.#heights.topOf(held) - before;
    this.requestUpdate();
  };

  /** Whether a row is not as high as it was taken for. */
  #measure({ target, borderBoxSize }: ResizeObserverEntry): boolean {
    const index = Number((target as HTMLElement).dataset.index);
    const key = this.items[index]?.key;
    const height = borderBoxSize[0]?.blockSize ?? 0;
    // One that was just taken away has no height any more.
    if (key === undefined || height === 0) return false;
    this.#known.set(key, height);
    if (Math.abs(height - this.#heights.of(index)) < 0.5) return false;
    this.#heights.set(index, height);
    return true;
  }

  readonly #focusIn = (event: FocusEvent): void => {
    this.#focused = this.items[indexOf(event)]?.key ?? null;
  };

  readonly #focusOut = (): void => {
    this.#focused = null;
  };

  readonly #key = (event: KeyboardEvent): void => {
    const from = indexOf(event);
    const to = from < 0 || event.altKey || event.ctrlKey || event.metaKey ? null : this.#target(event.key, from);
    if (to === null) return;
    event.preventDefault();
    void this.#go(to, to < from ? -1 : 1);
  };

  #target(key: string, from: number): number | null {
    const page = Math.max(100, window.innerHeight - BAR - this.#heights.of(from));
    const top = this.#heights.topOf(from);
    switch (key) {
      case "ArrowDown":
        return from + 1;
      case "ArrowUp":
        return from - 1;
      case "PageDown":
        return Math.max(from + 1, this.#heights.at(top + page));
      case "PageUp":
        return Math.min(from - 1, this.#heights.at(top - page));
      case "Home":
        return 0;
      case "End":
        return this.items.length - 1;
      default:
        return null;
    }
  }

  /** Brings a row into view and gives it the focus; `way` is where to look on where it is a headline. */
  async #go(index: number, way: -1 | 1): Promise<void> {
    const wish = Math.max(0, Math.min(index, this.items.length - 1));
    const rows = [wish, wish + way, wish - way, wish + 2 * way];
    const to = rows.find((one) => this.items[one] !== undefined && this.items[one].head !== true) ?? wish;
    const item = this.items[to];
    if (item === undefined) return;
    const [top, bottom] = [this.#heights.topOf(to), this.#heights.topOf(to + 1)];
    const above = this.scrolled + BAR;
    const below = this.scrolled + window.innerHeight - 24;
    if (top < above) window.scrollBy({ top: top - above, behavior: "instant" });
    else if (bottom > below) window.scrollBy({ top: bottom - below, behavior: "instant" });
    this.#focused = item.key;
    this.requestUpdate();
    await this.updateComplete;
    const row = this.renderRoot.querySelector<HTMLElement>(`[data-index="${to}"] > *`);
    row?.focus({ preventScroll: true });
  }
}

/** Which row an event comes from; -1: none. */
function indexOf(event: Event): number {
  const item = event
    .composedPath()
    .find((node): node is HTMLElement => node instanceof HTMLElement && node.dataset.index !== undefined);
  return item === undefined ? -1 : Number(item.dataset.index);
}
