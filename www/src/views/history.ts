import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Places } from "../api/places.js";
import { problemOf } from "../api/problem.js";
import "../components/chart-dwell.js";
import "../components/chart-level.js";
import "../components/heat-map.js";
import "../components/segments.js";
import "../components/skeleton.js";
import { card } from "../components/style.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { SPANS, type Dwell, type HeatCell, type LevelPoint, type Span } from "../types/places.js";
import { section } from "./style.js";

/** How often what is still growing is asked for again. */
const FRESH_MS = 60_000;

type Told =
  | { readonly span: "today" | "week"; readonly points: readonly LevelPoint[] }
  | { readonly span: "heat"; readonly cells: readonly HeatCell[] }
  | { readonly span: "dwell"; readonly dwell: Dwell };

/** How a zone was over time: today, in the week, by the hour, and how long cars stay. */
@element("hoa-history")
export class HistoryView extends LitElement {
  static override readonly styles = [
    section,
    card,
    css`
      .card {
        margin-block-start: 12px;
        padding: 16px;
      }
      h3 {
        margin: 0 0 8px;
        font-size: 16px;
        font-weight: 500;
        line-height: 24px;
      }
      p {
        margin: 0;
        color: var(--quiet);
        font-size: 14px;
        line-height: 20px;
      }
      @media (max-width: 599px) {
        .card {
          padding: 12px;
        }
      }
    `,
  ];

  @property({ attribute: false }) server: Places | null = null;
  @property() zone = "";
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @state() private span: Span = "today";
  @state() private told: Told | null = null;
  @state() private failure = "";
  #askedAt = 0;
  #turn = 0;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("zone") || changed.has("span") || changed.has("server")) {
      this.told = null;
      this.failure = "";
      void this.#ask();
    } else if (this.now.getTime() - this.#askedAt > FRESH_MS) void this.#ask();
  }

  protected override render(): TemplateResult {
    const { language } = this;
    return html`<hoa-segments
        .label=${language.text("history")}
        .options=${SPANS.map((span) => ({ id: span, text: language.text(`history.${span}`) }))}
        .value=${this.span}
        @hoa-chosen=${this.#choose}
      ></hoa-segments>
      <div class="card">
        <h3>${language.text(`history.${this.span}.title`)}</h3>
        ${this.failure === "" ? nothing : html`<p role="alert">${language.text("history.failed", { why: this.failure })}</p>`}
        ${this.told === null ? (this.failure === "" ? html`<hoa-skeleton .height=${220}></hoa-skeleton>` : nothing) : this.#chart(this.told)}
      </div>`;
  }

  #chart(told: Told): TemplateResult {
    const { language, now } = this;
    if (isEmpty(told)) return html`<p>${language.text("history.empty")}</p>`;
    switch (told.span) {
      case "heat":
        return html`<hoa-heat-map .cells=${told.cells} .language=${language}></hoa-heat-map>`;
      case "dwell":
        return html`<hoa-dwell-chart .dwell=${told.dwell} .language=${language}></hoa-dwell-chart>`;
      default:
        return html`<hoa-level-chart
          .points=${told.points}
          .span=${told.span}
          .language=${language}
          .now=${now}
          .label=${language.text(`history.${told.span}.title`)}
        ></hoa-level-chart>`;
    }
  }

  async #ask(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.#askedAt = this.now.getTime();
    const { server, zone, span } = this;
    if (server === null) return;
    try {
      const told = await asked(server, zone, span);
      if (turn !== this.#turn) return;
      this.told = told;
      this.failure = "";
    } catch (error) {
      if (turn === this.#turn) this.failure = this.language.code("error", problemOf(error).code, "error.other");
    }
  }

  readonly #choose = (event: CustomEvent<string>): void => {
    this.span = SPANS.find((span) => span === event.detail) ?? "today";
  };
}

async function asked(server: Places, zone: string, span: Span): Promise<Told> {
  switch (span) {
    case "heat":
      return { span, cells: await server.heat(zone) };
    case "dwell":
      return { span, dwell: await server.dwell(zone) };
    default:
      return { span, points: await server.levels(zone, span) };
  }
}

function isEmpty(told: Told): boolean {
  switch (told.span) {
    case "heat":
      return told.cells.every((cell) => cell.occupied === null);
    case "dwell":
      return told.dwell.bins.every((bin) => bin.count === 0);
    default:
      return told.points.length === 0;
  }
}
