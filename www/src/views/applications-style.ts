import { css } from "lit";

export const queueStyle = css`
  :host {
    max-inline-size: 860px;
    margin-inline: auto;
  }
  hoa-segments {
    margin-block-end: 16px;
  }
  ul {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .more {
    inline-size: 100%;
    margin-block-start: 12px;
  }
  .said {
    margin-block-end: 12px;
  }
`;
