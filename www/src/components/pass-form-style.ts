import { css } from "lit";

export const passFormStyle = css`
  :host {
    display: block;
  }
  .way {
    min-block-size: 40px;
  }
  .days {
    display: grid;
    grid-template-columns: repeat(7, minmax(0, 1fr));
    gap: 6px;
  }
  .days button {
    min-inline-size: 0;
    padding: 0;
  }
  .hours {
    grid-template-columns: 1fr 1fr;
  }
  button[type="submit"] {
    min-block-size: 56px;
    font-size: 17px;
  }
`;
