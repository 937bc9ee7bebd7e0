import { css } from "lit";

export const cardStyle = css`
  :host {
    display: block;
  }
  .card {
    position: relative;
    overflow: hidden;
  }
  .stage {
    position: relative;
  }
  .frame {
    inline-size: 100%;
    aspect-ratio: 16 / 9;
    max-block-size: var(--frame-most, none);
    border-radius: 0;
    cursor: zoom-in;
  }
  .crop {
    position: absolute;
    inset-block-end: 8px;
    inset-inline-start: 8px;
    inline-size: min(42%, 200px);
    aspect-ratio: 5 / 2;
    border: 2px solid var(--card);
    background: #222;
  }
  .more {
    position: absolute;
    inset-block-start: 8px;
    inset-inline: 8px;
    min-block-size: 44px;
    border-color: transparent;
    background: var(--card);
    box-shadow: 0 2px 8px rgb(0 0 0 / 35%);
    font-size: 14px;
  }
  .body {
    display: grid;
    gap: 8px;
    padding: 14px 16px 16px;
  }
  hoa-plate {
    justify-self: start;
    --plate-size: 26px;
  }
  .whose {
    display: flex;
    gap: 12px;
    align-items: center;
    justify-content: space-between;
    min-block-size: 32px;
  }
  .apartment {
    overflow: hidden;
    font-size: 21px;
    font-weight: 500;
    line-height: 28px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .nobody {
    color: var(--quiet);
    font-size: 16px;
    font-weight: 400;
  }
  hoa-badge {
    flex: none;
  }
  /* As high for the longest reason as for the shortest: the buttons keep their place from car to car. */
  .words {
    display: grid;
    gap: 6px;
    align-content: start;
    min-block-size: 104px;
  }
  .why {
    margin: 0;
    font-size: 17px;
    line-height: 24px;
  }
  .facts {
    margin: 0;
    color: var(--quiet);
    font-size: 14px;
    line-height: 20px;
    font-variant-numeric: tabular-nums;
  }
  .ask {
    display: flex;
    gap: 8px;
    align-items: center;
    margin: 0;
    min-block-size: 24px;
    font-size: 15px;
    line-height: 20px;
    font-variant-numeric: tabular-nums;
    --icon-size: 20px;
  }
  .ask hoa-icon {
    color: var(--accent);
  }
  .said {
    display: flex;
    gap: 10px;
    align-items: center;
    justify-content: center;
    box-sizing: border-box;
    min-block-size: 64px;
    margin: 0;
    padding: 8px 14px;
    border-radius: 16px;
    text-align: center;
    font-size: 17px;
    font-weight: 500;
    line-height: 24px;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    justify-content: space-between;
  }
  .foot button {
    padding-inline: 14px;
    border-color: transparent;
    font-size: 14px;
    color: var(--quiet);
  }
  @media (max-width: 599px) {
    .body {
      padding: 10px 12px 8px;
      gap: 6px;
    }
    .words {
      min-block-size: 128px;
    }
  }
`;
