import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { MOST_CARS, type Draft } from "./draft.js";
import type { Faults } from "./faults.js";
import { faultLine, textField } from "./field.js";
import "./plate-field.js";
import type { Words } from "./words.js";

/** Changes what was entered, as it is by then; the faults of that field, or of all `cars`, are settled. */
export type Change = (after: (draft: Draft) => Partial<Draft>, field: string) => void;

/** What the form's parts show, and whom they tell of a change. */
export interface FormParts {
  readonly words: Words;
  readonly draft: Draft;
  readonly faults: Faults;
  readonly countries: readonly string[];
  readonly change: Change;
}

type TextName = "name" | "apartment" | "contact" | "note";

const LIMITS: Readonly<Record<TextName, number>> = { name: 80, apartment: 32, contact: 120, note: 500 };

export function textFields(parts: FormParts, ...names: readonly TextName[]): TemplateResult {
  const { words, draft, faults, change } = parts;
  const shown = names.length === 0 ? (["name", "apartment", "contact"] as const) : names;
  const more = {
    name: { autocomplete: "name" },
    apartment: {},
    contact: { hint: words.text("form.contact.hint") },
    note: { optional: true, lines: 3 },
  } as const;
  return html`${shown.map((id) =>
    textField({
      id,
      label: words.text(`form.${id}`),
      value: draft[id],
      most: LIMITS[id],
      words,
      fault: faults[id] ?? null,
      change: (text) => {
        change(() => ({ [id]: text }), id);
      },
      ...more[id],
    }),
  )}`;
}

export function carFields(parts: FormParts): TemplateResult {
  const { words, draft, change } = parts;
  const rows = draft.plates;
  return html`<fieldset class="field cars" aria-describedby="cars-hint">
    <legend>${words.text("form.cars")}</legend>
    <p class="hint" id="cars-hint">${words.text("form.cars.hint")}</p>
    ${rows.map((plate, row) => carRow(parts, plate, row))}
    ${
      rows.length < MOST_CARS
        ? html`<button
            type="button"
            @click=${(): void => {
              change(({ plates }) => ({ plates: [...plates, ""] }), "");
            }}
          >
            ${words.text("form.car.add")}
          </button>`
        : nothing
    }
  </fieldset>`;
}

function carRow({ words, draft, faults, countries, change }: FormParts, plate: string, row: number): TemplateResult {
  const rows = draft.plates;
  const id = `car-${row}`;
  return html`<div class="car">
    <hoa-plate-field
      .words=${words}
      .countries=${countries}
      .name=${id}
      .label=${words.text("form.car", { number: row + 1 })}
      .quietLabel=${rows.length === 1}
      .value=${plate}
      .fault=${faults[id] ?? null}
      @plate=${(event: CustomEvent<string>): void => {
        change(({ plates }) => ({ plates: plates.map((text, at) => (at === row ? event.detail : text)) }), id);
      }}
    ></hoa-plate-field>
    ${
      rows.length === 1
        ? nothing
        : html`<button
            type="button"
            class="plain remove"
            aria-label=${words.text("form.car.remove", { number: row + 1 })}
            @click=${(): void => {
              change(({ plates }) => ({ plates: plates.filter((_text, at) => at !== row) }), "cars");
            }}
          >
            ✕
          </button>`
    }
  </div>`;
}

export function consentField(
  { words, draft, faults, change }: FormParts,
  text: string | null,
  version: string | null,
): TemplateResult | typeof nothing {
  if (text === null) return nothing;
  const fault = faults.consent ?? null;
  return html`<fieldset class="field">
    <legend>${words.text("form.consent")}</legend>
    <div
      class="consent"
      id="consent-text"
      tabindex="0"
      role="region"
      aria-label=${words.text("form.consent")}
      .textContent=${text}
    ></div>
    <label class="tick">
      <input
        id="consent"
        type="checkbox"
        .checked=${live(draft.agreed !== null && draft.agreed === version)}
        aria-invalid=${fault === null ? "false" : "true"}
        aria-describedby="consent-fault consent-text"
        required
        @change=${(event: Event): void => {
          const { checked } = event.target as HTMLInputElement;
          change(() => ({ agreed: checked ? version : null }), "consent");
        }}
      />
      <span>${words.text("form.consent.agree")}</span>
    </label>
    ${faultLine({ id: "consent", fault, words })}
  </fieldset>`;
}

/** A field that no person sees, reaches or hears of; robots fill in what they find. */
export function trap(words: Words, change: (text: string) => void): TemplateResult {
  return html`<div class="trap" aria-hidden="true" inert>
    <label for="website">${words.text("form.trap")}</label>
    <input
      id="website"
      name="website"
      tabindex="-1"
      autocomplete="off"
      @input=${(event: Event): void => {
        change((event.target as HTMLInputElement).value);
      }}
    />
  </div>`;
}
