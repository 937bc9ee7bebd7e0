import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Parking } from "../api/parking.js";
import { problemOf } from "../api/problem.js";
import "../components/message.js";
import "../components/passage-detail.js";
import "../components/passage-row.js";
import { card, focus } from "../components/style.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { cursorOf, hasOlder, may, MOST_PASSAGES, type Change, type PanelState } from "../lib/state.js";
import type { Passage } from "../types/model.js";
import { passagesStyle } from "./passages-style.js";
import { section } from "./style.js";

const PAGE = 50;
/** A picture whose address was renewed this lately is really gone. */
const RENEW_EVERY_MS = 60_000;

/** The journal: newest first, older on demand, one opened over the page. Fires `hoa-change` with what it loaded. */
@element("hoa-passages")
export class PassagesView extends LitElement {
  static override readonly styles = [section, card, focus, passagesStyle];

  @property({ attribute: false }) parking!: Parking;
  @property({ attribute: false }) journal!: PanelState;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @state() private opened: string | null = null;
  @state() private loading = false;
  @state() private failure: string | null = null;
  @query(".more") private more!: HTMLElement | null;
  #observer: IntersectionObserver | undefined;
  readonly #renewedAt = new Map<string, number>();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer = new IntersectionObserver(this.#seen, { rootMargin: "0px 0px 600px 0px" });
    window.addEventListener("popstate", this.#back);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
    window.removeEventListener("popstate", this.#back);
    this.opened = null;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("journal")) return;
    // Observed anew, so that a button still in sight after a short page loads the next one.
    this.#observer?.disconnect();
    if (this.more !== null) this.#observer?.observe(this.more);
  }

  protected override render(): TemplateResult {
    const { journal, language } = this;
    const mine = journal.me?.role === "resident";
    const opened = journal.passages.find((one) => one.id === this.opened);
    return html`<h2>${language.text(mine ? "passages.mine" : "passages")}</h2>
      <div class="card" @hoa-details=${this.#open} @hoa-picture-lost=${this.#renew} @hoa-close=${this.#close}>
        ${journal.passages.length === 0 ? this.#nothing(mine) : this.#list(mine)}
        ${
          opened === undefined
            ? nothing
            : html`<hoa-passage-detail .passage=${opened} .language=${language} .gateName=${this.#nameOf(opened)}
                >${may(journal, "see_all_passages") ? this.#notes(opened) : nothing}</hoa-passage-detail
              >`
        }
      </div>
      <div class="end">${this.#end()}</div>`;
  }

  #notes(opened: Passage): TemplateResult {
    return html`<hoa-passage-notes
      .parking=${this.parking}
      .passage=${opened.id}
      .language=${this.language}
      .now=${this.now}
      .canNote=${may(this.journal, "work_gate")}
    ></hoa-passage-notes>`;
  }

  #nothing(mine: boolean): TemplateResult {
    return html`<hoa-message
      icon="car"
      .heading=${this.language.text("passages.empty")}
      .text=${this.language.text(mine ? "passages.empty.mine" : "passages.empty.text")}
    ></hoa-message>`;
  }

  #list(mine: boolean): TemplateResult {
    const { journal, language, now } = this;
    const many = journal.gates.length > 1;
    return html`<ul>
      ${repeat(
        journal.passages,
        (one) => one.id,
        (one) =>
          html`<li>
            <hoa-passage-row
              id=${`row-${one.id}`}
              .passage=${one}
              .language=${language}
              .gateName=${many ? this.#nameOf(one) : ""}
              .apartment=${mine ? "" : (one.apartment ?? "")}
              .clock=${language.clock(one.capturedAt, now)}
              .ago=${language.ago(one.capturedAt, now)}
              .fresh=${journal.fresh.has(one.id)}
            ></hoa-passage-row>
          </li>`,
      )}
    </ul>`;
  }

  #end(): TemplateResult | typeof nothing {
    const { journal, language } = this;
    if (hasOlder(journal)) {
      const why = this.failure === null ? "" : language.code("error", this.failure, "error.other");
      return html`${why === "" ? nothing : html`<p role="alert">${language.text("passages.older.failed", { why })}</p>`}
        <button type="button" class="more" aria-disabled=${this.loading} @click=${this.#older}>
          ${language.text(this.loading ? "passages.older.busy" : "passages.older")}
        </button>`;
    }
    if (journal.next !== null) return html`<p>${language.count("passages.most", MOST_PASSAGES)}</p>`;
    return journal.passages.length > PAGE ? html`<p>${language.text("passages.end")}</p>` : nothing;
  }

  #nameOf(passage: Passage): string {
    return this.journal.gates.find((gate) => gate.id === passage.gate)?.name ?? "";
  }

  readonly #seen = (entries: readonly IntersectionObserverEntry[]): void => {
    if (this.failure === null && entries.some((one) => one.isIntersecting)) void this.#older();
  };

  readonly #older = async (): Promise<void> => {
    if (this.loading) return;
    this.loading = true;
    this.failure = null;
    try {
      this.#change({ kind: "older", page: await this.parking.passages(this.journal.next, PAGE) });
    } catch (error) {
      this.failure = problemOf(error).code;
    } finally {
      this.loading = false;
    }
  };

  /** Signed addresses grow old: asks for the rows around a lost picture once more. */
  readonly #renew = async (event: CustomEvent<string>): Promise<void> => {
    const { passages } = this.journal;
    const at = passages.findIndex((one) => one.id === event.detail);
    const soon = Date.now() - RENEW_EVERY_MS;
    if (at < 0 || (this.#renewedAt.get(event.detail) ?? 0) > soon) return;
    const newer = passages[at - 1];
    for (const one of passages.slice(at, at + PAGE)) this.#renewedAt.set(one.id, Date.now());
    for (const [id, when] of this.#renewedAt) if (when < soon) this.#renewedAt.delete(id);
    try {
      const page = await this.parking.passages(newer === undefined ? null : cursorOf(newer), PAGE);
      this.#change({ kind: "renewed", passages: page.passages });
    } catch (error) {
      console.warn("hoa_parking: pictures could not be renewed:", problemOf(error).code);
    }
  };

  #change(change: Change): void {
    this.dispatchEvent(new CustomEvent("hoa-change", { detail: change, bubbles: true, composed: true }));
  }

  readonly #open = (event: CustomEvent<string>): void => {
    this.opened = event.detail;
    // Only guards and the board have notes, so they come when the first of them opens a passage.
    if (may(this.journal, "see_all_passages")) void import("./guard-notes.js").catch(() => undefined);
    history.pushState({ ...(history.state as object | null), hoaPassage: event.detail }, "");
  };

  readonly #close = (): void => {
    const state = history.state as { readonly hoaPassage?: string } | null;
    if (state?.hoaPassage !== undefined) history.back();
    this.#shut();
  };

  readonly #back = (): void => {
    if (this.opened !== null) this.#shut();
  };

  #shut(): void {
    const row = this.renderRoot.querySelector<HTMLElement>(`[id="row-${this.opened ?? ""}"]`);
    this.opened = null;
    void this.updateComplete.then(() => {
      row?.focus({ preventScroll: true });
    });
  }
}
