import { css, html, nothing, type TemplateResult } from "lit";
import { sheetText } from "../lib/poster-words.js";
import type { GivenLink } from "../types/board.js";
import { printedCode } from "./poster-code.js";
import type { Sheet } from "./poster-print.js";

/** What somebody is handed to set their password. */
export interface Letter {
  readonly site: string;
  readonly name: string;
  readonly username: string | null;
  readonly link: GivenLink;
  /** The language of who gets it. */
  readonly language: string;
}

const letterStyle = css`
  .letter {
    box-sizing: border-box;
    inline-size: 210mm;
    padding: 22mm 24mm;
    font:
      13pt/1.5 Roboto,
      "Noto Sans",
      "Segoe UI",
      "Helvetica Neue",
      Arial,
      sans-serif;
  }
  .letter h1 {
    margin: 0;
    font-size: 22pt;
    line-height: 1.25;
  }
  .letter .site {
    margin: 0 0 10mm;
    color: #555;
  }
  .letter .code {
    inline-size: 70mm;
    block-size: 70mm;
  }
  .letter .address {
    font:
      10pt/1.5 ui-monospace,
      "Roboto Mono",
      Menlo,
      Consolas,
      monospace;
    overflow-wrap: anywhere;
  }
  .letter .username {
    font-size: 16pt;
    font-weight: 700;
  }
  .letter .keep {
    margin-block-start: 10mm;
    padding-block-start: 4mm;
    border-block-start: 0.3mm solid #999;
    color: #444;
    font-size: 11pt;
  }
`;

/** The sheet that is handed over, in the language of who gets it. */
export function letterOf({ site, name, username, link, language }: Letter): Sheet {
  const title = sheetText(language, "letter.title");
  const { address } = link;
  const { origin } = new URL(address);
  const body: TemplateResult = html`<div class="letter">
    <h1>${title}</h1>
    <p class="site">${site}</p>
    <p>${sheetText(language, "letter.text")}</p>
    ${printedCode(address)}
    <p class="address">${address}</p>
    ${
      username === null
        ? nothing
        : html`<p>${sheetText(language, "letter.username")}<br /><span class="username">${username}</span></p>`
    }
    <p>${sheetText(language, "letter.after", { address: origin })}</p>
    <p class="keep">${sheetText(language, "letter.keep", { name })}</p>
  </div>`;
  return { title, language, style: letterStyle, body };
}
