import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { isKnown, zoneWords } from "../lib/describe.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { Zone } from "../types/model.js";
import { formStyle } from "./slot-detail-style.js";
import { card, focus, theme } from "./style.js";

/** How setting the count goes. */
export interface Counting {
  readonly state: "busy" | "done" | "failed";
  readonly text: string;
}

/** A zone without a map, counted at its gates. Fires `hoa-count` with the number of cars inside. */
@element("hoa-zone-count")
export class ZoneCount extends LitElement {
  static override readonly styles = [
    theme,
    card,
    focus,
    formStyle,
    css`
      .card {
        display: grid;
        gap: 14px;
        padding: 16px;
      }
      .words {
        margin: 0;
        font-size: 20px;
        line-height: 28px;
      }
      form {
        grid-template-columns: minmax(0, 200px) auto 1fr;
        align-items: end;
      }
      .error,
      .hint {
        grid-column: 1 / -1;
      }
      @media (max-width: 599px) {
        form {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) zone!: Zone;
  @property({ attribute: false }) language!: Language;
  @property({ type: Boolean }) canSet = false;
  @property({ attribute: false }) counting: Counting | null = null;
  @state() private wrong = false;
  @query("input") private field!: HTMLInputElement;

  protected override render(): TemplateResult {
    const { zone, language } = this;
    return html`<div class="card">
      <p class="words">${zoneWords(zone, language)}</p>
      <p class="hint">${language.text(isKnown(zone) ? "zone.gates" : "zone.gates.unknown")}</p>
      ${this.canSet ? this.#form() : nothing}
    </div>`;
  }

  #form(): TemplateResult {
    const { zone, language, counting } = this;
    return html`<form novalidate @submit=${this.#submit}>
      <label class="field"
        >${language.text("zone.count")}<input
          type="number"
          inputmode="numeric"
          min="0"
          max=${zone.total}
          .value=${String(zone.occupied)}
          aria-invalid=${this.wrong}
      /></label>
      <button type="submit" class="main" aria-disabled=${counting?.state === "busy"}>
        ${language.text(counting?.state === "busy" ? "slot.busy" : "zone.count.set")}
      </button>
      ${
        this.wrong
          ? html`<p class="error" role="alert">${language.text("zone.count.range", { total: zone.total })}</p>`
          : counting === null || counting.state === "busy"
            ? nothing
            : html`<p class=${counting.state === "failed" ? "error" : "hint"} role="status">${counting.text}</p>`
      }
    </form>`;
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    if (this.counting?.state === "busy") return;
    const count = Number(this.field.value);
    this.wrong = this.field.value === "" || !Number.isInteger(count) || count < 0 || count > this.zone.total;
    if (this.wrong) this.field.focus();
    else this.dispatchEvent(new CustomEvent("hoa-count", { detail: count, bubbles: true, composed: true }));
  };
}
