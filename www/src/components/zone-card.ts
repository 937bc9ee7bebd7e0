import { css, html, LitElement, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { styleMap } from "lit/directives/style-map.js";
import { isKnown, sharesOf } from "../lib/describe.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { Zone } from "../types/model.js";
import { card, theme } from "./style.js";

/** How full a zone is: in words, and as a bar whose parts differ in pattern as well as in colour. */
@element("hoa-zone-card")
export class ZoneCard extends LitElement {
  static override readonly styles = [
    theme,
    card,
    css`
      :host {
        display: block;
      }
      .card {
        padding: 12px;
      }
      header {
        display: flex;
        align-items: baseline;
        gap: 12px;
      }
      h3 {
        flex: 1;
        margin: 0;
        min-inline-size: 0;
        font-size: 16px;
        font-weight: 500;
        line-height: 22px;
        overflow-wrap: anywhere;
      }
      .number {
        font-size: 22px;
        font-weight: 600;
        line-height: 26px;
        font-variant-numeric: tabular-nums;
      }
      .of {
        color: var(--quiet);
        font-size: 14px;
        font-weight: 400;
      }
      .bar {
        display: flex;
        gap: 2px;
        block-size: 12px;
        margin-block: 10px 8px;
        overflow: hidden;
        border-radius: 6px;
        background: var(--line);
      }
      .bar i {
        transition: flex-grow 0.3s;
        min-inline-size: 0;
      }
      .occupied {
        background: color-mix(in srgb, var(--text) 62%, var(--card));
      }
      .free {
        background: var(--accent);
      }
      .unknown {
        background: repeating-linear-gradient(
          135deg,
          color-mix(in srgb, var(--text) 45%, transparent) 0 2px,
          transparent 2px 6px
        );
      }
      p {
        margin: 0;
        color: var(--quiet);
        font-size: 14px;
        line-height: 20px;
      }
      @media (prefers-reduced-motion: reduce) {
        .bar i {
          transition: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) zone!: Zone;
  @property({ attribute: false }) language!: Language;

  protected override render(): TemplateResult {
    const { zone } = this;
    return html`<article class="card" aria-label=${zone.name}>
      <header>
        <h3>${zone.name}</h3>
        <span class="number" aria-hidden="true"
          >${isKnown(zone) ? zone.free : "–"}<span class="of">&nbsp;/&nbsp;${zone.total}</span></span
        >
      </header>
      <div class="bar" aria-hidden="true">${this.#parts()}</div>
      <p>${this.#words()}</p>
    </article>`;
  }

  #parts(): TemplateResult[] {
    const shares = Object.entries(sharesOf(this.zone)).filter(([, share]) => share > 0);
    return shares.map(([part, share]) => html`<i class=${part} style=${styleMap({ flex: `${share} 0 0` })}></i>`);
  }

  #words(): string {
    const { zone, language } = this;
    if (!isKnown(zone)) return language.count("zone.no_view", zone.total);
    const full = zone.free === 0 && zone.unknown === 0;
    const free = full
      ? language.text("zone.full", { total: zone.total })
      : language.count("zone.free", zone.free, { total: zone.total });
    return zone.unknown === 0 ? free : `${free}, ${language.count("zone.unknown", zone.unknown)}`;
  }
}
