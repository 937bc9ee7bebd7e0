import { css, html, nothing, type TemplateResult } from "lit";
import type { Language } from "../lib/language.js";
import "./icon.js";
import "./vehicle-plate.js";

/** Plates that somebody writes one below the other, and what to do with them. */
export interface PlateRows {
  readonly plates: readonly string[];
  readonly most: number;
  readonly countries?: readonly string[];
  readonly language: Language;
  /** What is wrong with one of them; empty: nothing. */
  readonly fault: (index: number) => string;
  readonly change: (next: (plates: readonly string[]) => readonly string[]) => void;
}

const ALL: readonly string[] = [];

export const plateRowStyle = css`
  .plate {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 8px;
  }
  .plate button {
    align-self: start;
    margin-block-start: 22px;
    inline-size: 48px;
  }
  .add {
    justify-self: start;
  }
`;

export function plateRows(rows: PlateRows): TemplateResult {
  const { plates, most, language, change } = rows;
  return html`${plates.map((_plate, index) => plateRow(rows, index))}
  ${
    plates.length < most
      ? html`<button
          type="button"
          class="add"
          @click=${() => {
            change((now) => [...now, ""]);
          }}
        >
          <hoa-icon name="plus"></hoa-icon>${language.text("apply.plate.add")}
        </button>`
      : nothing
  }`;
}

function plateRow({ plates, countries, language, fault, change }: PlateRows, index: number): TemplateResult {
  const number = index + 1;
  return html`<div class="plate">
    <hoa-vehicle-plate
      .label=${language.text("apply.plate", { number })}
      .value=${plates[index] ?? ""}
      .countries=${countries ?? ALL}
      .fault=${fault(index)}
      .language=${language}
      @hoa-plate=${({ detail }: CustomEvent<string>) => {
        change((now) => now.map((one, at) => (at === index ? detail : one)));
      }}
    ></hoa-vehicle-plate>
    <button
      type="button"
      class="icon"
      aria-label=${language.text("apply.plate.remove", { number })}
      @click=${() => {
        change((now) => now.filter((_one, at) => at !== index));
      }}
    >
      <hoa-icon name="trash"></hoa-icon>
    </button>
  </div>`;
}
