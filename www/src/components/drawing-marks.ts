import { nothing, svg, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { guard } from "lit/directives/guard.js";
import { addressOf } from "../lib/drawing-address.js";
import { leading, type DraftSlot, type Drawing } from "../lib/drawing-model.js";
import { placesOf } from "../lib/drawing-strip.js";
import { areaOf, between, boxOf, middleOf } from "../lib/geometry.js";
import { ICONS } from "../lib/icons.js";
import { KIND_ICONS } from "../lib/places.js";
import type { Point, Polygon } from "../types/layout.js";

const HANDLE = 7;

const pathOf = (polygon: Polygon): string => `M${polygon.map(([x, y]) => `${round(x)} ${round(y)}`).join("L")}Z`;
const round = (value: number): number => Math.round(value * 10) / 10;

/** One slot, drawn anew only when it, or how it stands, has changed. */
export function slotMark(slot: DraftSlot, selected: boolean, faulty: boolean): unknown {
  return guard([slot, selected, faulty], () => {
    const path = pathOf(slot.polygon);
    const classes = classMap({ slot: true, selected, faulty, [slot.kind]: true });
    return svg`<g class=${classes}><path class="under" d=${path} /><path class="area" d=${path} />${label(slot)}</g>`;
  });
}

/** The handles of the slot that is selected alone, and of a row being laid; `pixel` is one of the screen in the picture's. */
export function handles(drawing: Drawing, pixel: number): readonly TemplateResult[] {
  const slot = leading(drawing);
  const polygon =
    drawing.strip?.quad ?? (drawing.tool === "select" && drawing.selected.length === 1 ? slot?.polygon : null);
  if (polygon === undefined || polygon === null) return [];
  const corners = polygon.map((at, index) => handle(at, pixel, drawing.corner === index));
  if (drawing.strip === null) return corners;
  return [...corners, handle(between(drawing.strip.quad[2], drawing.strip.quad[3], 0.5), pixel * 0.8, false)];
}

/** A row being laid, with the numbers its places will have. */
export function stripMark(drawing: Drawing): TemplateResult | typeof nothing {
  const { strip } = drawing;
  if (strip === null) return nothing;
  const places = placesOf(strip);
  if (places === null) return svg`<g class="slot faulty"><path class="area" d=${pathOf(strip.quad)} /></g>`;
  return svg`<g class="slot selected">${places.map(({ number, polygon }) => {
    const path = pathOf(polygon);
    return svg`<path class="under" d=${path} /><path class="area" d=${path} />${words(number, polygon)}`;
  })}</g>`;
}

/** The corners tapped so far, and a line to where the next one would be. */
export function penMark({ pen }: Drawing, next: Point | null, pixel: number): TemplateResult | typeof nothing {
  if (pen.length === 0) return nothing;
  const points = [...pen, ...(next === null ? [] : [next])].map(([x, y]) => `${round(x)},${round(y)}`).join(" ");
  return svg`<polyline class="pen under" points=${points} /><polyline class="pen" points=${points} />
    ${pen.map((at, index) => handle(at, pixel, index === 0))}`;
}

function handle([x, y]: Point, pixel: number, now: boolean): TemplateResult {
  return svg`<circle class=${now ? "handle now" : "handle"} cx=${round(x)} cy=${round(y)} r=${HANDLE * pixel} />`;
}

function label(slot: DraftSlot): TemplateResult {
  const icon = KIND_ICONS[slot.kind];
  if (icon === null) return words(addressOf(slot), slot.polygon);
  const size = sizeOf(slot.polygon, addressOf(slot));
  const [x, y] = middleOf(slot.polygon);
  const place = `translate(${round(x - size * 0.6)} ${round(y - size * 1.3)}) scale(${round(size * 5) / 100})`;
  return svg`${words(addressOf(slot), slot.polygon, 0.45)}<path class="kind" transform=${place} d=${ICONS[icon]} />`;
}

function words(text: string, polygon: Polygon, down = 0): TemplateResult {
  const [x, y] = middleOf(polygon);
  const size = sizeOf(polygon, text);
  return svg`<text x=${round(x)} y=${round(y + size * down)} font-size=${size}>${text}</text>`;
}

/** As large as the slot lets it be, in pixels of the picture: nine tenths of its width, two fifths of its depth. */
function sizeOf(polygon: Polygon, text: string): number {
  const { width, height } = boxOf(polygon);
  const area = areaOf(polygon);
  const across = (0.9 * area) / Math.max(1, height) / (0.62 * Math.max(2, text.length));
  return round(Math.max(2, Math.min(across, (0.4 * area) / Math.max(1, width))));
}
