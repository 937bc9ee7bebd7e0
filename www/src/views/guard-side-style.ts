import { css } from "lit";

export const handedStyle = css`
  :host {
    display: contents;
  }
  .handed {
    grid-column: 1 / -1;
    display: grid;
    gap: 6px;
    padding: 12px 16px 14px;
    border-inline-start: 4px solid var(--accent);
  }
  h3 {
    margin: 0;
    color: var(--quiet);
    font-size: 14px;
    font-weight: 500;
    line-height: 20px;
  }
  p {
    margin: 0;
    font-size: 16px;
    line-height: 23px;
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  button {
    justify-self: start;
    margin-block-start: 4px;
  }
  @media (min-width: 600px) {
    .handed {
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: center;
    }
    button {
      grid-area: 1 / 2 / 3;
      margin: 0;
    }
  }
`;

export const sideStyle = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
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
  .tools a:first-child:hover {
    filter: brightness(1.08);
  }
  .head {
    display: flex;
    gap: 8px;
    align-items: center;
    justify-content: space-between;
    margin-inline: 4px;
    min-block-size: 44px;
  }
  .head h2 {
    margin: 0;
  }
  .list {
    overflow: hidden;
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
  .empty hoa-icon {
    color: var(--good);
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
`;
