import { css } from "lit";

export const askStyle = css`
  :host {
    display: block;
  }
  .card {
    overflow: hidden;
    border: 2px solid var(--accent);
  }
  .picture hoa-picture {
    aspect-ratio: 16 / 9;
    max-block-size: 40dvh;
    inline-size: 100%;
    border-radius: 0;
    background: #101214;
    color: #cfd4d9;
  }
  .words {
    display: grid;
    gap: 10px;
    align-content: start;
    justify-items: start;
    padding: 16px;
    --plate-size: 22px;
  }
  h2 {
    margin: 0;
    font-size: 19px;
    font-weight: 600;
    line-height: 25px;
  }
  .left {
    display: grid;
    gap: 6px;
    inline-size: 100%;
    font-size: 14px;
    line-height: 18px;
    font-variant-numeric: tabular-nums;
  }
  .bar {
    block-size: 6px;
    overflow: hidden;
    border-radius: 3px;
    background: color-mix(in srgb, var(--text) 12%, transparent);
  }
  .bar i {
    display: block;
    block-size: 100%;
    background: var(--accent);
    transform-origin: 0 50%;
  }
  .answers {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 12px;
    inline-size: 100%;
  }
  .answers button {
    min-block-size: 64px;
    font-size: 17px;
    font-weight: 600;
    --icon-size: 26px;
  }
  .answers .open {
    border-color: transparent;
    background: #2e7d32;
    color: #fff;
  }
  .answers .open:hover:not([aria-disabled="true"]) {
    background: #276b2b;
  }
  .answers .refuse {
    border-width: 2px;
    border-color: var(--bad);
  }
  .answers [aria-disabled="true"] {
    opacity: 0.6;
  }
  @media (min-width: 700px) {
    .card {
      display: grid;
      grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr);
    }
    .picture,
    .picture hoa-picture {
      block-size: 100%;
      max-block-size: none;
    }
    .words {
      align-content: center;
      padding: 24px;
    }
  }
`;
