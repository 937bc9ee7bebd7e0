import { html, svg, type TemplateResult } from "lit";
import { generate } from "lean-qr";
import { toSvgPath } from "lean-qr/extras/svg";

/** What a reader needs around a code. */
const MARGIN = 4;

/** A text as a QR code for paper. */
export function printedCode(text: string): TemplateResult {
  const code = generate(text);
  const side = code.size + 2 * MARGIN;
  return html`<svg
    class="code"
    viewBox="${-MARGIN} ${-MARGIN} ${side} ${side}"
    shape-rendering="crispEdges"
    aria-hidden="true"
  >
    ${svg`<path d=${toSvgPath(code)} />`}
  </svg>`;
}
