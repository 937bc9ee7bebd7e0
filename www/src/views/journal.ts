import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { JournalLog } from "../api/journal.js";
import type { Parking } from "../api/parking.js";
import "../components/journal-filter.js";
import { journalForm } from "../components/journal-form-style.js";
import "../components/long-list.js";
import type { LongList } from "../components/long-list.js";
import "../components/message.js";
import "../components/skeleton.js";
import { card, focus } from "../components/style.js";
import { element } from "../lib/element.js";
import { filterOf, NO_WISH, underDays, wishesOf, type Dated, type JournalWish } from "../lib/journal.js";
import type { Language } from "../lib/language.js";
import { may, type PanelState } from "../lib/state.js";
import type { Exported, SheetKind } from "../types/journal.js";
import type { Passage } from "../types/model.js";
import "./journal-export.js";
import "./journal-opened.js";
import { rowOf, searchEnd } from "./journal-parts.js";
import { JournalSearch } from "./journal-search.js";
import { journalStyle } from "./journal-style.js";
import { section } from "./style.js";

/** What was looked for, and how far down, while somebody is elsewhere in the panel. Never in an address. */
interface Left {
  readonly wish: JournalWish;
  readonly search: JournalSearch;
  readonly scrolled: number;
}
const LEFT = new WeakMap<Parking, Left>();

/** The log of passages as it is searched, for guards and the board. */
@element("hoa-journal")
export class JournalView extends LitElement {
  static override readonly styles = [section, card, focus, journalForm, journalStyle];

