import { css } from "lit";

export const rowStyle = css`
  .top {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 4px 12px;
    inline-size: 100%;
    min-block-size: 72px;
    padding: 12px 16px;
    border: 0;
    border-radius: var(--radius);
    background: none;
    text-align: start;
    justify-content: normal;
  }
  .top strong {
    font-size: 16px;
    font-weight: 500;
    line-height: 22px;
    overflow-wrap: anywhere;
  }
  .top .quiet {
    font-weight: 400;
    overflow-wrap: anywhere;
  }
  .marks {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    align-items: center;
    justify-content: flex-end;
  }
  .inside {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 18px;
    padding: 4px 16px 16px;
  }
  .inside > .row button {
    flex: 1 1 140px;
  }
  hoa-application-facts {
    display: block;
  }
  .fresh {
    padding-block-start: 16px;
  }
  @media (max-width: 599px) {
    .top {
      grid-template-columns: minmax(0, 1fr);
    }
    .marks {
      justify-content: flex-start;
    }
  }
`;
