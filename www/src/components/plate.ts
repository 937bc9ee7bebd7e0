import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../lib/element.js";
import { groups } from "../lib/plate.js";

/** A plate set like a plate: dark on light in every theme, its groups apart, the country beside it. */
@element("hoa-plate")
export class PlateSign extends LitElement {
  static override readonly styles = css`
    :host {
      display: inline-flex;
      max-inline-size: 100%;
      vertical-align: middle;
    }
    span.sign {
      display: inline-flex;
      align-items: stretch;
      min-inline-size: 0;
      overflow: hidden;
      border: 1.5px solid #1b1b1b;
      border-radius: 5px;
      background: #fdfdfa;
      color: #141414;
      font:
        600 var(--plate-size, 16px) / 1.45 ui-monospace,
        "Roboto Mono",
        "DejaVu Sans Mono",
        Menlo,
        Consolas,
        monospace;
      box-shadow: 0 0 0 1px rgba(255, 255, 255, 0.35);
    }
    .text {
      padding-inline: 0.45em;
      white-space: nowrap;
      overflow: hidden;
      text-overflow: ellipsis;
    }
    .group + .group {
      margin-inline-start: 0.28em;
    }
    .country {
      display: flex;
      align-items: center;
      padding-inline: 0.4em;
      font-size: 0.68em;
      background: #1d4f9c;
      color: #fff;
    }
  `;

  @property() plate = "";
  @property() country: string | null = null;

  protected override render(): TemplateResult {
    const text = groups(this.plate).map((group) => html`<span class="group">${group}</span>`);
    return html`<span class="sign"
      >${this.country === null ? nothing : html`<span class="country">${this.country}</span>`}<span class="text"
        >${text}</span
      ></span
    >`;
  }
}
