import { css } from "lit";
import { controls } from "./drawing-style.js";

/** Forms and rows of the resident's room, for a phone in one hand. */
export const roomy = [
  controls,
  css`
    h2,
    h3,
    p {
      overflow-wrap: anywhere;
    }
    button,
    a.button {
      min-block-size: 48px;
      border-radius: 12px;
      font-size: 15px;
      text-align: center;
    }
    a.button {
      display: inline-flex;
      align-items: center;
      justify-content: center;
      gap: 8px;
      box-sizing: border-box;
      padding: 0 18px;
      background: var(--accent);
      color: var(--text-primary-color, #fff);
      font-weight: 600;
      text-decoration: none;
      --icon-size: 22px;
    }
    button.danger {
      color: color-mix(in srgb, var(--bad) 75%, var(--text));
    }
    textarea {
      box-sizing: border-box;
      inline-size: 100%;
      min-block-size: 88px;
      padding: 10px;
      border: 1px solid color-mix(in srgb, var(--text) 32%, transparent);
      border-radius: 8px;
      background: var(--card);
      color: var(--text);
      font: inherit;
      font-size: 16px;
      resize: vertical;
    }
    input {
      min-block-size: 48px;
    }
    .check {
      display: flex;
      gap: 12px;
      align-items: center;
      min-block-size: 44px;
      font-size: 15px;
      line-height: 20px;
      cursor: pointer;
    }
    .check input {
      inline-size: 22px;
      min-block-size: 22px;
      block-size: 22px;
      margin: 0;
      flex: none;
      accent-color: var(--accent);
    }
    form {
      display: grid;
      gap: 20px;
    }
    fieldset {
      display: grid;
      gap: 8px;
      min-inline-size: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      margin-block-end: 8px;
      padding: 0;
      font-size: 15px;
      font-weight: 500;
      line-height: 20px;
    }
    .pair {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(210px, 100%), 1fr));
      gap: 12px;
    }
  `,
];
