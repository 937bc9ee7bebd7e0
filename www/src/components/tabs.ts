import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../lib/element.js";
import { focus } from "./style.js";

export interface Tab {
  readonly id: string;
  readonly text: string;
  readonly href: string;
  /** How many wait there; 0 is not shown. */
  readonly count?: number;
  /** What the number means. */
  readonly hint?: string;
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
        gap: 6px;
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
      .count {
        box-sizing: border-box;
        min-inline-size: 20px;
        padding-inline: 6px;
        border-radius: 10px;
        background: currentColor;
        font-size: 12px;
        font-weight: 600;
        line-height: 20px;
        font-style: normal;
        text-align: center;
        font-variant-numeric: tabular-nums;
      }
      .count span {
        color: var(--app-header-background-color, var(--primary-color, #009ac7));
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

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("current") && changed.get("tabs")?.length === this.tabs.length) return;
    // On a phone the tabs are on one line, and the current one may be out of sight.
    this.renderRoot.querySelector("[aria-current=page]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }

  protected override render(): TemplateResult {
    return html`<nav aria-label=${this.label} @keydown=${this.#key}>
      ${this.tabs.map(
        (tab) =>
          html`<a href=${tab.href} aria-current=${tab.id === this.current ? "page" : "false"}
            >${tab.text}${this.#count(tab)}</a
          >`,
      )}
    </nav>`;
  }

  #count({ count = 0, hint = "" }: Tab): TemplateResult | typeof nothing {
    if (count === 0) return nothing;
    return html`<i class="count" role="img" aria-label=${hint} title=${hint}><span>${count}</span></i>`;
  }

  readonly #key = (event: KeyboardEvent): void => {
    const links = [...this.renderRoot.querySelectorAll("a")];
    const at = links.findIndex((link) => link === event.target);
    const last = links.length - 1;
    const next = { ArrowRight: Math.min(at + 1, last), ArrowLeft: Math.max(at - 1, 0), Home: 0, End: last }[event.key];
    if (next === undefined || at < 0) return;
    event.preventDefault();
    links[next]?.focus();
  };
}
