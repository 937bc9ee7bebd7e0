import { css } from "lit";

export const boardStyle = css`
  :host {
    display: block;
    position: relative;
  }
  .frame {
    position: relative;
    overflow: hidden;
    border-radius: var(--radius);
    background: #23272b;
    inline-size: 100%;
    max-block-size: var(--board-height, 70dvh);
    touch-action: none;
  }
  svg {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    touch-action: none;
    user-select: none;
    -webkit-user-select: none;
    -webkit-touch-callout: none;
    cursor: default;
  }
  svg:focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: -3px;
  }
  .polygon svg,
  .row svg {
    cursor: crosshair;
  }
  .all svg {
    cursor: move;
  }
  .slot path,
  .casing {
    vector-effect: non-scaling-stroke;
    stroke-linejoin: round;
  }
  .slot .area {
    fill: rgb(255 255 255 / 14%);
    stroke: #fff;
    stroke-width: 1.6;
    paint-order: stroke;
  }
  .slot .under {
    fill: none;
    stroke: rgb(0 0 0 / 60%);
    stroke-width: 3.6;
  }
  .slot.selected .area {
    fill: color-mix(in srgb, var(--accent) 45%, transparent);
    stroke: #fff;
    stroke-width: 2.4;
  }
  .slot.selected .under {
    stroke: var(--accent);
    stroke-width: 6;
  }
  .slot.faulty .area {
    fill: rgb(211 47 47 / 38%);
    stroke: #ffb4ab;
    stroke-dasharray: 5 4;
  }
  .slot.no_parking .area {
    fill: rgb(255 193 7 / 28%);
  }
  .slot text {
    fill: #fff;
    stroke: rgb(0 0 0 / 70%);
    stroke-width: 0.16em;
    paint-order: stroke;
    font-family: inherit;
    font-weight: 700;
    text-anchor: middle;
    dominant-baseline: central;
    pointer-events: none;
  }
  .kind {
    fill: none;
    stroke: #fff;
    stroke-width: 2.4;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .draft {
    fill: color-mix(in srgb, var(--accent) 25%, transparent);
    stroke: #fff;
    stroke-width: 2;
    vector-effect: non-scaling-stroke;
  }
  .pen {
    fill: none;
    stroke: #fff;
    stroke-width: 2.4;
    vector-effect: non-scaling-stroke;
  }
  .pen.under {
    stroke: rgb(0 0 0 / 70%);
    stroke-width: 5;
  }
  .handle {
    fill: #fff;
    stroke: var(--accent);
    stroke-width: 3;
    vector-effect: non-scaling-stroke;
    cursor: grab;
  }
  .handle.now {
    fill: var(--accent);
    stroke: #fff;
  }
  .zoom {
    position: absolute;
    inset-block-start: 8px;
    inset-inline-end: 8px;
    display: flex;
    gap: 6px;
  }
  .zoom button {
    border-color: transparent;
    background: rgb(20 22 24 / 72%);
    color: #fff;
  }
  .zoom button:hover {
    background: rgb(20 22 24 / 90%) !important;
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
