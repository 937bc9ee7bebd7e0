import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { MOST_CHARACTERS } from "../lib/drawing-address.js";
import { BLANK, type Drawing } from "../lib/drawing-model.js";
import { clashesOf, MOST_IN_STRIP, type Strip } from "../lib/drawing-strip.js";
import { takenBy } from "../lib/drawing-work.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { draw } from "./drawing-event.js";
import { controls } from "./drawing-style.js";
import "./icon.js";
import { focus, theme } from "./style.js";

/** A row of places being laid: how many, what they are called, and which way they count. Fires `hoa-draw`. */
@element("hoa-drawing-strip-form")
export class DrawingStripForm extends LitElement {
  static override readonly styles = [
    theme,
    focus,
    controls,
    css`
      :host {
        display: grid;
        gap: 12px;
      }
      .fields {
        display: grid;
        grid-template-columns: minmax(144px, 1.4fr) 1fr 1fr;
        gap: 8px;
        align-items: end;
      }
      .stepper {
        display: grid;
        grid-template-columns: 44px minmax(0, 1fr) 44px;
        gap: 4px;
      }
      .stepper input {
        padding: 0 2px;
        text-align: center;
        appearance: textfield;
      }
      .stepper button {
        padding: 0;
      }
    `,
  ];

  @property({ attribute: false }) drawing: Drawing = BLANK;
  @property({ attribute: false }) language!: Language;

  protected override render(): TemplateResult | typeof nothing {
    const { strip } = this.drawing;
    const { language } = this;
    if (strip === null) return nothing;
    const clashes = clashesOf(strip, takenBy(this.drawing));
    return html`<h3>${language.text("layout.strip")}</h3>
      <p class="quiet">${language.text("layout.strip.how")}</p>
      <div class="fields">
        ${this.#count(strip)} ${this.#text("row", strip.row, false)}
        ${this.#text("first", strip.first, clashes.length > 0)}
      </div>
      ${
        clashes.length === 0
          ? nothing
          : html`<p class="fault" role="alert">
              ${language.text("layout.strip.taken", { addresses: clashes.slice(0, 6).join(", ") })}
            </p>`
      }
      <div class="row">
        <button type="button" class="main" aria-disabled=${clashes.length > 0} @click=${this.#place}>
          ${language.count("layout.strip.place", strip.count)}
        </button>
        <button type="button" aria-pressed=${strip.flipped} @click=${this.#flip}>
          <hoa-icon name="swap"></hoa-icon>${language.text("layout.strip.flip")}
        </button>
        <button type="button" @click=${this.#cancel}>${language.text("layout.cancel")}</button>
      </div>`;
  }

  #count(strip: Strip): TemplateResult {
    const { language } = this;
    const step = (by: 1 | -1): TemplateResult =>
      html`<button
        type="button"
        aria-label=${language.text(by === 1 ? "layout.strip.more" : "layout.strip.fewer")}
        @click=${() => {
          this.#counted(strip.count + by);
        }}
      >
        <hoa-icon .name=${by === 1 ? "plus" : "minus"}></hoa-icon>
      </button>`;
    return html`<div class="field">
      <span id="count">${language.text("layout.strip.count")}</span>
      <div class="stepper">
        ${step(-1)}
        <input
          type="number"
          inputmode="numeric"
          min="1"
          max=${MOST_IN_STRIP}
          aria-labelledby="count"
          .value=${live(String(strip.count))}
          @change=${(event: Event) => {
            this.#counted(Number((event.target as HTMLInputElement).value));
          }}
        />
        ${step(1)}
      </div>
    </div>`;
  }

  #text(name: "row" | "first", value: string, faulty: boolean): TemplateResult {
    return html`<label class="field"
      >${this.language.text(name === "row" ? "layout.row" : "layout.strip.first")}
      <input
        name=${name}
        maxlength=${MOST_CHARACTERS}
        autocomplete="off"
        autocapitalize="characters"
        aria-invalid=${faulty}
        .value=${live(value)}
        @input=${(event: InputEvent) => {
          const text = (event.target as HTMLInputElement).value;
          draw(this, { kind: "strip", changes: name === "row" ? { row: text } : { first: text, numbered: true } });
        }}
      />
    </label>`;
  }

  #counted(count: number): void {
    const whole = Math.min(MOST_IN_STRIP, Math.max(1, Math.round(count)));
    if (Number.isFinite(whole)) draw(this, { kind: "strip", changes: { count: whole, counted: true } });
  }

  readonly #flip = (): void => {
    draw(this, { kind: "strip", changes: { flipped: !(this.drawing.strip?.flipped ?? false) } });
  };

  readonly #place = (): void => {
    draw(this, { kind: "place" });
  };

  readonly #cancel = (): void => {
    draw(this, { kind: "escape" });
  };
}
