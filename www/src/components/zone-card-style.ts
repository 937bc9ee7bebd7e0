import { css } from "lit";

export const zoneCardStyle = css`
  :host {
    display: block;
  }
  .card {
    position: relative;
    padding: 12px;
  }
  /* Part of a card already. */
  :host([flat]) .card {
    border: 0;
    border-radius: 0;
    background: none;
    box-shadow: none;
  }
  /* On a narrow dashboard the badge goes below the name, which stays in one piece. */
  :host([flat]) h3 {
    flex-basis: auto;
  }
  :host([flat]) .go {
    display: none;
  }
  :host .card:has(a):hover {
    background: color-mix(in srgb, var(--text) 4%, var(--card));
  }
  header {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: 4px 8px;
  }
  h3 {
    flex: 1;
    margin: 0;
    min-inline-size: 0;
    font-size: 16px;
    font-weight: 500;
    line-height: 22px;
    overflow-wrap: anywhere;
  }
  a {
    color: inherit;
    text-decoration: none;
  }
  /* The whole card is the link's surface. */
  a::after {
    content: "";
    position: absolute;
    inset: 0;
    border-radius: var(--radius);
  }
  a:focus-visible {
    outline: none;
  }
  a:focus-visible::after {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .go {
    color: var(--quiet);
    --icon-size: 20px;
  }
  .count {
    display: flex;
    align-items: center;
    gap: 6px;
    margin-block: 6px 4px;
  }
  .number {
    font-size: 30px;
    font-weight: 600;
    line-height: 36px;
    font-variant-numeric: tabular-nums;
  }
  .of {
    color: var(--quiet);
    font-size: 14px;
  }
  .bar {
    flex: 1;
    display: flex;
    gap: 2px;
    block-size: 14px;
    margin-inline-start: 8px;
    overflow: hidden;
    border-radius: 7px;
    background: var(--line);
  }
  .bar i {
    transition: flex-grow 0.3s;
    min-inline-size: 0;
  }
  .occupied {
    background: repeating-linear-gradient(
      135deg,
      var(--bad) 0 4px,
      color-mix(in srgb, var(--bad) 72%, var(--card)) 4px 7px
    );
  }
  .free {
    background: var(--good);
  }
  .unknown {
    background: radial-gradient(circle, color-mix(in srgb, var(--text) 55%, transparent) 1.2px, transparent 1.6px) 0 0 /
      6px 6px;
  }
  p {
    margin: 0;
    color: var(--quiet);
    font-size: 14px;
    line-height: 20px;
  }
  @media (prefers-reduced-motion: reduce) {
    .bar i {
      transition: none;
    }
  }
`;
