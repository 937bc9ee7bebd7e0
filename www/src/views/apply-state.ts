import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import type { OwnApplications } from "../api/applications-own.js";
import { problemOf } from "../api/problem.js";
import "../components/badge.js";
import { roomy } from "../components/pass-style.js";
import "../components/plate.js";
import { focus, theme } from "../components/style.js";
import type { Badge } from "../lib/describe.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { Application, ApplicationState } from "../types/people.js";

const LONGEST_ANSWER = 500;

const BADGES: Readonly<Record<ApplicationState, Badge>> = {
  new: { tone: "calm", icon: "clock", key: "apply.state.new" },
  asked: { tone: "warn", icon: "question", key: "apply.state.asked" },
  approved: { tone: "good", icon: "check", key: "apply.state.approved" },
  refused: { tone: "bad", icon: "close", key: "apply.state.refused" },
  withdrawn: { tone: "calm", icon: "close", key: "apply.state.withdrawn" },
};

/** One application and what became of it; a question of the board is answered here. Fires `hoa-application` with the changed one. */
@element("hoa-apply-state")
export class ApplyState extends LitElement {
  static override readonly styles = [
    theme,
    focus,
    roomy,
    css`
      :host {
        display: grid;
        gap: 10px;
        padding: 16px;
      }
      .head,
      .plates {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
      }
      .head strong {
        font-size: 15px;
        font-weight: 500;
      }
      .head hoa-badge {
        margin-inline-start: auto;
      }
      p {
        margin: 0;
        font-size: 15px;
        line-height: 21px;
      }
      p.quiet {
        font-size: 14px;
      }
      form {
        gap: 10px;
      }
      .acts {
        justify-self: start;
      }
    `,
  ];

  @property({ attribute: false }) server!: OwnApplications;
  @property({ attribute: false }) application!: Application;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @state() private busy = false;
  @state() private failure = "";
  @state() private sure = false;
  @query("textarea") private field!: HTMLTextAreaElement;

  protected override render(): TemplateResult {
    const { application, language, now } = this;
    const badge = BADGES[application.state];
    const waits = application.state === "new" || application.state === "asked";
    return html`<div class="head">
        <strong>${language.text(`apply.kind.${application.kind}`)}</strong>
        <hoa-badge .tone=${badge.tone} .icon=${badge.icon} .text=${language.text(badge.key)}></hoa-badge>
      </div>
      <p class="quiet">${language.text("apply.sent", { time: language.clock(application.madeAt, now) })}</p>
      ${application.note === null || application.note === "" ? nothing : html`<p>${application.note}</p>`}
      ${
        application.plates.length === 0
          ? nothing
          : html`<div class="plates">
              ${application.plates.map((plate) => html`<hoa-plate .plate=${plate}></hoa-plate>`)}
            </div>`
      }
      ${application.reason === null ? nothing : html`<p>${language.text("apply.reason", { reason: application.reason })}</p>`}
      ${this.#question(application)}
      ${this.failure === "" ? nothing : html`<p class="fault" role="alert">${this.failure}</p>`}
      ${waits ? this.#withdraw() : nothing}`;
  }

  #question({ state, question, answer }: Application): TemplateResult | typeof nothing {
    const { language } = this;
    if (question === null) return nothing;
    return html`<p>${language.text("apply.question", { question })}</p>
      ${answer === null || answer === "" ? nothing : html`<p>${language.text("apply.answered", { answer })}</p>`}
      ${
        state === "asked"
          ? html`<form @submit=${this.#answer}>
              <label class="field"
                >${language.text("apply.answer")}<textarea maxlength=${LONGEST_ANSWER} required></textarea>
              </label>
              <button type="submit" class="main" aria-disabled=${this.busy}>
                ${language.text("apply.answer.send")}
              </button>
            </form>`
          : nothing
      }`;
  }

  #withdraw(): TemplateResult {
    return html`<button
      type="button"
      class="danger acts"
      aria-disabled=${this.busy}
      @click=${this.#withdrawn}
      @blur=${() => {
        this.sure = false;
      }}
    >
      ${this.language.text(this.sure ? "apply.withdraw.sure" : "apply.withdraw")}
    </button>`;
  }

  readonly #answer = async (event: Event): Promise<void> => {
    event.preventDefault();
    const text = this.field.value.trim();
    if (text === "") this.field.focus();
    else await this.#work(() => this.server.answer(this.application.id, text));
  };

  readonly #withdrawn = async (): Promise<void> => {
    if (this.sure) await this.#work(() => this.server.withdraw(this.application.id));
    this.sure = !this.sure;
  };

  async #work(step: () => Promise<Application>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = "";
    try {
      const detail = await step();
      this.dispatchEvent(new CustomEvent("hoa-application", { detail, bubbles: true, composed: true }));
    } catch (error) {
      this.failure = this.language.code("error", problemOf(error).code, "error.other");
    } finally {
      this.busy = false;
    }
  }
}
