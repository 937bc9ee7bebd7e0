import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { People } from "../api/people.js";
import { problemOf } from "../api/problem.js";
import "../components/household-link.js";
import { householdStyle } from "../components/household-style.js";
import "../components/icon.js";
import "../components/plate.js";
import "../components/vehicle-form.js";
import { failureOf, type Failure } from "../lib/board.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { HouseholdRow, HouseholdVehicle, HouseUser, LinkWish, VehicleWish } from "../types/board.js";
import { homeStyle } from "./people-household-style.js";
import "./people-resident.js";

/** What is being done: a car is added, changed or removed (by its plate), a user linked, the household removed. */
type Doing =
  { readonly what: "add" | "link" | "household" } | { readonly what: "edit" | "remove"; readonly plate: string };

/** The cars and residents of a household. Fires `hoa-kept` when something changed. */
@element("hoa-people-household")
export class PeopleHousehold extends LitElement {
  static override readonly styles = [householdStyle, homeStyle];

  @property({ attribute: false }) server!: People;
  @property({ attribute: false }) household!: HouseholdRow;
  @property() site = "";
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @state() private doing: Doing | null = null;
  @state() private users: readonly HouseUser[] = [];
  @state() private busy = false;
  @state() private failure: Failure | null = null;

  protected override render(): TemplateResult {
    const { household, language } = this;
    return html`<h3>${language.text("people.cars")}</h3>
      ${household.vehicles.map((vehicle) => this.#vehicle(vehicle))}
      ${household.vehicles.length === 0 ? html`<p class="quiet none">${language.text("people.cars.none")}</p>` : nothing}
      <div class="acts">${this.doing?.what === "add" ? this.#form(null) : this.#start("add", "people.cars.add")}</div>
      <h3>${language.text("people.residents")}</h3>
      ${household.residents.map(
        (resident) =>
          html`<hoa-people-resident
            .server=${this.server}
            .resident=${resident}
            .apartment=${household.apartment}
            .passes=${household.residents.length === 1 ? household.passes : 0}
            .site=${this.site}
            .language=${language}
            .now=${this.now}
          ></hoa-people-resident>`,
      )}
      ${
        household.residents.length === 0
          ? html`<p class="quiet none">${language.text("people.residents.none")}</p>`
          : nothing
      }
      <div class="acts">${this.doing?.what === "link" ? this.#linking() : this.#start("link", "people.link")}</div>
      ${household.residents.length === 0 ? this.#end() : nothing}
      ${this.failure === null || this.doing !== null ? nothing : html`<p class="fault acts" role="alert">${this.failure.text}</p>`}`;
  }

