import { css, html, type TemplateResult } from "lit";
import { SHEET_LANGUAGES, sheetText } from "../lib/poster-words.js";
import { printedCode } from "./poster-code.js";

/** What hangs at the entrance. */
export interface Poster {
  readonly site: string;
  /** The whole address of the public page. */
  readonly address: string;
}

/** A4 in the units of paper; on a screen it is made smaller as a whole. */
export const posterStyle = css`
  .poster {
    display: grid;
    grid-template-rows: auto auto auto 1fr;
    justify-items: center;
    box-sizing: border-box;
    inline-size: 210mm;
    block-size: 296mm;
    padding: 16mm 16mm 12mm;
    background: #fff;
    color: #000;
    font-family: Roboto, "Noto Sans", "Segoe UI", "Helvetica Neue", Arial, sans-serif;
    text-align: center;
  }
  .poster .site {
    margin: 0 0 4mm;
    font-size: 34pt;
    font-weight: 700;
    line-height: 1.15;
    overflow-wrap: anywhere;
  }
  .poster .code {
    inline-size: 112mm;
    block-size: 112mm;
    fill: #000;
  }
  .poster .address {
    margin: 2mm 0 9mm;
    padding: 2.5mm 7mm;
    border: 0.6mm solid #000;
    border-radius: 4mm;
    font-size: 17pt;
    font-weight: 600;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }
  .poster ul {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 8mm 12mm;
    align-content: start;
    margin: 0;
    padding: 8mm 0 0;
    border-block-start: 0.3mm solid #999;
    list-style: none;
    text-align: start;
  }
  .poster h2 {
    margin: 0 0 1.5mm;
    font-size: 17pt;
    font-weight: 700;
    line-height: 1.25;
  }
  .poster p.words {
    margin: 0;
    font-size: 13pt;
    line-height: 1.4;
  }
`;

/** The poster in all four languages. */
export function posterOf({ site, address }: Poster): TemplateResult {
  return html`<div class="poster">
    <p class="site">${site}</p>
    ${printedCode(address)}
    <p class="address">${address.replace(/^https?:\/\//, "")}</p>
    <ul>
      ${SHEET_LANGUAGES.map(
        (language) =>
          html`<li lang=${language}>
            <h2>${sheetText(language, "poster.title")}</h2>
            <p class="words">${sheetText(language, "poster.text")}</p>
          </li>`,
      )}
    </ul>
  </div>`;
}
