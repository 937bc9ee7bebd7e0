import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { minutesBetween, spanOf } from "../lib/calendar.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { PastStay } from "../types/places.js";
import "./plate.js";
import { theme } from "./style.js";

/** Who stood on a place, newest first. */
@element("hoa-slot-history")
export class SlotHistory extends LitElement {
  static override readonly styles = [
    theme,
    css`
      :host {
        display: block;
        --plate-size: 14px;
      }
      h3 {
        margin: 0 0 4px;
        font-size: 14px;
        font-weight: 500;
        color: var(--quiet);
      }
      ol {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 4px 12px;
        padding-block: 8px;
        border-block-start: 1px solid var(--line);
        font-size: 14px;
        line-height: 20px;
      }
      .who {
        display: inline-flex;
        align-items: center;
        gap: 8px;
      }
      .quiet,
      p {
        margin: 0;
        color: var(--quiet);
        font-size: 14px;
      }
    `,
  ];

  @property({ attribute: false }) stays: readonly PastStay[] = [];
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;

  protected override render(): TemplateResult {
    const { language, stays } = this;
    return html`<h3>${language.text("slot.history")}</h3>
      ${
        stays.length === 0
          ? html`<p>${language.text("slot.history.none")}</p>`
          : html`<ol>
              ${stays.map((stay) => this.#stay(stay))}
            </ol>`
      }`;
  }

  #stay(stay: PastStay): TemplateResult {
    const { language, now } = this;
    const until = stay.until === null ? language.text("slot.history.now") : language.clock(stay.until, now);
    const span = spanOf(minutesBetween(stay.since, stay.until ?? now), language);
    return html`<li>
      <span class="who"
        >${
          stay.plate === null
            ? html`<span class="quiet">${language.text("slot.history.unknown")}</span>`
            : html`<hoa-plate .plate=${stay.plate}></hoa-plate>`
        }
        ${stay.apartment === null ? nothing : language.text("passage.apartment", { apartment: stay.apartment })}</span
      >
      <span class="quiet">${language.clock(stay.since, now)} – ${until} · ${span}</span>
    </li>`;
  }
}
