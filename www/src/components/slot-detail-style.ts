import { css } from "lit";

export const slotDetailStyle = css`
  dialog {
    inline-size: min(520px, calc(100vw - 48px));
  }
  .notices {
    display: grid;
    gap: 8px;
    margin-block-end: 14px;
  }
  .failure {
    margin-block-start: 16px;
    color: var(--quiet);
    font-size: 14px;
  }
  hoa-slot-actions,
  hoa-slot-history {
    margin-block-start: 16px;
  }
  @media (max-width: 599px) {
    dialog {
      inline-size: 100%;
    }
  }
`;

export const formStyle = css`
  :host {
    display: block;
  }
  form {
    display: grid;
    gap: 12px;
    padding: 14px;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: color-mix(in srgb, var(--text) 3%, transparent);
    font-size: 14px;
    line-height: 20px;
  }
  label.field {
    display: grid;
    gap: 4px;
    color: var(--quiet);
  }
  input:not([type="checkbox"]) {
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: 44px;
    padding: 8px 12px;
    border: 1px solid color-mix(in srgb, var(--text) 40%, transparent);
    border-radius: 8px;
    background: var(--card);
    color: var(--text);
    font: inherit;
    font-size: 16px;
  }
  input[aria-invalid="true"] {
    border-color: var(--bad);
  }
  input.plate {
    text-transform: uppercase;
    letter-spacing: 0.04em;
  }
  .check {
    display: flex;
    gap: 10px;
    align-items: flex-start;
    cursor: pointer;
  }
  .check input {
    inline-size: 20px;
    block-size: 20px;
    margin: 0;
    flex: none;
    accent-color: var(--accent);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-block-size: 44px;
    padding: 6px 16px;
    border: 1px solid color-mix(in srgb, var(--text) 22%, transparent);
    border-radius: 22px;
    background: var(--card);
    color: var(--text);
    font: inherit;
    font-size: 14px;
    font-weight: 500;
    cursor: pointer;
    --icon-size: 18px;
  }
  button:hover {
    background: color-mix(in srgb, var(--text) 6%, var(--card));
  }
  button.main {
    border-color: transparent;
    background: var(--accent);
    color: var(--text-primary-color, #fff);
  }
  button[aria-disabled="true"] {
    opacity: 0.55;
    cursor: default;
  }
  .error {
    margin: 0;
    color: color-mix(in srgb, var(--bad) 75%, var(--text));
    font-size: 14px;
    line-height: 20px;
  }
  .hint {
    margin: 0;
    color: var(--quiet);
    font-size: 14px;
  }
`;
