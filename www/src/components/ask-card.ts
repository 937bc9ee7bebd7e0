import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { styleMap } from "lit/directives/style-map.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { clockLeft } from "../lib/mine.js";
import type { Ask } from "../types/people.js";
import { askStyle } from "./ask-card-style.js";
import "./icon.js";
import { roomy } from "./pass-style.js";
import "./picture.js";
import "./plate.js";
import { card, focus, theme } from "./style.js";

const SECOND_MS = 1_000;

/** A question that does not wait: may this car pass? Fires `hoa-answer` with "open" or "refuse". */
@element("hoa-ask-card")
export class AskCard extends LitElement {
  static override readonly styles = [theme, card, focus, roomy, askStyle];

  @property({ attribute: false }) ask!: Ask;
  @property({ attribute: false }) language!: Language;
  /** What was answered and is on its way. */
  @property({ attribute: false }) going: "open" | "refuse" | null = null;
  /** Why the answer did not arrive, in words. */
  @property() failure = "";
  @state() private now = new Date();
  #tick: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#tick = setInterval(() => {
      this.now = new Date();
    }, SECOND_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#tick);
  }

  protected override render(): TemplateResult {
    const { ask, language } = this;
    return html`<article class="card" aria-labelledby="question">
      <div class="picture">
        <hoa-picture
          .address=${ask.pictures.frame ?? ask.pictures.plate}
          .label=${language.text("ask.picture")}
        ></hoa-picture>
      </div>
      <div class="words">
        <h2 id="question">${language.text(`ask.${ask.kind}`, { gate: ask.gate })}</h2>
        ${ask.plate === null ? nothing : html`<hoa-plate .plate=${ask.plate}></hoa-plate>`}
        <p class="quiet">${language.text(`ask.${ask.kind}.text`)}</p>
        ${this.#left()} ${this.failure === "" ? nothing : html`<p class="fault" role="alert">${this.failure}</p>`}
        <div class="answers">${this.#button("open")} ${this.#button("refuse")}</div>
      </div>
    </article>`;
  }

  #button(answer: "open" | "refuse"): TemplateResult {
    const { going, language } = this;
    const icon = answer === "open" ? "gateOpen" : "close";
    return html`<button
      type="button"
      class=${answer}
      aria-disabled=${going !== null}
      @click=${() => {
        this.#answer(answer);
      }}
    >
      <hoa-icon name=${icon}></hoa-icon>${language.text(going === answer ? "ask.going" : `ask.${answer}`)}
    </button>`;
  }

  #left(): TemplateResult {
    const { ask, now, language } = this;
    const whole = ask.until.getTime() - ask.askedAt.getTime();
    const left = Math.min(1, Math.max(0, (ask.until.getTime() - now.getTime()) / whole));
    return html`<div class="left" role="timer" aria-live="off">
      <span>${language.text("ask.left", { time: clockLeft(ask.until, now) })}</span>
      <div class="bar"><i style=${styleMap({ scale: `${left.toFixed(3)} 1` })}></i></div>
    </div>`;
  }

  #answer(answer: "open" | "refuse"): void {
    if (this.going !== null) return;
    this.dispatchEvent(new CustomEvent("hoa-answer", { detail: answer, bubbles: true, composed: true }));
  }
}
