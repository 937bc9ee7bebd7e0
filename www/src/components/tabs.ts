import { css, html, LitElement, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../lib/element.js";
import { focus } from "./style.js";

export interface Tab {
  readonly id: string;
  readonly text: string;
  readonly href: string;
}

/** Links to the panel's views, as Home Assistant's own tabs look. The panel follows a click on one. */
@element("hoa-tabs")
export class Tabs extends LitElement {
  static override readonly styles = [
    focus,
    css`
      :host {
        display: block;
        min-inline-size: 0;
      }
      nav {
        display: flex;
        block-size: 100%;
        overflow-x: auto;
        scrollbar-width: none;
      }
      a {
        display: flex;
        align-items: center;
        justify-content: center;
        flex: var(--tab-grow, none);
        box-sizing: border-box;
        min-block-size: 48px;
        padding: 2px 18px 0;
        border-block-end: 2px solid transparent;
        color: inherit;
        font-size: 14px;
        font-weight: 500;
        letter-spacing: 0.02em;
        text-decoration: none;
        white-space: nowrap;
        opacity: 0.75;
      }
      a:hover {
        background: color-mix(in srgb, currentColor 8%, transparent);
        opacity: 1;
      }
      a[aria-current="page"] {
        border-block-end-color: var(--app-header-selection-bar-color, currentColor);
        opacity: 1;
      }
      a:focus-visible {
        outline: 2px solid currentColor;
        outline-offset: -4px;
        border-radius: 6px;
      }
    `,
  ];

  @property({ attribute: false }) tabs: readonly Tab[] = [];
  @property() current = "";
  @property() label = "";

  protected override render(): TemplateResult {
    return html`<nav aria-label=${this.label}>
      ${this.tabs.map(
        (tab) => html`<a href=${tab.href} aria-current=${tab.id === this.current ? "page" : "false"}>${tab.text}</a>`,
      )}
    </nav>`;
  }
}
