import { html, LitElement, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { styleMap } from "lit/directives/style-map.js";
import { hourName, weekdayName, weekdaysOf } from "../lib/calendar.js";
import { emptiest, fullest, heatRows } from "../lib/chart.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { rounded } from "../lib/places.js";
import type { HeatCell } from "../types/places.js";
import { heatStyle } from "./heat-map-style.js";
import { focus, theme } from "./style.js";

const HOURS = Array.from({ length: 24 }, (_one, hour) => hour);
/** Hours that have a name under the picture. */
const NAMED = 6;

/** How full a zone usually is, by hour and weekday: a picture, the same in words, and as a table. */
@element("hoa-heat-map")
export class HeatMap extends LitElement {
  static override readonly styles = [theme, focus, heatStyle];

  @property({ attribute: false }) cells: readonly HeatCell[] = [];
  @property({ attribute: false }) language!: Language;

  protected override render(): TemplateResult {
    const { language } = this;
    const rows = heatRows(this.cells, weekdaysOf(language));
    const words = this.#words();
    return html`<div class="heat" role="img" aria-label=${words}>
        ${rows.map(
          (row) =>
            html`<span class="day">${weekdayName(row.weekday, "short", language)}</span
              >${row.hours.map((share) => this.#cell(share))}`,
        )}
        <span></span>${HOURS.filter((hour) => hour % NAMED === 0).map(
          (hour) => html`<span class="hour">${hourName(hour, language)}</span>`,
        )}
      </div>
      <p class="words">${words}</p>
      <p class="key" aria-hidden="true">
        ${language.text("history.heat.less")} ${[0.1, 0.35, 0.6, 0.85].map((share) => this.#cell(share))}
        ${language.text("history.heat.more")}
        <i class="blind"></i>${language.text("history.heat.unknown")}
      </p>
      <details>
        <summary>${language.text("history.table")}</summary>
        <div class="scroll">${this.#table(rows)}</div>
      </details>`;
  }

  #cell(share: number | null): TemplateResult {
    if (share === null) return html`<i class="blind"></i>`;
    return html`<i
      class=${share > 0.9 ? "most" : ""}
      style=${styleMap({ "--share": `${Math.round(6 + share * 94)}%` })}
    ></i>`;
  }

  #table(rows: ReturnType<typeof heatRows>): TemplateResult {
    const { language } = this;
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${language.text("history.heat.hour")}</th>
          ${rows.map((row) => html`<th scope="col">${weekdayName(row.weekday, "short", language)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${HOURS.map(
          (hour) =>
            html`<tr>
              <th scope="row">${hourName(hour, language)}</th>
              ${rows.map((row) => html`<td>${this.#share(row.hours[hour] ?? null)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #share(share: number | null): string {
    return share === null ? "–" : this.language.percent(rounded(share));
  }

  #words(): string {
    const { language } = this;
    const [full, free] = [fullest(this.cells), emptiest(this.cells)];
    if (full === null || free === null) return language.text("history.empty");
    return language.text(full === free ? "history.heat.one" : "history.heat.words", {
      full_day: weekdayName(full.weekday, "long", language),
      full_hour: hourName(full.hour, language),
      full: this.#share(full.occupied),
      free_day: weekdayName(free.weekday, "long", language),
      free_hour: hourName(free.hour, language),
      free: this.#share(free.occupied),
    });
  }
}
