import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { ifDefined } from "lit/directives/if-defined.js";
import { live } from "lit/directives/live.js";
import "../components/plate.js";
import { element } from "../lib/element.js";
import { checkPlate, LONGEST_PLATE, type PlateCheck } from "../lib/plate-forms.js";
import { described, faultLine } from "./field.js";
import type { Words } from "./words.js";

/** Room for separators. */
const MOST = 2 * LONGEST_PLATE;

/** A plate as it is typed: shown like a plate once its form is known; what is not known is warned of, never forbidden. */
@element("hoa-plate-field")
export class PlateField extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) countries: readonly string[] = [];
  @property() name = "plate";
  @property() label = "";
  @property() value = "";
  @property() fault: string | null = null;
  @property({ type: Boolean }) quietLabel = false;
  /** Nobody is told that half a plate is none. */
  @state() private typing = false;

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult {
    const { words, fault } = this;
    const id = `${this.name}-text`;
    const check = checkPlate(this.value, this.countries);
    return html`<div class="plate-field">
      <label for=${id} class=${this.quietLabel ? "away" : ""}>${this.label}</label>
      <input
        id=${id}
        class="plate-text"
        .value=${live(this.value)}
        maxlength=${MOST}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        aria-invalid=${fault === null ? "false" : "true"}
        aria-describedby=${ifDefined(described({ id, fault, hint: "" }))}
        @input=${this.#typed}
        @change=${this.#left}
      />
      ${faultLine({ id, fault, words })}
      <div class="plate-said" id="${id}-hint" role="status">${this.#said(check)}</div>
    </div>`;
  }

  #said(check: PlateCheck): TemplateResult | typeof nothing {
    const { words } = this;
    if (check.state === "known") return this.#known(check.plate, check.country);
    if (this.typing || this.fault !== null) return nothing;
    if (check.state === "wrong") return html`<span class="warned">${words.code("field", check.why)}</span>`;
    if (check.state === "empty") return nothing;
    return html`<span class="warned">${words.text("plate.unknown")}</span> ${
        check.others.length === 0
          ? nothing
          : html`<span class="others"
              >${words.text("plate.others")}
              ${check.others.map(
                ({ plate, country }) =>
                  html`<button
                    type="button"
                    class="plain"
                    aria-label=${words.text("plate.use", { plate })}
                    @click=${(): void => {
                      this.#tell(plate);
                    }}
                  >
                    <hoa-plate .plate=${plate} .country=${country}></hoa-plate>
                  </button>`,
              )}</span
            >`
      }`;
  }

  #known(plate: string, country: string | null): TemplateResult {
    return html`<hoa-plate .plate=${plate} .country=${country} aria-hidden="true"></hoa-plate> ${
        country === null ? nothing : html`<span class="known">${this.words.country(country)}</span>`
      }`;
  }

  readonly #typed = (event: Event): void => {
    this.typing = true;
    this.#tell((event.target as HTMLInputElement).value);
  };

  readonly #left = (): void => {
    this.typing = false;
  };

  #tell(value: string): void {
    this.dispatchEvent(new CustomEvent<string>("plate", { detail: value }));
  }
}
