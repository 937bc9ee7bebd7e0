import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { ActivityLog } from "../api/activity.js";
import type { Parking } from "../api/parking.js";
import { problemOf } from "../api/problem.js";
import "../components/activity-filter.js";
import { ALL_ACTIVITY, type ActivityWish } from "../components/activity-filter.js";
import "../components/activity-row.js";
import "../components/journal-day.js";
import { journalForm } from "../components/journal-form-style.js";
import "../components/long-list.js";
import "../components/message.js";
import "../components/skeleton.js";
import { card, focus } from "../components/style.js";
import type { Names } from "../lib/activity.js";
import { element } from "../lib/element.js";
import { dayName, timesOf, underDays, type Dated } from "../lib/journal.js";
import type { Language } from "../lib/language.js";
import { may, type PanelState } from "../lib/state.js";
import type { ActivityEntry, ActivityFilter, Doer, Exported, SheetKind } from "../types/journal.js";
import "./journal-export.js";
import { journalStyle } from "./journal-style.js";
import { section } from "./style.js";

const PAGE = 100;

/** Everything that anybody did, failed log-ins included, for the board. */
@element("hoa-activity")
export class ActivityView extends LitElement {
  static override readonly styles = [section, card, focus, journalForm, journalStyle];

  @property({ attribute: false }) parking!: Parking;
  @property({ attribute: false }) journal!: PanelState;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @state() private wish: ActivityWish = ALL_ACTIVITY;
  @state() private fault = "";
  /** null: the first page is on its way. */
  @state() private entries: readonly ActivityEntry[] | null = null;
  @state() private next: number | null = null;
  @state() private actions: readonly string[] = [];
  @state() private users: readonly Doer[] = [];
  /** Everybody's name; null: not known. */
  @state() private people: ReadonlyMap<string, string> | null = null;
  @state() private busy = false;
  @state() private failure = "";
  #filter!: ActivityFilter;
  #items: readonly Dated<ActivityEntry>[] = [];
  #turn = 0;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("parking")) {
      this.#begin();
      void this.#askPeople();
    }
    if (changed.has("entries") || changed.has("language")) {
      this.#items = underDays(this.entries ?? [], (one) => ({ key: String(one.id), at: one.at }), this.language);
    }
  }

  protected override render(): TemplateResult {
    const { language } = this;
    return html`<div class="head">
        <h2>${language.text("tabs.activity")}</h2>
        ${may(this.journal, "export") ? html`<hoa-export .make=${this.#export} .language=${language}></hoa-export>` : nothing}
      </div>
      <hoa-activity-filter
        .wish=${this.wish}
        .users=${this.users}
        .actions=${this.actions}
        .language=${language}
        .now=${this.now}
        .fault=${this.fault}
        @hoa-wish=${this.#wished}
      ></hoa-activity-filter>
      <div class="card">${this.#list()}</div>
      <div class="end" role="status">${this.#end()}</div>`;
  }

  #list(): TemplateResult | typeof nothing {
    const { language, entries } = this;
    if (entries === null) {
      return this.failure === ""
        ? html`<div role="status" aria-label=${language.text("loading")}>
            <hoa-skeleton .height=${480}></hoa-skeleton>
          </div>`
        : nothing;
    }
    if (entries.length === 0) {
      return html`<hoa-message
        icon="search"
        .heading=${language.text("activity.none")}
        .text=${language.text("activity.none.text")}
      ></hoa-message>`;
    }
    return html`<hoa-long-list
      .items=${this.#items}
      .row=${this.#row}
      .label=${language.text("tabs.activity")}
      @hoa-near-end=${this.#further}
    ></hoa-long-list>`;
  }

  /** Made anew whenever this is drawn: what it shows hangs on the time and on names. */
  get #row(): (item: Dated<ActivityEntry>) => TemplateResult {
    const { language, now } = this;
    const names = this.#names();
    return (item) =>
      item.kind === "day"
        ? html`<hoa-day .text=${dayName(item.day, now, language)}></hoa-day>`
        : html`<hoa-activity-row .entry=${item.row} .language=${language} .names=${names}></hoa-activity-row>`;
  }

  #names(): Names {
    const { journal } = this;
    const named = (all: readonly { readonly id: string; readonly name: string }[]): ReadonlyMap<string, string> =>
      new Map(all.map((one) => [one.id, one.name]));
    return {
      users: this.people,
      cameras: named(journal.links?.cameras ?? []),
      gates: named(journal.gates),
    };
  }

  #end(): TemplateResult | typeof nothing {
    const { language } = this;
    if (this.failure !== "") {
      return html`<p role="alert">${language.text("history.failed", { why: this.failure })}</p>
        <button type="button" @click=${this.#more}>${language.text("retry")}</button>`;
    }
    if (this.entries === null || this.entries.length === 0) return nothing;
    if (this.busy) return html`<p>${language.text("passages.older.busy")}</p>`;
    if (this.next === null) return html`<p>${language.text("activity.end")}</p>`;
    return html`<button type="button" @click=${this.#more}>${language.text("passages.older")}</button>`;
  }

  #begin(): void {
    const times = timesOf(this.wish, this.now, this.language);
    this.fault = times === null ? this.language.text("journal.times.wrong") : "";
    if (times === null) return;
    const { user, action, text } = this.wish;
    this.#filter = { ...times, user: user || null, action: action || null, text: text || null };
    this.entries = null;
    this.next = null;
    void this.#ask();
  }

  readonly #wished = (event: CustomEvent<ActivityWish>): void => {
    this.wish = event.detail;
    this.#begin();
  };

  readonly #further = (): void => {
    if (this.failure === "" && !this.busy && this.next !== null) void this.#ask();
  };

  readonly #more = (): void => {
    if (!this.busy) void this.#ask();
  };

  async #ask(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const { next } = this;
    this.busy = true;
    this.failure = "";
    try {
      const page = await new ActivityLog(this.parking).page(this.#filter, next, PAGE);
      if (turn !== this.#turn) return;
      this.entries = [...(this.entries ?? []), ...page.entries];
      this.next = page.next;
      this.actions = page.actions;
      if (next === null) this.users = page.users;
    } catch (error) {
      if (turn === this.#turn) this.failure = this.language.code("error", problemOf(error).code, "error.other");
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }

  /** Whom something was done to may never have done anything. */
  async #askPeople(): Promise<void> {
    try {
      this.people = await new ActivityLog(this.parking).people();
    } catch (error) {
      console.warn("hoa_parking: names could not be loaded:", problemOf(error).code);
    }
  }

  readonly #export = (format: SheetKind): Promise<Exported> =>
    new ActivityLog(this.parking).exported(this.#filter, format, this.language.tag);
}
