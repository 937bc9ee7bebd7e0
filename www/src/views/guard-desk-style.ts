import { css } from "lit";

export const deskStyle = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    align-items: start;
  }
  .side {
    display: grid;
    gap: 16px;
    min-inline-size: 0;
  }
  .tools {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 8px;
  }
  .tools a {
    padding-inline: 10px;
    line-height: 20px;
  }
  .tools a:first-child {
    border-color: transparent;
    background: var(--accent);
    color: var(--text-primary-color, #fff);
  }
  .queue h2 {
    display: flex;
    gap: 8px;
    align-items: center;
    justify-content: space-between;
    margin-block-end: 4px;
    min-block-size: 44px;
  }
  .queue .list {
    overflow: hidden;
    min-block-size: 76px;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li + li {
    border-block-start: 1px solid var(--line);
  }
  .empty {
    display: flex;
    gap: 10px;
    align-items: center;
    min-block-size: 76px;
    margin: 0;
    padding-inline: 16px;
    color: var(--quiet);
    font-size: 15px;
    --icon-size: 22px;
  }
  .all {
    inline-size: 100%;
    border: 0;
    border-block-start: 1px solid var(--line);
    border-radius: 0;
  }
  .sound {
    min-block-size: 44px;
    padding: 4px 12px;
    border-color: transparent;
    background: none;
    color: var(--quiet);
    font-size: 14px;
  }
  .sound[aria-checked="true"] {
    color: color-mix(in srgb, var(--accent) 70%, var(--text));
  }
  .handed {
    display: grid;
    gap: 6px;
    padding: 14px 16px;
    border-inline-start: 4px solid var(--accent);
  }
  .handed h3 {
    margin: 0;
    font-size: 14px;
    font-weight: 500;
    color: var(--quiet);
  }
  .handed p {
    margin: 0;
    font-size: 16px;
    line-height: 23px;
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  .handed button {
    justify-self: start;
    min-block-size: 44px;
  }
  @media (min-width: 1000px) {
    :host {
      grid-template-columns: minmax(0, 1fr) 400px;
      gap: 20px 24px;
    }
    .handed {
      grid-column: 1 / -1;
    }
    hoa-guard-card {
      position: sticky;
      inset-block-start: calc(var(--header-height, 56px) + 16px + var(--safe-area-inset-top, 0px));
      --frame-most: calc(100dvh - 480px);
    }
  }
`;
