import { css } from "lit";
import { focus, theme } from "../components/style.js";

export const panelStyle = [
  theme,
  focus,
  css`
    :host {
      display: flex;
      flex-direction: column;
      min-block-size: 100%;
      background: var(--primary-background-color, #fafafa);
      font-family: var(--ha-font-family-body, Roboto, "Noto Sans", sans-serif);
      -webkit-font-smoothing: antialiased;
    }
    main {
      box-sizing: border-box;
      flex: 1 0 auto;
      inline-size: 100%;
      max-inline-size: 1240px;
      margin-inline: auto;
      padding: 16px calc(16px + var(--safe-area-inset-right, 0px)) calc(24px + var(--safe-area-inset-bottom, 0px))
        calc(16px + var(--safe-area-inset-left, 0px));
    }
    .loading {
      display: grid;
      gap: 16px;
      max-inline-size: 640px;
    }
    @media (max-width: 599px) {
      main {
        padding-inline: calc(8px + var(--safe-area-inset-left, 0px)) calc(8px + var(--safe-area-inset-right, 0px));
      }
    }
  `,
];
