import { css, html, LitElement, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { countTicks, scaleOf, type Box, type Scale } from "../lib/chart.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { FiguresHour } from "../types/journal.js";
import { chartStyle } from "./chart-style.js";
import "./figure-table.js";
import { Width } from "./figure-width.js";
import { theme } from "./style.js";

const HEIGHT = 230;

/** Passages of the last hours, in and out, beside what is usual at that hour. */
@element("hoa-hours-chart")
export class HoursChart extends LitElement {
  static override readonly styles = [
    theme,
    chartStyle,
    css`
      .in {
        fill: var(--accent);
      }
      .out {
        fill: color-mix(in srgb, var(--accent) 45%, var(--card));
      }
      .usual {
        fill: none;
        stroke: var(--text);
        stroke-width: 1.5;
        stroke-dasharray: 4 3;
      }
      .legend i.in {
        block-size: 10px;
        border: 0;
        background: var(--accent);
      }
      .legend i.out {
        block-size: 10px;
        border: 0;
        background: color-mix(in srgb, var(--accent) 45%, var(--card));
      }
      .legend i.usual {
        border-block-start: 2px dashed var(--text);
      }
    `,
  ];

  @property({ attribute: false }) hours: readonly FiguresHour[] = [];
  @property() label = "";
  @property({ attribute: false }) language!: Language;
  readonly #width = new Width(this, 640);

  protected override render(): TemplateResult {
    const { hours, language } = this;
    const most = Math.max(1, ...hours.map((hour) => Math.max(hour.entries + hour.exits, hour.usual ?? 0)));
    const ticks = countTicks(most);
    const box: Box = { left: 34, top: 10, right: this.#width.value - 4, bottom: HEIGHT - 26 };
    const scale = scaleOf(box, 0, Math.max(1, hours.length), ticks.at(-1) ?? most);
    const usual = hours.some((hour) => hour.usual !== null);
    const words = this.#words();
    return html`<figure>
        <svg width=${this.#width.value} height=${HEIGHT} role="img" aria-label=${`${this.label}. ${words}`}>
          ${this.#grid(box, scale, ticks)} ${hours.map((hour, index) => bar(hour, index, box, scale))}
          <path class="usual" d=${usualPath(hours, scale)}></path>
        </svg>
        <figcaption>${words}</figcaption>
        <ul class="legend" aria-hidden="true">
          <li><i class="in"></i>${language.text("figures.entries")}</li>
          <li><i class="out"></i>${language.text("figures.exits")}</li>
          ${usual ? html`<li><i class="usual"></i>${language.text("figures.usual")}</li>` : nothing}
        </ul>
      </figure>
      <hoa-figure-table
        .heads=${[
          language.text("history.heat.hour"),
          language.text("figures.entries"),
          language.text("figures.exits"),
          language.text("figures.refused"),
          language.text("figures.usual"),
        ]}
        .rows=${hours.map((hour) => [
          this.#hour(hour),
          ...[hour.entries, hour.exits, hour.refused].map((count) => language.number(count)),
          hour.usual === null ? "–" : language.number(hour.usual),
        ])}
        .label=${this.label}
        .language=${language}
      ></hoa-figure-table>`;
  }

  #grid(box: Box, scale: Scale, ticks: readonly number[]): SVGTemplateResult {
    const every = this.#width.value < 480 ? 6 : 3;
    return svg`<g class="grid" aria-hidden="true">
      ${ticks.map(
        (count) => svg`<line x1=${box.left} x2=${box.right} y1=${scale.y(count)} y2=${scale.y(count)}></line>
          <text class="y" x=${box.left - 6} y=${scale.y(count) + 4}>${count}</text>`,
      )}
      ${this.hours.map((hour, index) =>
        (this.hours.length - 1 - index) % every === 0
          ? svg`<text class=${index === this.hours.length - 1 ? "end" : "middle"}
              x=${index === this.hours.length - 1 ? box.right : scale.x(index + 0.5)} y=${HEIGHT - 6}
            >${this.#hour(hour)}</text>`
          : nothing,
      )}
    </g>`;
  }

  #hour({ at }: FiguresHour): string {
    return this.language.clock(at, at);
  }

  #words(): string {
    const { hours, language } = this;
    const sum = hours.reduce((all, hour) => all + hour.entries + hour.exits, 0);
    const [first] = hours;
    if (first === undefined || sum === 0) return language.text("history.empty");
    const most = hours.reduce((one, hour) => (hour.entries + hour.exits > one.entries + one.exits ? hour : one), first);
    return language.text("figures.hours.words", {
      sum,
      hour: this.#hour(most),
      most: most.entries + most.exits,
    });
  }
}

function bar(hour: FiguresHour, index: number, box: Box, scale: Scale): SVGTemplateResult {
  const [left, right] = [scale.x(index + 0.14), scale.x(index + 0.86)];
  const [entries, all] = [scale.y(hour.entries), scale.y(hour.entries + hour.exits)];
  return svg`<rect class="in" x=${left} width=${right - left} y=${entries} height=${box.bottom - entries}></rect>
    <rect class="out" x=${left} width=${right - left} y=${all} height=${entries - all}></rect>`;
}

/** A step for each hour; broken where nobody knows what is usual. */
function usualPath(hours: readonly FiguresHour[], scale: Scale): string {
  let open = false;
  return hours
    .map(({ usual }, index) => {
      const start =
        usual === null ? "" : `${open ? "L" : "M"}${scale.x(index)} ${scale.y(usual)}H${scale.x(index + 1)}`;
      open = usual !== null;
      return start;
    })
    .join("");
}
