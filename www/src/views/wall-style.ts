import { css } from "lit";

export const wallStyle = css`
  :host {
    display: block;
    block-size: 100dvh;
    inline-size: 100vw;
    overflow: hidden;
    background: var(--primary-background-color);
    font-family: Roboto, "Noto Sans", system-ui, sans-serif;
    cursor: none;
  }
  main {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    gap: 1.6vmin;
    box-sizing: border-box;
    block-size: 100%;
    padding: 2.4vmin;
  }
  header {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: 4vmin;
  }
  h1 {
    margin: 0;
    min-inline-size: 0;
    font-size: clamp(26px, 5.4vmin, 72px);
    font-weight: 500;
    line-height: 1.35;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .clock {
    flex: none;
    font-size: clamp(30px, 6.4vmin, 88px);
    font-weight: 500;
    line-height: 1.15;
    font-variant-numeric: tabular-nums;
  }
  .zones {
    display: grid;
    grid-template-columns: repeat(var(--columns, 1), minmax(0, 1fr));
    grid-auto-rows: minmax(0, 1fr);
    gap: 1.8vmin;
    min-block-size: 0;
  }
  .message {
    place-self: center;
    max-inline-size: 22em;
    margin: 0;
    font-size: clamp(24px, 5vmin, 64px);
    line-height: 1.3;
    text-align: center;
    color: var(--quiet);
  }
  footer {
    min-block-size: 1.3em;
    font-size: clamp(18px, 3vmin, 40px);
    line-height: 1.3;
    color: var(--quiet);
  }
  strong {
    padding: 0.15em 0.6em;
    border-radius: 0.4em;
    background: var(--bad);
    color: #fff;
    font-weight: 600;
  }
`;
