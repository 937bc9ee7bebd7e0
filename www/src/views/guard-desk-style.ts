import { css } from "lit";

export const deskStyle = css`
  .heard {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  :host {
    scroll-margin-block-start: 140px;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    align-items: start;
  }
  .first {
    min-inline-size: 0;
  }
  @media (min-width: 1000px) {
    :host {
      grid-template-columns: minmax(0, 1fr) 400px;
      gap: 20px 24px;
    }
    .first {
      position: sticky;
      inset-block-start: calc(var(--header-height, 56px) + 16px + var(--safe-area-inset-top, 0px));
      --frame-most: max(240px, calc(100dvh - 490px));
    }
  }
`;
