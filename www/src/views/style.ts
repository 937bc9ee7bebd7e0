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
