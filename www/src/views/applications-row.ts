import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Applications } from "../api/applications.js";
import { problemOf } from "../api/problem.js";
import "../components/application-approve.js";
import "../components/application-facts.js";
import "../components/application-link.js";
import { applicationStyle } from "../components/application-style.js";
import "../components/application-words.js";
import "../components/badge.js";
import { failureOf, firstDay, type Failure } from "../lib/board.js";
import type { Badge } from "../lib/describe.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { Approval, Approved, QueuedApplication } from "../types/board.js";
import type { ApplicationState } from "../types/people.js";
import { rowStyle } from "./applications-row-style.js";

const BADGES: Readonly<Record<ApplicationState, Badge>> = {
  new: { tone: "warn", icon: "clock", key: "queue.state.new" },
  asked: { tone: "calm", icon: "question", key: "queue.state.asked" },
  approved: { tone: "good", icon: "check", key: "apply.state.approved" },
  refused: { tone: "bad", icon: "close", key: "apply.state.refused" },
  withdrawn: { tone: "calm", icon: "close", key: "apply.state.withdrawn" },
};

type Doing = "approve" | "refuse" | "ask";

/** One application of the queue, and what the board does with it. Fires `hoa-decided` with the changed one, `hoa-toggle`, `hoa-done`. */
@element("hoa-applications-row")
export class ApplicationsRow extends LitElement {
  static override readonly styles = [applicationStyle, rowStyle];

  @property({ attribute: false }) server!: Applications;
  @property({ attribute: false }) application!: QueuedApplication;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @property() site = "";
  @property({ type: Boolean }) localOnly = false;
  @property({ type: Boolean }) open = false;
  @state() private doing: Doing | null = null;
  @state() private busy = false;
  @state() private failure: Failure | null = null;
  /** What the approval brought; its link is told once. */
  @state() private approved: Approved | null = null;

  protected override render(): TemplateResult {
    return html`${this.#top()}${this.open || this.approved !== null ? this.#inside() : nothing}`;
  }

  #top(): TemplateResult {
    const { application, language, now } = this;
    const badge = BADGES[application.state];
    const home = language.text("passage.apartment", { apartment: application.apartment });
    const sent = language.text("apply.sent", { time: language.clock(application.madeAt, now) });
    return html`<button type="button" class="top" aria-expanded=${this.open} @click=${this.#toggle}>
      <span>
        <strong>${application.name}</strong><br /><span class="quiet"
          >${home} · ${language.text(`apply.kind.${application.kind}`)} · ${sent}</span
        >
      </span>
      <span class="marks">
        ${
          application.duplicates.length === 0
            ? nothing
            : html`<hoa-badge
                .tone=${"warn"}
                .icon=${"alert"}
                .text=${language.count("queue.same.count", application.duplicates.length)}
              ></hoa-badge>`
        }
        <hoa-badge .tone=${badge.tone} .icon=${badge.icon} .text=${language.text(badge.key)}></hoa-badge>
      </span>
    </button>`;
  }

  #inside(): TemplateResult {
    const { application, language } = this;
    if (this.approved !== null) return html`<div class="inside">${this.#link(this.approved)}</div>`;
    const waits = application.state === "new" || application.state === "asked";
    return html`<div class="inside">
      <hoa-application-facts .application=${application} .language=${language} .now=${this.now}></hoa-application-facts>
      ${waits ? this.#decision() : nothing}
    </div>`;
  }

  #decision(): TemplateResult {
    const { language } = this;
    switch (this.doing) {
      case null:
        return html`<div class="row">
          ${this.#start("approve", "main")} ${this.#start("ask", "")} ${this.#start("refuse", "danger")}
        </div>`;
      case "approve":
        return html`<hoa-application-approve
          .application=${this.application}
          .localOnly=${this.localOnly}
          .language=${language}
          .today=${firstDay(this.now, language.reading.timeZone)}
          .busy=${this.busy}
          .failure=${this.failure}
          @hoa-approve=${this.#approve}
          @hoa-cancel=${this.#cancel}
        ></hoa-application-approve>`;
      default:
        return html`<hoa-application-words
          .what=${this.doing}
          .language=${language}
          .busy=${this.busy}
          .failure=${this.failure?.text ?? ""}
          @hoa-say=${this.#say}
          @hoa-cancel=${this.#cancel}
        ></hoa-application-words>`;
    }
  }

  #start(what: Doing, look: string): TemplateResult {
    return html`<button
      type="button"
      class=${look}
      @click=${() => {
        this.doing = what;
        this.failure = null;
      }}
    >
      ${this.language.text(`queue.${what}`)}
    </button>`;
  }

  #link({ application, link, username }: Approved): TemplateResult {
    const { language } = this;
    if (link === null) {
      return html`<p role="status">${language.text("queue.approved.no_link", { name: application.name })}</p>
        <div class="row">
          <button type="button" @click=${this.#done}>${language.text("queue.link.done")}</button>
        </div>`;
    }
    return html`<hoa-application-link
      .letter=${{ site: this.site, name: application.name, username, link, language: application.language }}
      .language=${language}
      @hoa-done=${this.#done}
    ></hoa-application-link>`;
  }

  readonly #toggle = (): void => {
    this.#tell("hoa-toggle", this.application.id);
  };

  readonly #cancel = (event: Event): void => {
    event.stopPropagation();
    this.doing = null;
    this.failure = null;
  };

  readonly #done = (event: Event): void => {
    event.stopPropagation();
    this.approved = null;
    this.#tell("hoa-done", this.application.id);
  };

  readonly #approve = ({ detail }: CustomEvent<Approval>): Promise<void> =>
    this.#work(async () => {
      const approved = await this.server.approve(this.application.id, detail);
      this.approved = approved;
      return approved.application;
    });

  readonly #say = ({ detail }: CustomEvent<string>): Promise<void> =>
    this.#work(() => {
      const { id } = this.application;
      return this.doing === "refuse" ? this.server.refuse(id, detail) : this.server.askBack(id, detail);
    });

  async #work(step: () => Promise<QueuedApplication>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    try {
      const changed = await step();
      this.doing = null;
      this.#tell("hoa-decided", changed);
    } catch (error) {
      this.failure = failureOf(problemOf(error), this.language);
    } finally {
      this.busy = false;
    }
  }

  #tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
