import { css } from "lit";

export const layoutStyle = css`
  :host {
    display: grid;
    gap: 16px;
    grid-template-columns: minmax(0, 1fr);
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: end;
  }
  .top .field {
    flex: 0 1 280px;
  }
  .state {
    margin: 0 0 0 auto;
    align-self: center;
    color: var(--quiet);
    font-size: 14px;
    line-height: 20px;
  }
  .state.unsaved {
    color: color-mix(in srgb, var(--warn) 55%, var(--text));
    font-weight: 600;
  }
  .notices {
    display: grid;
    gap: 8px;
  }
  .ask {
    display: grid;
    gap: 12px;
    padding: 16px;
  }
  .ask p {
    margin: 0;
  }
  .work {
    display: grid;
    gap: 12px;
    grid-template-columns: minmax(0, 1fr);
    --board-height: calc(100dvh - var(--header-height, 56px) - 220px);
  }
  .tools {
    padding: 8px;
  }
  .side {
    display: grid;
    gap: 16px;
    align-content: start;
    min-inline-size: 0;
  }
  .panel {
    display: grid;
    gap: 16px;
    padding: 16px;
  }
  .more {
    display: grid;
    gap: 16px;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr));
    align-items: start;
  }
  summary {
    display: flex;
    align-items: center;
    min-block-size: 44px;
    cursor: pointer;
    font-weight: 500;
  }
  .help {
    padding: 4px 16px 8px;
    font-size: 14px;
    line-height: 20px;
  }
  .help p {
    margin: 0 0 8px;
  }
  .waiting {
    display: grid;
    place-items: center;
    place-content: center;
    gap: 12px;
    min-block-size: 260px;
    padding: 24px;
    text-align: center;
  }
  .waiting p {
    margin: 0;
    max-inline-size: 48ch;
    color: var(--quiet);
  }
  @media (min-width: 1000px) {
    .work {
      grid-template-columns: minmax(0, 1fr) 360px;
      grid-template-rows: auto 1fr;
      align-items: start;
    }
    .tools {
      grid-column: 1;
      grid-row: 1;
    }
    .easel {
      grid-column: 1;
      grid-row: 2;
    }
    .side {
      grid-column: 2;
      grid-row: 1 / span 2;
      max-block-size: calc(100dvh - var(--header-height, 56px) - 32px);
      overflow: auto;
      scrollbar-width: thin;
    }
  }
  @media (max-width: 999px) {
    .work {
      --board-height: 46dvh;
    }
    .easel {
      position: sticky;
      inset-block-start: calc(var(--header-height, 56px) + var(--safe-area-inset-top, 0px));
      z-index: 2;
      background: var(--primary-background-color);
    }
    .side {
      order: 1;
    }
    .tools {
      order: 2;
      position: sticky;
      inset-block-end: calc(4px + var(--safe-area-inset-bottom, 0px));
      z-index: 3;
      box-shadow: 0 2px 14px rgb(0 0 0 / 28%);
    }
  }
  /* Here the panel's tabs have a line of their own under its header. */
  @media (max-width: 599px) {
    .easel {
      inset-block-start: calc(var(--header-height, 56px) + 48px + var(--safe-area-inset-top, 0px));
    }
    .top .field {
      flex: 1 1 100%;
    }
  }
`;
