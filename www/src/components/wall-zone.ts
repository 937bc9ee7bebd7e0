import { html, LitElement, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../lib/element.js";
import { ICONS, type IconName } from "../lib/icons.js";
import type { Language } from "../lib/language.js";
import { KIND_ICONS, STATE_ICONS } from "../lib/places.js";
import { CELL, gutterOf, lineLength, sizeOf, type WallRow } from "../lib/wall.js";
import type { ZoneCounts } from "../types/model.js";
import type { WallSlot } from "../types/wall.js";
import { theme } from "./style.js";
import { wallZoneStyle } from "./wall-zone-style.js";

/** One zone on the wall: its number of free places as large as it goes, and its places as a plan. */
@element("hoa-wall-zone")
export class WallZoneTile extends LitElement {
  static override readonly styles = [theme, wallZoneStyle];

  @property({ attribute: false }) zone!: ZoneCounts;
  @property({ attribute: false }) rows: readonly WallRow[] = [];
  @property({ attribute: false }) language!: Language;
  /** Too old to be believed: no number is shown. */
  @property({ type: Boolean, reflect: true }) stale = false;
  @state() private room = { width: 160, height: 90 };
  #watch: ResizeObserver | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch?.disconnect();
    this.#watch = undefined;
  }

  protected override updated(): void {
    const plan = this.renderRoot.querySelector(".plan");
    if (plan === null || this.#watch !== undefined) return;
    this.#watch = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {};
      if (width > 0 && height > 0) this.room = { width, height };
    });
    this.#watch.observe(plan);
  }

  protected override render(): TemplateResult {
    const { zone, stale } = this;
    const blind = stale || zone.unknown >= zone.total;
    const full = !blind && (zone.full ?? zone.free + zone.unknown === 0);
    const bare = this.rows.length === 0 ? "bare" : "";
    return html`<article class="${blind ? "blind" : full ? "full" : "open"} ${bare}">
      <h2>${zone.name}</h2>
      <div class="body">
        <div class="count">
          <span class="number">${blind ? "–" : zone.free}</span>
          <span class="words">${this.#words(blind, full)}</span>
        </div>
        ${this.rows.length === 0 ? nothing : html`<div class="plan">${this.#plan()}</div>`}
      </div>
    </article>`;
  }

  #words(blind: boolean, full: boolean): string {
    const { zone, language } = this;
    if (this.stale) return language.text("wall.of", { total: zone.total });
    if (blind) return language.text("wall.unknown");
    if (full) return language.text("wall.full");
    return `${language.text("wall.free")} ${language.text("wall.of", { total: zone.total })}`;
  }

  #plan(): SVGTemplateResult | TemplateResult {
    const name = Math.max(...this.rows.map((row) => row.row.length));
    const shape = { rows: this.rows.map((row) => row.slots.length), name };
    const length = lineLength(shape, this.room.width, this.room.height);
    const size = sizeOf(shape, length);
    const left = gutterOf(name);
    let top = 0;
    const rows = this.rows.map(({ row, slots }, index) => {
      const start = top + index * CELL.gap;
      top += Math.ceil(slots.length / length) * CELL.height;
      const cells = slots.map((slot, at) =>
        cell(slot, left + (at % length) * CELL.width, start + Math.floor(at / length) * CELL.height, this.stale),
      );
      return svg`<text class="row" x=${left - 1.2} y=${start + 7.8}>${row}</text>${cells}`;
    });
    return html`<svg viewBox="0 0 ${size.width} ${size.height}" aria-hidden="true">
      <defs>
        <pattern id="taken" width="2" height="2" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="taken-ground" width="2" height="2"></rect>
          <rect class="taken-line" width="0.9" height="2"></rect>
        </pattern>
      </defs>
      ${rows}
    </svg>`;
  }
}

function cell(slot: WallSlot, x: number, y: number, stale: boolean): SVGTemplateResult {
  const state = stale ? "unknown" : slot.state;
  const kind = KIND_ICONS[slot.kind];
  const keep = slot.kind === "no_parking" && state === "free";
  const glyph = keep ? kind : STATE_ICONS[state];
  return svg`<g class=${keep ? "clear" : state} transform="translate(${x} ${y})">
    <rect class="cell" x="0.6" y="0.6" width="8.8" height="10.8" rx="1.4"></rect>
    <text x="1.6" y="4.4">${slot.number}</text>
    ${kind === null || keep ? nothing : icon(kind, 6.1, 1.2, 2.9)}
    ${glyph === null ? nothing : icon(glyph, 2.6, 5.4, 4.9)}
  </g>`;
}

function icon(name: IconName, x: number, y: number, size: number): SVGTemplateResult {
  return svg`<svg x=${x} y=${y} width=${size} height=${size} viewBox="0 0 24 24"><path d=${ICONS[name]}></path></svg>`;
}
