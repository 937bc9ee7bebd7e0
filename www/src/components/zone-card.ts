import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { styleMap } from "lit/directives/style-map.js";
import { isKnown, sharesOf, zoneBadge, zoneWords } from "../lib/describe.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { Zone } from "../types/model.js";
import "./badge.js";
import "./icon.js";
import { card, focus, theme } from "./style.js";
import { zoneCardStyle } from "./zone-card-style.js";

/** How full a zone is: in words, and as a bar whose parts differ in pattern as well as in colour. Leads to its map. */
@element("hoa-zone-card")
export class ZoneCard extends LitElement {
  static override readonly styles = [theme, card, focus, zoneCardStyle];

  @property({ attribute: false }) zone!: Zone;
  @property({ attribute: false }) language!: Language;
  /** Where its map is; empty where there is none to go to. */
  @property() href = "";

  protected override render(): TemplateResult {
    const { zone, language } = this;
    const badge = zoneBadge(zone);
    return html`<article class="card" aria-label=${zone.name}>
      <header>
        <h3>${this.href === "" ? zone.name : html`<a href=${this.href}>${zone.name}</a>`}</h3>
        ${
          badge === null
            ? nothing
            : html`<hoa-badge .tone=${badge.tone} .icon=${badge.icon} .text=${language.text(badge.key)}></hoa-badge>`
        }
        ${this.href === "" ? nothing : html`<hoa-icon class="go" name="forward"></hoa-icon>`}
      </header>
      <div class="count" aria-hidden="true">
        <span class="number">${isKnown(zone) ? zone.free : "–"}</span><span class="of">/ ${zone.total}</span>
        <div class="bar">${this.#parts()}</div>
      </div>
      <p>${zoneWords(zone, language)}</p>
    </article>`;
  }

  #parts(): TemplateResult[] {
    const shares = Object.entries(sharesOf(this.zone)).filter(([, share]) => share > 0);
    return shares.map(([part, share]) => html`<i class=${part} style=${styleMap({ flex: `${share} 0 0` })}></i>`);
  }
}
