import { css, html, LitElement, svg, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { generate } from "lean-qr";
import { toSvgPath } from "lean-qr/extras/svg";
import { element } from "../lib/element.js";

/** What a reader needs around a code. */
const MARGIN = 4;

/** A text as a QR code: dark on light in every theme, as readers want it. */
@element("hoa-qr")
export class Qr extends LitElement {
  static override readonly styles = css`
    :host {
      display: block;
    }
    svg {
      display: block;
      inline-size: 100%;
      block-size: 100%;
      border-radius: 8px;
      background: #fff;
    }
    path {
      fill: #000;
    }
  `;

  @property() text = "";
  @property() label = "";

  protected override render(): TemplateResult {
    const code = generate(this.text);
    const side = code.size + 2 * MARGIN;
    return html`<svg
      viewBox="${-MARGIN} ${-MARGIN} ${side} ${side}"
      role="img"
      aria-label=${this.label}
      shape-rendering="crispEdges"
    >
      ${svg`<path d=${toSvgPath(code)} />`}
    </svg>`;
  }
}
