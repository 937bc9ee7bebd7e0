import { css } from "lit";

export const freePlacesStyle = css`
  :host {
    display: block;
    block-size: 100%;
  }
  .card {
    box-sizing: border-box;
    block-size: 100%;
    overflow: auto;
  }
  .card > * + * {
    border-block-start: 1px solid var(--line);
  }
  .said {
    padding: 12px;
  }
  /* What may be old has no colours, and the words above say why. */
  .old {
    filter: grayscale(1);
    opacity: 0.6;
  }
  hoa-notice {
    --notice-radius: 8px;
  }
  hoa-skeleton {
    margin: 12px;
  }
  .map {
    border-block-start: 1px solid var(--line);
  }
`;
