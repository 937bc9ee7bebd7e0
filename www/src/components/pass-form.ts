import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { weekdayName, weekdaysOf } from "../lib/calendar.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { localText } from "../lib/local-time.js";
import {
  faultsOf,
  freshSheet,
  GUEST_KINDS,
  TIMES,
  tonight,
  WAYS,
  wishOf,
  withKind,
  withWay,
  type PassSheet,
  type SheetFaults,
  type SheetField,
} from "../lib/pass-sheet.js";
import { passFormStyle } from "./pass-form-style.js";
import { roomy } from "./pass-style.js";
import "./segments.js";
import { focus, theme } from "./style.js";
import "./vehicle-plate.js";

const LONGEST_NOTE = 200;

const LABELS = {
  from: "pass.from",
  until: "pass.until_field",
  start: "pass.start",
  end: "pass.end_time",
  lastDay: "pass.lastDay",
} as const;
type Field = keyof typeof LABELS;

/** Whom to let in, in which car and when. Fires `hoa-give` with the pass as it is wished, once nothing is wrong with it. */
@element("hoa-pass-form")
export class PassForm extends LitElement {
  static override readonly styles = [theme, focus, roomy, passFormStyle];

  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @property({ type: Boolean }) busy = false;
  /** Why the server refused, in words. */
  @property() failure = "";
  @state() private sheet!: PassSheet;
  @state() private faults: SheetFaults = {};

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hasUpdated && changed.has("now")) this.sheet = freshSheet(this.now, this.#zone);
  }

  protected override render(): TemplateResult {
    const { sheet, language, busy } = this;
    return html`<form novalidate @submit=${this.#submit}>
      ${this.#who(sheet)} ${this.#car(sheet)} ${this.#when(sheet)}
      <label class="field"
        >${language.text("pass.note")}<input
          name="note"
          maxlength=${LONGEST_NOTE}
          autocomplete="off"
          .value=${sheet.note}
          @input=${this.#typed("note")}
      /></label>
      ${this.failure === "" ? nothing : html`<p class="fault" role="alert">${this.failure}</p>`}
      <button type="submit" class="main" aria-disabled=${busy}>
        ${language.text(busy ? "pass.giving" : "pass.give")}
      </button>
    </form>`;
  }

  #who(sheet: PassSheet): TemplateResult {
    const { language } = this;
    const options = GUEST_KINDS.map((id) => ({ id, text: language.text(`pass.kind.${id}`) }));
    return html`<fieldset>
      <legend>${language.text("pass.who")}</legend>
      <hoa-segments
        .label=${language.text("pass.who")}
        .options=${options}
        .value=${sheet.kind}
        @hoa-chosen=${({ detail }: CustomEvent<PassSheet["kind"]>) => {
          this.#set(withKind(this.sheet, detail));
        }}
      ></hoa-segments>
    </fieldset>`;
  }

  #car(sheet: PassSheet): TemplateResult {
    const { language } = this;
    const options = WAYS.map((id) => ({ id, text: language.text(`pass.way.${id}`) }));
    return html`<fieldset>
      <legend>${language.text("pass.way")}</legend>
      <hoa-segments
        .label=${language.text("pass.way")}
        .options=${options}
        .value=${sheet.way}
        @hoa-chosen=${({ detail }: CustomEvent<PassSheet["way"]>) => {
          this.#set(withWay(this.sheet, detail));
        }}
      ></hoa-segments>
      ${
        sheet.way === "plate"
          ? html`<hoa-vehicle-plate
              .label=${language.text("pass.plate")}
              .value=${sheet.plate}
              .fault=${this.#fault("plate")}
              .language=${language}
              @hoa-plate=${({ detail }: CustomEvent<string>) => {
                this.#set({ ...this.sheet, plate: detail });
              }}
            ></hoa-vehicle-plate>`
          : html`<p class="quiet way">${language.text(`pass.way.${sheet.way}.text`)}</p>`
      }
    </fieldset>`;
  }

  #when(sheet: PassSheet): TemplateResult {
    const { language } = this;
    const time = language.clock(tonight(this.now, this.#zone), this.now);
    const options = TIMES.filter((id) => id !== "weekly" || sheet.way !== "ask").map((id) => ({
      id,
      text: language.text(`pass.times.${id}`, { time }),
    }));
    return html`<fieldset>
      <legend>${language.text("pass.times")}</legend>
      <hoa-segments
        .label=${language.text("pass.times")}
        .options=${options}
        .value=${sheet.times}
        @hoa-chosen=${({ detail }: CustomEvent<PassSheet["times"]>) => {
          this.#set({ ...this.sheet, times: detail });
        }}
      ></hoa-segments>
      ${sheet.times === "until" ? this.#span(sheet) : nothing}
      ${sheet.times === "weekly" ? this.#weekly(sheet) : nothing}
      ${
        sheet.times === "weekly"
          ? nothing
          : html`<label class="check"
              ><input
                type="checkbox"
                name="once"
                .checked=${sheet.once}
                @change=${this.#once}
              />${language.text("pass.once")}</label
            >`
      }
    </fieldset>`;
  }

  #span(sheet: PassSheet): TemplateResult {
    const now = localText(this.now, this.#zone);
    return html`<div class="pair">
      ${this.#field("from", "datetime-local", sheet.from, now)}
      ${this.#field("until", "datetime-local", sheet.until, now)}
    </div>`;
  }

  #weekly(sheet: PassSheet): TemplateResult {
    const { language } = this;
    return html`<div class="days" role="group" aria-label=${language.text("pass.days")}>
        ${weekdaysOf(language).map(
          (day) =>
            html`<button
              type="button"
              aria-pressed=${sheet.days.includes(day)}
              aria-label=${weekdayName(day, "long", language)}
              @click=${() => {
                const days = sheet.days.includes(day) ? sheet.days.filter((one) => one !== day) : [...sheet.days, day];
                this.#set({ ...sheet, days });
              }}
            >
              ${weekdayName(day, "short", language)}
            </button>`,
        )}
      </div>
      ${this.#said("days")}
      <div class="pair hours">
        ${this.#field("start", "time", sheet.start)} ${this.#field("end", "time", sheet.end)}
      </div>
      ${this.#said("hours")}
      ${this.#field("lastDay", "date", sheet.lastDay, localText(this.now, this.#zone).slice(0, 10))}`;
  }

  #field(name: Field, type: string, value: string, least?: string): TemplateResult {
    const fault = name === "start" || name === "end" ? "" : this.#fault(name);
    return html`<label class="field"
      >${this.language.text(LABELS[name])}<input
        name=${name}
        type=${type}
        min=${least ?? nothing}
        .value=${value}
        aria-invalid=${fault !== ""}
        @change=${this.#typed(name)}
      />${fault === "" ? nothing : html`<span class="fault">${fault}</span>`}</label
    >`;
  }

  #said(field: SheetField): TemplateResult | typeof nothing {
    const fault = this.#fault(field);
    return fault === "" ? nothing : html`<p class="fault" role="alert">${fault}</p>`;
  }

  #fault(field: SheetField): string {
    const key = this.faults[field];
    return key === undefined ? "" : this.language.text(key);
  }

  get #zone(): string | undefined {
    return this.language.reading.timeZone;
  }

  #set(sheet: PassSheet): void {
    this.sheet = sheet;
    this.faults = {};
  }

  #typed(name: "note" | Field): (event: Event) => void {
    return (event) => {
      this.#set({ ...this.sheet, [name]: (event.target as HTMLInputElement).value });
    };
  }

  readonly #once = (event: Event): void => {
    this.#set({ ...this.sheet, once: (event.target as HTMLInputElement).checked });
  };

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { sheet } = this;
    if (this.busy) return;
    const now = new Date();
    this.faults = faultsOf(sheet, now, this.#zone);
    if (Object.keys(this.faults).length === 0) {
      const detail = wishOf(sheet, now, this.#zone);
      this.dispatchEvent(new CustomEvent("hoa-give", { detail, bubbles: true, composed: true }));
      return;
    }
    await this.updateComplete;
    if (this.faults.plate === undefined) this.renderRoot.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
    else this.renderRoot.querySelector<HTMLElement>("hoa-vehicle-plate")?.focus();
  };
}
