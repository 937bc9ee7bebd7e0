import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Parking } from "../api/parking.js";
import { People } from "../api/people.js";
import { problemOf } from "../api/problem.js";
import "../components/household-link.js";
import "../components/icon.js";
import { roomy } from "../components/pass-style.js";
import { card, focus } from "../components/style.js";
import "../components/vehicle-form.js";
import { failureOf, type Failure } from "../lib/board.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { roomPath, type Address } from "../lib/route.js";
import type { PanelState } from "../lib/state.js";
import type { HouseUser, LinkWish, VehicleWish } from "../types/board.js";
import "./people-import.js";
import "./people-list.js";
import { peopleStyle } from "./people-style.js";
import { section } from "./style.js";

const LISTS = "lists";
/** Whoever types is not asked after every letter. */
const PAUSE_MS = 250;
const LONGEST = 80;

type Doing = "vehicle" | "link";

/** The board's room of households: who lives where, with which cars. */
@element("hoa-people")
export class PeopleView extends LitElement {
  static override readonly styles = [section, card, focus, roomy, peopleStyle];

  @property({ attribute: false }) parking!: Parking;
  @property({ attribute: false }) journal!: PanelState;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @property({ attribute: false }) address!: Address;
  @property() base = "";
  @state() private server: People | null = null;
  @state() private text = "";
  @state() private turn = 0;
  @state() private doing: Doing | null = null;
  @state() private users: readonly HouseUser[] = [];
  @state() private busy = false;
  @state() private failure: Failure | null = null;
  @state() private said = "";
  #pause: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#pause);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("parking")) this.server = new People(this.parking);
  }

  protected override render(): TemplateResult {
    const { language, server } = this;
    if (this.address.rest[0] === LISTS) {
      return html`<hoa-people-import
        .server=${server}
        .language=${language}
        .back=${`${this.base}${roomPath("people")}`}
      ></hoa-people-import>`;
    }
    return html`${this.#head()} ${this.#form()}
      <p class="quiet said" role="status" ?hidden=${this.said === ""}>${this.said}</p>
      <hoa-people-list
        .server=${server}
        .text=${this.text}
        .turn=${this.turn}
        .site=${this.journal.siteName}
        .language=${language}
        .now=${this.now}
        @hoa-said=${this.#heard}
      ></hoa-people-list>`;
  }

  #head(): TemplateResult {
    const { language } = this;
    const label = language.text("people.search");
    return html`<div class="head">
      <input
        type="search"
        maxlength=${LONGEST}
        placeholder=${label}
        aria-label=${label}
        autocomplete="off"
        .value=${this.text}
        @input=${this.#sought}
      />
      <div class="row">
        ${this.#start("vehicle", "people.add")} ${this.#start("link", "people.link")}
        <a class="button plain" href=${`${this.base}${roomPath("people", LISTS)}`}
          ><hoa-icon name="swap"></hoa-icon>${language.text("people.lists")}</a
        >
      </div>
    </div>`;
  }

  #start(doing: Doing, key: "people.add" | "people.link"): TemplateResult {
    return html`<button
      type="button"
      class=${doing === "vehicle" ? "main" : ""}
      aria-expanded=${this.doing === doing}
      @click=${() => {
        this.#begin(doing);
      }}
    >
      <hoa-icon name="plus"></hoa-icon>${this.language.text(key)}
    </button>`;
  }

  #form(): TemplateResult | typeof nothing {
    const { language, busy, failure } = this;
    switch (this.doing) {
      case null:
        return nothing;
      case "vehicle":
        return html`<div class="card form">
          <h2>${language.text("people.add")}</h2>
          <hoa-vehicle-form
            .language=${language}
            .busy=${busy}
            .failure=${failure}
            @hoa-save=${this.#save}
            @hoa-cancel=${this.#cancel}
          ></hoa-vehicle-form>
        </div>`;
      case "link":
        return html`<div class="card form">
          <h2>${language.text("people.link")}</h2>
          <hoa-household-link
            .users=${this.users}
            .proposed=${"guard"}
            .language=${language}
            .busy=${busy}
            .failure=${failure}
            @hoa-save=${this.#link}
            @hoa-cancel=${this.#cancel}
          ></hoa-household-link>
        </div>`;
    }
  }

  #begin(doing: Doing): void {
    this.doing = this.doing === doing ? null : doing;
    this.failure = null;
    this.said = "";
    if (this.doing === "link") void this.#ask();
  }

  readonly #cancel = (): void => {
    this.doing = null;
    this.failure = null;
  };

  readonly #sought = (event: Event): void => {
    const text = (event.target as HTMLInputElement).value.trim();
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      this.text = text;
    }, PAUSE_MS);
  };

  readonly #heard = ({ detail }: CustomEvent<string>): void => {
    this.said = detail;
  };

  readonly #save = ({ detail }: CustomEvent<VehicleWish>): Promise<void> =>
    this.#work((server) => server.saveVehicle(detail));

  readonly #link = ({ detail }: CustomEvent<LinkWish>): Promise<void> => this.#work((server) => server.link(detail));

  async #ask(): Promise<void> {
    try {
      this.users = (await this.server?.users()) ?? [];
    } catch (error) {
      this.failure = failureOf(problemOf(error), this.language);
    }
  }

  async #work(step: (server: People) => Promise<void>): Promise<void> {
    if (this.server === null || this.busy) return;
    this.busy = true;
    this.failure = null;
    try {
      await step(this.server);
      this.doing = null;
      this.turn += 1;
      this.said = this.language.text("people.saved");
    } catch (error) {
      this.failure = failureOf(problemOf(error), this.language);
    } finally {
      this.busy = false;
    }
  }
}
