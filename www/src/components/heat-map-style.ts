import { css } from "lit";

export const heatStyle = css`
  :host {
    display: block;
  }
  .heat {
    display: grid;
    grid-template-columns: max-content repeat(24, minmax(0, 1fr));
    gap: 2px;
    align-items: center;
  }
  .heat > i {
    block-size: 26px;
  }
  i {
    border-radius: 3px;
    background: color-mix(in srgb, var(--bad) var(--share), color-mix(in srgb, var(--good) 24%, var(--card)));
  }
  /* The fullest hours are marked by a shape too. */
  i.most {
    box-shadow: inset 0 0 0 2px color-mix(in srgb, var(--text) 65%, transparent);
  }
  .blind {
    background: radial-gradient(circle, color-mix(in srgb, var(--text) 30%, transparent) 1px, transparent 1.4px) 0 0 /
      5px 5px;
  }
  .day {
    padding-inline-end: 6px;
    color: var(--quiet);
    font-size: 13px;
  }
  .hour {
    grid-column: span 6;
    color: var(--quiet);
    font-size: 12px;
  }
  .words {
    margin: 10px 0 6px;
    font-size: 14px;
    line-height: 20px;
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px;
    margin: 0 0 8px;
    color: var(--quiet);
    font-size: 13px;
  }
  .key i {
    inline-size: 18px;
    block-size: 14px;
  }
  .key .blind {
    margin-inline-start: 14px;
  }
  summary {
    display: inline-block;
    padding-block: 10px;
    color: color-mix(in srgb, var(--accent) 75%, var(--text));
    font-size: 14px;
    cursor: pointer;
  }
  .scroll {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    font-size: 13px;
    line-height: 18px;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 3px 10px;
    border-block-end: 1px solid var(--line);
    text-align: end;
    white-space: nowrap;
  }
  th {
    color: var(--quiet);
    font-weight: 500;
  }
`;
