import { css } from "lit";
import { pills } from "./pill-style.js";

/** Fields and buttons of what is looked for. */
export const journalForm = [
  pills,
  css`
    .fields {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(148px, 1fr));
      gap: 12px;
      align-items: start;
    }
    label.field {
      font-size: 13px;
      line-height: 18px;
    }
    input.plate {
      font-family: ui-monospace, "Roboto Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace;
      text-transform: uppercase;
    }
    input::placeholder {
      text-transform: none;
    }
    label.check {
      display: inline-flex;
      gap: 8px;
      align-items: center;
      min-block-size: 44px;
      font-size: 14px;
      cursor: pointer;
    }
    .row {
      gap: 8px 16px;
    }
    .hint {
      flex: 1 1 220px;
      font-size: 13px;
      line-height: 18px;
    }
  `,
];
