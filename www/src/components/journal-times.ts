import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../lib/element.js";
import { ANY_TIME, ownTimes, SPANS, type Times } from "../lib/journal.js";
import type { Language } from "../lib/language.js";
import { journalForm } from "./journal-form-style.js";
import "./segments.js";
import { focus, theme } from "./style.js";

/** When something was: today, lately, or from – to. Fires `hoa-times`. */
@element("hoa-times")
export class TimesChoice extends LitElement {
  static override readonly styles = [
    theme,
    focus,
    journalForm,
    css`
      :host {
        display: block;
        min-inline-size: 0;
      }
      .own {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(200px, 1fr));
        gap: 12px;
        margin-block-start: 12px;
        max-inline-size: 560px;
      }
    `,
  ];

  @property({ attribute: false }) times: Times = ANY_TIME;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;

  protected override render(): TemplateResult {
    const { language, times } = this;
    const options = SPANS.map((span) => ({ id: span, text: language.text(`journal.span.${span}`) }));
    return html`<hoa-segments
        line
        .label=${language.text("journal.span")}
        .options=${options}
        .value=${times.span}
        @hoa-chosen=${this.#choose}
      ></hoa-segments>
      ${times.span === "own" ? this.#own() : nothing}`;
  }

  #own(): TemplateResult {
    return html`<div class="own">
      ${(["from", "to"] as const).map(
        (end) =>
          html`<label class="field"
            >${this.language.text(`journal.${end}`)}<input
              type="datetime-local"
              .value=${this.times[end]}
              @change=${(event: Event) => {
                this.#tell({ ...this.times, [end]: (event.target as HTMLInputElement).value });
              }}
          /></label>`,
      )}
    </div>`;
  }

  readonly #choose = (event: CustomEvent<string>): void => {
    event.stopPropagation();
    const span = SPANS.find((one) => one === event.detail) ?? "any";
    this.#tell(span === "own" ? ownTimes(this.now, this.language) : { ...ANY_TIME, span });
  };

  #tell(times: Times): void {
    this.dispatchEvent(new CustomEvent("hoa-times", { detail: times, bubbles: true, composed: true }));
  }
}
