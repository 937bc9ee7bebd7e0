import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { dayEnd, dayStart, firstDay, lastDay } from "../lib/board.js";
import { element } from "../lib/element.js";
import { checkPlate } from "../lib/plate-forms.js";
import type { HouseholdVehicle, VehicleWish } from "../types/board.js";
import { BoardForm, type Faults } from "./board-form.js";
import { householdStyle } from "./household-style.js";
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
export class VehicleForm extends BoardForm<VehicleSheet> {
  static override readonly styles = householdStyle;

  /** null: a new one. */
  @property({ attribute: false }) vehicle: HouseholdVehicle | null = null;
  /** null: somebody says which. */
  @property({ attribute: false }) apartment: string | null = null;
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

  protected override render(): TemplateResult {
    return this.frame(
      html`${this.apartment === null ? this.#field("apartment") : nothing}
        ${this.vehicle === null ? this.#plate() : nothing} ${this.#field("note")}
        <div class="pair">${this.#day("from", "valid_from")} ${this.#day("until", "valid_until")}</div>`,
      this.language.text("people.save"),
    );
  }

  protected override fields(): readonly string[] {
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
        this.set({ plate: detail });
      }}
    ></hoa-vehicle-plate>`;
  }

  #field(name: "apartment" | "note"): TemplateResult {
    return html`<label class="field"
      >${this.language.text(`people.${name}`)}<input
        name=${name}
        maxlength=${LONGEST[name]}
        autocomplete="off"
        .value=${this.sheet[name]}
        aria-invalid=${this.isWrong(name)}
        @input=${this.typed(name)}
      />${this.fault(name)}</label
    >`;
  }

  #day(name: "from" | "until", field: "valid_from" | "valid_until"): TemplateResult {
    return html`<label class="field"
      >${this.language.text(`people.${name}`)}<input
        type="date"
        name=${name}
        .value=${this.sheet[name]}
        aria-invalid=${this.isWrong(field)}
        @input=${this.typed(name)}
      />${this.fault(field)}</label
    >`;
  }

  protected override start(): VehicleSheet {
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

  protected override send(): void {
    const { sheet } = this;
    const wish: VehicleWish = {
      plate: sheet.plate.trim(),
      apartment: sheet.apartment.trim(),
      note: sheet.note.trim() === "" ? null : sheet.note.trim(),
      ...this.#span(this.vehicle),
    };
    this.tell("hoa-save", wish);
  }

  /** A day that nobody touched keeps its hour. */
  #span(vehicle: HouseholdVehicle | null): { validFrom: Date | null; validUntil: Date | null } {
    const zone = this.language.reading.timeZone;
    const { from, until } = this.sheet;
    const was = this.start();
    return {
      validFrom: from === was.from ? (vehicle?.validFrom ?? null) : dayStart(from, zone),
      validUntil: until === was.until ? (vehicle?.validUntil ?? null) : dayEnd(until, zone),
    };
  }

  protected override wrong(): Faults {
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
