import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { addressOf, inOrder, MOST_CHARACTERS } from "../lib/drawing-address.js";
import { fieldOf, type SlotFault } from "../lib/drawing-faults.js";
import { attachable, BLANK, selectedSlots, type Changes, type DraftSlot, type Drawing } from "../lib/drawing-model.js";
import { faultWords } from "../lib/drawing-words.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { KIND_ICONS } from "../lib/places.js";
import { SLOT_KINDS, type SlotKind } from "../types/places.js";
import { draw } from "./drawing-event.js";
import { controls } from "./drawing-style.js";
import "./icon.js";
import { focus, theme } from "./style.js";

/** What one or many selected slots are: address, kind, zone, owner. Fires `hoa-draw`. */
@element("hoa-drawing-form")
export class DrawingForm extends LitElement {
  static override readonly styles = [
    theme,
    focus,
    controls,
    css`
      :host {
        display: grid;
        gap: 12px;
      }
      .address {
        display: grid;
        grid-template-columns: 1fr 1fr 1.3fr;
        gap: 8px;
        align-items: end;
      }
      .kinds {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
      }
      .kinds button {
        padding: 0 10px;
      }
      fieldset {
        display: grid;
        gap: 4px;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
        color: var(--quiet);
        font-size: 13px;
        line-height: 22px;
      }
    `,
  ];

  @property({ attribute: false }) drawing: Drawing = BLANK;
  @property({ attribute: false }) faults: readonly SlotFault[] = [];
  @property({ attribute: false }) zones: readonly { readonly id: string; readonly name: string }[] = [];
  /** What the server said of the leading slot. */
  @property({ attribute: false }) refusal: string | null = null;
  @property({ attribute: false }) language!: Language;

  protected override render(): TemplateResult | typeof nothing {
    const slots = selectedSlots(this.drawing);
    const [first] = slots;
    if (first === undefined) return nothing;
    const { language } = this;
    const heading =
      slots.length === 1
        ? language.text("layout.slot", { address: addressOf(first) })
        : language.count("layout.selected", slots.length);
    return html`<h3>${heading}</h3>
      ${this.refusal === null ? nothing : html`<p class="fault" role="alert">${this.refusal}</p>`}
      ${this.#fault("outline")}
      <div class="address">
        ${this.#row(slots)} ${slots.length === 1 ? this.#number(first) : nothing} ${this.#owner(slots)}
      </div>
      ${this.#fault("row")} ${this.#fault("number")} ${this.#kinds(slots)} ${this.#zone(slots)} ${this.#fault("zone")}
      ${slots.length === 1 ? this.#attach(first) : nothing}`;
  }

