import { html, LitElement, nothing, svg, type PropertyValues, type SVGTemplateResult, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { atHour, hourName, nextDay, startOfDay, weekdayOf } from "../lib/calendar.js";
import {
  bandPath,
  countTicks,
  extremesOf,
  isBlind,
  linePath,
  scaleOf,
  stepsOf,
  type Box,
  type Scale,
} from "../lib/chart.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { LevelPoint } from "../types/places.js";
import { chartStyle } from "./chart-style.js";
import { theme } from "./style.js";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HEIGHT = 240;

interface Tick {
  readonly at: number;
  readonly text: string;
}

/** How many places were free over a day or a week, as a line of steps. */
@element("hoa-level-chart")
export class LevelChart extends LitElement {
  static override readonly styles = [theme, chartStyle];

  @property({ attribute: false }) points: readonly LevelPoint[] = [];
  @property() span: "today" | "week" = "today";
  @property() label = "";
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @state() private width = 640;
  #watch: ResizeObserver | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch = new ResizeObserver(([entry]) => {
      const width = Math.round(entry?.contentRect.width ?? 0);
      if (width > 0) this.width = width;
    });
    this.#watch.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch?.disconnect();
  }

  protected override shouldUpdate(changed: PropertyValues): boolean {
    return changed.size > 1 || !changed.has("now");
  }

  protected override render(): TemplateResult {
    const { points, language } = this;
    const from = this.#from();
    const to = this.span === "today" ? nextDay(new Date(from), language).getTime() : this.now.getTime();
    const steps = stepsOf(points, from, Math.min(to, this.now.getTime()));
    const most = Math.max(1, ...points.map((point) => point.total));
    const ticks = countTicks(most);
    const box: Box = { left: 34, top: 10, right: this.width - 8, bottom: HEIGHT - 26 };
    const scale = scaleOf(box, from, to, ticks.at(-1) ?? most);
    const words = this.#words();
    return html`<figure>
      <svg width=${this.width} height=${HEIGHT} role="img" aria-label=${`${this.label}. ${words}`}>
        ${dots()} ${this.#grid(box, scale, ticks, this.#ticks(from, to))}
        <path class="unknown" d=${bandPath(steps, scale, (one) => [one.free, one.free + one.unknown])}></path>
        <path class="area" d=${bandPath(steps, scale, (one) => [0, isBlind(one) ? 0 : one.free])}></path>
        <path
          class="total"
          d=${linePath(
            steps.map((one) => ({ ...one, free: one.total, unknown: 0 })),
            scale,
          )}
        ></path>
        <path class="line" d=${linePath(steps, scale)}></path>
      </svg>
      <figcaption>${words}</figcaption>
      <ul class="legend" aria-hidden="true">
        <li><i class="free"></i>${language.text("history.legend.free")}</li>
        <li><i class="all"></i>${language.text("history.legend.total")}</li>
        ${
          steps.some((step) => step.unknown > 0)
            ? html`<li><i class="blind"></i>${language.text("history.legend.unknown")}</li>`
            : nothing
        }
      </ul>
    </figure>`;
  }

  #from(): number {
    const today = startOfDay(this.now, this.language);
    return this.span === "today"
      ? today.getTime()
      : startOfDay(new Date(today.getTime() - 6 * DAY_MS + HOUR_MS * 2), this.language).getTime();
  }

  #ticks(from: number, to: number): readonly Tick[] {
    const { language } = this;
    if (this.span === "today") {
      const hours = this.width < 420 ? [0, 6, 12, 18, 24] : [0, 4, 8, 12, 16, 20, 24];
      const midnight = new Date(from);
      return hours.map((hour) => ({ at: atHour(midnight, hour, language).getTime(), text: hourName(hour, language) }));
    }
    const days = [];
    for (let day = new Date(from); day.getTime() < to; day = nextDay(day, language))
      days.push({ at: day.getTime(), text: weekdayOf(day, "short", language) });
    return days;
  }

  #grid(box: Box, scale: Scale, counts: readonly number[], ticks: readonly Tick[]): SVGTemplateResult {
    return svg`<g class="grid" aria-hidden="true">
      ${counts.map(
        (count) => svg`<line x1=${box.left} x2=${box.right} y1=${scale.y(count)} y2=${scale.y(count)}></line>
          <text class="y" x=${box.left - 6} y=${scale.y(count) + 4}>${count}</text>`,
      )}
      ${ticks.map(
        (
          { at, text },
          index,
        ) => svg`<line class="mark" x1=${scale.x(at)} x2=${scale.x(at)} y1=${box.bottom} y2=${box.bottom + 5}></line>
          <text class=${this.#anchor(index, ticks.length)} x=${scale.x(at)} y=${HEIGHT - 6}>${text}</text>`,
      )}
    </g>`;
  }

  #anchor(index: number, count: number): string {
    if (this.span === "week" || index === 0) return "start";
    return index === count - 1 ? "end" : "middle";
  }

  #words(): string {
    const { language, now } = this;
    const extremes = extremesOf(this.points);
    if (extremes === null) return language.text("history.empty");
    const { least, most, last } = extremes;
    return language.text("history.level.words", {
      least: least.free,
      least_at: language.clock(least.at, now),
      most: most.free,
      most_at: language.clock(most.at, now),
      now: last.free,
    });
  }
}

function dots(): SVGTemplateResult {
  return svg`<defs><pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">
    <circle class="dot" cx="3" cy="3" r="1.2"></circle></pattern></defs>`;
}
