import { css } from "lit";

/** Labels, fields and what is said at them. */
export const fields = css`
  .field {
    margin: 0 0 20px;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  label,
  legend {
    display: block;
    margin-block-end: 4px;
    padding: 0;
    font-weight: 500;
  }
  .optional {
    font-weight: 400;
    font-size: 14px;
    color: var(--quiet);
  }
  input:not([type="checkbox"], [type="file"]),
  textarea,
  select {
    inline-size: 100%;
    min-block-size: 48px;
    padding: 10px 12px;
    border: 1px solid var(--edge);
    border-radius: 8px;
    background: var(--card);
    color: inherit;
    font: inherit;
  }
  textarea {
    resize: vertical;
  }
  select {
    inline-size: auto;
    min-block-size: 44px;
    background: transparent;
  }
  option {
    background: var(--card);
    color: var(--text);
  }
  input[readonly] {
    background: color-mix(in srgb, var(--quiet) 8%, transparent);
    border-color: var(--line);
  }
  [aria-invalid="true"]:not([type="checkbox"], [type="file"]) {
    border-color: var(--bad);
    box-shadow: inset 0 0 0 1px var(--bad);
  }
  .fault {
    margin: 4px 0 0;
    font-size: 14px;
    line-height: 1.4;
    color: var(--bad);
  }
  .cars > .hint {
    margin-block: 0 8px;
  }
  .car {
    display: flex;
    gap: 8px;
    align-items: flex-start;
    margin-block-end: 8px;
  }
  hoa-plate-field {
    display: block;
    flex: 1;
    min-inline-size: 0;
  }
  .car label {
    font-weight: 400;
    font-size: 14px;
    color: var(--quiet);
  }
  .plate-text {
    text-transform: uppercase;
    letter-spacing: 0.04em;
  }
  .plate-said {
    min-block-size: 36px;
    padding-block-start: 6px;
    font-size: 14px;
    line-height: 20px;
  }
  .plate-said > hoa-plate {
    --plate-size: 18px;
    margin-inline-end: 8px;
  }
  .known {
    color: var(--good);
    white-space: nowrap;
  }
  @media (max-width: 360px) {
    /* The sign beside it names the country too. */
    .car .known {
      position: absolute;
      clip-path: inset(50%);
    }
  }
  .known::before {
    content: "✓ ";
  }
  .warned {
    display: block;
    color: var(--warn);
  }
  .others {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    margin-block-start: 4px;
  }
  .remove {
    margin-block-start: 25px;
    inline-size: 48px;
  }
  .consent {
    max-block-size: 12em;
    overflow: auto;
    margin-block-end: 8px;
    padding: 10px 12px;
    border: 1px solid var(--line);
    border-radius: 8px;
    font-size: 14px;
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  .tick {
    display: flex;
    gap: 12px;
    align-items: center;
    min-block-size: 44px;
    margin: 0;
    font-weight: 400;
    cursor: pointer;
  }
  .tick input {
    flex: none;
    inline-size: 22px;
    block-size: 22px;
    margin: 0;
    accent-color: var(--accent);
  }
  .with-button {
    display: flex;
    gap: 8px;
  }
  .with-button input {
    min-inline-size: 0;
  }
  .entry {
    margin-block: 8px 16px;
  }
  .entry .hint {
    margin-block-end: 12px;
  }
`;
