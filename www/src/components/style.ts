import { css } from "lit";

/** Home Assistant's theme under our own short names, with fallbacks for a theme that lacks some. */
export const theme = css`
  :host {
    --text: var(--primary-text-color, #212121);
    --quiet: var(--secondary-text-color, #727272);
    --card: var(--ha-card-background, var(--card-background-color, #fff));
    --line: var(--divider-color, rgba(0, 0, 0, 0.12));
    --accent: var(--primary-color, #009ac7);
    --radius: var(--ha-card-border-radius, 12px);
    --good: var(--success-color, #43a047);
    --bad: var(--error-color, #db4437);
    --warn: var(--warning-color, #ffa600);
    --calm: var(--secondary-text-color, #727272);
    color: var(--text);
  }
  [hidden] {
    display: none !important;
  }
`;

/** A tone as a tinted surface with readable text: the theme's colours alone are too pale for small words. */
export const tones = css`
  .good {
    --tone: var(--good);
  }
  .bad {
    --tone: var(--bad);
  }
  .warn {
    --tone: var(--warn);
  }
  .calm {
    --tone: var(--calm);
  }
  .tinted {
    background: color-mix(in srgb, var(--tone) 14%, transparent);
    color: color-mix(in srgb, var(--tone) 55%, var(--text));
  }
`;

export const card = css`
  .card {
    background: var(--card);
    border: var(--ha-card-border-width, 1px) solid var(--ha-card-border-color, var(--line));
    border-radius: var(--radius);
    box-shadow: var(--ha-card-box-shadow, none);
  }
`;

export const focus = css`
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
`;
