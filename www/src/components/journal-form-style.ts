import { css } from "lit";

/** Fields and buttons of what is looked for. */
export const journalForm = css`
  form {
    display: grid;
    gap: 12px;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(148px, 1fr));
    gap: 12px;
    align-items: start;
  }
  label.field {
    display: grid;
    gap: 4px;
    min-inline-size: 0;
    color: var(--quiet);
    font-size: 13px;
    line-height: 18px;
  }
  input:not([type="checkbox"]),
  select {
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: 44px;
    padding: 8px 10px;
    border: 1px solid color-mix(in srgb, var(--text) 40%, transparent);
    border-radius: 8px;
    background: var(--card);
    color: var(--text);
    font: inherit;
    font-size: 16px;
    text-overflow: ellipsis;
  }
  input.plate {
    font-family: ui-monospace, "Roboto Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace;
    text-transform: uppercase;
  }
  input::placeholder {
    text-transform: none;
  }
  label.check {
    display: inline-flex;
    gap: 8px;
    align-items: center;
    min-block-size: 44px;
    font-size: 14px;
    cursor: pointer;
  }
  input[type="checkbox"] {
    inline-size: 20px;
    block-size: 20px;
    margin: 0;
    accent-color: var(--accent);
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    box-sizing: border-box;
    min-block-size: 44px;
    padding: 4px 18px;
    border: 1px solid color-mix(in srgb, var(--text) 22%, transparent);
    border-radius: 22px;
    background: var(--card);
    color: var(--text);
    font: inherit;
    font-size: 14px;
    font-weight: 500;
    cursor: pointer;
    --icon-size: 20px;
  }
  button:hover {
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
    gap: 8px 16px;
    align-items: center;
  }
  .hint,
  .error {
    margin: 0;
    font-size: 13px;
    line-height: 18px;
  }
  .hint {
    flex: 1 1 220px;
    color: var(--quiet);
  }
  .error {
    color: color-mix(in srgb, var(--bad) 75%, var(--text));
    font-size: 14px;
  }
`;
