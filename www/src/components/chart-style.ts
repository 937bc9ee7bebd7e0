import { css } from "lit";

export const chartStyle = css`
  :host {
    display: block;
    min-inline-size: 0;
  }
  figure {
    margin: 0;
  }
  svg {
    display: block;
    max-inline-size: 100%;
    overflow: visible;
  }
  .grid line {
    stroke: var(--line);
    stroke-width: 1;
  }
  .grid line.mark {
    stroke: var(--quiet);
  }
  text {
    fill: var(--quiet);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }
  .y,
  .end {
    text-anchor: end;
  }
  .middle {
    text-anchor: middle;
  }
  .area {
    fill: color-mix(in srgb, var(--good) 24%, transparent);
  }
  .line {
    fill: none;
    stroke: color-mix(in srgb, var(--good) 85%, var(--text));
    stroke-width: 2.5;
    stroke-linejoin: round;
  }
  .total {
    fill: none;
    stroke: var(--quiet);
    stroke-width: 1.5;
    stroke-dasharray: 5 4;
  }
  .unknown {
    fill: url(#dots);
  }
  .dot {
    fill: color-mix(in srgb, var(--text) 40%, transparent);
  }
  figcaption {
    margin-block-start: 8px;
    font-size: 14px;
    line-height: 20px;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 18px;
    margin: 6px 0 0;
    padding: 0;
    list-style: none;
    color: var(--quiet);
    font-size: 13px;
    line-height: 18px;
  }
  .legend li {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .legend i {
    inline-size: 18px;
    block-size: 0;
    border-block-start: 3px solid var(--good);
  }
  .legend .all {
    border-block-start: 2px dashed var(--quiet);
  }
  .legend .blind {
    block-size: 10px;
    border: 0;
    background: radial-gradient(circle, color-mix(in srgb, var(--text) 40%, transparent) 1.2px, transparent 1.6px) 0 0 /
      6px 6px;
  }
`;
