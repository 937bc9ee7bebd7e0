import { css } from "lit";

export const longListStyle = css`
  :host {
    display: block;
    overflow-anchor: none;
  }
  .all {
    position: relative;
    contain: layout;
  }
  .item {
    position: absolute;
    inset-inline: 0;
    inset-block-start: 0;
    contain: layout style;
  }
  .item + .item {
    box-shadow: 0 -1px 0 var(--divider-color, rgba(0, 0, 0, 0.12));
  }
`;
