import { css } from "lit";

export const enterStyle = css`
  :host {
    scroll-margin-block-start: 140px;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    align-items: start;
  }
  .card {
    padding: 16px;
  }
  hoa-notice {
    margin-block-end: 12px;
  }
  .done {
    margin-block-end: 16px;
    padding: 0;
    overflow: hidden;
  }
  @media (min-width: 900px) {
    .columns {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
  }
  @media (max-width: 599px) {
    .card {
      padding: 12px;
    }
    .done {
      padding: 0;
    }
  }
`;
