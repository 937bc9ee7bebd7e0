import { css } from "lit";

export const applyFormStyle = css`
  :host {
    display: block;
  }
  img {
    max-inline-size: 100%;
    max-block-size: 240px;
    border-radius: 8px;
    justify-self: start;
  }
  .file {
    position: relative;
    display: inline-flex;
    align-items: center;
    gap: 8px;
    justify-self: start;
    min-block-size: 48px;
    padding-inline: 16px;
    border: 1px solid var(--line);
    border-radius: 12px;
    font-size: 15px;
    font-weight: 500;
    cursor: pointer;
    --icon-size: 20px;
  }
  .file:focus-within {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  input[type="file"] {
    position: absolute;
    inset: 0;
    opacity: 0;
    cursor: pointer;
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
