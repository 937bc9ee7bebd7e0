import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Household } from "../api/mine.js";
import { problemOf } from "../api/problem.js";
import "../components/ask-card.js";
import "../components/notice.js";
import type { Notice } from "../lib/describe.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { Opening } from "../types/model.js";
import type { Ask } from "../types/people.js";
import { section } from "./style.js";

/** What the household is asked right now, on top of every page of the room. */
@element("hoa-mine-asks")
export class MineAsks extends LitElement {
  static override readonly styles = [
    section,
    css`
      div {
        display: grid;
        gap: 12px;
      }
      div.full {
        margin-block-end: 20px;
      }
    `,
  ];

  @property({ attribute: false }) household: Household | null = null;
  @property({ attribute: false }) asks: readonly Ask[] = [];
  @property({ attribute: false }) language!: Language;
  @state() private going: { readonly ask: number; readonly answer: "open" | "refuse" } | null = null;
  @state() private failure: { readonly ask: number; readonly text: string } | null = null;
  /** What came of the last answer. */
  @state() private said: Notice | null = null;

  protected override render(): TemplateResult {
    const open = this.asks.filter((ask) => ask.answer === null);
    const full = this.said !== null || open.length > 0;
    return html`<div
      class=${full ? "full" : ""}
      role="region"
      aria-live="assertive"
      aria-label=${this.language.text("asks")}
    >
      ${this.said === null ? nothing : html`<hoa-notice role="status" .notice=${this.said}></hoa-notice>`}
      ${repeat(
        open,
        (ask) => ask.id,
        (ask) =>
          html`<hoa-ask-card
            .ask=${ask}
            .language=${this.language}
            .going=${this.going?.ask === ask.id ? this.going.answer : null}
            .failure=${this.failure?.ask === ask.id ? this.failure.text : ""}
            @hoa-answer=${(event: CustomEvent<"open" | "refuse">) => this.#answer(ask, event.detail)}
          ></hoa-ask-card>`,
      )}
    </div>`;
  }

  async #answer(ask: Ask, answer: "open" | "refuse"): Promise<void> {
    if (this.household === null || this.going !== null) return;
    this.going = { ask: ask.id, answer };
    this.failure = null;
    this.said = null;
    try {
      this.said = this.#words(ask, answer, await this.household.answer(ask.id, answer));
    } catch (error) {
      this.failure = { ask: ask.id, text: this.language.code("error", problemOf(error).code, "error.other") };
    } finally {
      this.going = null;
    }
  }

  #words(ask: Ask, answer: "open" | "refuse", { outcome, reason }: Opening): Notice {
    const { language } = this;
    if (answer === "refuse") return { tone: "calm", icon: "check", text: language.text("ask.said.refuse") };
    if (outcome === "opened" || outcome === "pending")
      return { tone: "good", icon: "gateOpen", text: language.text("ask.said.open", { gate: ask.gate }) };
    if (outcome === "shadow") return { tone: "calm", icon: "eye", text: language.text("outcome.shadow") };
    const why = language.code("gate.problem", reason ?? "none", "gate.problem.other");
    return { tone: "bad", icon: "alert", text: language.text("ask.said.failed", { gate: ask.gate, why }) };
  }
}
