import { css } from "lit";

export const detailStyle = css`
  dialog {
    inline-size: min(640px, calc(100vw - 48px));
    max-inline-size: none;
    max-block-size: calc(100dvh - 48px);
    padding: 0;
    border: 0;
    border-radius: var(--ha-border-radius-2xl, 24px);
    background: var(--card);
    color: var(--text);
    overflow: hidden;
  }
  dialog[open] {
    display: flex;
    animation: rise 0.18s ease-out;
  }
  dialog::backdrop {
    background: rgba(0, 0, 0, 0.5);
  }
  .sheet {
    display: flex;
    flex-direction: column;
    inline-size: 100%;
    min-block-size: 0;
  }
  header {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 8px 20px 8px 8px;
    border-block-end: 1px solid var(--line);
  }
  .close {
    display: grid;
    place-items: center;
    inline-size: 48px;
    block-size: 48px;
    border: 0;
    border-radius: 50%;
    background: none;
    color: inherit;
    cursor: pointer;
    flex: none;
  }
  .close:hover {
    background: color-mix(in srgb, var(--text) 8%, transparent);
  }
  h2 {
    flex: 1;
    margin: 0;
    font-size: 20px;
    font-weight: 500;
    line-height: 28px;
  }
  .body {
    padding: 16px 20px calc(20px + var(--safe-area-inset-bottom, 0px));
    overflow: auto;
    overscroll-behavior: contain;
  }
  .frame {
    inline-size: 100%;
    aspect-ratio: 16 / 9;
  }
  .crop {
    inline-size: 176px;
    block-size: 72px;
    margin-block-start: 8px;
  }
  .decision {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: center;
    margin-block: 14px;
  }
  hoa-picture + .decision {
    margin-block-start: 16px;
  }
  .decision:first-child {
    margin-block-start: 0;
  }
  p {
    margin: 0;
    font-size: 15px;
    line-height: 22px;
  }
  dl {
    margin: 0;
    border-block-start: 1px solid var(--line);
  }
  dl div {
    display: grid;
    grid-template-columns: minmax(112px, 36%) minmax(0, 1fr);
    gap: 12px;
    padding-block: 9px;
    border-block-end: 1px solid var(--line);
    font-size: 14px;
    line-height: 20px;
  }
  dt {
    color: var(--quiet);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  h3 {
    margin: 16px 0 8px;
    font-size: 14px;
    font-weight: 500;
    color: var(--quiet);
  }
  ul {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    margin: 0;
    padding: 0;
    list-style: none;
    --plate-size: 14px;
  }
  li {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    font-size: 14px;
    color: var(--quiet);
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(16px);
    }
  }
  @media (max-width: 599px) {
    dialog {
      inline-size: 100%;
      max-block-size: calc(100dvh - 40px);
      margin-block: auto 0;
      margin-inline: 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    dialog[open] {
      animation: none;
    }
  }
`;
