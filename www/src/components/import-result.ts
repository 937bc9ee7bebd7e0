import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { BadCell, Imported } from "../types/board.js";
import { householdStyle } from "./household-style.js";

/** More rows than this nobody mends one by one. */
const SHOWN = 500;

/** What a list would change, or every row of it that is wrong. */
@element("hoa-import-result")
export class ImportResult extends LitElement {
  static override readonly styles = [
    householdStyle,
    css`
      p {
        margin: 0 0 12px;
        font-size: 15px;
        line-height: 21px;
      }
      .frame {
        max-block-size: 420px;
        overflow: auto;
        border: 1px solid var(--line);
        border-radius: 8px;
      }
      table {
        inline-size: 100%;
        border-collapse: collapse;
        font-size: 14px;
        line-height: 20px;
      }
      th,
      td {
        padding: 8px 10px;
        text-align: start;
        vertical-align: top;
        overflow-wrap: anywhere;
      }
      th {
        position: sticky;
        inset-block-start: 0;
        background: var(--card);
        color: var(--quiet);
        font-weight: 500;
      }
      tr + tr td,
      tbody td {
        border-block-start: 1px solid var(--line);
      }
      td:first-child {
        font-variant-numeric: tabular-nums;
      }
      @media (max-width: 599px) {
        thead {
          display: none;
        }
        tr {
          display: grid;
          grid-template-columns: auto auto minmax(0, 1fr);
          padding: 8px 10px;
          gap: 2px 12px;
        }
        tbody tr + tr {
          border-block-start: 1px solid var(--line);
        }
        tbody td,
        tr + tr td {
          padding: 0;
          border: 0;
        }
        td:last-child {
          grid-column: 1 / -1;
        }
      }
      code {
        font:
          13px/20px ui-monospace,
          "Roboto Mono",
          Menlo,
          Consolas,
          monospace;
      }
    `,
  ];

  @property({ attribute: false }) imported!: Imported;
  /** Whether it has been taken in, and not only looked at. */
  @property({ type: Boolean }) done = false;
  @property({ attribute: false }) language!: Language;

  protected override render(): TemplateResult {
    const { problems } = this.imported;
    return problems.length > 0 ? this.#bad(problems) : this.#good();
  }

  #good(): TemplateResult {
    const { language, done, imported } = this;
    const parts = (["added", "changed", "same"] as const).map((part) =>
      language.count(`import.${part}`, imported[part]),
    );
    return html`<p role="status">
      ${language.text(done ? "import.done" : "import.would", { what: parts.join(", ") })}
    </p>`;
  }

  #bad(problems: readonly BadCell[]): TemplateResult {
    const { language } = this;
    return html`<p class="fault" role="alert">${language.count("import.problems", problems.length)}</p>
      <div class="frame" tabindex="0" role="region" aria-label=${language.text("import.problems.label")}>
        <table>
          <thead>
            <tr>
              <th scope="col">${language.text("import.row")}</th>
              <th scope="col">${language.text("import.column")}</th>
              <th scope="col">${language.text("import.value")}</th>
              <th scope="col">${language.text("import.why")}</th>
            </tr>
          </thead>
          <tbody>
            ${problems.slice(0, SHOWN).map(
              ({ row, column, code, value }) =>
                html`<tr>
                  <td>${row}</td>
                  <td><code>${column}</code></td>
                  <td><code>${value}</code></td>
                  <td>${language.code("error", code, "error.other")}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${problems.length > SHOWN ? html`<p class="quiet">${language.count("import.more", problems.length - SHOWN)}</p>` : nothing}`;
  }
}
