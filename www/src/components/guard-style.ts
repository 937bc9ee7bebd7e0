import { css } from "lit";
import { pills } from "./pill-style.js";

/** Buttons and fields of the guard's room: large enough for a thumb. */
export const guardForm = [
  pills,
  css`
    :host {
      --tall: 48px;
    }
    form {
      gap: 14px;
    }
    textarea {
      min-block-size: 76px;
      resize: vertical;
    }
    button,
    a.button {
      font-size: 15px;
    }
    button.danger {
      border-color: color-mix(in srgb, var(--bad) 60%, transparent);
      color: color-mix(in srgb, var(--bad) 75%, var(--text));
    }
    button.chip {
      min-block-size: 44px;
      padding: 4px 14px;
      font-size: 14px;
    }
  `,
];
