import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Guard } from "../api/guard.js";
import { problemOf } from "../api/problem.js";
import "../components/message.js";
import "../components/skeleton.js";
import { card } from "../components/style.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { ShiftPast } from "../types/guard.js";
import { section } from "./style.js";

/** Who was on duty, and what they left word of. */
@element("hoa-guard-shifts")
export class GuardShifts extends LitElement {
  static override readonly styles = [
    section,
    card,
    css`
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        padding: 14px 16px;
        font-size: 15px;
        line-height: 22px;
      }
      li + li {
        border-block-start: 1px solid var(--line);
      }
      b {
        font-weight: 500;
      }
      span {
        color: var(--quiet);
        font-size: 14px;
      }
      p {
        margin: 4px 0 0;
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) server: Guard | null = null;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @state() private shifts: readonly ShiftPast[] | null = null;
  @state() private failure = "";

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("server")) void this.#ask();
  }

  protected override render(): TemplateResult {
    const { language } = this;
    return html`<h2>${language.text("shift.past")}</h2>
      ${this.failure === "" ? nothing : html`<p role="alert">${language.text("history.failed", { why: this.failure })}</p>`}
      ${this.#list()}`;
  }

  #list(): TemplateResult | typeof nothing {
    if (this.shifts === null) {
      return this.failure === "" ? html`<hoa-skeleton .height=${220}></hoa-skeleton>` : nothing;
    }
    if (this.shifts.length === 0) {
      return html`<hoa-message icon="clock" .heading=${this.language.text("shift.none")}></hoa-message>`;
    }
    return html`<ul class="card">
      ${this.shifts.map((shift) => this.#row(shift))}
    </ul>`;
  }

  #row({ name, since, until, note }: ShiftPast): TemplateResult {
    const { language, now } = this;
    const from = language.clock(since, now);
    const time =
      until === null
        ? language.text("shift.lasts", { from })
        : language.text("shift.from_to", { from, to: language.clock(until, now) });
    return html`<li>
      <b>${name}</b> <span>${time}</span>
      ${note === null || note === "" ? nothing : html`<p>${note}</p>`}
    </li>`;
  }

  async #ask(): Promise<void> {
    const { server } = this;
    if (server === null) return;
    this.failure = "";
    try {
      const shifts = await server.shifts();
      if (server === this.server) this.shifts = shifts;
    } catch (error) {
      this.failure = this.language.code("error", problemOf(error).code, "error.other");
    }
  }
}
