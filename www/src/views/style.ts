import { css } from "lit";
import { theme } from "../components/style.js";

export const section = [
  theme,
  css`
    :host {
      display: block;
    }
    h2 {
      margin: 0 4px 8px;
      font-size: 16px;
      font-weight: 500;
      line-height: 24px;
    }
  `,
];

/** The way back from a page to its room. */
export const wayBack = css`
  .back {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: 48px;
    color: var(--quiet);
    font-size: 15px;
    text-decoration: none;
    --icon-size: 20px;
  }
  .back hoa-icon {
    rotate: 180deg;
  }
`;
