import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { styleMap } from "lit/directives/style-map.js";
import { askFigures } from "../api/figures.js";
import type { Parking } from "../api/parking.js";
import { problemOf } from "../api/problem.js";
import "../components/chart-days.js";
import "../components/chart-hours.js";
import "../components/figure-tile.js";
import "../components/skeleton.js";
import { card, focus } from "../components/style.js";
import { element } from "../lib/element.js";
import { leastCertainty } from "../lib/figures.js";
import type { Language } from "../lib/language.js";
import { TALLIES, type Figures, type Peak } from "../types/journal.js";
import { figuresStyle } from "./figures-style.js";
import { section } from "./style.js";

/** How often the numbers are asked for again while somebody looks at them. */
const FRESH_MS = 60_000;

/** The dashboard: today's numbers, and how they went over hours and days. */
@element("hoa-figures")
export class FiguresView extends LitElement {
  static override readonly styles = [section, card, focus, figuresStyle];

  @property({ attribute: false }) parking!: Parking;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @state() private figures: Figures | null = null;
  @state() private failure = "";
  #askedAt = 0;
  #busy = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("parking") || this.now.getTime() - this.#askedAt > FRESH_MS) void this.#ask();
  }

  protected override render(): TemplateResult {
    const { language, figures } = this;
    return html`${
      this.failure === ""
        ? nothing
        : html`<p class="failure" role="alert">
            ${language.text("history.failed", { why: this.failure })}
            <button type="button" @click=${this.#again}>${language.text("retry")}</button>
          </p>`
    }
    ${figures === null ? this.#waiting() : this.#all(figures)}`;
  }

  #waiting(): TemplateResult | typeof nothing {
    if (this.failure !== "") return nothing;
    return html`<div class="waiting" role="status" aria-label=${this.language.text("loading")}>
      <hoa-skeleton .height=${90}></hoa-skeleton><hoa-skeleton .height=${360}></hoa-skeleton>
    </div>`;
  }

  #all(figures: Figures): TemplateResult {
    const { language } = this;
    return html`<section aria-labelledby="today">
        <h2 id="today">${language.text("figures.today")}</h2>
        <div class="tiles">
          ${TALLIES.map(
            (tally) =>
              html`<hoa-figure-tile
                .name=${language.text(`figures.${tally}`)}
                .value=${language.number(figures.today[tally])}
              ></hoa-figure-tile>`,
          )}
        </div>
      </section>
      <section class="card" aria-labelledby="hours">
        <h3 id="hours">${language.text("figures.hours")}</h3>
        <hoa-hours-chart
          .hours=${figures.hours}
          .label=${language.text("figures.hours")}
          .language=${language}
        ></hoa-hours-chart>
      </section>
      <div class="pair">${this.#days(figures)}</div>
      ${figures.cameras.length === 0 ? nothing : this.#cameras(figures)}
      ${figures.peaks.length === 0 ? nothing : this.#peaks(figures.peaks)}`;
  }

  #days({ days }: Figures): TemplateResult {
    const { language } = this;
    return html`<section class="card" aria-labelledby="unknown">
        <h3 id="unknown">${language.text("figures.unknown_share")}</h3>
        <hoa-days-chart
          share
          .days=${days.map(({ day, unknownShare }) => ({ day, value: unknownShare }))}
          .label=${language.text("figures.unknown_share")}
          .language=${language}
        ></hoa-days-chart>
      </section>
      <section class="card" aria-labelledby="refused">
        <h3 id="refused">${language.text("figures.refused_days")}</h3>
        <hoa-days-chart
          .days=${days.map(({ day, refused }) => ({ day, value: refused }))}
          .label=${language.text("figures.refused_days")}
          .language=${language}
        ></hoa-days-chart>
      </section>`;
  }

  #cameras(figures: Figures): TemplateResult {
    const { language } = this;
    const least = leastCertainty(figures);
    return html`<section class="card" aria-labelledby="certainty">
      <h3 id="certainty">${language.text("figures.confidence")}</h3>
      <p>${language.text("figures.confidence.text")}</p>
      <div class="multiples">
        ${figures.cameras.map(
          ({ id, name }) =>
            html`<section aria-label=${name}>
              <h4>${name}</h4>
              <hoa-days-chart
                share
                .height=${130}
                .least=${least}
                .most=${1}
                .days=${figures.days.map(({ day, confidence }) => ({ day, value: confidence[id] ?? null }))}
                .label=${name}
                .language=${language}
              ></hoa-days-chart>
            </section>`,
        )}
      </div>
    </section>`;
  }

  #peaks(peaks: readonly Peak[]): TemplateResult {
    return html`<section class="card" aria-labelledby="peaks">
      <h3 id="peaks">${this.language.text("figures.peaks")}</h3>
      <ul>
        ${peaks.map((peak) => this.#peak(peak))}
      </ul>
    </section>`;
  }

  #peak({ name, at, occupied, total }: Peak): TemplateResult {
    const { language } = this;
    const share = occupied === null || total === 0 ? 0 : Math.min(1, occupied / total);
    const words =
      occupied === null || at === null
        ? language.text("figures.peak.unknown")
        : language.text("figures.peak", { occupied, total, time: language.clock(at, this.now) });
    return html`<li>
      <b>${name}</b>
      <span class="bar" aria-hidden="true"
        ><i class=${share >= 0.9 ? "most" : ""} style=${styleMap({ inlineSize: `${share * 100}%` })}></i
      ></span>
      <span class="words">${words}</span>
    </li>`;
  }

  readonly #again = (): void => {
    void this.#ask();
  };

  async #ask(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#askedAt = this.now.getTime();
    try {
      this.figures = await askFigures(this.parking);
      this.failure = "";
    } catch (error) {
      this.failure = this.language.code("error", problemOf(error).code, "error.other");
    } finally {
      this.#busy = false;
    }
  }
}
