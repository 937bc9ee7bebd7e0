import { css, html, LitElement, nothing, type TemplateResult } from "lit";
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
      .free {
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
      .taken {
        background: color-mix(in srgb, var(--text) 62%, var(--card));
      }
      .empty {
        background: var(--accent);
      }
      .hidden {
        background: repeating-linear-gradient(
          135deg,
          color-mix(in srgb, var(--text) 45%, transparent) 0 2px,
          transparent 2px 6px
        );
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 14px;
        margin: 0;
        padding: 0;
        list-style: none;
        color: var(--quiet);
        font-size: 14px;
        line-height: 20px;
      }
      li {
        display: inline-flex;
        align-items: center;
        gap: 6px;
      }
      li i {
        inline-size: 10px;
        block-size: 10px;
        border-radius: 3px;
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
    const shares = sharesOf(zone);
    return html`<article class="card" aria-label=${zone.name}>
      <header>
        <h3>${zone.name}</h3>
        <span class="free" aria-hidden="true"
          >${isKnown(zone) ? zone.free : "–"}<span class="of">&nbsp;/&nbsp;${zone.total}</span></span
        >
      </header>
      <div class="bar" aria-hidden="true">
        <i class="taken" style=${styleMap({ flex: `${shares.occupied} 0 0` })}></i>
        <i class="empty" style=${styleMap({ flex: `${shares.free} 0 0` })}></i>
        <i class="hidden" style=${styleMap({ flex: `${shares.unknown} 0 0` })}></i>
      </div>
      <ul>
        <li><i class="empty"></i>${this.#summary()}</li>
        ${this.#counted("taken", "zone.occupied", zone.occupied)}
        ${this.#counted("hidden", "zone.unknown", zone.unknown)}
      </ul>
    </article>`;
  }

  #summary(): string {
    const { zone, language } = this;
    if (!isKnown(zone)) return language.count("zone.no_view", zone.total);
    if (zone.free === 0 && zone.unknown === 0) return language.text("zone.full", { total: zone.total });
    return language.count("zone.free", zone.free, { total: zone.total });
  }

  #counted(part: string, key: "zone.occupied" | "zone.unknown", count: number): TemplateResult | typeof nothing {
    if (count === 0) return nothing;
    return html`<li><i class=${part}></i>${this.language.count(key, count)}</li>`;
  }
}
