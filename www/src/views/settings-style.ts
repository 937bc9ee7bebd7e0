import { css } from "lit";
import { roomy } from "../components/pass-style.js";
import { card, focus, tones } from "../components/style.js";
import { section } from "./style.js";

/** A chapter of the settings. */
export const settingsStyle = [
  section,
  card,
  tones,
  focus,
  roomy,
  css`
    .card {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 16px;
      padding: 16px;
    }
    .card > p {
      margin: 0;
    }
    h2 {
      font-size: 18px;
    }
    form > .row,
    .card > .row {
      align-items: center;
    }
    .said {
      margin: 0;
      color: color-mix(in srgb, var(--good) 70%, var(--text));
      font-size: 14px;
      line-height: 20px;
    }
    a.plain {
      border: 1px solid var(--line);
      background: var(--card);
      color: var(--text);
      font-weight: 500;
    }
  `,
];
