import { css } from "lit";
import { buttons } from "./button-style.js";
import { fields } from "./form-style.js";

/** The public pages look like Home Assistant, with the person's own choice of light or dark. */
const ground = css`
  :root {
    color-scheme: light dark;
    --ground: #fafafa;
    --card: #fff;
    --text: #1a1c1e;
    --quiet: #5c6166;
    --line: #d5d9dd;
    --edge: #8b9197;
    --accent: #00719a;
    --on-accent: #fff;
    --good: #2e7d32;
    --bad: #c62828;
    --warn: #a15c00;
    --calm: #5c6166;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --ground: #111318;
      --card: #1c1f24;
      --text: #e8eaed;
      --quiet: #a9b0b7;
      --line: #3a4047;
      --edge: #737b84;
      --accent: #5cc4ea;
      --on-accent: #00222f;
      --good: #7bd48a;
      --bad: #ff8a80;
      --warn: #ffc266;
      --calm: #a9b0b7;
    }
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  body {
    margin: 0;
    min-block-size: 100vh;
    background: var(--ground);
    color: var(--text);
    font:
      16px/1.5 Roboto,
      "Noto Sans",
      system-ui,
      sans-serif;
    -webkit-text-size-adjust: 100%;
  }
  hoa-apply,
  hoa-apply main > * {
    display: block;
  }
  [hidden] {
    display: none !important;
  }
  .away,
  .trap {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
`;

const page = css`
  header,
  main {
    max-inline-size: 640px;
    margin-inline: auto;
    padding-inline: 16px;
  }
  header {
    display: flex;
    justify-content: space-between;
    align-items: center;
    gap: 12px;
    min-block-size: 64px;
  }
  .site {
    margin: 0;
    min-inline-size: 0;
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  main {
    padding-block-end: 40px;
  }
  .card {
    display: block;
    margin-block-end: 16px;
    padding: 24px;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--card);
  }
  .waiting {
    min-block-size: 60vh;
    color: var(--quiet);
  }
  h1 {
    margin: 0 0 12px;
    font-size: 24px;
    font-weight: 500;
    line-height: 1.25;
    overflow-wrap: anywhere;
  }
  h1:focus-visible {
    outline: none;
  }
  h2 {
    margin: 0 0 4px;
    font-size: 14px;
    font-weight: 500;
    color: var(--quiet);
  }
  p {
    margin: 0 0 12px;
    overflow-wrap: anywhere;
  }
  .lead {
    margin-block-end: 24px;
    color: var(--quiet);
  }
  .hint {
    margin: 4px 0 0;
    font-size: 14px;
    line-height: 1.4;
    color: var(--quiet);
  }
  .notice,
  .quote {
    margin: 0 0 16px;
    padding: 12px 14px;
    border-radius: 8px;
    overflow-wrap: anywhere;
    background: color-mix(in srgb, var(--tone, var(--quiet)) 12%, transparent);
  }
  .quote p {
    margin: 0;
    white-space: pre-line;
  }
  .quote .buttons {
    margin-block-start: 12px;
  }
  .state {
    display: inline-block;
    margin: 4px 0 12px;
    padding: 4px 14px;
    border-radius: 16px;
    font-weight: 500;
    color: var(--tone);
    background: color-mix(in srgb, var(--tone) 14%, transparent);
  }
  .good {
    --tone: var(--good);
  }
  .bad {
    --tone: var(--bad);
  }
  .warn {
    --tone: var(--warn);
  }
  .calm {
    --tone: var(--calm);
  }
  dl {
    margin: 20px 0;
    border-block-start: 1px solid var(--line);
  }
  dl > div {
    display: grid;
    grid-template-columns: minmax(96px, 1fr) 2fr;
    gap: 12px;
    padding-block: 10px;
    border-block-end: 1px solid var(--line);
  }
  dt {
    color: var(--quiet);
  }
  dd {
    margin: 0;
    min-inline-size: 0;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  dd hoa-plate {
    margin-block: 2px;
  }
  summary {
    cursor: pointer;
    font-weight: 500;
  }
  details[open] > summary {
    margin-block-end: 16px;
  }
  .big-plate {
    --plate-size: 32px;
    margin-block: 4px 12px;
  }
  @media (max-width: 480px) {
    header,
    main {
      padding-inline: 8px;
    }
    header {
      padding-inline: 16px;
    }
    .card {
      padding: 20px 16px;
    }
    .big-plate {
      --plate-size: 26px;
    }
  }
`;

/** Sheets of the document itself: they need no leave from the page's policy, as a style element would. */
export const SHEETS = [ground, page, fields, buttons];
