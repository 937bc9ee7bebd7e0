import { css } from "lit";

export const manualFormStyle = css`
  :host {
    display: block;
  }
  input.plate {
    min-block-size: 60px;
    font:
      600 26px / 1.3 ui-monospace,
      "Roboto Mono",
      "DejaVu Sans Mono",
      Menlo,
      Consolas,
      monospace;
    letter-spacing: 0.06em;
    text-transform: uppercase;
  }
  .reads {
    display: grid;
    gap: 6px;
  }
  .read {
    gap: 10px;
    --plate-size: 16px;
  }
  .chip[aria-pressed="true"] {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 1px var(--accent);
  }
  small {
    color: var(--quiet);
    font-size: 13px;
    font-weight: 400;
  }
  .send {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
    gap: 10px;
  }
  .send button {
    min-block-size: 56px;
    border-radius: 16px;
    font-size: 17px;
  }
  .confirm {
    display: grid;
    gap: 10px;
    padding: 14px 16px;
    border-radius: 12px;
  }
  .confirm p {
    margin: 0;
    color: var(--text);
    font-size: 16px;
    line-height: 22px;
  }
`;
