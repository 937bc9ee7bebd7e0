import { css } from "lit";

export const journalStyle = css`
  :host {
    display: grid;
    gap: 12px;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    align-items: center;
    justify-content: space-between;
    min-block-size: 44px;
  }
  .head h2 {
    margin: 0 4px;
  }
  .card {
    min-block-size: 92px;
  }
  hoa-long-list {
    overflow: clip;
    border-radius: inherit;
  }
  .newer {
    position: sticky;
    inset-block-start: calc(var(--header-height, 56px) + 10px);
    z-index: 3;
    block-size: 0;
    text-align: center;
    pointer-events: none;
  }
  .newer button {
    pointer-events: auto;
    box-shadow: 0 2px 8px rgba(0, 0, 0, 0.3);
    animation: appear 0.2s ease-out;
  }
  @keyframes appear {
    from {
      opacity: 0;
      translate: 0 -8px;
    }
  }
  .end {
    display: grid;
    justify-items: center;
    gap: 8px;
    padding: 4px 8px 16px;
    text-align: center;
  }
  .end p {
    margin: 0;
    color: var(--quiet);
    font-size: 14px;
    line-height: 20px;
  }
  @media (max-width: 599px) {
    .newer {
      inset-block-start: calc(var(--header-height, 56px) + 58px);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .newer button {
      animation: none;
    }
  }
`;
