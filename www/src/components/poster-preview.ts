import { css, html, LitElement, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../lib/element.js";
import { posterOf, posterStyle } from "./poster-sheet.js";
import { theme } from "./style.js";

/** How the poster will look, small. */
@element("hoa-poster-preview")
export class PosterPreview extends LitElement {
  static override readonly styles = [
    theme,
    posterStyle,
    css`
      :host {
        --scale: 0.42;
        display: block;
        box-sizing: border-box;
        inline-size: calc(210mm * var(--scale));
        block-size: calc(296mm * var(--scale));
        overflow: hidden;
        border: 1px solid var(--line);
        border-radius: 4px;
      }
      .poster {
        scale: var(--scale);
        transform-origin: 0 0;
      }
    `,
  ];

  @property() site = "";
  @property() address = "";
  @property() label = "";

  protected override render(): TemplateResult {
    return html`<div role="img" aria-label=${this.label}>${posterOf({ site: this.site, address: this.address })}</div>`;
  }
}
