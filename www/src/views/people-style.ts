import { css } from "lit";

export const peopleStyle = css`
  :host {
    max-inline-size: 960px;
    margin-inline: auto;
  }
  .head {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
    margin-block-end: 12px;
  }
  .head .row {
    align-items: center;
  }
  .head .row .button,
  .head .row button {
    flex: 1 1 auto;
  }
  a.plain {
    border: 1px solid var(--line);
    background: var(--card);
    color: var(--text);
    font-weight: 500;
  }
  .form {
    margin-block-end: 16px;
    padding: 16px;
  }
  .form h2 {
    margin: 0 0 12px;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 60px;
  }
  li + li,
  .staff > * + * {
    border-block-start: 1px solid var(--line);
  }
  .staff {
    margin-block-end: 20px;
  }
  .count {
    margin: 0 4px 8px;
  }
  .said {
    margin: 0 4px 12px;
    min-block-size: 20px;
  }
  .more {
    inline-size: 100%;
    margin-block-start: 12px;
  }
  @media (min-width: 700px) {
    .head {
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: center;
    }
  }
`;
