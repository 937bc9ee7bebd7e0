import { css } from "lit";

export const applyFormStyle = css`
  :host {
    display: block;
  }
  .plate {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 8px;
  }
  .plate button {
    align-self: start;
    margin-block-start: 22px;
    inline-size: 48px;
  }
  .add {
    justify-self: start;
  }
  img {
    max-inline-size: 100%;
    max-block-size: 240px;
    border-radius: 8px;
    justify-self: start;
  }
  input[type="file"] {
    padding: 10px;
  }
  .consent {
    max-block-size: 200px;
    margin: 0;
    padding: 12px;
    overflow: auto;
    border: 1px solid var(--line);
    border-radius: 8px;
    font-size: 14px;
    line-height: 20px;
    white-space: pre-line;
  }
  button[type="submit"] {
    min-block-size: 56px;
    font-size: 17px;
  }
`;
