import { css, html, LitElement, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../lib/element.js";
import { card, theme } from "./style.js";

/** One number of today and what it counts. */
@element("hoa-figure-tile")
export class FigureTile extends LitElement {
  static override readonly styles = [
    theme,
    card,
    css`
      :host {
        display: block;
        min-inline-size: 0;
      }
      dl {
        display: flex;
        flex-direction: column-reverse;
        gap: 2px;
        box-sizing: border-box;
        block-size: 100%;
        margin: 0;
        padding: 12px 14px;
      }
      dt {
        color: var(--quiet);
        font-size: 13px;
        line-height: 18px;
        overflow-wrap: anywhere;
        hyphens: auto;
      }
      dd {
        margin: 0;
        font-size: 28px;
        font-weight: 400;
        line-height: 34px;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  @property() name = "";
  @property() value = "";

  protected override render(): TemplateResult {
    return html`<dl class="card">
      <dt>${this.name}</dt>
      <dd>${this.value}</dd>
    </dl>`;
  }
}
