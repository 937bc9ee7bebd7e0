import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { clockLeft } from "../lib/mine.js";
import type { Ask } from "../types/people.js";
import "./icon.js";
import { roomy } from "./pass-style.js";
import "./plate.js";
import { focus, theme } from "./style.js";

const SECOND_MS = 1_000;
/** It comes where somebody may just be pressing something else. */
const UNPRESSED_MS = 700;

/** A question to the household, while somebody is busy with something else. Fires `hoa-answer` with "open" or "refuse". */
@element("hoa-ask-strip")
export class AskStrip extends LitElement {
  static override readonly styles = [
    theme,
    focus,
    roomy,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 16px;
        align-items: center;
        justify-content: space-between;
        --plate-size: 16px;
      }
      a {
        display: flex;
        flex-wrap: wrap;
        flex: 1 1 300px;
        gap: 2px 10px;
        align-items: center;
        color: var(--text);
        font-size: 15px;
        line-height: 20px;
        text-decoration: none;
      }
      .question {
        text-decoration: underline;
        text-underline-offset: 2px;
      }
      .left {
        color: var(--quiet);
        font-variant-numeric: tabular-nums;
      }
      .answers {
        display: grid;
        grid-template-columns: 1fr 1fr;
        flex: 0 1 320px;
        gap: 8px;
      }
      button {
        min-block-size: 48px;
        transition: opacity 0.2s;
      }
      .open {
        border-color: transparent;
        background: #2e7d32;
        color: #fff;
      }
      .refuse {
        border: 2px solid var(--bad);
      }
      [aria-disabled="true"] {
        opacity: 0.6;
      }
      @media (max-width: 599px) {
        .answers {
          flex: 1 1 100%;
        }
      }
    `,
  ];

  @property({ attribute: false }) ask!: Ask;
  @property({ attribute: false }) language!: Language;
  /** Where its picture is. */
  @property() href = "";
  /** How many are asked besides. */
  @property({ type: Number }) more = 0;
  /** What was answered and is on its way. */
  @property({ attribute: false }) going: "open" | "refuse" | null = null;
  @state() private now = new Date();
  @state() private pressable = false;
  #tick: ReturnType<typeof setInterval> | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#tick = setInterval(() => {
      this.now = new Date();
    }, SECOND_MS);
    this.#rest = setTimeout(() => {
      this.pressable = true;
    }, UNPRESSED_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#tick);
    clearTimeout(this.#rest);
  }

  protected override render(): TemplateResult {
    const { ask, language, more } = this;
    return html`<a href=${this.href}>
        ${ask.plate === null ? nothing : html`<hoa-plate .plate=${ask.plate}></hoa-plate>`}
        <span class="question">${language.text(`ask.${ask.kind}`, { gate: ask.gate })}</span>
        <span class="left" role="timer" aria-live="off">${clockLeft(ask.until, this.now)}</span>
        ${more === 0 ? nothing : html`<span>${language.count("ask.more", more)}</span>`}
      </a>
      <div class="answers">${this.#button("open")} ${this.#button("refuse")}</div>`;
  }

  #button(answer: "open" | "refuse"): TemplateResult {
    const { going, language, pressable } = this;
    return html`<button
      type="button"
      class=${answer}
      aria-disabled=${going !== null || !pressable}
      @click=${() => {
        if (pressable && going === null)
          this.dispatchEvent(new CustomEvent("hoa-answer", { detail: answer, bubbles: true, composed: true }));
      }}
    >
      <hoa-icon name=${answer === "open" ? "gateOpen" : "close"}></hoa-icon
      >${language.text(going === answer ? "ask.going" : `ask.${answer}`)}
    </button>`;
  }
}
