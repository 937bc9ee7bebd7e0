import { html, nothing, svg, type TemplateResult } from "lit";
import { until } from "lit/directives/until.js";

/** Empty modules around a code, without which cameras do not find it. */
const QUIET = 4;

interface Code {
  readonly size: number;
  get(x: number, y: number): boolean;
}

/** A text as a QR code, dark on light in every theme; what makes it comes with the first. Its place is kept for it. */
export function qrCode(text: string, label: string): TemplateResult {
  return html`<div class="qr">${until(drawn(text, label), nothing)}</div>`;
}

async function drawn(text: string, label: string): Promise<TemplateResult | typeof nothing> {
  try {
    const { generate } = await import("lean-qr/nano");
    return picture(generate(text), label);
  } catch {
    // The link stands beside it.
    return nothing;
  }
}

function picture(code: Code, label: string): TemplateResult {
  const side = code.size + 2 * QUIET;
  const lines = Array.from({ length: code.size }, (_one, y) => lineOf(code, y)).join("");
  return html`<svg role="img" aria-label=${label} viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">
    ${svg`<rect width=${side} height=${side} fill="#fff"></rect><path d=${lines} fill="#000"></path>`}
  </svg>`;
}

function lineOf(code: Code, y: number): string {
  const dark = Array.from({ length: code.size }, (_one, x) => x).filter((x) => code.get(x, y));
  return dark.map((x) => `M${x + QUIET} ${y + QUIET}h1v1h-1z`).join("");
}
