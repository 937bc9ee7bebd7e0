import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../lib/element.js";
import type { IconName } from "../lib/icons.js";
import "./icon.js";
import { focus, theme } from "./style.js";

export interface Segment {
  readonly id: string;
  readonly text: string;
  readonly icon?: IconName | null;
  /** A quiet number after the text. */
  readonly count?: number;
  /** What the number means. */
  readonly hint?: string;
}

/** A few choices of which one holds. Fires `hoa-chosen` with its id. */
@element("hoa-segments")
export class Segments extends LitElement {
  static override readonly styles = [
    theme,
    focus,
    css`
      :host {
        display: block;
        min-inline-size: 0;
      }
      div {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
      }
      button {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        min-block-size: 40px;
        padding: 0 14px;
        border: 1px solid color-mix(in srgb, var(--text) 22%, transparent);
        border-radius: 20px;
        background: var(--card);
        color: inherit;
        font: inherit;
        font-size: 14px;
        cursor: pointer;
        --icon-size: 18px;
      }
      button:hover {
        background: color-mix(in srgb, var(--text) 6%, var(--card));
      }
      button[aria-checked="true"] {
        border-color: var(--accent);
        background: color-mix(in srgb, var(--accent) 18%, var(--card));
        font-weight: 500;
        box-shadow: inset 0 0 0 1px var(--accent);
      }
      small {
        color: var(--quiet);
        font-size: 13px;
        font-variant-numeric: tabular-nums;
      }
      @media (max-width: 599px) {
        :host([line]) div {
          flex-wrap: nowrap;
          margin: -4px;
          padding: 4px;
          overflow-x: auto;
          scrollbar-width: none;
        }
        :host([line]) button {
          flex: none;
        }
      }
      @media (pointer: coarse) {
        button {
          min-block-size: 44px;
          border-radius: 22px;
        }
      }
    `,
  ];

  @property({ attribute: false }) options: readonly Segment[] = [];
  @property() value = "";
  @property() label = "";
  /** On a phone they stay on one line, to be pushed aside. */
  @property({ type: Boolean, reflect: true }) line = false;

  protected override render(): TemplateResult {
    return html`<div role="radiogroup" aria-label=${this.label} @keydown=${this.#key}>
      ${this.options.map(
        (option) =>
          html`<button
            type="button"
            role="radio"
            aria-checked=${option.id === this.value}
            tabindex=${option.id === this.value ? 0 : -1}
            title=${option.hint ?? nothing}
            @click=${() => {
              this.#choose(option.id);
            }}
          >
            ${option.icon == null ? nothing : html`<hoa-icon .name=${option.icon}></hoa-icon>`}${option.text}
            ${option.count === undefined ? nothing : html`<small>${option.count}</small>`}
          </button>`,
      )}
    </div>`;
  }

  readonly #key = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const count = this.options.length;
    const at = this.options.findIndex((option) => option.id === this.value);
    const next = (at + step + count) % count;
    this.#choose(this.options[next]?.id ?? this.value);
    this.renderRoot.querySelectorAll("button")[next]?.focus();
  };

  #choose(id: string): void {
    if (id !== this.value)
      this.dispatchEvent(new CustomEvent("hoa-chosen", { detail: id, bubbles: true, composed: true }));
  }
}
