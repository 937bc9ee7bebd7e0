import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { OwnApplications } from "../api/applications-own.js";
import type { Parking } from "../api/parking.js";
import { problemOf } from "../api/problem.js";
import { roomy } from "../components/pass-style.js";
import "../components/skeleton.js";
import { card, focus } from "../components/style.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { PanelState } from "../lib/state.js";
import type { Application, ApplicationForm } from "../types/people.js";
import "./apply-form.js";
import "./apply-state.js";
import { section } from "./style.js";

/** A decision may come any minute; the server tells those who live here, and whoever applies asks. */
const ASK_AGAIN_MS = 30_000;

/** What somebody with a login and without an apartment sees: an application, or what became of it. Fires `hoa-let-in`. */
@element("hoa-apply")
export class ApplyView extends LitElement {
  static override readonly styles = [
    section,
    card,
    focus,
    roomy,
    css`
      :host {
        display: grid;
        gap: 16px;
        max-inline-size: 640px;
        margin-inline: auto;
      }
      .card {
        display: grid;
        gap: 16px;
        padding: 16px;
      }
      hoa-apply-state {
        padding: 0;
      }
      h2 {
        margin: 0;
        font-size: 20px;
        line-height: 28px;
      }
      .login {
        justify-self: start;
        padding: 6px 14px;
        border-radius: 999px;
        background: color-mix(in srgb, var(--text) 7%, transparent);
        font-size: 14px;
        line-height: 20px;
      }
    `,
  ];

  @property({ attribute: false }) parking!: Parking;
  @property({ attribute: false }) journal!: PanelState;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @state() private server: OwnApplications | null = null;
  @state() private form: ApplicationForm | null = null;
  /** null: not told yet. */
  @state() private applications: readonly Application[] | null = null;
  @state() private failure = "";
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => void this.#look(), ASK_AGAIN_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("parking")) void this.#begin();
  }

  protected override render(): TemplateResult {
    const { language, journal } = this;
    const name = journal.me?.name ?? "";
    return html`<section class="card">
        <h2>${language.text("stranger.title", { name })}</h2>
        <p class="quiet">${language.text("stranger.text")}</p>
        <span class="login">${language.text("stranger.login", { name })}</span>
      </section>
      ${this.failure === "" ? nothing : html`<p class="fault" role="alert">${this.failure}</p>`} ${this.#body(name)}`;
  }

  #body(name: string): TemplateResult | typeof nothing {
    const { applications, language } = this;
    if (applications === null || this.form === null)
      return this.failure === "" ? html`<hoa-skeleton .height=${360}></hoa-skeleton>` : nothing;
    const waiting = applications.find((one) => one.state === "new" || one.state === "asked");
    const last = waiting ?? applications[0];
    return html`${last === undefined ? nothing : this.#state(last)}
    ${
      waiting !== undefined || last?.state === "approved"
        ? nothing
        : html`<section class="card">
            <h2>${language.text("apply.title")}</h2>
            <p class="quiet">${language.text("apply.text")}</p>
            <hoa-apply-form
              kind="access"
              .server=${this.server}
              .form=${this.form}
              .name=${name}
              .language=${language}
              @hoa-application=${this.#changed}
            ></hoa-apply-form>
          </section>`
    }`;
  }

  #state(application: Application): TemplateResult {
    return html`<section class="card" role="status">
      <hoa-apply-state
        .server=${this.server}
        .application=${application}
        .language=${this.language}
        .now=${this.now}
        @hoa-application=${this.#changed}
      ></hoa-apply-state>
    </section>`;
  }

  async #begin(): Promise<void> {
    const server = new OwnApplications(this.parking);
    this.server = server;
    this.failure = "";
    try {
      [this.form, this.applications] = await Promise.all([server.form(), server.mine()]);
    } catch (error) {
      this.failure = this.language.code("error", problemOf(error).code, "error.other");
    }
  }

  async #look(): Promise<void> {
    if (this.applications === null || this.server === null) return void this.#begin();
    try {
      this.applications = await this.server.mine();
    } catch (error) {
      console.warn("hoa_parking: the application could not be looked up:", problemOf(error).code);
    }
    if (this.applications[0]?.state === "approved")
      this.dispatchEvent(new CustomEvent("hoa-let-in", { bubbles: true, composed: true }));
  }

  readonly #changed = ({ detail }: CustomEvent<Application>): void => {
    this.applications = [detail, ...(this.applications ?? []).filter((one) => one.id !== detail.id)];
  };
}