  @property({ attribute: false }) parking!: Parking;
  @property({ attribute: false }) journal!: PanelState;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @state() private wish: JournalWish = NO_WISH;
  @state() private fault = "";
  @state() private opened: string | null = null;
  @query("hoa-long-list") private list!: LongList | null;
  #search!: JournalSearch;
  #items: readonly Dated<Passage>[] = [];
  /** Of which the items are. */
  #listed: readonly Passage[] | null = null;
  #scrolled = 0;
  /** Where somebody was when they left; null: they are there. */
  #return: number | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("scroll", this.#scroll, { capture: true, passive: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("scroll", this.#scroll, { capture: true });
    LEFT.set(this.parking, { wish: this.wish, search: this.#search, scrolled: this.#scrolled });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("parking")) this.#arrive();
    else if (changed.has("journal")) this.#search.hear(this.journal.passages);
    const passages = this.#search.found?.passages ?? [];
    if (passages !== this.#listed || changed.has("language")) {
      this.#items = underDays(passages, (one) => ({ key: one.id, at: one.capturedAt }), this.language);
      this.#listed = passages;
    }
  }

  protected override updated(): void {
    const { list } = this;
    if (this.#return === null || list === null) return;
    const wish = this.#return;
    this.#return = null;
    void list.updateComplete.then(() => {
      window.scrollBy({ top: wish - list.scrolled, behavior: "instant" });
    });
  }

  protected override render(): TemplateResult {
    const { language, journal } = this;
    const opened = this.#search.found?.passages.find((one) => one.id === this.opened) ?? null;
    return html`<div class="head">
        <h2>${language.text("tabs.journal")}</h2>
        ${may(journal, "export") ? html`<hoa-export .make=${this.#export} .language=${language}></hoa-export>` : nothing}
      </div>
      <hoa-journal-filter
        .wish=${this.wish}
        .gates=${journal.gates}
        .language=${language}
        .now=${this.now}
        .fault=${this.fault}
        @hoa-wish=${this.#wished}
      ></hoa-journal-filter>
      <div>
        <div class="newer" aria-live="polite">${this.#newer()}</div>
        <div class="card" @hoa-details=${this.#open} @hoa-picture-lost=${this.#renew}>${this.#list()}</div>
      </div>
      <div class="end" role="status">${searchEnd(this.#search, language, this.#more)}</div>
      <hoa-journal-opened
        .parking=${this.parking}
        .passage=${opened}
        .journal=${journal}
        .language=${language}
        .now=${this.now}
        @hoa-close=${this.#close}
        @hoa-picture-lost=${this.#renew}
      ></hoa-journal-opened>`;
  }

  #newer(): TemplateResult | typeof nothing {
    const { language } = this;
    const newer = this.#search.newer(this.journal.passages);
    if (newer?.length === 0) return nothing;
    return html`<button type="button" class="main" @click=${this.#showNewer}>
      ${newer === null ? language.text("journal.newer.perhaps") : language.count("journal.newer", newer.length)}
    </button>`;
  }

  #list(): TemplateResult | typeof nothing {
    const { found, failure } = this.#search;
    if (found === null) {
      return failure === null
        ? html`<div role="status" aria-label=${this.language.text("loading")}>
            <hoa-skeleton .height=${480}></hoa-skeleton>
          </div>`
        : nothing;
    }
    if (found.passages.length === 0) return found.next === null ? this.#nothing() : nothing;
    return html`<hoa-long-list
      .items=${this.#items}
      .row=${this.#row}
      .label=${this.language.text("passages")}
      @hoa-near-end=${this.#further}
    ></hoa-long-list>`;
  }

  #nothing(): TemplateResult {
    const none = wishesOf(this.wish) === 0;
    return html`<hoa-message
      icon=${none ? "car" : "search"}
      .heading=${this.language.text(none ? "passages.empty" : "journal.none")}
      .text=${this.language.text(none ? "passages.empty.text" : "journal.none.text")}
    ></hoa-message>`;
  }

  /** Made anew whenever this is drawn: what it shows hangs on the time and the gates. */
  get #row(): (item: Dated<Passage>) => TemplateResult {
    return rowOf(this.language, this.now, this.journal.gates);
  }

  /** Goes on where somebody left, or begins with the newest. */
  #arrive(): void {
    const left = LEFT.get(this.parking);
    this.wish = left?.wish ?? NO_WISH;
    this.#return = left?.scrolled ?? null;
    if (left === undefined) this.#begin();
    else {
      this.#search = left.search;
      this.#search.changed = this.#told;
      this.#search.hear(this.journal.passages);
    }
  }

  #begin(): void {
    const filter = filterOf(this.wish, this.now, this.language);
    this.fault = filter === null ? this.language.text("journal.times.wrong") : "";
    if (filter === null) return;
    const { passages, next } = this.journal;
    this.#search = new JournalSearch(new JournalLog(this.parking), filter, { passages, next }, this.now);
    this.#search.changed = this.#told;
    this.requestUpdate();
  }

  readonly #told = (): void => {
    this.requestUpdate();
  };

  readonly #wished = (event: CustomEvent<JournalWish>): void => {
    this.wish = event.detail;
    this.#begin();
    this.#top();
  };

  readonly #further = (): void => {
    void this.#search.further();
  };

  readonly #more = (): void => {
    void this.#search.more();
  };

  readonly #renew = (event: CustomEvent<string>): void => {
    void this.#search.renew(event.detail);
  };

  readonly #showNewer = (): void => {
    if (!this.#search.showNewer(this.journal.passages)) this.#begin();
    void this.updateComplete.then(() => {
      this.#top();
    });
  };

  /** Back to the beginning of what was found, where that is out of sight. */
  #top(): void {
    const top = this.getBoundingClientRect().top;
    if ((this.list?.scrolled ?? 0) > 0 && top < 0) window.scrollBy({ top: top - 120, behavior: "instant" });
  }

  readonly #scroll = (): void => {
    this.#scrolled = this.list?.scrolled ?? 0;
  };

  readonly #export = (format: SheetKind): Promise<Exported> =>
    new JournalLog(this.parking).exported(this.#search.filter, format, this.language.tag);

  readonly #open = (event: CustomEvent<string>): void => {
    this.opened = event.detail;
  };

  readonly #close = (): void => {
    const row = this.opened;
    this.opened = null;
    void this.updateComplete.then(() => {
      this.list?.renderRoot.querySelector<HTMLElement>(`[id="row-${row ?? ""}"]`)?.focus({ preventScroll: true });
    });
  };
}