  #row(slots: readonly DraftSlot[]): TemplateResult {
    return this.#field(
      "row",
      common(slots, (slot) => slot.row),
      MOST_CHARACTERS,
    );
  }

  #number(slot: DraftSlot): TemplateResult {
    return this.#field("number", slot.number, MOST_CHARACTERS);
  }

  #owner(slots: readonly DraftSlot[]): TemplateResult {
    return this.#field(
      "apartment",
      common(slots, (slot) => slot.apartment ?? ""),
      32,
    );
  }

  #field(name: "row" | "number" | "apartment", value: string | null, most: number): TemplateResult {
    const { language } = this;
    const faulty = name !== "apartment" && this.#faultsOf(name).length > 0;
    return html`<label class="field"
      >${language.text(`layout.${name}`)}
      <input
        name=${name}
        .value=${live(value ?? "")}
        maxlength=${most}
        autocomplete="off"
        autocapitalize="characters"
        placeholder=${value === null ? language.text("layout.various") : ""}
        aria-invalid=${faulty}
        aria-describedby=${faulty ? `fault-${name}` : nothing}
        @input=${(event: InputEvent) => {
          this.#typed(name, (event.target as HTMLInputElement).value);
        }}
      />
    </label>`;
  }

  #kinds(slots: readonly DraftSlot[]): TemplateResult {
    const kind = common(slots, (slot) => slot.kind);
    return html`<fieldset>
      <legend>${this.language.text("layout.kind")}</legend>
      <div class="kinds" role="radiogroup" aria-label=${this.language.text("layout.kind")}>
        ${SLOT_KINDS.map((one) => this.#kind(one, one === kind))}
      </div>
    </fieldset>`;
  }

  #kind(kind: SlotKind, on: boolean): TemplateResult {
    return html`<button
      type="button"
      role="radio"
      aria-checked=${on}
      @click=${() => {
        this.#change({ kind });
      }}
    >
      <hoa-icon .name=${KIND_ICONS[kind] ?? "car"}></hoa-icon>${this.language.text(`kind.${kind}`)}
    </button>`;
  }

  #zone(slots: readonly DraftSlot[]): TemplateResult {
    const zone = common(slots, (slot) => slot.zone);
    const known = this.zones.some((one) => one.id === zone);
    return html`<label class="field"
      >${this.language.text("layout.zone")}
      <select
        aria-invalid=${this.#faultsOf("zone").length > 0}
        @change=${(event: Event) => {
          this.#change({ zone: (event.target as HTMLSelectElement).value });
        }}
      >
        ${known ? nothing : html`<option value="" disabled .selected=${true}>${this.#noZone(zone)}</option>`}
        ${this.zones.map((one) => html`<option value=${one.id} .selected=${one.id === zone}>${one.name}</option>`)}
      </select>
    </label>`;
  }

  #noZone(zone: string | null): string {
    return this.language.text(zone === null ? "layout.various" : "layout.choose");
  }

  /** The same place, drawn on another camera already. */
  #attach(slot: DraftSlot): TemplateResult | typeof nothing {
    const { language } = this;
    const shared = this.drawing.elsewhere.find((other) => other.id === slot.id);
    if (shared !== undefined && shared.cameras.length > 0) {
      return html`<p class="quiet">${language.text("layout.shared", { cameras: shared.cameras.join(", ") })}</p>`;
    }
    const choices = inOrder(attachable(this.drawing));
    if (choices.length === 0) return nothing;
    return html`<label class="field"
      >${language.text("layout.attach")}
      <select @change=${this.#attached}>
        <option value="" .selected=${true}>${language.text("layout.attach.none")}</option>
        ${choices.map(
          (other) =>
            html`<option value=${other.id}>
              ${[addressOf(other), other.zoneName, ...other.cameras].join(" · ")}
            </option>`,
        )}
      </select>
    </label>`;
  }

  #faultsOf(field: "row" | "number" | "zone" | "outline"): readonly SlotFault[] {
    const keys = new Set(this.drawing.selected);
    return this.faults.filter((one) => keys.has(one.key) && fieldOf(one.fault) === field);
  }

  #fault(field: "row" | "number" | "zone" | "outline"): TemplateResult | typeof nothing {
    const [fault] = this.#faultsOf(field);
    if (fault === undefined) return nothing;
    const { other } = fault;
    const same =
      other === null || this.drawing.selected.length > 1
        ? nothing
        : html`<button
            type="button"
            class="same"
            @click=${() => {
              draw(this, { kind: "attach", id: other.id });
            }}
          >
            ${this.language.text("layout.attach.same")}
          </button>`;
    return html`<p class="fault" id="fault-${field}" role="alert">${faultWords(fault, this.language)}</p>
      ${same}`;
  }

  #typed(name: "row" | "number" | "apartment", value: string): void {
    const gesture = `type-${name}-${this.drawing.selected.join()}`;
    draw(this, {
      kind: "edit",
      changes: { [name]: name === "apartment" && value.trim() === "" ? null : value },
      gesture,
    });
  }

  #change(changes: Changes): void {
    draw(this, { kind: "edit", changes, gesture: null });
  }

  readonly #attached = (event: Event): void => {
    const id = (event.target as HTMLSelectElement).value;
    if (id !== "") draw(this, { kind: "attach", id });
  };
}

/** What all have in common; null where they differ. */
function common<T>(slots: readonly DraftSlot[], read: (slot: DraftSlot) => T): T | null {
  const values = new Set(slots.map(read));
  const [value] = values;
  return values.size === 1 && value !== undefined ? value : null;
}
