import { css, html, LitElement, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import "./icon.js";
import { journalForm } from "./journal-form-style.js";
import { card, focus, theme } from "./style.js";

/** Holds a form for what is looked for: open where there is room, behind a button on a phone. */
@element("hoa-fold")
export class Fold extends LitElement {
  static override readonly styles = [
    theme,
    card,
    focus,
    journalForm,
    css`
      :host {
        display: block;
      }
      button {
        display: none;
        inline-size: 100%;
        justify-content: flex-start;
      }
      button hoa-icon:last-of-type {
        margin-inline-start: auto;
        transition: rotate 0.15s;
      }
      button[aria-expanded="true"] hoa-icon:last-of-type {
        rotate: 180deg;
      }
      b {
        min-inline-size: 20px;
        padding-inline: 6px;
        box-sizing: border-box;
        border-radius: 10px;
        background: var(--accent);
        color: var(--text-primary-color, #fff);
        font-size: 12px;
        line-height: 20px;
        text-align: center;
      }
      .card {
        padding: 14px 16px;
      }
      @media (max-width: 599px) {
        button {
          display: inline-flex;
        }
        .card {
          margin-block-start: 8px;
          padding: 12px;
        }
        .card.shut {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) language!: Language;
  /** How many things are asked for. */
  @property({ type: Number }) count = 0;
  @state() private open = false;

  protected override render(): TemplateResult {
    const { language, count } = this;
    return html`<button type="button" aria-expanded=${this.open} aria-controls="form" @click=${this.#toggle}>
        <hoa-icon name="search"></hoa-icon>${language.text("journal.filter")}<b
          ?hidden=${count === 0}
          aria-label=${language.count("journal.filter.count", count)}
          >${count}</b
        ><hoa-icon name="down"></hoa-icon>
      </button>
      <div id="form" class="card ${this.open ? "" : "shut"}"><slot></slot></div>`;
  }

  /** Shows what was found, where it lay under the form. */
  shut(): void {
    this.open = false;
  }

  readonly #toggle = (): void => {
    this.open = !this.open;
  };
}
