import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { HouseholdRow as Household } from "../types/board.js";
import "./icon.js";
import "./plate.js";
import { focus, theme } from "./style.js";

/** More plates than this are counted. */
const SHOWN = 3;

/** A household on one line. Fires `hoa-toggle` with its id when pressed. */
@element("hoa-household-row")
export class HouseholdLine extends LitElement {
  static override readonly styles = [
    theme,
    focus,
    css`
      :host {
        display: block;
      }
      button {
        display: grid;
        grid-template-columns: 84px minmax(0, 1.2fr) minmax(0, 1fr) auto;
        gap: 4px 14px;
        align-items: center;
        box-sizing: border-box;
        inline-size: 100%;
        min-block-size: 60px;
        padding: 10px 16px;
        border: 0;
        border-radius: var(--radius);
        background: none;
        color: inherit;
        font: inherit;
        font-size: 15px;
        line-height: 21px;
        text-align: start;
        cursor: pointer;
        --icon-size: 20px;
        --plate-size: 14px;
      }
      button:hover {
        background: color-mix(in srgb, var(--text) 4%, transparent);
      }
      :focus-visible {
        outline-offset: -3px;
      }
      strong {
        font-size: 17px;
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .plates {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        align-items: center;
        min-inline-size: 0;
      }
      .names {
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }
      .quiet {
        color: var(--quiet);
        font-size: 14px;
      }
      hoa-icon {
        color: var(--quiet);
      }
      button[aria-expanded="true"] hoa-icon {
        rotate: 180deg;
      }
      @media (max-width: 599px) {
        button {
          grid-template-columns: 64px minmax(0, 1fr) auto;
        }
        strong {
          grid-row: 1 / span 2;
        }
        hoa-icon {
          grid-area: 1 / 3 / span 2;
        }
        .names {
          grid-area: 2 / 2;
        }
      }
    `,
  ];

  @property({ attribute: false }) household!: Household;
  @property({ attribute: false }) language!: Language;
  @property({ type: Boolean }) open = false;

  protected override render(): TemplateResult {
    const { household, language } = this;
    const { apartment, vehicles, residents, passes } = household;
    const names = residents.map(({ name }) => name).filter((name) => name !== "");
    const guests = passes === 0 ? "" : language.count("people.passes", passes);
    return html`<button type="button" aria-expanded=${this.open} aria-label=${this.#said()} @click=${this.#toggle}>
      <strong>${apartment}</strong>
      <span class="plates">
        ${vehicles.slice(0, SHOWN).map(({ plate }) => html`<hoa-plate .plate=${plate}></hoa-plate>`)}
        ${vehicles.length > SHOWN ? html`<span class="quiet">+${vehicles.length - SHOWN}</span>` : nothing}
        ${vehicles.length === 0 ? html`<span class="quiet">${language.text("people.cars.none")}</span>` : nothing}
      </span>
      <span class="names">${names.join(", ")} <span class="quiet">${guests}</span></span>
      <hoa-icon name="down"></hoa-icon>
    </button>`;
  }

  #said(): string {
    const { apartment, vehicles, residents } = this.household;
    const parts = [...vehicles.map(({ plate }) => plate), ...residents.map(({ name }) => name)];
    return [this.language.text("passage.apartment", { apartment }), ...parts].filter((part) => part !== "").join(", ");
  }

  readonly #toggle = (): void => {
    this.dispatchEvent(new CustomEvent("hoa-toggle", { detail: this.household.id, bubbles: true, composed: true }));
  };
}
