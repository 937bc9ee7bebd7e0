import { css } from "lit";

/** Buttons, segments and fields of the editor; every one of them can be hit with a thumb. */
export const controls = css`
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    box-sizing: border-box;
    min-block-size: 44px;
    min-inline-size: 44px;
    padding: 0 12px;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--card);
    color: var(--text);
    font: inherit;
    font-size: 14px;
    font-weight: 500;
    line-height: 18px;
    cursor: pointer;
    --icon-size: 20px;
  }
  button:hover:not([aria-disabled="true"]) {
    background: color-mix(in srgb, var(--text) 7%, var(--card));
  }
  button[aria-disabled="true"] {
    cursor: default;
    color: color-mix(in srgb, var(--text) 38%, transparent);
  }
  button.main {
    border-color: transparent;
    background: var(--accent);
    color: var(--text-primary-color, #fff);
    font-weight: 600;
  }
  button.main:hover:not([aria-disabled="true"]) {
    background: var(--accent);
    filter: brightness(1.08);
  }
  button.main[aria-disabled="true"] {
    background: color-mix(in srgb, var(--accent) 22%, var(--card));
    color: color-mix(in srgb, var(--text) 60%, transparent);
  }
  button[aria-pressed="true"],
  button[aria-checked="true"] {
    border-color: var(--accent);
    background: color-mix(in srgb, var(--accent) 16%, var(--card));
    color: color-mix(in srgb, var(--accent) 55%, var(--text));
  }
  .icon {
    padding: 0;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: end;
  }
  .field {
    display: grid;
    gap: 4px;
    min-inline-size: 0;
    color: var(--quiet);
    font-size: 13px;
    line-height: 18px;
  }
  input,
  select {
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: 44px;
    padding: 0 10px;
    border: 1px solid color-mix(in srgb, var(--text) 32%, transparent);
    border-radius: 8px;
    background: var(--card);
    color: var(--text);
    font: inherit;
    font-size: 16px;
  }
  [aria-invalid="true"] {
    border-color: var(--bad);
    border-width: 2px;
  }
  .fault {
    display: block;
    margin: 4px 0 0;
    color: color-mix(in srgb, var(--bad) 70%, var(--text));
    font-size: 14px;
    line-height: 19px;
  }
  .quiet {
    margin: 0;
    color: var(--quiet);
    font-size: 14px;
    line-height: 20px;
  }
  h3 {
    margin: 0;
    font-size: 16px;
    font-weight: 500;
    line-height: 22px;
  }
`;
