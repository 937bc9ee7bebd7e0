import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Household } from "../api/mine.js";
import "../components/ask-card.js";
import "../components/notice.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { Ask } from "../types/people.js";
import { Answering, type Answer } from "./answering.js";
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
  readonly #answering = new Answering(this);

  protected override render(): TemplateResult {
    const { going, failure, said } = this.#answering;
    const open = this.asks.filter((ask) => ask.answer === null);
    const full = said !== null || open.length > 0;
    return html`<div
      class=${full ? "full" : ""}
      role="region"
      aria-live="assertive"
      aria-label=${this.language.text("asks")}
    >
      ${said === null ? nothing : html`<hoa-notice role="status" .notice=${said}></hoa-notice>`}
      ${repeat(
        open,
        (ask) => ask.id,
        (ask) =>
          html`<hoa-ask-card
            .ask=${ask}
            .language=${this.language}
            .going=${going?.ask === ask.id ? going.answer : null}
            .failure=${failure?.ask === ask.id ? failure.text : ""}
            @hoa-answer=${(event: CustomEvent<Answer>) => this.#answer(ask, event.detail)}
          ></hoa-ask-card>`,
      )}
    </div>`;
  }

  async #answer(ask: Ask, answer: Answer): Promise<void> {
    if (this.household !== null) await this.#answering.answer(this.household, ask, answer, this.language);
  }
}
