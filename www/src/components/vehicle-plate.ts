import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { checkPlate, LONGEST_PLATE, type PlateCheck } from "../lib/plate-forms.js";
import { roomy } from "./pass-style.js";
import "./plate.js";
import { focus, theme } from "./style.js";

/** Room for spaces and dashes that people type. */
const LONGEST_TYPED = LONGEST_PLATE + 6;

/** A plate that is typed, and what becomes of it as it is. Fires `hoa-plate` with the text. */
@element("hoa-vehicle-plate")
export class VehiclePlate extends LitElement {
  static override readonly styles = [
    theme,
    focus,
    roomy,
    css`
      :host {
        display: grid;
        gap: 8px;
      }
      input {
        text-transform: uppercase;
        letter-spacing: 0.05em;
      }
      input::placeholder {
        text-transform: none;
        letter-spacing: normal;
      }
      .said {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
        min-block-size: 30px;
        font-size: 14px;
        line-height: 20px;
        color: var(--quiet);
      }
      .said button {
        min-block-size: 44px;
        padding: 0 8px;
      }
    `,
  ];

  @property() value = "";
  @property() label = "";
  /** What is wrong with it, in words; empty when nothing is. */
  @property() fault = "";
  /** Countries whose plates are expected; empty: all. */
  @property({ attribute: false }) countries: readonly string[] = [];
  @property({ attribute: false }) language!: Language;
  /** Somebody who is still typing is not told that it is too short. */
  @state() private left = false;
  @query("input") private field!: HTMLInputElement;

  override focus(): void {
    this.field.focus();
  }

  protected override render(): TemplateResult {
    const check = checkPlate(this.value, this.countries);
    const early = check.state === "wrong" && this.left ? this.language.text(`error.${check.why}`) : "";
    const fault = this.fault === "" ? early : this.fault;
    return html`<label class="field"
        >${this.label}<input
          .value=${this.value}
          maxlength=${LONGEST_TYPED}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          aria-invalid=${fault !== ""}
          aria-describedby="said"
          @input=${this.#typed}
          @change=${this.#leave}
      /></label>
      <div class="said" id="said" role="status">
        ${fault === "" ? this.#said(check) : html`<span class="fault">${fault}</span>`}
      </div>`;
  }

  #said(check: PlateCheck): TemplateResult | typeof nothing {
    const { language } = this;
    if (check.state === "known") return html`<hoa-plate .plate=${check.plate} .country=${check.country}></hoa-plate>`;
    if (check.state !== "unknown") return nothing;
    if (check.others.length === 0) return html`<span>${language.text("plate.unknown")}</span>`;
    return html`<span>${language.text("plate.others")}</span> ${check.others.map(
        ({ plate, country }) =>
          html`<button
            type="button"
            @click=${() => {
              this.#set(plate);
            }}
          >
            <hoa-plate .plate=${plate} .country=${country}></hoa-plate>
          </button>`,
      )}`;
  }

  #set(text: string): void {
    this.value = text;
    this.dispatchEvent(new CustomEvent("hoa-plate", { detail: text, bubbles: true, composed: true }));
    this.field.focus();
  }

  readonly #typed = (): void => {
    this.left = false;
    this.value = this.field.value;
    this.dispatchEvent(new CustomEvent("hoa-plate", { detail: this.value, bubbles: true, composed: true }));
  };

  readonly #leave = (): void => {
    this.left = true;
  };
}
