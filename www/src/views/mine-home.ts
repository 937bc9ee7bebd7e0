import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Household } from "../api/mine.js";
import type { Parking } from "../api/parking.js";
import { problemOf } from "../api/problem.js";
import "../components/icon.js";
import { roomy } from "../components/pass-style.js";
import "../components/skeleton.js";
import { card, focus } from "../components/style.js";
import "../components/vehicle-row.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { INVITE, REQUEST } from "../lib/mine.js";
import { roomPath } from "../lib/route.js";
import { may, type PanelState } from "../lib/state.js";
import type { Mine, OwnVehicle } from "../types/people.js";
import "./mine-passes.js";
import "./mine-past.js";
import "./mine-requests.js";
import { mineStyle } from "./mine-style.js";
import "./passages.js";
import { section } from "./style.js";
import { zoneCards } from "./zone-cards.js";

/** The first page of a resident's room. */
@element("hoa-mine-home")
export class MineHome extends LitElement {
  static override readonly styles = [section, card, focus, roomy, mineStyle];

  @property({ attribute: false }) parking!: Parking;
  @property({ attribute: false }) household: Household | null = null;
  /** null: not told yet. */
  @property({ attribute: false }) mine: Mine | null = null;
  @property({ attribute: false }) journal!: PanelState;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @property() base = "";
  /** The plate whose guard is being set. */
  @state() private setting: string | null = null;
  @state() private failure = "";

  protected override render(): TemplateResult {
    return html`<div class="side">${this.#free()} ${this.#cars()} ${this.#guests()}</div>
      <div class="side">
        <hoa-mine-requests
          .parking=${this.parking}
          .language=${this.language}
          .now=${this.now}
          .base=${this.base}
        ></hoa-mine-requests>
        ${this.#passages()}
        <hoa-mine-past .mine=${this.mine} .language=${this.language} .now=${this.now}></hoa-mine-past>
      </div>`;
  }

  #free(): TemplateResult | typeof nothing {
    const { zones } = this.journal;
    return zones.length === 0 ? nothing : zoneCards(this.language.text("mine.free"), zones, this.base, this.language);
  }

  #cars(): TemplateResult {
    const { mine, language } = this;
    return html`<section>
      <h2>${language.text("mine.cars")}</h2>
      ${mine === null ? html`<hoa-skeleton .height=${112}></hoa-skeleton>` : this.#garage(mine.vehicles)}
      ${this.failure === "" ? nothing : html`<p class="fault hint" role="alert">${this.failure}</p>`}
    </section>`;
  }

  #garage(vehicles: readonly OwnVehicle[]): TemplateResult {
    const { language } = this;
    if (vehicles.length === 0) {
      return html`<div class="card empty">
        <p class="quiet">${language.text("mine.cars.none")}</p>
        <a class="button" href=${`${this.base}${roomPath("mine", REQUEST)}`}>${language.text("requests.new")}</a>
      </div>`;
    }
    const settable = may(this.journal, "guard_car");
    return html`<div class="card">
        ${repeat(
          vehicles,
          (vehicle) => vehicle.plate,
          (vehicle) =>
            html`<hoa-vehicle-row
              .vehicle=${vehicle}
              .language=${language}
              .now=${this.now}
              .busy=${this.setting === vehicle.plate}
              .settable=${settable}
              @hoa-guard-car=${this.#guard}
            ></hoa-vehicle-row>`,
        )}
      </div>
      ${settable ? html`<p class="quiet hint">${language.text("mine.guard.text")}</p>` : nothing}`;
  }

  #guests(): TemplateResult | typeof nothing {
    const { language, mine } = this;
    if (!may(this.journal, "give_passes")) return nothing;
    return html`<section>
      <h2>${language.text("passes")}</h2>
      <a class="button invite" href=${`${this.base}${roomPath("mine", INVITE)}`}>
        <hoa-icon name="plus"></hoa-icon>${language.text("passes.give")}
      </a>
      ${
        mine === null
          ? html`<hoa-skeleton .height=${96}></hoa-skeleton>`
          : html`<hoa-mine-passes
              .household=${this.household}
              .passes=${mine.passes}
              .language=${language}
              .now=${this.now}
            ></hoa-mine-passes>`
      }
    </section>`;
  }

  /** Who sees everybody's passages has rooms of their own for that. */
  #passages(): TemplateResult | typeof nothing {
    if (this.journal.me?.role !== "resident") return nothing;
    return html`<hoa-passages
      .parking=${this.parking}
      .journal=${this.journal}
      .language=${this.language}
      .now=${this.now}
    ></hoa-passages>`;
  }

  readonly #guard = async ({ detail }: CustomEvent<{ plate: string; on: boolean }>): Promise<void> => {
    if (this.household === null || this.setting !== null) return;
    this.setting = detail.plate;
    this.failure = "";
    try {
      await this.household.guard(detail.plate, detail.on);
    } catch (error) {
      this.failure = this.language.code("error", problemOf(error).code, "error.other");
    } finally {
      this.setting = null;
    }
  };
}
