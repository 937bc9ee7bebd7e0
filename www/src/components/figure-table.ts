import { css, html, LitElement, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { focus, theme } from "./style.js";

/** What a chart shows, as a table to be opened. The first of each row is its name. */
@element("hoa-figure-table")
export class FigureTable extends LitElement {
  static override readonly styles = [
    theme,
    focus,
    css`
      :host {
        display: block;
        margin-block-start: 8px;
        font-size: 14px;
        line-height: 20px;
      }
      summary {
        inline-size: fit-content;
        padding-block: 8px;
        color: var(--quiet);
        cursor: pointer;
      }
      .scroll {
        max-block-size: 320px;
        overflow: auto;
      }
      table {
        border-collapse: collapse;
        inline-size: 100%;
      }
      th,
      td {
        padding: 6px 10px;
        border-block-end: 1px solid var(--line);
        font-variant-numeric: tabular-nums;
        text-align: end;
        white-space: nowrap;
      }
      th {
        color: var(--quiet);
        font-weight: 500;
      }
      thead th {
        position: sticky;
        inset-block-start: 0;
        background: var(--card);
        white-space: normal;
      }
      th:first-child {
        text-align: start;
      }
    `,
  ];

  @property({ attribute: false }) heads: readonly string[] = [];
  @property({ attribute: false }) rows: readonly (readonly string[])[] = [];
  @property() label = "";
  @property({ attribute: false }) language!: Language;

  protected override render(): TemplateResult {
    return html`<details>
      <summary>${this.language.text("history.table")}</summary>
      <div class="scroll" tabindex="0" role="group" aria-label=${this.label}>
        <table aria-label=${this.label}>
          <thead>
            <tr>
              ${this.heads.map((head) => html`<th scope="col">${head}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${this.rows.map(
              ([name, ...cells]) =>
                html`<tr>
                  <th scope="row">${name}</th>
                  ${cells.map((cell) => html`<td>${cell}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>`;
  }
}
