import { css } from "lit";
import { pills } from "./pill-style.js";

export const slotDetailStyle = css`
  dialog {
    inline-size: min(520px, calc(100vw - 48px));
  }
  .notices {
    display: grid;
    gap: 8px;
    margin-block-end: 14px;
  }
  .failure {
    margin-block-start: 16px;
    color: var(--quiet);
    font-size: 14px;
  }
  hoa-slot-actions,
  hoa-slot-history {
    margin-block-start: 16px;
  }
  @media (max-width: 599px) {
    dialog {
      inline-size: 100%;
    }
  }
`;

export const formStyle = [
  pills,
  css`
    :host {
      display: block;
    }
    form {
      padding: 14px;
      border: 1px solid var(--line);
      border-radius: 12px;
      background: color-mix(in srgb, var(--text) 3%, transparent);
      font-size: 14px;
      line-height: 20px;
    }
    input.plate {
      text-transform: uppercase;
      letter-spacing: 0.04em;
    }
    .check {
      display: flex;
      gap: 10px;
      align-items: flex-start;
      cursor: pointer;
    }
  `,
];
