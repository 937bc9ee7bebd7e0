import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, query } from "lit/decorators.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { ImportReport, RowProblem } from "../types/layout.js";
import { controls } from "./drawing-style.js";
import "./icon.js";
import { card, focus, theme } from "./style.js";

const MOST_SHOWN = 100;

/** The layout out to a file and in from one. Fires `hoa-export`, `hoa-file` with a File, `hoa-apply`, `hoa-forget`. */
@element("hoa-drawing-exchange")
export class DrawingExchange extends LitElement {
  static override readonly styles = [
    theme,
    card,
    focus,
    controls,
    css`
      :host {
        display: block;
      }
      .card {
        display: grid;
        gap: 12px;
        padding: 16px;
      }
      ul {
        margin: 0;
        padding-inline-start: 20px;
        max-block-size: 240px;
        overflow: auto;
        font-size: 14px;
        line-height: 20px;
      }
      p {
        margin: 0;
      }
    `,
  ];

  /** What an import would do; null: none is looked at. */
  @property({ attribute: false }) report: ImportReport | null = null;
  @property() name = "";
  @property({ attribute: false }) failure: string | null = null;
  @property({ attribute: false }) note: string | null = null;
  @property({ type: Boolean }) busy = false;
  /** Something drawn is not saved, and an import would write over it. */
  @property({ type: Boolean }) unsaved = false;
  @property({ attribute: false }) language!: Language;
  @query("input") private file!: HTMLInputElement;

  protected override render(): TemplateResult {
    const { language, busy, unsaved, report } = this;
    return html`<section class="card" aria-label=${language.text("layout.exchange")}>
      <h3>${language.text("layout.exchange")}</h3>
      <p class="quiet">${language.text("layout.exchange.text")}</p>
      <div class="row">
        <button type="button" aria-disabled=${busy} @click=${this.#export}>
          <hoa-icon name="download"></hoa-icon>${language.text("layout.export")}
        </button>
        <button type="button" aria-disabled=${busy || unsaved} @click=${this.#choose}>
          <hoa-icon name="upload"></hoa-icon>${language.text("layout.import")}
        </button>
        <input
          type="file"
          accept="application/json,.json"
          hidden
          aria-label=${language.text("layout.import")}
          @change=${this.#chosen}
        />
      </div>
      ${unsaved ? html`<p class="quiet">${language.text("layout.import.unsaved")}</p>` : nothing}
      ${this.failure === null ? nothing : html`<p class="fault" role="alert">${this.failure}</p>`}
      ${this.note === null ? nothing : html`<p role="status">${this.note}</p>`}
      ${report === null ? nothing : this.#report(report)}
    </section>`;
  }

  #report(report: ImportReport): TemplateResult {
    const { language } = this;
    const { added, changed, removed, problems } = report;
    return html`<div role="status">
        <h3>${this.name}</h3>
        <p>${language.text("layout.import.counts", { added, changed, removed })}</p>
        ${
          problems.length === 0
            ? nothing
            : html`<p class="fault">${language.count("layout.import.problems", problems.length)}</p>
                <ul>
                  ${problems.slice(0, MOST_SHOWN).map((problem) => this.#problem(problem))}
                </ul>`
        }
      </div>
      <div class="row">
        ${
          problems.length > 0
            ? nothing
            : html`<button type="button" class="main" aria-disabled=${this.busy} @click=${this.#apply}>
                ${language.text("layout.import.apply")}
              </button>`
        }
        <button type="button" @click=${this.#forget}>${language.text("layout.cancel")}</button>
      </div>`;
  }

  #problem({ where, code, slot }: RowProblem): TemplateResult {
    const place = slot === null || slot === "" || where.includes(slot) ? where : `${where} (${slot})`;
    return html`<li>${place}: ${this.language.code("error", code, "error.other")}</li>`;
  }

  #fire(name: string, detail?: File): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  readonly #export = (): void => {
    if (!this.busy) this.#fire("hoa-export");
  };

  readonly #choose = (): void => {
    if (!this.busy && !this.unsaved) this.file.click();
  };

  readonly #chosen = (): void => {
    const file = this.file.files?.[0];
    if (file !== undefined) this.#fire("hoa-file", file);
    // The same file may be chosen again once it is mended.
    this.file.value = "";
  };

  readonly #apply = (): void => {
    if (!this.busy) this.#fire("hoa-apply");
  };

  readonly #forget = (): void => {
    this.#fire("hoa-forget");
  };
}
