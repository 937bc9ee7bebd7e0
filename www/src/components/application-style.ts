import { css } from "lit";
import { boardStyle } from "./board-style.js";

/** Facts of an application, and forms about it. */
export const applicationStyle = [
  boardStyle,
  css`
    dl {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 10px 24px;
      margin: 0;
    }
    dt {
      color: var(--quiet);
      font-size: 13px;
      line-height: 18px;
    }
    dd {
      margin: 0;
      font-size: 15px;
      line-height: 21px;
      overflow-wrap: anywhere;
      white-space: pre-line;
    }
    .plates {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
    }
    .same {
      display: grid;
      gap: 6px;
      margin: 0 0 16px;
      padding: 10px 12px 10px 12px;
      border-radius: 8px;
      color: var(--text);
      font-size: 14px;
      line-height: 20px;
      list-style: none;
    }
    .same li {
      display: flex;
      gap: 10px;
      align-items: flex-start;
      overflow-wrap: anywhere;
      --icon-size: 20px;
    }
    .same hoa-icon {
      flex: none;
      color: color-mix(in srgb, var(--tone) 70%, var(--text));
    }
    .paper {
      display: grid;
      gap: 6px;
      align-content: start;
    }
    .paper dd {
      white-space: normal;
      line-height: 0;
    }
    .paper p {
      margin: 0;
      line-height: 21px;
    }
    .paper img {
      display: block;
      max-inline-size: 100%;
      max-block-size: 300px;
      border: 1px solid var(--line);
      border-radius: 8px;
    }
    .paper a {
      justify-self: start;
      color: inherit;
    }
    @media (min-width: 600px) {
      dl {
        grid-template-columns: repeat(2, minmax(0, 1fr));
      }
      .wide {
        grid-column: 1 / -1;
      }
    }
  `,
];
