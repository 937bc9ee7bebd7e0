import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { oddsOf, priceRows, worstOf, type PriceRow } from "../lib/describe.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { Price } from "../types/model.js";
import "./icon.js";
import { card, focus, theme, tones } from "./style.js";

/** How many strangers would be let in by chance: one line, and what it rests on behind it. Fires `hoa-asked` when opened. */
@element("hoa-price-card")
export class PriceCard extends LitElement {
  static override readonly styles = [
    theme,
    tones,
    card,
    focus,
    css`
      :host {
        display: block;
      }
      summary {
        display: flex;
        align-items: center;
        gap: 12px;
        min-block-size: 48px;
        padding: 8px 12px;
        border-radius: var(--radius);
        cursor: pointer;
        list-style: none;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      .circle {
        display: grid;
        place-items: center;
        flex: none;
        inline-size: 44px;
        block-size: 44px;
        border-radius: 50%;
      }
      .words {
        flex: 1;
        min-inline-size: 0;
      }
      strong {
        display: block;
        font-size: 16px;
        font-weight: 500;
        line-height: 22px;
      }
      .quiet {
        color: var(--quiet);
        font-size: 14px;
        line-height: 20px;
      }
      .more {
        flex: none;
        color: var(--quiet);
        transition: rotate 0.2s;
      }
      [open] .more {
        rotate: 180deg;
      }
      .body {
        padding: 0 12px 12px;
        font-size: 14px;
        line-height: 20px;
      }
      p {
        margin: 10px 0 0;
      }
      dl {
        margin: 0;
        border-block-start: 1px solid var(--line);
      }
      dl div {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
        gap: 12px;
        padding-block: 8px;
        border-block-end: 1px solid var(--line);
      }
      dt,
      dd {
        margin: 0;
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }
      dt small {
        display: block;
        color: var(--quiet);
        font-size: 13px;
        line-height: 18px;
      }
      dd {
        flex: none;
        max-inline-size: 55%;
        text-align: end;
        font-variant-numeric: tabular-nums;
      }
      .chosen dd {
        font-weight: 600;
      }
      @media (prefers-reduced-motion: reduce) {
        .more {
          transition: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) price!: Price;
  @property({ attribute: false }) language!: Language;

  protected override render(): TemplateResult {
    const { price, language } = this;
    return html`<details class="card" @toggle=${this.#toggled}>
      <summary>
        <div class="circle tinted calm"><hoa-icon name="car"></hoa-icon></div>
        <div class="words">
          <strong>${price.plates === 0 ? language.text("price.empty") : oddsOf(worstOf(price), language)}</strong>
          <span class="quiet">${language.count("price.list", price.plates)}</span>
        </div>
        <hoa-icon class="more" name="down"></hoa-icon>
      </summary>
      <div class="body">
        <dl>${priceRows(price, language).map((row) => this.#row(row))}</dl>
        <p>${language.text("price.basis")}</p>
        ${price.resembling === 0 ? nothing : html`<p>${language.count("price.resembling", price.resembling)}</p>`}
      </div>
    </details>`;
  }

  #row(row: PriceRow): TemplateResult {
    return html`<div class=${row.chosen ? "chosen" : ""}>
      <dt>${row.setting}<small>${row.where}</small></dt>
      <dd>${oddsOf(row.oneIn, this.language)}</dd>
    </div>`;
  }

  readonly #toggled = (event: ToggleEvent): void => {
    if (event.newState === "open") this.dispatchEvent(new CustomEvent("hoa-asked", { bubbles: true, composed: true }));
  };
}
