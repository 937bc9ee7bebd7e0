import { css, html, LitElement, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../lib/element.js";
import { card, theme } from "./style.js";

/** The shape of what is being loaded, so that nothing jumps when it comes. */
@element("hoa-skeleton")
export class Skeleton extends LitElement {
  static override readonly styles = [
    theme,
    card,
    css`
      :host {
        display: block;
      }
      .card {
        opacity: 0.7;
        animation: breathe 1.6s ease-in-out infinite alternate;
      }
      @keyframes breathe {
        to {
          opacity: 0.35;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .card {
          animation: none;
        }
      }
    `,
  ];

  /** Pixels. */
  @property({ type: Number }) height = 74;

  protected override render(): TemplateResult {
    return html`<div class="card" style="block-size: ${this.height}px"></div>`;
  }
}
