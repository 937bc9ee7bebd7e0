import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { styleMap } from "lit/directives/style-map.js";
import { spanOf } from "../lib/calendar.js";
import { stays } from "../lib/chart.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { Dwell, DwellBin } from "../types/places.js";
import { theme } from "./style.js";

/** How long cars stay: a bar for each span of time. It is a list, so that it reads as one. */
@element("hoa-dwell-chart")
export class DwellChart extends LitElement {
  static override readonly styles = [
    theme,
    css`
      :host {
        display: block;
      }
      p {
        margin: 0 0 12px;
        font-size: 15px;
        line-height: 22px;
      }
      ul {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr) max-content;
        gap: 8px 12px;
        align-items: center;
        margin: 0;
        padding: 0;
        list-style: none;
        font-size: 14px;
        line-height: 20px;
      }
      li {
        display: contents;
      }
      .bar {
        block-size: 20px;
        border-radius: 5px;
        background: color-mix(in srgb, var(--text) 7%, transparent);
        overflow: hidden;
      }
      .bar i {
        display: block;
        block-size: 100%;
        min-inline-size: 2px;
        border-radius: 5px;
        background: var(--accent);
      }
      .cars {
        color: var(--quiet);
        font-variant-numeric: tabular-nums;
        text-align: end;
      }
    `,
  ];

  @property({ attribute: false }) dwell!: Dwell;
  @property({ attribute: false }) language!: Language;

  protected override render(): TemplateResult {
    const { dwell, language } = this;
    const most = Math.max(1, ...dwell.bins.map((bin) => bin.count));
    const all = stays(dwell.bins);
    const median = dwell.medianMin;
    return html`${
        median === null
          ? nothing
          : html`<p>
              ${language.text("history.dwell.median", { span: spanOf(Math.max(1, Math.ceil(median)), language) })}
              ${language.count("history.dwell.cars", all)}.
            </p>`
      }
      <ul aria-label=${language.text("history.dwell.title")}>
        ${dwell.bins.map(
          (bin) =>
            html`<li>
              <span>${this.#name(bin)}</span
              ><span class="bar" aria-hidden="true"
                >${bin.count === 0 ? nothing : html`<i style=${styleMap({ inlineSize: `${(bin.count / most) * 100}%` })}></i>`}</span
              ><span class="cars">${language.count("history.dwell.cars", bin.count)}</span>
            </li>`,
        )}
      </ul>`;
  }

  #name(bin: DwellBin): string {
    const { language } = this;
    const from = spanOf(bin.fromMin, language);
    if (bin.toMin === null) return language.text("history.dwell.from", { from });
    const to = spanOf(bin.toMin, language);
    return bin.fromMin === 0
      ? language.text("history.dwell.under", { to })
      : language.text("history.dwell.between", { from, to });
  }
}