  #start(what: "add" | "link", key: "people.cars.add" | "people.link"): TemplateResult {
    return html`<button
      type="button"
      @click=${() => {
        this.#begin({ what });
      }}
    >
      <hoa-icon name="plus"></hoa-icon>${this.language.text(key)}
    </button>`;
  }

  #vehicle(vehicle: HouseholdVehicle): TemplateResult {
    const { doing, language } = this;
    const { plate, note } = vehicle;
    const about = doing !== null && "plate" in doing && doing.plate === plate ? doing.what : null;
    return html`<div class="one">
      <div class="line">
        <hoa-plate .plate=${plate}></hoa-plate>
        <span class="words">${note ?? ""}<small>${this.#span(vehicle)}</small></span>
        ${
          about === null
            ? html`<span class="row">
                ${this.#act("edit", plate, language.text("people.change"), language.text("people.change.label", { name: plate }))}
                ${this.#act("remove", plate, language.text("people.remove"), language.text("people.remove.label", { plate }))}
              </span>`
            : nothing
        }
      </div>
      ${about === "edit" ? this.#form(vehicle) : nothing} ${about === "remove" ? this.#removing(plate) : nothing}
    </div>`;
  }

  #act(what: "edit" | "remove", plate: string, text: string, label: string): TemplateResult {
    return html`<button
      type="button"
      class=${what === "remove" ? "danger" : ""}
      aria-label=${label}
      @click=${() => {
        this.#begin({ what, plate });
      }}
    >
      ${text}
    </button>`;
  }

  #span({ validFrom, validUntil, guarded }: HouseholdVehicle): string {
    const { language, now } = this;
    const from =
      validFrom === null || validFrom <= now
        ? ""
        : language.text("people.starts", { time: language.clock(validFrom, now) });
    const until =
      validUntil === null
        ? ""
        : language.text(validUntil <= now ? "people.ended" : "people.ends", { time: language.clock(validUntil, now) });
    return [from, until, guarded ? language.text("people.guarded") : ""].filter((part) => part !== "").join(" · ");
  }

  #form(vehicle: HouseholdVehicle | null): TemplateResult {
    return html`<hoa-vehicle-form
      class="under"
      .vehicle=${vehicle}
      .apartment=${this.household.apartment}
      .language=${this.language}
      .busy=${this.busy}
      .failure=${this.failure}
      @hoa-save=${this.#save}
      @hoa-cancel=${this.#cancel}
    ></hoa-vehicle-form>`;
  }

  #removing(plate: string): TemplateResult {
    return this.#sure(this.language.text("people.remove.sure", { plate }), () => this.server.removeVehicle(plate));
  }

  #end(): TemplateResult {
    const { language, household } = this;
    const { apartment, vehicles, passes } = household;
    if (this.doing?.what === "household") {
      const words = [
        language.text("people.household.sure", { apartment }),
        ...(vehicles.length > 0 ? [language.count("people.household.cars", vehicles.length)] : []),
        ...(passes > 0 ? [language.count("people.revoke.passes", passes)] : []),
      ].join(" ");
      return html`<div class="end">${this.#sure(words, () => this.server.removeHousehold(household.id))}</div>`;
    }
    return html`<div class="end">
      <button
        type="button"
        class="danger"
        @click=${() => {
          this.#begin({ what: "household" });
        }}
      >
        <hoa-icon name="trash"></hoa-icon>${language.text("people.household.remove")}
      </button>
    </div>`;
  }

  #sure(words: string, step: () => Promise<void>): TemplateResult {
    const { language, busy, failure } = this;
    return html`<div class="sure tinted bad under" role="alertdialog" aria-label=${words}>
      <p>${words}</p>
      ${failure === null ? nothing : html`<p class="fault" role="alert">${failure.text}</p>`}
      <div class="row">
        <button
          type="button"
          class="danger full"
          aria-disabled=${busy}
          @click=${() => this.#work(step, "people.removed")}
        >
          ${language.text(busy ? "slot.busy" : "people.remove")}
        </button>
        <button type="button" @click=${this.#cancel}>${language.text("slot.cancel")}</button>
      </div>
    </div>`;
  }

  #linking(): TemplateResult {
    return html`<hoa-household-link
      .users=${this.users}
      .apartment=${this.household.apartment}
      .language=${this.language}
      .busy=${this.busy}
      .failure=${this.failure}
      @hoa-save=${this.#link}
      @hoa-cancel=${this.#cancel}
    ></hoa-household-link>`;
  }

  #begin(doing: Doing): void {
    this.doing = doing;
    this.failure = null;
    if (doing.what === "link") void this.#ask();
  }

  readonly #cancel = (event: Event): void => {
    event.stopPropagation();
    this.doing = null;
    this.failure = null;
  };

  readonly #save = (event: CustomEvent<VehicleWish>): Promise<void> => {
    event.stopPropagation();
    return this.#work(() => this.server.saveVehicle(event.detail), "people.saved");
  };

  readonly #link = (event: CustomEvent<LinkWish>): Promise<void> => {
    event.stopPropagation();
    return this.#work(() => this.server.link(event.detail), "people.saved", true);
  };

  async #ask(): Promise<void> {
    try {
      this.users = await this.server.users();
    } catch (error) {
      this.failure = failureOf(problemOf(error), this.language);
    }
  }

  async #work(step: () => Promise<void>, said: "people.saved" | "people.removed", elsewhere = false): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    try {
      await step();
      this.doing = null;
      const detail = { words: this.language.text(said), elsewhere };
      this.dispatchEvent(new CustomEvent("hoa-kept", { detail, bubbles: true, composed: true }));
    } catch (error) {
      this.failure = failureOf(problemOf(error), this.language);
    } finally {
      this.busy = false;
    }
  }
}
