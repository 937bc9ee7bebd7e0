import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../lib/element.js";
import { erasedWords } from "../lib/erase-words.js";
import type { Language } from "../lib/language.js";
import type { Receipt } from "../types/board.js";
import "./icon.js";
import { roomy } from "./pass-style.js";
import { printSheet, type Sheet } from "./poster-print.js";
import { focus, theme } from "./style.js";

const paperStyle = css`
  .paper {
    box-sizing: border-box;
    inline-size: 210mm;
    padding: 22mm 24mm;
    font:
      12pt/1.5 Roboto,
      "Noto Sans",
      "Segoe UI",
      "Helvetica Neue",
      Arial,
      sans-serif;
  }
  .paper h1 {
    margin: 0;
    font-size: 20pt;
  }
  .paper .site {
    margin: 0 0 8mm;
    color: #555;
  }
  .paper table {
    inline-size: 100%;
    margin-block: 6mm;
    border-collapse: collapse;
  }
  .paper td {
    padding: 2mm 0;
    border-block-end: 0.2mm solid #bbb;
  }
  .paper td + td {
    text-align: end;
  }
  .paper small {
    color: #555;
    font-size: 10pt;
  }
`;

/** A receipt as a sheet of paper, in the board's language. */
function receiptSheet(receipt: Receipt, site: string, language: Language): Sheet {
  const title = language.text("erase.receipt");
  const body = html`<div class="paper">
    <h1>${title}</h1>
    <p class="site">${site}</p>
    <p>${language.text("erase.receipt.at", { time: language.moment(receipt.at) })}</p>
    ${receipt.by === null ? nothing : html`<p>${language.text("erase.receipt.by", { name: receipt.by })}</p>`}
    <p>${language.text("erase.receipt.reason", { reason: receipt.reason })}</p>
    <table>
      <tbody>
        ${erasedWords(receipt.counts, language).map(
          ([text, count]) =>
            html`<tr>
              <td>${text}</td>
              <td>${count}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <p><small>${language.text("erase.receipt.number", { number: receipt.id })}</small></p>
    <p><small>${language.text("erase.receipt.text")}</small></p>
  </div>`;
  return { title, language: language.tag, style: paperStyle, body };
}

/** One receipt, to be printed. */
@element("hoa-erase-receipt")
export class EraseReceipt extends LitElement {
  static override readonly styles = [
    theme,
    focus,
    roomy,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 16px;
        align-items: center;
        padding: 12px 0;
      }
      .words {
        flex: 1 1 220px;
        min-inline-size: 0;
        font-size: 15px;
        line-height: 21px;
        overflow-wrap: anywhere;
      }
      small {
        display: block;
        color: var(--quiet);
        font-size: 14px;
        line-height: 20px;
      }
    `,
  ];

  @property({ attribute: false }) receipt!: Receipt;
  @property() site = "";
  @property({ attribute: false }) language!: Language;

  protected override render(): TemplateResult {
    const { language, receipt } = this;
    const erased = erasedWords(receipt.counts, language).map(([text, count]) => `${text}: ${count}`);
    const when = [language.moment(receipt.at), receipt.by ?? ""].filter((part) => part !== "").join(", ");
    return html`<span class="words">${receipt.reason}<small>${when}</small><small>${erased.join(" · ")}</small></span>
      <button
        type="button"
        aria-label=${language.text("erase.receipt.print.label", { time: language.moment(receipt.at) })}
        @click=${this.#print}
      >
        <hoa-icon name="note"></hoa-icon>${language.text("queue.link.print")}
      </button>`;
  }

  readonly #print = (): void => {
    printSheet(receiptSheet(this.receipt, this.site, this.language));
  };
}
