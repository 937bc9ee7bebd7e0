import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import "./icon.js";
import { focus } from "./style.js";

/** The bar at the top, like Home Assistant's own. Fires `hass-toggle-menu`. */
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
        align-items: center;
        gap: 8px;
        block-size: var(--header-height, 56px);
        padding-inline: calc(12px + var(--safe-area-inset-left, 0px)) calc(12px + var(--safe-area-inset-right, 0px));
      }
      h1 {
        margin: 0;
        padding-inline-start: 8px;
        font-size: 20px;
        font-weight: 400;
        line-height: 28px;
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
    </div>`;
  }

  readonly #toggle = (): void => {
    this.dispatchEvent(new CustomEvent("hass-toggle-menu", { bubbles: true, composed: true }));
  };
}
