import { css, html, LitElement, svg, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../lib/element.js";
import { ICONS, type IconName } from "../lib/icons.js";

/** An icon in the colour of the text around it; says nothing to a screen reader. */
@element("hoa-icon")
export class Icon extends LitElement {
  static override readonly styles = css`
    :host {
      display: inline-flex;
      inline-size: var(--icon-size, 24px);
      block-size: var(--icon-size, 24px);
      flex: none;
    }
    svg {
      inline-size: 100%;
      block-size: 100%;
      fill: none;
      stroke: currentColor;
      stroke-width: var(--icon-stroke, 1.9);
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `;

  @property() name: IconName = "car";

  protected override render(): TemplateResult {
    return html`<svg viewBox="0 0 24 24" aria-hidden="true">${svg`<path d=${ICONS[this.name]} />`}</svg>`;
  }
}
