import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../lib/element.js";
import type { IconName } from "../lib/icons.js";
import type { Language, TextKey } from "../lib/language.js";
import { rounded } from "../lib/places.js";
import type { ActName, Going, SlotAct } from "../lib/slot-acts.js";
import type { Candidate, Slot } from "../types/places.js";
import "./icon.js";
import { formStyle } from "./slot-detail-style.js";
import "./slot-form.js";
import { focus, theme } from "./style.js";

const SHOWN: Readonly<Record<ActName, { readonly key: TextKey; readonly icon: IconName }>> = {
  claim: { key: "slot.claim", icon: "car" },
  disclaim: { key: "slot.disclaim", icon: "close" },
  set_plate: { key: "slot.set_plate", icon: "note" },
  release: { key: "slot.release", icon: "exit" },
  override: { key: "slot.override", icon: "hand" },
  end_override: { key: "slot.override.end", icon: "swap" },
};

/** What can be done on a place: a press does it, or opens the few fields it needs. Fires `hoa-act`. */
@element("hoa-slot-actions")
export class SlotActions extends LitElement {
  static override readonly styles = [
    theme,
    focus,
    formStyle,
    css`
      :host {
        display: grid;
        gap: 10px;
      }
      h3 {
        margin: 0 0 6px;
        font-size: 14px;
        font-weight: 500;
        color: var(--quiet);
      }
    `,
  ];

  @property({ attribute: false }) slotNow!: Slot;
  @property({ attribute: false }) acts: readonly ActName[] = [];
  @property({ attribute: false }) candidates: readonly Candidate[] = [];
  /** The plates of this person's household. */
  @property({ attribute: false }) vehicles: readonly string[] = [];
  @property({ attribute: false }) going: Going | null = null;
  @property({ attribute: false }) language!: Language;
  /** The act whose fields are open. */
  @state() private form: ActName | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("going") && this.going?.state === "done") this.form = null;
  }

  protected override render(): TemplateResult | typeof nothing {
    const form = this.form !== null && this.acts.includes(this.form) ? this.form : null;
    if (this.acts.length === 0) return nothing;
    return html`${this.#candidates()}
      <div class="row">${this.acts.map((act) => this.#button(act, form))}</div>
      ${form === null ? nothing : this.#fields(form)} ${this.#failure()}`;
  }

  /** Who claims says which of their own cars it is; with one there is nothing to say, and with none listed they type. */
  #fields(form: ActName): TemplateResult {
    return form === "claim" && this.vehicles.length > 0 ? this.#vehicles() : this.#form(form);
  }

  #vehicles(): TemplateResult {
    return html`<div class="own">
      <h3 id="own">${this.language.text("slot.claim.which")}</h3>
      <div class="row" role="group" aria-labelledby="own">
        ${this.vehicles.map(
          (plate) =>
            html`<button
              type="button"
              class="plate"
              aria-disabled=${this.#busy()}
              @click=${() => {
                this.#ask({ act: "claim", plate });
              }}
            >
              ${plate}
            </button>`,
        )}
      </div>
    </div>`;
  }

  #button(act: ActName, form: ActName | null): TemplateResult {
    const fields = this.#atOnce(act) === null;
    return html`<button
      type="button"
      aria-expanded=${fields ? String(act === form) : nothing}
      aria-disabled=${this.#busy()}
      @click=${() => {
        this.#press(act);
      }}
    >
      <hoa-icon .name=${SHOWN[act].icon}></hoa-icon>${this.language.text(SHOWN[act].key)}
    </button>`;
  }

  /** Guesses that a guard can make true with one press. */
  #candidates(): TemplateResult | typeof nothing {
    const { language, candidates, slotNow: slot } = this;
    const settled = slot.stay?.source === "set" || slot.stay?.source === "claimed";
    if (candidates.length === 0 || settled || !this.acts.includes("set_plate")) return nothing;
    return html`<div>
      <h3 id="guess">${language.text("slot.candidates")}</h3>
      <div class="row" role="group" aria-labelledby="guess">
        ${candidates.map((one) => {
          const percent = language.percent(rounded(one.probability));
          const home =
            one.apartment === null ? "" : ` · ${language.text("passage.apartment", { apartment: one.apartment })}`;
          return html`<button
            type="button"
            aria-disabled=${this.#busy()}
            @click=${() => {
              this.#ask({ act: "set_plate", plate: one.plate });
            }}
          >
            ${language.text("slot.candidate", { plate: one.plate, percent })}${home}
          </button>`;
        })}
      </div>
    </div>`;
  }

  #form(act: ActName): TemplateResult {
    const plates = act === "claim" ? [] : this.candidates.map((one) => one.plate);
    return html`<hoa-slot-form
      .act=${act}
      .plates=${plates}
      .slotNow=${this.slotNow}
      .busy=${this.#busy()}
      .language=${this.language}
      @hoa-cancel=${this.#shut}
      @hoa-act=${this.#sent}
    ></hoa-slot-form>`;
  }

  #failure(): TemplateResult | typeof nothing {
    if (this.going?.state !== "failed") return nothing;
    return html`<p class="error" role="alert">${this.language.text("slot.failed", { why: this.going.text })}</p>`;
  }

  #busy(): boolean {
    return this.going?.state === "busy";
  }

  #press(act: ActName): void {
    const whole = this.#atOnce(act);
    if (whole !== null) this.#ask(whole);
    else this.form = this.form === act ? null : act;
  }

  /** What a press asks for without a question; null: there is one. */
  #atOnce(act: ActName): SlotAct | null {
    const [plate, other] = this.vehicles;
    if (act === "disclaim" || act === "end_override") return { act };
    return act === "claim" && plate !== undefined && other === undefined ? { act, plate } : null;
  }

  #ask(act: SlotAct): void {
    if (this.#busy()) return;
    this.dispatchEvent(new CustomEvent("hoa-act", { detail: act, bubbles: true, composed: true }));
  }

  readonly #sent = (event: Event): void => {
    if (this.#busy()) event.stopPropagation();
  };

  readonly #shut = (): void => {
    this.form = null;
  };
}
