import { css, html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { Resolving } from "../types/guard.js";
import type { Passage } from "../types/model.js";
import "./guard-refuse.js";
import { guardForm } from "./guard-style.js";
import "./icon.js";
import { focus, theme } from "./style.js";

export interface Decision {
  readonly passage: string;
  readonly answer: Resolving;
  readonly reason: string | null;
}

/** The large buttons. Fires `hoa-decide` with a Decision, `hoa-busy` while a reason or a second yes is being given. */
@element("hoa-guard-decide")
export class GuardDecide extends LitElement {
  static override readonly styles = [
    theme,
    focus,
    guardForm,
    css`
      :host {
        display: block;
        min-block-size: 64px;
      }
      .decide {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        gap: 10px;
      }
      .decide button {
        min-block-size: 64px;
        border-radius: 16px;
        font-size: 19px;
        font-weight: 600;
        line-height: 23px;
        --icon-size: 26px;
      }
      .open {
        border-color: transparent;
        background: color-mix(in srgb, var(--good) 80%, #000);
        color: #fff;
      }
      .open:hover {
        background: color-mix(in srgb, var(--good) 70%, #000);
      }
      .refuse {
        border-color: color-mix(in srgb, var(--bad) 75%, transparent);
        border-width: 2px;
        color: color-mix(in srgb, var(--bad) 75%, var(--text));
      }
      .sure button {
        font-size: 16px;
      }
    `,
  ];

  @property({ attribute: false }) passage!: Passage;
  /** Whether it is too late to open for it. */
  @property({ type: Boolean }) old = false;
  @property({ attribute: false }) language!: Language;
  /** What is asked before it is done: why it is refused, or whether a blocked one is really meant. */
  @state() private step: "refuse" | "sure" | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("passage") && changed.get("passage")?.id !== this.passage.id) this.step = null;
  }

  protected override render(): TemplateResult {
    if (this.step === "sure") return this.#sure();
    if (this.step === null) return this.#buttons();
    return html`<hoa-guard-refuse
      .language=${this.language}
      @hoa-reason=${this.#refuse}
      @hoa-cancel=${this.#keep}
    ></hoa-guard-refuse>`;
  }

  #buttons(): TemplateResult {
    const { language } = this;
    return html`<div class="decide">
      ${
        this.old
          ? html`<button type="button" @click=${this.#dismiss}>${language.text("guard.dismiss")}</button>`
          : html`<button type="button" class="open" @click=${this.#open}>
              <hoa-icon name="check"></hoa-icon>${language.text("guard.open")}
            </button>`
      }
      <button type="button" class="refuse" @click=${this.#reason}>
        <hoa-icon name="close"></hoa-icon>${language.text("guard.refuse")}
      </button>
    </div>`;
  }

  #sure(): TemplateResult {
    const { language } = this;
    return html`<div class="decide sure" role="alertdialog" aria-label=${language.text("manual.blocked")}>
      <button type="button" class="refuse" @click=${this.#despite}>${language.text("manual.despite.open")}</button>
      <button type="button" @click=${this.#keep}>${language.text("slot.cancel")}</button>
    </div>`;
  }

  readonly #open = (): void => {
    if (this.passage.reason === "blocked") this.#take("sure");
    else this.#decide("open", null);
  };

  readonly #reason = (): void => {
    this.#take("refuse");
  };

  readonly #despite = (): void => {
    this.#decide("open", null);
  };

  readonly #dismiss = (): void => {
    this.#decide("dismiss", null);
  };

  readonly #refuse = (event: CustomEvent<string>): void => {
    this.#decide("refuse", event.detail);
  };

  #take(step: "refuse" | "sure"): void {
    this.step = step;
    this.#say("hoa-busy", true);
  }

  readonly #keep = (): void => {
    this.step = null;
    this.#say("hoa-busy", false);
  };

  #decide(answer: Resolving, reason: string | null): void {
    this.step = null;
    this.#say("hoa-decide", { passage: this.passage.id, answer, reason } satisfies Decision);
  }

  #say(name: string, detail: Decision | boolean): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
