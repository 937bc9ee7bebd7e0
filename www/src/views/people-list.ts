import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { People } from "../api/people.js";
import { problemOf } from "../api/problem.js";
import "../components/household-row.js";
import "../components/message.js";
import { roomy } from "../components/pass-style.js";
import "../components/skeleton.js";
import { card, focus } from "../components/style.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { HouseholdRow, Resident, Roster } from "../types/board.js";
import "./people-household.js";
import "./people-resident.js";
import { peopleStyle } from "./people-style.js";
import { section } from "./style.js";

const PAGE = 50;

/** What somebody did, in words, and whether it may show in another household than the one at hand. */
export interface Kept {
  readonly words: string;
  readonly elsewhere: boolean;
}

/** The households that are sought, page by page, each to be opened. Fires `hoa-said` with words. */
@element("hoa-people-list")
export class PeopleList extends LitElement {
  static override readonly styles = [section, card, focus, roomy, peopleStyle];

  @property({ attribute: false }) server: People | null = null;
  @property() text = "";
  /** Counts up when the list is to be asked for anew. */
  @property({ type: Number }) turn = 0;
  @property() site = "";
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  /** null: not told yet. */
  @state() private households: readonly HouseholdRow[] | null = null;
  @state() private staff: readonly Resident[] = [];
  @state() private counts: Roster["counts"] | null = null;
  @state() private next: string | null = null;
  @state() private open: number | null = null;
  @state() private loading = false;
  @state() private failure = "";
  @query(".more") private more!: HTMLElement | null;
  #observer: IntersectionObserver | undefined;
  /** Of several answers only the last one asked for counts. */
  #asked = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (this.failure === "" && entries.some((one) => one.isIntersecting)) void this.#older();
      },
      { rootMargin: "0px 0px 600px 0px" },
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("server") || changed.has("text") || changed.has("turn")) void this.#ask(PAGE);
  }

  protected override updated(): void {
    this.#observer?.disconnect();
    if (this.more !== null) this.#observer?.observe(this.more);
  }

  protected override render(): TemplateResult {
    const { language, households } = this;
    return html`${this.failure === "" ? nothing : this.#failed()}
    ${households === null ? (this.failure === "" ? html`<hoa-skeleton .height=${320}></hoa-skeleton>` : nothing) : this.#found(households)}
    ${
      this.next === null
        ? nothing
        : html`<button type="button" class="more" aria-disabled=${this.loading} @click=${this.#older}>
            ${language.text(this.loading ? "loading" : "people.more")}
          </button>`
    }`;
  }

  #failed(): TemplateResult {
    const { language } = this;
    return html`<p class="fault said" role="alert">
      ${language.text("history.failed", { why: this.failure })}
      <button type="button" @click=${() => this.#ask(PAGE)}>${language.text("retry")}</button>
    </p>`;
  }

  #found(households: readonly HouseholdRow[]): TemplateResult {
    const { language, counts } = this;
    return html`${this.staff.length === 0 ? nothing : this.#staff()}
    ${
      counts === null || this.text !== ""
        ? nothing
        : html`<p class="quiet count">
            ${language.count("people.count.households", counts.households)} ·
            ${language.count("people.count.vehicles", counts.vehicles)} ·
            ${language.count("people.count.residents", counts.residents)}
          </p>`
    }
    ${households.length === 0 ? this.#empty() : this.#rows(households)}`;
  }

  #staff(): TemplateResult {
    const { language } = this;
    return html`<h2>${language.text("people.staff")}</h2>
      <div class="card staff">
        ${repeat(
          this.staff,
          (one) => one.userId,
          (one) =>
            html`<hoa-people-resident
              .server=${this.server}
              .resident=${one}
              .site=${this.site}
              .language=${language}
              .now=${this.now}
              @hoa-kept=${this.#renewAll}
            ></hoa-people-resident>`,
        )}
      </div>`;
  }

  #empty(): TemplateResult | typeof nothing {
    const { language } = this;
    if (this.text !== "" && this.staff.length > 0) return nothing;
    return this.text === ""
      ? html`<hoa-message
          icon="home"
          .heading=${language.text("people.empty")}
          .text=${language.text("people.empty.text")}
        ></hoa-message>`
      : html`<hoa-message icon="search" .heading=${language.text("people.none")}></hoa-message>`;
  }

  #rows(households: readonly HouseholdRow[]): TemplateResult {
    const { language } = this;
    return html`<ul class="card">
      ${repeat(
        households,
        (one) => one.id,
        (one) =>
          html`<li>
            <hoa-household-row
              .household=${one}
              .language=${language}
              .open=${this.open === one.id}
              @hoa-toggle=${this.#toggle}
            ></hoa-household-row>
            ${
              this.open === one.id
                ? html`<hoa-people-household
                    .server=${this.server}
                    .household=${one}
                    .site=${this.site}
                    .language=${language}
                    .now=${this.now}
                    @hoa-kept=${this.#kept}
                  ></hoa-people-household>`
                : nothing
            }
          </li>`,
      )}
    </ul>`;
  }

  readonly #toggle = ({ detail }: CustomEvent<number>): void => {
    this.open = this.open === detail ? null : detail;
  };

  readonly #kept = ({ detail }: CustomEvent<Kept>): void => {
    this.#say(detail.words);
    const one = this.households?.find(({ id }) => id === this.open);
    if (detail.elsewhere || one === undefined) void this.#ask(Math.max(PAGE, this.households?.length ?? 0));
    else void this.#renew(one);
  };

  readonly #renewAll = ({ detail }: CustomEvent<Kept>): void => {
    this.#say(detail.words);
    void this.#ask(Math.max(PAGE, this.households?.length ?? 0));
  };

  #say(words: string): void {
    this.dispatchEvent(new CustomEvent("hoa-said", { detail: words, bubbles: true, composed: true }));
  }

  /** Asks for one household again, by its apartment; it stays though the search may not find it any more. */
  async #renew(household: HouseholdRow): Promise<void> {
    await this.#load(async (server) => {
      const found = await server.list(household.apartment, null, PAGE);
      const now = found.households.find(({ id }) => id === household.id);
      const { households } = this;
      if (now !== undefined) this.households = households?.map((one) => (one.id === now.id ? now : one)) ?? null;
      else this.households = households?.filter((one) => one.id !== household.id) ?? null;
      this.counts = found.counts;
    });
  }

  /** Asks from the start for at least so many. */
  async #ask(least: number): Promise<void> {
    const asked = (this.#asked += 1);
    await this.#load(async (server) => {
      const first = await server.list(this.text, null, PAGE);
      let { next, households } = first;
      while (next !== null && households.length < least) {
        const page = await server.list(this.text, next, PAGE);
        households = [...households, ...page.households];
        ({ next } = page);
      }
      if (asked !== this.#asked) return;
      this.households = households;
      this.next = next;
      this.staff = first.staff;
      this.counts = first.counts;
    });
  }

  readonly #older = async (): Promise<void> => {
    const { next } = this;
    if (next === null || this.loading) return;
    const asked = this.#asked;
    await this.#load(async (server) => {
      const page = await server.list(this.text, next, PAGE);
      if (asked !== this.#asked) return;
      this.households = [...(this.households ?? []), ...page.households];
      this.next = page.next;
    });
  };

  async #load(step: (server: People) => Promise<void>): Promise<void> {
    if (this.server === null) return;
    this.loading = true;
    this.failure = "";
    try {
      await step(this.server);
    } catch (error) {
      this.failure = this.language.code("error", problemOf(error).code, "error.other");
    } finally {
      this.loading = false;
    }
  }
}
