import { css } from "lit";

export const rowStyle = css`
  :host {
    display: block;
    content-visibility: auto;
    contain-intrinsic-block-size: auto 92px;
  }
  button {
    display: grid;
    grid-template-columns: 112px minmax(0, 1fr) auto;
    gap: 14px;
    align-items: center;
    inline-size: 100%;
    min-block-size: 92px;
    padding: 12px 16px;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  button:hover {
    background: color-mix(in srgb, var(--text) 4%, transparent);
  }
  :focus-visible {
    outline-offset: -3px;
    border-radius: 10px;
  }
  hoa-picture {
    inline-size: 112px;
    block-size: 56px;
  }
  .main {
    display: flex;
    flex-direction: column;
    gap: 5px;
    min-inline-size: 0;
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 10px;
    align-items: center;
  }
  .why {
    font-size: 14px;
    line-height: 20px;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    margin-inline-start: -14px;
    clip-path: inset(0 0 0 14px);
    color: var(--quiet);
    font-size: 13px;
    line-height: 18px;
    --icon-size: 15px;
  }
  .fact {
    display: inline-flex;
    align-items: center;
  }
  /* At the start of a line the dot falls into the part that is cut off. */
  .fact::before {
    content: "·";
    inline-size: 14px;
    text-align: center;
  }
  .fact hoa-icon {
    margin-inline-end: 4px;
  }
  .when {
    align-self: start;
    padding-block-start: 3px;
    text-align: end;
    font-size: 14px;
    line-height: 20px;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .ago {
    display: block;
    color: var(--quiet);
    font-size: 13px;
    line-height: 18px;
  }
  @media (max-width: 599px) {
    button {
      grid-template-columns: 88px minmax(0, 1fr);
      grid-template-rows: auto 1fr;
      gap: 6px 12px;
      align-items: start;
      padding: 12px;
    }
    hoa-picture {
      inline-size: 88px;
      block-size: 52px;
    }
    .main {
      grid-area: 1 / 2 / 3;
    }
    .when {
      padding: 0;
      text-align: start;
      font-size: 13px;
      line-height: 18px;
      white-space: normal;
    }
  }
  :host([fresh]) button {
    animation: arrive 0.5s ease-out;
  }
  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateY(-8px);
      background: color-mix(in srgb, var(--accent) 18%, transparent);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    :host([fresh]) button {
      animation: none;
    }
  }
`;
