import { css, html, LitElement, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../lib/element.js";
import { theme } from "./style.js";

/** The day that what follows was on. */
@element("hoa-day")
export class DayHead extends LitElement {
  static override readonly styles = [
    theme,
    css`
      :host {
        display: block;
      }
      h3 {
        margin: 0;
        padding: 14px 16px 8px;
        background: color-mix(in srgb, var(--text) 4%, transparent);
        color: var(--quiet);
        font-size: 14px;
        font-weight: 500;
        line-height: 20px;
      }
      h3::first-letter {
        text-transform: uppercase;
      }
      @media (max-width: 599px) {
        h3 {
          padding-inline: 12px;
        }
      }
    `,
  ];

  @property() text = "";

  protected override render(): TemplateResult {
    return html`<h3>${this.text}</h3>`;
  }
}
