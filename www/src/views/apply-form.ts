import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { OwnApplications } from "../api/applications-own.js";
import { problemOf } from "../api/problem.js";
import "../components/icon.js";
import { roomy } from "../components/pass-style.js";
import { focusFault } from "../components/focus-fault.js";
import { plateRows, plateRowStyle } from "../components/plate-rows.js";
import { focus, theme } from "../components/style.js";
import {
  consentOf,
  faultsOf,
  LONGEST,
  MOST_PLATES,
  wishOf,
  type ApplySheet,
  type ApplyFaults,
  type ApplyField,
} from "../lib/apply-sheet.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { ApplicationForm, ApplicationKind } from "../types/people.js";
import { applyFormStyle } from "./apply-form-style.js";
import { documentOf } from "./apply-document.js";

/** An application that is filled in. Fires `hoa-application` with what the server made of it. */
@element("hoa-apply-form")
export class ApplyForm extends LitElement {
  static override readonly styles = [theme, focus, roomy, plateRowStyle, applyFormStyle];

  @property({ attribute: false }) server!: OwnApplications;
  @property({ attribute: false }) form!: ApplicationForm;
  @property() kind: ApplicationKind = "access";
  @property() name = "";
  /** The apartment of somebody who has one. */
  @property({ attribute: false }) apartment: string | null = null;
  @property({ attribute: false }) language!: Language;
  @state() private sheet!: ApplySheet;
  @state() private faults: ApplyFaults = {};
  @state() private failure = "";
  @state() private busy = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.hasUpdated || !changed.has("form")) return;
    const plates = this.kind === "access" ? [""] : [];
    const apartment = this.apartment ?? "";
    this.sheet = { name: this.name, apartment, contact: "", plates, note: "", agreed: false, document: null };
  }

  protected override render(): TemplateResult {
    const { language, sheet, busy, kind } = this;
    return html`<form novalidate @submit=${this.#submit}>
      <div class="pair">
        ${this.#field("name", "name")} ${this.apartment === null ? this.#field("apartment", "off") : nothing}
      </div>
      ${this.#field("contact", "tel")} ${kind === "change" ? this.#note(sheet) : nothing} ${this.#plates(sheet)}
      ${kind === "access" ? this.#note(sheet) : nothing} ${this.form.document ? this.#document(sheet) : nothing}
      ${this.#consent(sheet)} ${this.failure === "" ? nothing : html`<p class="fault" role="alert">${this.failure}</p>`}
      <button type="submit" class="main" aria-disabled=${busy}>
        ${language.text(busy ? "apply.sending" : "apply.send")}
      </button>
    </form>`;
  }

  #field(name: "name" | "apartment" | "contact", autocomplete: "name" | "off" | "tel"): TemplateResult {
    const { language, sheet } = this;
    const fault = this.#fault(name);
    return html`<label class="field"
      >${language.text(`apply.${name}`)}<input
        name=${name}
        maxlength=${LONGEST[name]}
        autocomplete=${autocomplete}
        .value=${sheet[name]}
        aria-invalid=${fault !== ""}
        @input=${this.#typed(name)}
      />${fault === "" ? nothing : html`<span class="fault">${fault}</span>`}</label
    >`;
  }

  #note(sheet: ApplySheet): TemplateResult {
    const fault = this.#fault("note");
    return html`<label class="field"
      >${this.language.text(`apply.note.${this.kind}`)}<textarea
        maxlength=${LONGEST.note}
        .value=${sheet.note}
        aria-invalid=${fault !== ""}
        @input=${this.#typed("note")}
      ></textarea>
      ${fault === "" ? nothing : html`<span class="fault">${fault}</span>`}</label
    >`;
  }

  #plates(sheet: ApplySheet): TemplateResult {
    const { language } = this;
    return html`<fieldset>
      <legend>${language.text(`apply.plates.${this.kind}`)}</legend>
      ${plateRows({
        plates: sheet.plates,
        most: MOST_PLATES,
        countries: this.form.countries,
        language,
        fault: (index) => this.#fault(`plate${index}`),
        change: (next) => {
          this.#set({ ...this.sheet, plates: next(this.sheet.plates) });
        },
      })}
    </fieldset>`;
  }

  #document(sheet: ApplySheet): TemplateResult {
    const { language } = this;
    return html`<fieldset>
      <legend>${language.text("apply.document")}</legend>
      <p class="quiet">${language.text("apply.document.text")}</p>
      <label class="file"
        ><hoa-icon name="camera"></hoa-icon>${language.text("apply.document.choose")}<input
          type="file"
          accept="image/*"
          @change=${this.#picked}
      /></label>
      ${
        sheet.document === null
          ? nothing
          : html`<img src=${`data:image/jpeg;base64,${sheet.document}`} alt=${language.text("apply.document")} />
              <button
                type="button"
                @click=${() => {
                  this.#set({ ...this.sheet, document: null });
                }}
              >
                ${language.text("apply.document.remove")}
              </button>`
      }
      ${this.#said("document")}
    </fieldset>`;
  }

  #consent(sheet: ApplySheet): TemplateResult | typeof nothing {
    const text = consentOf(this.form, this.kind, this.language.tag);
    if (text === "") return nothing;
    return html`<div>
      <p class="consent">${text}</p>
      <label class="check"
        ><input
          type="checkbox"
          .checked=${sheet.agreed}
          aria-invalid=${this.#fault("consent") !== ""}
          @change=${(event: Event) => {
            this.#set({ ...this.sheet, agreed: (event.target as HTMLInputElement).checked });
          }}
        />${this.language.text("apply.agree")}</label
      >
      ${this.#said("consent")}
    </div>`;
  }

  #said(field: ApplyField): TemplateResult | typeof nothing {
    const fault = this.#fault(field);
    return fault === "" ? nothing : html`<p class="fault" role="alert">${fault}</p>`;
  }

  #fault(field: ApplyField): string {
    const key = this.faults[field];
    return key === undefined ? "" : this.language.text(key);
  }

  #set(sheet: ApplySheet): void {
    this.sheet = sheet;
    this.faults = {};
  }

  #typed(name: "name" | "apartment" | "contact" | "note"): (event: Event) => void {
    return (event) => {
      this.#set({ ...this.sheet, [name]: (event.target as HTMLInputElement).value });
    };
  }

  readonly #picked = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (file === undefined) return;
    const document = await documentOf(file);
    input.value = "";
    if (document === null) this.faults = { document: "apply.document.unreadable" };
    else this.#set({ ...this.sheet, document });
  };

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.busy) return;
    this.faults = faultsOf(this.sheet, this.form, this.kind, this.language.tag);
    if (Object.keys(this.faults).length > 0) {
      await this.updateComplete;
      focusFault(this.renderRoot);
      return;
    }
    this.busy = true;
    this.failure = "";
    try {
      const detail = await this.server.apply(wishOf(this.sheet, this.form, this.kind, this.language.tag));
      this.dispatchEvent(new CustomEvent("hoa-application", { detail, bubbles: true, composed: true }));
    } catch (error) {
      this.failure = this.language.code("error", problemOf(error).code, "error.other");
    } finally {
      this.busy = false;
    }
  };
}
