import { css } from "lit";
import { roomy } from "./pass-style.js";
import { focus, theme, tones } from "./style.js";

/** What all parts of the board's rooms look like. */
export const boardStyle = [
  theme,
  tones,
  focus,
  roomy,
  css`
    :host {
      display: block;
      min-inline-size: 0;
    }
  `,
];
