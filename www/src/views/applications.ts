import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { Applications } from "../api/applications.js";
import type { Parking } from "../api/parking.js";
import { problemOf } from "../api/problem.js";
import "../components/message.js";
import { roomy } from "../components/pass-style.js";
import "../components/segments.js";
import "../components/skeleton.js";
import { card, focus } from "../components/style.js";
import { element } from "../lib/element.js";
import type { Language, TextKey } from "../lib/language.js";
import { roomPath } from "../lib/route.js";
import type { PanelState } from "../lib/state.js";
import type { QueuedApplication } from "../types/board.js";
import type { ApplicationState } from "../types/people.js";
import "./applications-row.js";
import { queueStyle } from "./applications-style.js";
import { section } from "./style.js";

const PAGE = 20;

const SAID: Readonly<Partial<Record<ApplicationState, TextKey>>> = {
  asked: "queue.said.asked",
  refused: "queue.said.refused",
};

type Queue = "waiting" | "decided";

/** The board's queue: applications that wait, and those decided. Asks anew when another one comes. */
@element("hoa-applications")
export class ApplicationsView extends LitElement {
  static override readonly styles = [section, card, focus, roomy, queueStyle];

  @property({ attribute: false }) parking!: Parking;
  @property({ attribute: false }) journal!: PanelState;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @property() base = "";
  @state() private server: Applications | null = null;
  @state() private queue: Queue = "waiting";
  /** null: not told yet. */
  @state() private applications: readonly QueuedApplication[] | null = null;
  @state() private next: number | null = null;
  @state() private open: number | null = null;
  @state() private localOnly = false;
  @state() private loading = false;
  @state() private failure = "";
  @state() private said = "";
  @query(".more") private more!: HTMLElement | null;
  /** Decided here a moment ago: they stay in sight until somebody is done with them. */
  readonly #told = new Set<number>();
  #observer: IntersectionObserver | undefined;
  #waiting: number | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer = new IntersectionObserver((entries) => {
      if (this.failure === "" && entries.some((one) => one.isIntersecting)) void this.#older();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("parking")) void this.#start();
    const { applications } = this.journal.waiting;
    if (this.hasUpdated && changed.has("journal") && applications !== this.#waiting) void this.#renew();
    this.#waiting = applications;
  }

  protected override updated(): void {
    this.#observer?.disconnect();
    if (this.more !== null) this.#observer?.observe(this.more);
  }

  protected override render(): TemplateResult {
    const { language } = this;
    const { applications: count } = this.journal.waiting;
    const options = [
      { id: "waiting", text: language.text("queue.waiting"), ...(count === null ? {} : { count }) },
      { id: "decided", text: language.text("queue.decided") },
    ];
    return html`<hoa-segments
        .options=${options}
        .value=${this.queue}
        .label=${language.text("tabs.applications")}
        @hoa-chosen=${this.#choose}
      ></hoa-segments>
      <p class="quiet said" role="status" ?hidden=${this.said === ""}>${this.said}</p>
      ${this.failure === "" ? nothing : this.#failed()}${this.#list()}`;
  }

