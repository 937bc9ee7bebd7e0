import { css } from "lit";

export const figuresStyle = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }
  .waiting {
    display: grid;
    gap: 16px;
  }
  .tiles {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(104px, 1fr));
    gap: 8px;
  }
  .card {
    min-inline-size: 0;
    padding: 16px;
  }
  h3 {
    margin: 0 0 8px;
    font-size: 16px;
    font-weight: 500;
    line-height: 24px;
  }
  h4 {
    margin: 0 0 4px;
    font-size: 14px;
    font-weight: 500;
    line-height: 20px;
  }
  p {
    margin: 0 0 12px;
    color: var(--quiet);
    font-size: 14px;
    line-height: 20px;
  }
  .pair,
  .multiples {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 340px), 1fr));
    gap: 16px;
    min-inline-size: 0;
  }
  .multiples {
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 280px), 1fr));
  }
  .multiples section {
    min-inline-size: 0;
  }
  ul {
    display: grid;
    grid-template-columns: minmax(90px, max-content) minmax(0, 1fr) max-content;
    gap: 12px 16px;
    align-items: center;
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: 14px;
    line-height: 20px;
  }
  li {
    display: contents;
  }
  b {
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .bar {
    block-size: 20px;
    border-radius: 5px;
    background: color-mix(in srgb, var(--text) 7%, transparent);
    overflow: hidden;
  }
  .bar i {
    display: block;
    block-size: 100%;
    border-radius: 5px;
    background: var(--accent);
  }
  .bar i.most {
    background: var(--warn);
  }
  .words {
    color: var(--quiet);
    font-variant-numeric: tabular-nums;
  }
  .failure {
    display: flex;
    gap: 12px;
    align-items: center;
  }
  button {
    min-block-size: 44px;
    padding-inline: 18px;
    border: 1px solid var(--line);
    border-radius: 22px;
    background: var(--card);
    color: var(--text);
    font: inherit;
    font-size: 14px;
    font-weight: 500;
    cursor: pointer;
  }
  @media (max-width: 599px) {
    .tiles {
      grid-template-columns: repeat(auto-fill, minmax(104px, 1fr));
    }
    .card {
      padding: 12px;
    }
    ul {
      grid-template-columns: minmax(0, 1fr);
      gap: 4px;
    }
    .words {
      margin-block-end: 10px;
    }
  }
`;
