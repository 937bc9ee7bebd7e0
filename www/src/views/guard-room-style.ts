import { css } from "lit";

export const roomStyle = css`
  .aloud {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .loading {
    display: grid;
    gap: 16px;
  }
  hoa-notice {
    margin-block-end: 12px;
  }
  .back {
    margin-block: -4px 8px;
  }
  .back a {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: 44px;
    padding-inline: 4px 10px;
    color: color-mix(in srgb, var(--accent) 75%, var(--text));
    font-size: 15px;
    font-weight: 500;
    text-decoration: none;
    --icon-size: 20px;
  }
  .back hoa-icon {
    transform: scaleX(-1);
  }
  .back b {
    margin-inline-start: 8px;
    padding: 2px 10px;
    border-radius: 999px;
    background: color-mix(in srgb, var(--bad) 16%, transparent);
    color: color-mix(in srgb, var(--bad) 60%, var(--text));
    font-size: 13px;
  }
`;
