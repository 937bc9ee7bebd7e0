import { css } from "lit";

export const wallZoneStyle = css`
  :host {
    display: block;
    min-inline-size: 0;
    min-block-size: 0;
    container-type: size;
  }
  article {
    display: flex;
    flex-direction: column;
    gap: 1cqmin;
    box-sizing: border-box;
    inline-size: 100%;
    block-size: 100%;
    padding: 3cqmin;
    border: 3px solid var(--tone);
    border-radius: 18px;
    background: var(--card);
    overflow: hidden;
  }
  .open {
    --tone: var(--good);
  }
  .full {
    --tone: var(--bad);
  }
  .blind {
    --tone: var(--line);
    border-style: dashed;
  }
  h2 {
    flex: none;
    margin: 0;
    font-size: clamp(22px, 7cqmin, 64px);
    font-weight: 500;
    line-height: 1.15;
    overflow-wrap: anywhere;
  }
  .body {
    flex: 1;
    display: flex;
    flex-direction: column;
    gap: 2cqmin;
    min-block-size: 0;
  }
  .count {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    column-gap: 3cqmin;
  }
  .number {
    font-size: clamp(64px, 42cqmin, 460px);
    font-weight: 700;
    line-height: 0.95;
    font-variant-numeric: tabular-nums;
    color: color-mix(in srgb, var(--tone) 80%, var(--text));
  }
  .blind .number {
    color: var(--quiet);
  }
  .words {
    font-size: clamp(20px, 7.5cqmin, 60px);
    line-height: 1.2;
    color: var(--quiet);
  }
  .full .words {
    color: color-mix(in srgb, var(--bad) 70%, var(--text));
    font-weight: 600;
  }
  .plan {
    flex: 1;
    min-block-size: 0;
    min-inline-size: 0;
  }
  .plan > svg {
    display: block;
    inline-size: 100%;
    block-size: 100%;
  }
  @container (min-aspect-ratio: 5 / 3) {
    .body {
      flex-direction: row;
      gap: 4cqmin;
    }
    .count {
      flex: 0 1 auto;
      max-inline-size: 42%;
      flex-direction: column;
      flex-wrap: nowrap;
    }
    .number {
      font-size: clamp(64px, 46cqmin, 460px);
    }
  }
  @container (max-height: 260px) {
    h2 {
      line-height: 1.35;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .words {
      font-size: 17px;
    }
    .number {
      font-size: clamp(56px, 40cqmin, 120px);
    }
  }
  .cell {
    stroke: var(--state);
    stroke-width: 0.55;
  }
  .free {
    --state: var(--good);
  }
  .free .cell {
    fill: color-mix(in srgb, var(--good) 22%, var(--card));
    stroke-width: 0.8;
  }
  .occupied {
    --state: var(--bad);
  }
  .occupied .cell {
    fill: url(#taken);
  }
  .taken-ground {
    fill: color-mix(in srgb, var(--bad) 32%, var(--card));
  }
  .taken-line {
    fill: color-mix(in srgb, var(--bad) 46%, var(--card));
  }
  .unknown,
  .clear {
    --state: var(--quiet);
  }
  .unknown .cell,
  .clear .cell {
    fill: transparent;
    stroke-dasharray: 1 0.8;
  }
  .bare .body {
    justify-content: center;
    align-items: center;
  }
  .bare .count {
    max-inline-size: none;
    flex-direction: column;
    align-items: center;
  }
  .bare .number {
    font-size: clamp(64px, 54cqmin, 520px);
  }
  text.row {
    font-size: 5.4px;
    font-weight: 500;
    text-anchor: end;
    fill: var(--quiet);
  }
  text {
    fill: var(--text);
    font-size: 3.5px;
    font-weight: 700;
  }
  path {
    fill: none;
    stroke: var(--text);
    stroke-width: 2.4;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  :host([stale]) {
    filter: grayscale(1);
    opacity: 0.4;
  }
`;
