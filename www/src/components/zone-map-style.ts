import { css } from "lit";

/** How a place looks in each state: frame, surface and sign differ, not only the colour. */
export const cellStyle = css`
  .cell {
    --state: var(--calm);
    position: relative;
    display: grid;
    grid-template: 20px 1fr / 1fr 16px;
    align-items: center;
    box-sizing: border-box;
    inline-size: 100%;
    block-size: 58px;
    padding: 3px 4px 4px 6px;
    border: 2px solid var(--state);
    border-radius: 7px;
    background: var(--card);
    color: var(--text);
    font: inherit;
    text-align: start;
    cursor: pointer;
    overflow: hidden;
  }
  .cell .number {
    font-size: 14px;
    font-weight: 600;
    line-height: 18px;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .cell svg {
    fill: none;
    stroke: currentColor;
    stroke-width: 2.2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .cell .kind {
    inline-size: 15px;
    block-size: 15px;
    justify-self: end;
  }
  .cell .glyph {
    grid-row: 2;
    grid-column: 1 / -1;
    justify-self: center;
    inline-size: 22px;
    block-size: 22px;
  }
  .cell .home,
  .cell .alert {
    position: absolute;
    inset-block-end: 3px;
    inline-size: 12px;
    block-size: 12px;
    stroke-width: 2.6;
  }
  .cell .home {
    inset-inline-start: 2px;
  }
  .cell .alert {
    inset-inline-end: 2px;
  }
  .free {
    --state: var(--good);
    background: color-mix(in srgb, var(--good) 14%, var(--card));
  }
  .free .glyph {
    color: color-mix(in srgb, var(--good) 75%, var(--text));
    stroke-width: 3;
  }
  .occupied {
    --state: var(--bad);
    background: repeating-linear-gradient(
      135deg,
      color-mix(in srgb, var(--bad) 46%, var(--card)) 0 5px,
      color-mix(in srgb, var(--bad) 34%, var(--card)) 5px 10px
    );
  }
  .unknown,
  .clear {
    border-style: dashed;
    color: color-mix(in srgb, var(--text) 75%, var(--card));
  }
  .unknown {
    background: radial-gradient(circle, color-mix(in srgb, var(--text) 26%, transparent) 1px, transparent 1.4px) 0 0 /
      7px 7px var(--card);
  }
  .owned {
    box-shadow:
      0 0 0 2px var(--card),
      0 0 0 4px var(--accent);
  }
`;

export const schemeStyle = css`
  :host {
    display: block;
  }
  section {
    padding: 8px 12px 12px;
    content-visibility: auto;
    contain-intrinsic-size: auto 110px;
  }
  section + section {
    border-block-start: 1px solid var(--line);
  }
  h4 {
    display: flex;
    justify-content: space-between;
    gap: 12px;
    margin: 0 0 6px;
    font-size: 14px;
    font-weight: 500;
    line-height: 20px;
  }
  h4 span {
    color: var(--quiet);
    font-weight: 400;
  }
  .strip {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(52px, 1fr));
    gap: 6px;
    max-inline-size: 100%;
  }
  .strip > .cell {
    max-inline-size: 76px;
  }
  .faded {
    opacity: 0.28;
  }
  .cell:hover {
    filter: brightness(0.96);
  }
  .cell:focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
`;
