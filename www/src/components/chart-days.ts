import { css, html, LitElement, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { scaleOf, type Box, type Scale } from "../lib/chart.js";
import { element } from "../lib/element.js";
import { dayText, spread, ticksOf, type DayValue } from "../lib/figures.js";
import type { Language } from "../lib/language.js";
import { chartStyle } from "./chart-style.js";
import "./figure-table.js";
import { Width } from "./figure-width.js";
import { theme } from "./style.js";

/** A number for each day: bars for counts, a line for shares; a gap where there is none. */
@element("hoa-days-chart")
export class DaysChart extends LitElement {
  static override readonly styles = [
    theme,
    chartStyle,
    css`
      .bar {
        fill: color-mix(in srgb, var(--bad) 75%, var(--card));
      }
      .trend {
        fill: none;
        stroke: var(--accent);
        stroke-width: 2.5;
        stroke-linejoin: round;
        stroke-linecap: round;
      }
      .point {
        fill: var(--accent);
      }
    `,
  ];

  @property({ attribute: false }) days: readonly DayValue[] = [];
  /** Whether the numbers are shares of one, and drawn as a line. */
  @property({ type: Boolean }) share = false;
  /** The least of the axis; its most is that of the days, or one. */
  @property({ type: Number }) least = 0;
  /** The most of the axis where several are to be compared; 0: by the days. */
  @property({ type: Number }) most = 0;
  @property({ type: Number }) height = 180;
  @property() label = "";
  @property({ attribute: false }) language!: Language;
  readonly #width = new Width(this, 480);

  protected override render(): TemplateResult {
    const { days, language, height } = this;
    const most = this.most > 0 ? this.most : Math.max(0, ...days.map((day) => day.value ?? 0));
    const ticks = ticksOf(this.least, most, this.share);
    const box: Box = { left: this.share ? 46 : 34, top: 10, right: this.#width.value - 4, bottom: height - 24 };
    const top = ticks.at(-1) ?? 1;
    const scale = scaled(scaleOf(box, 0, Math.max(1, days.length), 1), this.least, top);
    const words = this.#words();
    return html`<figure>
        <svg width=${this.#width.value} height=${height} role="img" aria-label=${`${this.label}. ${words}`}>
          ${this.#grid(box, scale, ticks)}
          ${this.share ? line(days, scale) : days.map((day, at) => bar(day, at, box, scale))}
        </svg>
        <figcaption>${words}</figcaption>
      </figure>
      <hoa-figure-table
        .heads=${[language.text("figures.day"), this.label]}
        .rows=${days.map((day) => [dayText(day.day, language), this.#value(day.value)])}
        .label=${this.label}
        .language=${language}
      ></hoa-figure-table>`;
  }

  #grid(box: Box, scale: Scale, ticks: readonly number[]): SVGTemplateResult {
    const { days, language } = this;
    const every = Math.ceil(days.length / Math.max(2, Math.floor(this.#width.value / 110)));
    return svg`<g class="grid" aria-hidden="true">
      ${ticks.map(
        (tick) => svg`<line x1=${box.left} x2=${box.right} y1=${scale.y(tick)} y2=${scale.y(tick)}></line>
          <text class="y" x=${box.left - 6} y=${scale.y(tick) + 4}>${this.#value(tick)}</text>`,
      )}
      ${days.map((day, index) =>
        (days.length - 1 - index) % every === 0
          ? svg`<text class=${index === days.length - 1 ? "end" : index === 0 ? "start" : "middle"}
              x=${index === days.length - 1 ? box.right : scale.x(index + 0.5)} y=${this.height - 5}
            >${dayText(day.day, language)}</text>`
          : nothing,
      )}
    </g>`;
  }

  #value(value: number | null): string {
    if (value === null) return "–";
    return this.share ? this.language.percent(Math.round(value * 1000) / 1000) : this.language.number(value);
  }

  #words(): string {
    const { language } = this;
    const found = spread(this.days);
    if (found === null) return language.text("history.empty");
    const { least, most, last } = found;
    return language.text("figures.days.words", {
      last: this.#value(last.value),
      last_day: dayText(last.day, language),
      least: this.#value(least.value),
      most: this.#value(most.value),
      most_day: dayText(most.day, language),
    });
  }
}

/** The same scale for an axis that does not begin at 0. */
function scaled(scale: Scale, least: number, most: number): Scale {
  return { x: (at) => scale.x(at), y: (value) => scale.y((value - least) / Math.max(1e-9, most - least)) };
}

function bar(day: DayValue, index: number, box: Box, scale: Scale): SVGTemplateResult {
  const [left, right, top] = [scale.x(index + 0.15), scale.x(index + 0.85), scale.y(day.value ?? 0)];
  return svg`<rect class="bar" x=${left} width=${right - left} y=${top} height=${box.bottom - top}></rect>`;
}

/** A line from day to day, and a point where a day has no neighbours. */
function line(days: readonly DayValue[], scale: Scale): SVGTemplateResult {
  let open = false;
  const path = days
    .map(({ value }, index) => {
      const step = value === null ? "" : `${open ? "L" : "M"}${scale.x(index + 0.5)} ${scale.y(value)}`;
      open = value !== null;
      return step;
    })
    .join("");
  const lone = days.flatMap(({ value }, index) =>
    value !== null && days[index - 1]?.value == null && days[index + 1]?.value == null
      ? [svg`<circle class="point" cx=${scale.x(index + 0.5)} cy=${scale.y(value)} r="3"></circle>`]
      : [],
  );
  return svg`<path class="trend" d=${path}></path>${lone}`;
}
