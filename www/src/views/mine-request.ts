import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { OwnApplications } from "../api/applications-own.js";
import type { Parking } from "../api/parking.js";
import { problemOf } from "../api/problem.js";
import "../components/icon.js";
import { roomy } from "../components/pass-style.js";
import "../components/skeleton.js";
import { card, focus } from "../components/style.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { go, roomPath } from "../lib/route.js";
import type { Me } from "../types/model.js";
import type { ApplicationForm } from "../types/people.js";
import "./apply-form.js";
import { pageStyle } from "./mine-style.js";
import { section } from "./style.js";

/** Asking the board for a change: another car, another phone. */
@element("hoa-mine-request")
export class MineRequest extends LitElement {
  static override readonly styles = [section, card, focus, roomy, pageStyle];

  @property({ attribute: false }) parking!: Parking;
  @property({ attribute: false }) me: Me | null = null;
  @property({ attribute: false }) language!: Language;
  @property() base = "";
  @state() private server: OwnApplications | null = null;
  @state() private form: ApplicationForm | null = null;
  @state() private failure = "";

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("parking")) void this.#ask();
  }

  protected override render(): TemplateResult {
    const { language } = this;
    return html`<a class="back" href=${`${this.base}${roomPath("mine")}`}>
        <hoa-icon name="forward"></hoa-icon>${language.text("tabs.mine")}
      </a>
      <section class="card">
        <h2>${language.text("requests.new")}</h2>
        <p class="quiet">${language.text("requests.text")}</p>
        ${this.failure === "" ? nothing : html`<p class="fault" role="alert">${this.failure}</p>`} ${this.#form()}
      </section>`;
  }

  #form(): TemplateResult | typeof nothing {
    const { form, server, me } = this;
    if (form === null || server === null || me === null)
      return this.failure === "" ? html`<hoa-skeleton .height=${320}></hoa-skeleton>` : nothing;
    return html`<hoa-apply-form
      kind="change"
      .server=${server}
      .form=${form}
      .name=${me.name}
      .apartment=${me.apartment}
      .language=${this.language}
      @hoa-application=${this.#sent}
    ></hoa-apply-form>`;
  }

  async #ask(): Promise<void> {
    const server = new OwnApplications(this.parking);
    this.server = server;
    this.failure = "";
    try {
      this.form = await server.form();
    } catch (error) {
      this.failure = this.language.code("error", problemOf(error).code, "error.other");
    }
  }

  readonly #sent = (): void => {
    go(`${this.base}${roomPath("mine")}`, true);
  };
}
