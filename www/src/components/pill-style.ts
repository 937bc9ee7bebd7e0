import { css } from "lit";

/** Fields and round buttons of a form; `--tall`: how high each is, so that a thumb hits it. */
export const pills = css`
  form {
    display: grid;
    gap: 12px;
  }
  label.field {
    display: grid;
    gap: 4px;
    min-inline-size: 0;
    color: var(--quiet);
    font-size: 14px;
    line-height: 20px;
  }
  input:where(:not([type="checkbox"], [type="file"])),
  select,
  textarea {
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: var(--tall, 44px);
    padding: 8px 12px;
    border: 1px solid color-mix(in srgb, var(--text) 40%, transparent);
    border-radius: 8px;
    background: var(--card);
    color: var(--text);
    font: inherit;
    font-size: 16px;
    text-overflow: ellipsis;
  }
  input[type="checkbox"] {
    inline-size: 20px;
    block-size: 20px;
    margin: 0;
    flex: none;
    accent-color: var(--accent);
  }
  [aria-invalid="true"] {
    border-color: var(--bad);
  }
  button,
  a.button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    box-sizing: border-box;
    min-block-size: var(--tall, 44px);
    padding: 6px 18px;
    border: 1px solid color-mix(in srgb, var(--text) 22%, transparent);
    border-radius: 24px;
    background: var(--card);
    color: var(--text);
    font: inherit;
    font-size: 14px;
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
  button[aria-disabled="true"] {
    opacity: 0.55;
    cursor: default;
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
