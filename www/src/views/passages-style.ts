import { css } from "lit";

export const passagesStyle = css`
  .card {
    overflow: hidden;
    min-block-size: 92px;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li + li {
    border-block-start: 1px solid var(--line);
  }
  .end {
    padding: 12px 0;
    text-align: center;
  }
  p {
    margin: 0 0 8px;
    color: var(--quiet);
    font-size: 14px;
    line-height: 20px;
  }
  button {
    min-block-size: 48px;
    padding-inline: 24px;
    border: 1px solid var(--line);
    border-radius: 999px;
    background: none;
    color: var(--text);
    font-family: inherit;
    font-size: 14px;
    font-weight: 500;
    cursor: pointer;
  }
  button:hover {
    background: color-mix(in srgb, var(--text) 4%, transparent);
  }
`;
