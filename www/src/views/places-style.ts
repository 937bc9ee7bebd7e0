import { css } from "lit";

export const placesStyle = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px;
  }
  .top {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 380px);
    gap: 12px 24px;
    align-items: start;
  }
  .top > :only-child {
    grid-column: 1 / -1;
    max-inline-size: 480px;
  }
  .zones {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .zones a {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    box-sizing: border-box;
    min-block-size: 44px;
    padding: 4px 16px;
    border: 1px solid color-mix(in srgb, var(--text) 22%, transparent);
    border-radius: 22px;
    background: var(--card);
    color: inherit;
    font-size: 15px;
    text-decoration: none;
    overflow-wrap: anywhere;
  }
  .zones a:hover {
    background: color-mix(in srgb, var(--text) 6%, var(--card));
  }
  .zones a[aria-current="page"] {
    border-color: var(--accent);
    background: color-mix(in srgb, var(--accent) 18%, var(--card));
    box-shadow: inset 0 0 0 1px var(--accent);
    font-weight: 500;
  }
  small {
    color: var(--quiet);
    font-size: 14px;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  @media (max-width: 599px) {
    :host {
      gap: 10px;
    }
    .zones {
      flex-wrap: nowrap;
      margin: -4px;
      padding: 4px;
      overflow-x: auto;
      scrollbar-width: none;
    }
    .zones a {
      flex: none;
    }
  }
  @media (max-width: 799px) {
    .top {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
