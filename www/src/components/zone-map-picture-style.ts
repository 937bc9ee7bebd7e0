import { css } from "lit";

export const pictureStyle = css`
  :host {
    display: block;
  }
  figure {
    margin: 0;
    overflow-x: auto;
  }
  .frame {
    position: relative;
    min-inline-size: 560px;
    background: color-mix(in srgb, var(--text) 8%, transparent);
  }
  img {
    display: block;
    inline-size: 100%;
  }
  .frame > svg {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    /* A layer of its own: a place that changes does not draw the picture anew. */
    will-change: transform;
  }
  .slot {
    --state: #9e9e9e;
    cursor: pointer;
    outline: none;
  }
  polygon {
    stroke: var(--state);
    stroke-width: 2.5px;
    stroke-linejoin: round;
    vector-effect: non-scaling-stroke;
    fill: transparent;
  }
  .free {
    --state: #43d15a;
  }
  .free polygon {
    fill: rgb(67 209 90 / 22%);
    stroke-width: 3.5px;
  }
  .occupied {
    --state: #ff5a4a;
  }
  .occupied polygon {
    fill: url(#taken);
  }
  .unknown polygon {
    fill: url(#dots);
    stroke-dasharray: 6 4;
  }
  .clear polygon {
    stroke-dasharray: 6 4;
  }
  .owned polygon {
    stroke: #fff;
    stroke-width: 4px;
    filter: drop-shadow(0 0 2px #000);
  }
  .faded {
    opacity: 0.3;
  }
  .slot:hover polygon {
    stroke: #fff;
  }
  .slot:focus-visible polygon {
    stroke: #fff;
    stroke-width: 5px;
    filter: drop-shadow(0 0 3px #000);
  }
  .taken-ground {
    fill: rgb(219 68 55 / 30%);
  }
  .taken-line {
    fill: rgb(219 68 55 / 60%);
  }
  .dots-ground {
    fill: rgb(60 60 60 / 30%);
  }
  .dots-dot {
    fill: rgb(255 255 255 / 65%);
  }
  path {
    fill: none;
    stroke: #fff;
    stroke-width: 2.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .halo {
    stroke: rgb(0 0 0 / 70%);
    stroke-width: 5;
  }
  text {
    fill: #fff;
    font-weight: 700;
    text-anchor: middle;
    paint-order: stroke;
    stroke: rgb(0 0 0 / 75%);
    stroke-width: 0.18em;
    stroke-linejoin: round;
  }
  figcaption {
    position: sticky;
    inset-inline-start: 0;
    padding: 8px 12px;
    color: var(--quiet);
    font-size: 13px;
    line-height: 18px;
  }
`;
