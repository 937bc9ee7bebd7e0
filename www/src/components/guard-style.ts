import { css } from "lit";

/** Buttons and fields of the guard's room: large enough for a thumb. */
export const guardForm = css`
  form {
    display: grid;
    gap: 14px;
  }
  label.field {
    display: grid;
    gap: 4px;
    color: var(--quiet);
    font-size: 14px;
    line-height: 20px;
  }
  input:not([type="checkbox"]):not([type="file"]),
  select,
  textarea {
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: 48px;
    padding: 10px 12px;
    border: 1px solid color-mix(in srgb, var(--text) 40%, transparent);
    border-radius: 8px;
    background: var(--card);
    color: var(--text);
    font: inherit;
    font-size: 16px;
  }
  textarea {
    min-block-size: 76px;
    resize: vertical;
  }
  [aria-invalid="true"] {
    border-color: var(--bad) !important;
  }
  button,
  a.button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    box-sizing: border-box;
    min-block-size: 48px;
    padding: 6px 18px;
    border: 1px solid color-mix(in srgb, var(--text) 22%, transparent);
    border-radius: 24px;
    background: var(--card);
    color: var(--text);
    font: inherit;
    font-size: 15px;
    font-weight: 500;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    --icon-size: 20px;
  }
  button:hover,
  a.button:hover {
    background: color-mix(in srgb, var(--text) 6%, var(--card));
  }
  button.main {
    border-color: transparent;
    background: var(--accent);
    color: var(--text-primary-color, #fff);
  }
  button.main:hover {
    filter: brightness(1.08);
  }
  button.danger {
    border-color: color-mix(in srgb, var(--bad) 60%, transparent);
    color: color-mix(in srgb, var(--bad) 75%, var(--text));
  }
  button[aria-disabled="true"] {
    opacity: 0.55;
    cursor: default;
  }
  button.chip {
    min-block-size: 44px;
    padding: 4px 14px;
    font-size: 14px;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
  }
  .error,
  .hint {
    margin: 0;
    font-size: 14px;
    line-height: 20px;
    overflow-wrap: anywhere;
  }
  .error {
    color: color-mix(in srgb, var(--bad) 75%, var(--text));
  }
  .hint {
    color: var(--quiet);
  }
`;
