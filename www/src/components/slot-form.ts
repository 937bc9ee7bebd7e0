import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { element } from "../lib/element.js";
import type { Language, TextKey } from "../lib/language.js";
import { STATE_ICONS } from "../lib/places.js";
import type { ActName, SlotAct } from "../lib/slot-acts.js";
import { SLOT_STATES, type Slot, type SlotState } from "../types/places.js";
import "./segments.js";
import { formStyle } from "./slot-detail-style.js";
import { focus, theme } from "./style.js";

const LONGEST_REASON = 200;
const LONGEST_PLATE = 16;

/** The few fields an act needs. Fires `hoa-act` when they are right, `hoa-cancel`. */
@element("hoa-slot-form")
export class SlotForm extends LitElement {
  static override readonly styles = [theme, focus, formStyle];

  @property() act: ActName = "claim";
  @property({ attribute: false }) plates: readonly string[] = [];
  @property({ attribute: false }) slotNow!: Slot;
  @property({ type: Boolean }) busy = false;
  @property({ attribute: false }) language!: Language;
  @state() private chosen: SlotState | null = null;
  /** What is missing in the field, if anything. */
  @state() private missing: TextKey | null = null;
  @query("input.text") private field!: HTMLInputElement;
  @query("input[type=checkbox]") private hold!: HTMLInputElement | null;

  protected override firstUpdated(): void {
    this.field.focus();
  }

  protected override render(): TemplateResult {
    const { language, act } = this;
    const plate = act === "claim" || act === "set_plate";
    return html`<form novalidate @submit=${this.#submit}>
      ${act === "release" ? html`<p class="hint">${language.text("slot.release.text")}</p>` : nothing}
      ${act === "override" ? this.#states() : nothing}
      ${plate ? this.#plate() : this.#text("slot.reason", LONGEST_REASON)}
      ${
        act === "override"
          ? html`<label class="check"><input type="checkbox" />${language.text("slot.hold")}</label>`
          : nothing
      }
      ${this.missing === null ? nothing : html`<p class="error" id="missing" role="alert">${language.text(this.missing)}</p>`}
      <div class="row">
        <button type="submit" class="main" aria-disabled=${this.busy}>
          ${language.text(this.busy ? "slot.busy" : "slot.save")}
        </button>
        ${
          act === "set_plate"
            ? html`<button type="button" aria-disabled=${this.busy} @click=${this.#forget}>
                ${language.text("slot.plate.unknown")}
              </button>`
            : nothing
        }
        <button type="button" @click=${this.#cancel}>${language.text("slot.cancel")}</button>
      </div>
    </form>`;
  }

  #states(): TemplateResult {
    const { language } = this;
    const options = SLOT_STATES.map((state) => ({
      id: state,
      text: language.text(state === "unknown" ? "slot.state.out_of_use" : `slot.state.${state}`),
      icon: state === "unknown" ? ("close" as const) : STATE_ICONS[state],
    }));
    return html`<hoa-segments
      .label=${language.text("slot.state")}
      .options=${options}
      .value=${this.#state()}
      @hoa-chosen=${this.#choose}
    ></hoa-segments>`;
  }

  #plate(): TemplateResult {
    return html`${this.#text(this.act === "claim" ? "slot.claim.plate" : "slot.plate", LONGEST_PLATE)}
    ${
      this.plates.length === 0
        ? nothing
        : html`<div class="row">
            ${this.plates.map(
              (plate) =>
                html`<button
                  type="button"
                  @click=${() => {
                    this.field.value = plate;
                  }}
                >
                  ${plate}
                </button>`,
            )}
          </div>`
    }`;
  }

  #text(key: TextKey, longest: number): TemplateResult {
    return html`<label class="field"
      >${this.language.text(key)}<input
        class=${longest === LONGEST_PLATE ? "text plate" : "text"}
        type="text"
        maxlength=${longest}
        autocomplete="off"
        autocapitalize=${longest === LONGEST_PLATE ? "characters" : "sentences"}
        aria-invalid=${this.missing !== null}
        aria-describedby=${this.missing === null ? nothing : "missing"}
    /></label>`;
  }

  /** Most likely the opposite of what is seen is meant. */
  #state(): SlotState {
    return this.chosen ?? (this.slotNow.state === "free" ? "occupied" : "free");
  }

  readonly #choose = (event: CustomEvent<string>): void => {
    this.chosen = SLOT_STATES.find((state) => state === event.detail) ?? null;
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const text = this.field.value.trim();
    const plate = this.act === "claim" || this.act === "set_plate";
    this.missing = text !== "" ? null : plate ? "slot.plate.missing" : "slot.reason.missing";
    if (this.missing === null) this.#ask(text);
    else this.field.focus();
  };

  #ask(text: string): void {
    switch (this.act) {
      case "claim":
      case "set_plate":
        this.#send({ act: this.act, plate: text.toUpperCase() });
        break;
      case "release":
        this.#send({ act: "release", reason: text });
        break;
      default:
        this.#send({ act: "override", state: this.#state(), reason: text, hold: this.hold?.checked ?? false });
    }
  }

  readonly #forget = (): void => {
    this.#send({ act: "set_plate", plate: null });
  };

  #send(act: SlotAct): void {
    this.dispatchEvent(new CustomEvent("hoa-act", { detail: act, bubbles: true, composed: true }));
  }

  readonly #cancel = (): void => {
    this.dispatchEvent(new CustomEvent("hoa-cancel", { bubbles: true, composed: true }));
  };
}
