import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { OwnApplications } from "../api/applications-own.js";
import type { Parking } from "../api/parking.js";
import { problemOf } from "../api/problem.js";
import { roomy } from "../components/pass-style.js";
import { card, focus } from "../components/style.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { REQUEST } from "../lib/mine.js";
import { roomPath } from "../lib/route.js";
import type { Application } from "../types/people.js";
import "./apply-state.js";
import { section } from "./style.js";

/** Older ones have been read. */
const SHOWN = 4;

/** What a person asked the board for, and what became of it. */
@element("hoa-mine-requests")
export class MineRequests extends LitElement {
  static override readonly styles = [
    section,
    card,
    focus,
    roomy,
    css`
      .card > * + * {
        border-block-start: 1px solid var(--line);
      }
      .card {
        margin-block-end: 12px;
      }
      p {
        margin: 0 4px 12px;
      }
      a.button {
        border: 1px solid var(--line);
        background: var(--card);
        color: var(--text);
        font-weight: 500;
      }
    `,
  ];

  @property({ attribute: false }) parking!: Parking;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @property() base = "";
  @state() private server: OwnApplications | null = null;
  @state() private applications: readonly Application[] = [];
  @state() private failure = "";

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("parking")) void this.#ask();
  }

  protected override render(): TemplateResult {
    const { language, applications } = this;
    return html`<section>
      <h2>${language.text("requests")}</h2>
      ${this.failure === "" ? nothing : html`<p class="fault" role="alert">${this.failure}</p>`}
      ${applications.length === 0 ? html`<p class="quiet">${language.text("requests.none")}</p>` : this.#list()}
      <a class="button" href=${`${this.base}${roomPath("mine", REQUEST)}`}>${language.text("requests.new")}</a>
    </section>`;
  }

  #list(): TemplateResult {
    return html`<div class="card">
      ${this.applications
        .slice(0, SHOWN)
        .map(
          (application) =>
            html`<hoa-apply-state
              .server=${this.server}
              .application=${application}
              .language=${this.language}
              .now=${this.now}
              @hoa-application=${this.#changed}
            ></hoa-apply-state>`,
        )}
    </div>`;
  }

  readonly #changed = ({ detail }: CustomEvent<Application>): void => {
    this.applications = this.applications.map((one) => (one.id === detail.id ? detail : one));
  };

  async #ask(): Promise<void> {
    const server = new OwnApplications(this.parking);
    this.server = server;
    try {
      this.applications = await server.mine();
    } catch (error) {
      this.failure = this.language.code("error", problemOf(error).code, "error.other");
    }
  }
}
