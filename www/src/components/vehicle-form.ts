import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { dayEnd, dayStart, firstDay, lastDay, saidBelow, type Failure } from "../lib/board.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { checkPlate } from "../lib/plate-forms.js";
import type { HouseholdVehicle, VehicleWish } from "../types/board.js";
import { householdStyle } from "./household-style.js";
import { focusFault } from "./people-form.js";
import "./plate.js";
import "./vehicle-plate.js";
import type { VehiclePlate } from "./vehicle-plate.js";

const LONGEST = { apartment: 32, note: 200 } as const;

interface VehicleSheet {
  readonly apartment: string;
  readonly plate: string;
  readonly note: string;
  readonly from: string;
  readonly until: string;
}

/** A vehicle that is put on the list or changed. Fires `hoa-save` with a VehicleWish, `hoa-cancel`. */
@element("hoa-vehicle-form")
export class VehicleForm extends LitElement {
  static override readonly styles = householdStyle;

  /** null: a new one. */
  @property({ attribute: false }) vehicle: HouseholdVehicle | null = null;
  /** null: somebody says which. */
  @property({ attribute: false }) apartment: string | null = null;
  @property({ attribute: false }) language!: Language;
  @property({ type: Boolean }) busy = false;
  @property({ attribute: false }) failure: Failure | null = null;
  @state() private sheet: VehicleSheet = { apartment: "", plate: "", note: "", from: "", until: "" };
  @state() private faults: Readonly<Record<string, string>> = {};

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hasUpdated) this.sheet = this.#start();
    if (changed.has("failure") && this.failure !== null && this.failure.field !== "") {
      this.faults = { [this.failure.field]: this.failure.text };
    }
  }

  protected override firstUpdated(): void {
    void this.#begin();
  }

  async #begin(): Promise<void> {
    const plate = this.renderRoot.querySelector<VehiclePlate>("hoa-vehicle-plate");
    // It can be gone to only when it is there itself.
    await plate?.updateComplete;
    const first = this.apartment === null ? null : plate;
    (first ?? this.renderRoot.querySelector("input"))?.focus();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("failure") && this.failure !== null) focusFault(this.renderRoot);
  }

  protected override render(): TemplateResult {
    const { language, busy } = this;
    const shown = saidBelow(this.failure, this.#fields());
    return html`<form novalidate @submit=${this.#submit}>
      ${this.apartment === null ? this.#field("apartment", "people.apartment") : nothing}
      ${this.vehicle === null ? this.#plate() : nothing} ${this.#field("note", "people.note")}
      <div class="pair">${this.#day("from", "valid_from")} ${this.#day("until", "valid_until")}</div>
      ${shown === "" ? nothing : html`<p class="fault" role="alert">${shown}</p>`}
      <div class="row">
        <button type="submit" class="main" aria-disabled=${busy}>
          ${language.text(busy ? "slot.busy" : "people.save")}
        </button>
        <button type="button" @click=${this.#cancel}>${language.text("slot.cancel")}</button>
      </div>
    </form>`;
  }

  #fields(): readonly string[] {
    const asked = [...(this.apartment === null ? ["apartment"] : []), ...(this.vehicle === null ? ["plate"] : [])];
    return [...asked, "note", "valid_from", "valid_until"];
  }

  #plate(): TemplateResult {
    return html`<hoa-vehicle-plate
      .label=${this.language.text("slot.plate")}
      .value=${this.sheet.plate}
      .fault=${this.faults.plate ?? ""}
      .language=${this.language}
      @hoa-plate=${({ detail }: CustomEvent<string>) => {
        this.#set({ plate: detail });
      }}
    ></hoa-vehicle-plate>`;
  }

  #field(name: "apartment" | "note", key: "people.apartment" | "people.note"): TemplateResult {
    const fault = this.faults[name] ?? "";
    return html`<label class="field"
      >${this.language.text(key)}<input
        name=${name}
        maxlength=${LONGEST[name]}
        autocomplete="off"
        .value=${this.sheet[name]}
        aria-invalid=${fault !== ""}
        @input=${this.#typed(name)}
      />${fault === "" ? nothing : html`<span class="fault" role="alert">${fault}</span>`}</label
    >`;
  }

  #day(name: "from" | "until", field: "valid_from" | "valid_until"): TemplateResult {
    const fault = this.faults[field] ?? "";
    return html`<label class="field"
      >${this.language.text(`people.${name}`)}<input
        type="date"
        name=${name}
        .value=${this.sheet[name]}
        aria-invalid=${fault !== ""}
        @input=${this.#typed(name)}
      />${fault === "" ? nothing : html`<span class="fault" role="alert">${fault}</span>`}</label
    >`;
  }

  #start(): VehicleSheet {
    const zone = this.language.reading.timeZone;
    const { vehicle } = this;
    return {
      apartment: this.apartment ?? "",
      plate: vehicle?.plate ?? "",
      note: vehicle?.note ?? "",
      from: firstDay(vehicle?.validFrom ?? null, zone),
      until: lastDay(vehicle?.validUntil ?? null, zone),
    };
  }

  #typed(name: keyof VehicleSheet): (event: Event) => void {
    return (event) => {
      this.#set({ [name]: (event.target as HTMLInputElement).value });
    };
  }

  #set(part: Partial<VehicleSheet>): void {
    this.sheet = { ...this.sheet, ...part };
    this.faults = {};
  }

  readonly #cancel = (): void => {
    this.dispatchEvent(new CustomEvent("hoa-cancel", { bubbles: true, composed: true }));
  };

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.busy) return;
    this.faults = this.#wrong();
    if (Object.keys(this.faults).length > 0) {
      await this.updateComplete;
      focusFault(this.renderRoot);
      return;
    }
    const { sheet, vehicle } = this;
    const detail: VehicleWish = {
      plate: sheet.plate.trim(),
      apartment: sheet.apartment.trim(),
      note: sheet.note.trim() === "" ? null : sheet.note.trim(),
      ...this.#span(vehicle),
    };
    this.dispatchEvent(new CustomEvent("hoa-save", { detail, bubbles: true, composed: true }));
  };

  /** A day that nobody touched keeps its hour. */
  #span(vehicle: HouseholdVehicle | null): { validFrom: Date | null; validUntil: Date | null } {
    const zone = this.language.reading.timeZone;
    const { from, until } = this.sheet;
    const was = this.#start();
    return {
      validFrom: from === was.from ? (vehicle?.validFrom ?? null) : dayStart(from, zone),
      validUntil: until === was.until ? (vehicle?.validUntil ?? null) : dayEnd(until, zone),
    };
  }

  #wrong(): Record<string, string> {
    const { sheet, language } = this;
    const faults: Record<string, string> = {};
    if (sheet.apartment.trim() === "") faults.apartment = language.text("apply.missing");
    const check = checkPlate(sheet.plate, []);
    if (check.state === "empty") faults.plate = language.text("apply.missing");
    else if (check.state === "wrong") faults.plate = language.text(`error.${check.why}`);
    if (sheet.from !== "" && sheet.until !== "" && sheet.until < sheet.from)
      faults.valid_until = language.text("error.ends_before_it_starts");
    return faults;
  }
}
