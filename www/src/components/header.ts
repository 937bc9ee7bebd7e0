import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import "./icon.js";
import { focus } from "./style.js";

/** The bar at the top, like Home Assistant's own, with room for tabs. Fires `hass-toggle-menu`. */
@element("hoa-header")
export class Header extends LitElement {
  static override readonly styles = [
    focus,
    css`
      :host {
        position: sticky;
        inset-block-start: 0;
        z-index: 4;
        display: block;
        padding-block-start: var(--safe-area-inset-top, 0px);
        border-block-end: var(--app-header-border-bottom, 1px solid var(--divider-color));
        background: var(--app-header-background-color, var(--primary-color));
        color: var(--app-header-text-color, #fff);
      }
      div {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        column-gap: 8px;
        min-block-size: var(--header-height, 56px);
        padding-inline: calc(12px + var(--safe-area-inset-left, 0px)) calc(12px + var(--safe-area-inset-right, 0px));
      }
      h1 {
        flex: 0 1 auto;
        min-inline-size: 0;
        max-inline-size: calc(100% - 64px);
        margin: 0;
        padding-inline-start: 8px;
        font-size: 20px;
        font-weight: 400;
        line-height: 44px;
        white-space: nowrap;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      button {
        display: grid;
        place-items: center;
        inline-size: 48px;
        block-size: 48px;
        margin-inline: -4px;
        border: 0;
        border-radius: 50%;
        background: none;
        color: inherit;
        cursor: pointer;
        flex: none;
      }
      ::slotted(*) {
        margin-inline-start: 12px;
        align-self: stretch;
      }
      @media (max-width: 599px) {
        h1 {
          flex: 1;
          line-height: var(--header-height, 56px);
        }
        ::slotted(*) {
          flex: 1 0 100%;
          margin-inline: -12px;
          --tab-grow: 1;
        }
      }
      button:hover {
        background: color-mix(in srgb, currentColor 10%, transparent);
      }
    `,
  ];

  @property({ attribute: false }) language!: Language;
  @property() heading = "";
  @property({ type: Boolean }) menu = false;

  protected override render(): TemplateResult {
    return html`<div>
      ${
        this.menu
          ? html`<button type="button" aria-label=${this.language.text("menu")} @click=${this.#toggle}>
              <hoa-icon name="menu"></hoa-icon>
            </button>`
          : nothing
      }
      <h1>${this.heading}</h1>
      <slot></slot>
    </div>`;
  }

  readonly #toggle = (): void => {
    this.dispatchEvent(new CustomEvent("hass-toggle-menu", { bubbles: true, composed: true }));
  };
}
