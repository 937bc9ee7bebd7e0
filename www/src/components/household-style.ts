import { css } from "lit";
import { boardStyle } from "./board-style.js";

/** Households, and what is done about those who live there. */
export const householdStyle = [
  boardStyle,
  css`
    .line {
      display: flex;
      flex-wrap: wrap;
      gap: 8px 12px;
      align-items: center;
    }
    .line .words {
      flex: 1 1 180px;
      min-inline-size: 0;
      font-size: 15px;
      line-height: 21px;
      overflow-wrap: anywhere;
    }
    .line small {
      display: block;
      color: var(--quiet);
      font-size: 13px;
      line-height: 18px;
    }
    .line .row button {
      padding-inline: 12px;
    }
    .sure {
      display: grid;
      gap: 12px;
      padding: 12px;
      border-radius: 8px;
      color: var(--text);
      font-size: 15px;
      line-height: 21px;
    }
    .sure ul {
      margin: 0;
      padding-inline-start: 20px;
    }
    .sure p {
      margin: 0;
    }
    button.danger.full {
      border-color: transparent;
      background: color-mix(in srgb, var(--bad) 85%, #000);
      color: #fff;
    }
    button.danger.full[aria-disabled="true"] {
      opacity: 0.55;
    }
  `,
];