  #failed(): TemplateResult {
    const { language } = this;
    return html`<p class="fault said" role="alert">
      ${language.text("history.failed", { why: this.failure })}
      <button type="button" @click=${this.#renew}>${language.text("retry")}</button>
    </p>`;
  }

  #list(): TemplateResult | typeof nothing {
    const { language, applications } = this;
    if (applications === null) {
      return this.failure === "" ? html`<hoa-skeleton></hoa-skeleton><br /><hoa-skeleton></hoa-skeleton>` : nothing;
    }
    if (applications.length === 0) return this.#empty();
    return html`<ul>
        ${repeat(
          applications,
          (one) => one.id,
          (one) => this.#row(one),
        )}
      </ul>
      ${
        this.next === null
          ? nothing
          : html`<button type="button" class="more" aria-disabled=${this.loading} @click=${this.#older}>
              ${language.text(this.loading ? "loading" : "passages.older")}
            </button>`
      }`;
  }

  #row(application: QueuedApplication): TemplateResult {
    return html`<li class="card">
      <hoa-applications-row
        .server=${this.server}
        .application=${application}
        .language=${this.language}
        .now=${this.now}
        .site=${this.journal.siteName}
        .localOnly=${this.localOnly}
        .open=${this.open === application.id}
        @hoa-toggle=${this.#toggle}
        @hoa-decided=${this.#decided}
        @hoa-done=${this.#done}
        @hoa-lost=${this.#renew}
      ></hoa-applications-row>
    </li>`;
  }

  #empty(): TemplateResult {
    const { language } = this;
    if (this.queue === "decided") {
      return html`<hoa-message icon="note" .heading=${language.text("queue.none_decided")}></hoa-message>`;
    }
    return html`<hoa-message
      icon="check"
      .heading=${language.text("queue.none")}
      .text=${language.text("queue.none.text")}
      ><a class="button" href=${`${this.base}${roomPath("settings")}`}
        >${language.text("queue.none.page")}</a
      ></hoa-message
    >`;
  }

  readonly #choose = ({ detail }: CustomEvent<Queue>): void => {
    this.queue = detail;
    this.applications = null;
    this.open = null;
    this.said = "";
    void this.#renew();
  };

  readonly #toggle = ({ detail }: CustomEvent<number>): void => {
    this.open = this.open === detail ? null : detail;
  };

  readonly #decided = ({ detail }: CustomEvent<QueuedApplication>): void => {
    const { name } = detail;
    this.#told.add(detail.id);
    this.applications = this.applications?.map((one) => (one.id === detail.id ? detail : one)) ?? null;
    this.said = this.language.text(SAID[detail.state] ?? "queue.said.approved", { name });
    if (detail.state !== "approved") this.open = null;
  };

  /** Whoever has taken the link away is done with it. */
  readonly #done = ({ detail }: CustomEvent<number>): void => {
    this.#told.delete(detail);
    this.open = null;
    this.said = "";
    void this.#renew();
  };

  async #start(): Promise<void> {
    this.server = new Applications(this.parking);
    void this.#wish(this.server);
    await this.#renew();
  }

  /** What newcomers may do unless somebody says otherwise; without it they may log in from everywhere, as it is shown. */
  async #wish(server: Applications): Promise<void> {
    try {
      this.localOnly = (await server.page()).localOnly;
    } catch (error) {
      console.warn("hoa_parking: the public page's settings could not be read:", problemOf(error).code);
    }
  }

  /** Asks for the newest again; what was decided here stays in sight until somebody is done with it. */
  readonly #renew = async (): Promise<void> => {
    const { queue } = this;
    await this.#load(null, (found) => {
      if (queue !== this.queue) return;
      const kept = (this.applications ?? []).filter(
        (one) => this.#told.has(one.id) && !found.applications.some((other) => other.id === one.id),
      );
      this.applications = queue === "waiting" ? [...kept, ...found.applications] : found.applications;
      this.next = found.next;
    });
  };

  readonly #older = async (): Promise<void> => {
    if (this.next === null || this.loading) return;
    await this.#load(this.next, (found) => {
      const have = new Set(this.applications?.map((one) => one.id));
      this.applications = [...(this.applications ?? []), ...found.applications.filter((one) => !have.has(one.id))];
      this.next = found.next;
    });
  };

  async #load(before: number | null, put: (found: Awaited<ReturnType<Applications["list"]>>) => void): Promise<void> {
    if (this.server === null) return;
    this.loading = true;
    this.failure = "";
    try {
      put(await this.server.list(this.queue, before, PAGE));
    } catch (error) {
      this.failure = this.language.code("error", problemOf(error).code, "error.other");
    } finally {
      this.loading = false;
    }
  }
}
