import { css } from "lit";

/** Buttons, and links that look like them. */
export const buttons = css`
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-block-size: 44px;
    margin: 0;
    padding: 8px 18px;
    border: 1px solid var(--edge);
    border-radius: 22px;
    background: transparent;
    color: var(--accent);
    font: inherit;
    font-weight: 500;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
  }
  button:hover,
  .button:hover {
    background: color-mix(in srgb, var(--accent) 8%, transparent);
  }
  .strong,
  .strong:hover {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  button.bad {
    border-color: var(--bad);
    color: var(--bad);
  }
  .plain {
    border-color: transparent;
    padding-inline: 8px;
  }
  .wide {
    inline-size: 100%;
  }
  button:disabled {
    opacity: 0.6;
    cursor: default;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
    margin-block: 12px;
  }
  .file {
    position: relative;
    overflow: hidden;
  }
  .file:focus-within {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .file input {
    position: absolute;
    inset: 0;
    opacity: 0;
    cursor: pointer;
  }
  figure {
    margin: 12px 0 0;
  }
  figure canvas {
    display: block;
    max-inline-size: 100%;
    max-block-size: 320px;
    border: 1px solid var(--line);
    border-radius: 8px;
  }
  figcaption {
    margin-block: 4px 8px;
    font-size: 14px;
    color: var(--quiet);
  }
  .link > input {
    font-size: 14px;
  }
  .qr {
    inline-size: min(220px, 100%);
    aspect-ratio: 1;
  }
  .qr svg {
    display: block;
    border-radius: 8px;
  }
  .foot .notice {
    margin-block-end: 12px;
  }
  .foot .hint {
    min-block-size: 20px;
    text-align: center;
  }
`;
