import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { WAYS, type Checked, type Entering, type PictureRead, type ReadPlate, type Way } from "../types/guard.js";
import type { Gate } from "../types/model.js";
import { guardForm } from "./guard-style.js";
import "./manual-check.js";
import { manualFormStyle } from "./manual-form-style.js";
import "./plate.js";
import "./segments.js";
import { focus, theme, tones } from "./style.js";

const LONGEST_PLATE = 16;
const LONGEST_NOTE = 500;
const SHORTEST_PLATE = 3;

/**
 * A passage as a guard writes it down. Fires `hoa-check` with the plate typed, `hoa-enter` with an Entering, `hoa-withdraw`
 * when a blocked plate is not let in after all.
 */
@element("hoa-manual-form")
export class ManualForm extends LitElement {
  static override readonly styles = [theme, tones, focus, guardForm, manualFormStyle];

  @property({ attribute: false }) gates: readonly Gate[] = [];
  /** The gate that is chosen at first. */
  @property() first = "";
  @property({ attribute: false }) read: PictureRead | null = null;
  /** What is known of `checkedText`. */
  @property({ attribute: false }) checked: Checked | null = null;
  @property() checkedText = "";
  /** Whether it waits for a second yes, because the plate is blocked. */
  @property({ type: Boolean }) confirming = false;
  @property({ type: Boolean }) busy = false;
  @property() failure = "";
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @state() private plate = "";
  @state() private gate = "";
  @state() private way: Way = "entry";
  @state() private missing = false;
  /** Whether the plate is what somebody typed, and not what was read. */
  #typed = false;
  #open = true;
  @query("input.plate") private field!: HTMLInputElement;
  @query("textarea") private note!: HTMLTextAreaElement;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.gate === "") this.gate = this.first === "" ? (this.gates[0]?.id ?? "") : this.first;
    const [best] = this.read?.plates ?? [];
    if (changed.has("read") && best !== undefined && !this.#typed) this.#take(best.text, false);
  }

  protected override render(): TemplateResult {
    const { language } = this;
    return html`<form novalidate @submit=${this.#submit} @hoa-plate=${this.#alike}>
      ${this.#plate()} ${this.#reads()}
      ${
        this.checked !== null && this.checkedText === this.plate
          ? html`<hoa-manual-check .checked=${this.checked} .language=${language} .now=${this.now}></hoa-manual-check>`
          : nothing
      }
      ${this.gates.length > 1 ? this.#gates() : nothing}
      <hoa-segments
        .label=${language.text("passage.direction")}
        .options=${WAYS.map((way) => ({ id: way, text: language.text(`direction.${way}`), icon: way }))}
        .value=${this.way}
        @hoa-chosen=${this.#turn}
      ></hoa-segments>
      <label class="field"
        >${language.text("manual.note")}<textarea rows="2" maxlength=${LONGEST_NOTE}></textarea>
      </label>
      ${this.failure === "" ? nothing : html`<p class="error" role="alert">${this.failure}</p>`}
      ${this.confirming ? this.#confirm() : this.#buttons()}
    </form>`;
  }

  #plate(): TemplateResult {
    const { language } = this;
    return html`<label class="field"
        >${language.text("slot.plate")}<input
          class="plate"
          type="text"
          maxlength=${LONGEST_PLATE}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          .value=${this.plate}
          aria-invalid=${this.missing}
          aria-describedby=${this.missing ? "missing" : nothing}
          @input=${this.#type}
          @change=${this.#check}
      /></label>
      ${this.missing ? html`<p class="error" id="missing" role="alert">${language.text("slot.plate.missing")}</p>` : nothing}`;
  }

  /** What was read stays in sight, whatever is typed. */
  #reads(): TemplateResult | typeof nothing {
    const { language } = this;
    const plates = this.read?.plates ?? [];
    if (plates.length === 0) return nothing;
    return html`<div class="reads">
      <p class="hint">${language.text("manual.reads")}</p>
      <div class="row">${plates.map((one) => this.#chips(one))}</div>
    </div>`;
  }

  #chips(one: ReadPlate): TemplateResult {
    const { language } = this;
    const raw = one.raw === one.text ? "" : language.text("manual.raw", { raw: one.raw });
    return html`<button
        type="button"
        class="chip read"
        aria-pressed=${one.text === this.plate}
        @click=${() => {
          this.#take(one.text, true);
        }}
      >
        <hoa-plate .plate=${one.text} .country=${one.country}></hoa-plate
        ><small>${language.percent(one.confidence)} ${raw}</small>
      </button>
      ${one.alternatives.map(
        ({ text }) =>
          html`<button
            type="button"
            class="chip"
            aria-pressed=${text === this.plate}
            @click=${() => {
              this.#take(text, true);
            }}
          >
            ${text}
          </button>`,
      )}`;
  }

  #gates(): TemplateResult {
    return html`<hoa-segments
      .label=${this.language.text("passage.gate")}
      .options=${this.gates.map((gate) => ({ id: gate.id, text: gate.name }))}
      .value=${this.gate}
      @hoa-chosen=${this.#choose}
    ></hoa-segments>`;
  }

  #buttons(): TemplateResult {
    const { language, busy } = this;
    return html`<div class="send" @mousedown=${this.#stay}>
      <button type="submit" class="main" value="open" aria-disabled=${busy}>
        ${language.text(busy ? "slot.busy" : "manual.open")}
      </button>
      <button type="submit" value="log" aria-disabled=${busy}>${language.text("manual.log")}</button>
    </div>`;
  }

  #confirm(): TemplateResult {
    const { language, busy } = this;
    return html`<div class="confirm tinted bad" role="alertdialog" aria-label=${language.text("manual.blocked")}>
      <p>${language.text("manual.blocked")}</p>
      <div class="row">
        <button type="button" class="danger" aria-disabled=${busy} @click=${this.#despite}>
          ${language.text(busy ? "slot.busy" : this.#open ? "manual.despite.open" : "manual.despite.log")}
        </button>
        <button type="button" @click=${this.#withdraw}>${language.text("slot.cancel")}</button>
      </div>
    </div>`;
  }

  #take(plate: string, typed: boolean): void {
    this.plate = plate;
    this.#typed = typed;
    this.missing = false;
    this.#say("hoa-check", plate);
  }

  readonly #alike = (event: CustomEvent<string>): void => {
    this.#take(event.detail, true);
  };

  readonly #type = (): void => {
    this.plate = this.field.value.trim().toUpperCase();
    this.#typed = this.plate !== "";
    this.missing = false;
    if (this.confirming) this.#withdraw();
  };

  readonly #check = (): void => {
    if (this.plate.length >= SHORTEST_PLATE && this.plate !== this.checkedText) this.#say("hoa-check", this.plate);
  };

  /** Leaving the field would have the plate checked, and what came of it would push the button away from under the pointer. */
  readonly #stay = (event: Event): void => {
    event.preventDefault();
  };

  readonly #choose = (event: CustomEvent<string>): void => {
    this.gate = event.detail;
  };

  readonly #turn = (event: CustomEvent<string>): void => {
    this.way = WAYS.find((way) => way === event.detail) ?? "entry";
  };

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    this.missing = this.plate === "";
    if (this.missing) {
      this.field.focus();
      return;
    }
    const { submitter } = event;
    this.#open = !(submitter instanceof HTMLButtonElement) || submitter.value === "open";
    this.#send(false);
  };

  readonly #despite = (): void => {
    this.#send(true);
  };

  readonly #withdraw = (): void => {
    this.#say("hoa-withdraw", null);
  };

  #send(despiteBlock: boolean): void {
    if (this.busy) return;
    const note = this.note.value.trim();
    const { plate, gate, way: direction } = this;
    const read = this.read?.id ?? null;
    const entering = { gate, direction, plate, read, note: note === "" ? null : note, open: this.#open, despiteBlock };
    this.#say("hoa-enter", entering satisfies Entering);
  }

  #say(name: string, detail: Entering | string | null): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
