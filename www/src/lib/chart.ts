import type { DwellBin, HeatCell, LevelPoint } from "../types/places.js";

/** Pixels of a chart: the plot inside its axes. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Scale {
  x(moment: number): number;
  y(count: number): number;
}

/** One level over the time it lasted. */
export interface Step {
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
  readonly free: number;
  readonly unknown: number;
  readonly total: number;
}

/** What a level chart shows at a glance, for words. */
export interface Extremes {
  readonly least: LevelPoint;
  readonly most: LevelPoint;
  readonly last: LevelPoint;
}

export function scaleOf(box: Box, from: number, to: number, most: number): Scale {
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  return {
    x: (moment) => box.left + (width * (moment - from)) / Math.max(1, to - from),
    y: (count) => box.bottom - (height * count) / Math.max(1, most),
  };
}

/** The levels as steps between two moments: each lasts until the next one. */
export function stepsOf(points: readonly LevelPoint[], from: number, to: number): readonly Step[] {
  const sorted = [...points].sort((one, other) => one.at.getTime() - other.at.getTime());
  return sorted
    .map((point, index) => ({
      from: Math.max(from, point.at.getTime()),
      to: Math.min(to, sorted[index + 1]?.at.getTime() ?? to),
      free: point.free,
      unknown: point.unknown,
      total: point.total,
    }))
    .filter((step) => step.to > step.from);
}

/** Whether nothing at all was known during a step: a line there would lie. */
export function isBlind(step: Step): boolean {
  return step.total > 0 && step.unknown >= step.total;
}

/** The top of the steps as a line, broken where nothing was known. */
export function linePath(steps: readonly Step[], scale: Scale): string {
  let open = false;
  return steps
    .map((step) => {
      if (isBlind(step)) {
        open = false;
        return "";
      }
      const start = `${open ? "L" : "M"}${fixed(scale.x(step.from))} ${fixed(scale.y(step.free))}`;
      open = true;
      return `${start}H${fixed(scale.x(step.to))}`;
    })
    .join("");
}

/** The surface between two heights of each step. */
export function bandPath(
  steps: readonly Step[],
  scale: Scale,
  between: (step: Step) => readonly [low: number, high: number],
): string {
  return steps
    .map((step) => {
      const [low, high] = between(step);
      if (high <= low) return "";
      return `M${fixed(scale.x(step.from))} ${fixed(scale.y(low))}V${fixed(scale.y(high))}H${fixed(scale.x(step.to))}V${fixed(scale.y(low))}Z`;
    })
    .join("");
}

/** Round numbers from 0 to at least `most`, few of them. */
export function countTicks(most: number): readonly number[] {
  const step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000].find((one) => most / one <= 5) ?? 2000;
  const ticks = [];
  for (let tick = 0; tick < most + step; tick += step) ticks.push(tick);
  return ticks;
}

export function extremesOf(points: readonly LevelPoint[]): Extremes | null {
  const known = points.filter((point) => point.total === 0 || point.unknown < point.total);
  const last = known.at(-1);
  if (last === undefined) return null;
  const least = known.reduce((one, other) => (other.free < one.free ? other : one));
  const most = known.reduce((one, other) => (other.free > one.free ? other : one));
  return { least, most, last };
}

/** The cells as a table: a row a day, in the order of `weekdays`, 24 hours each. */
export function heatRows(
  cells: readonly HeatCell[],
  weekdays: readonly number[],
): readonly { readonly weekday: number; readonly hours: readonly (number | null)[] }[] {
  const share = new Map(cells.map((cell) => [cell.weekday * 24 + cell.hour, cell.occupied]));
  return weekdays.map((weekday) => ({
    weekday,
    hours: Array.from({ length: 24 }, (_one, hour) => share.get(weekday * 24 + hour) ?? null),
  }));
}

export function fullest(cells: readonly HeatCell[]): HeatCell | null {
  return extreme(cells, (one, other) => other > one);
}

export function emptiest(cells: readonly HeatCell[]): HeatCell | null {
  return extreme(cells, (one, other) => other < one);
}

export function stays(bins: readonly DwellBin[]): number {
  return bins.reduce((sum, bin) => sum + bin.count, 0);
}

function extreme(cells: readonly HeatCell[], better: (one: number, other: number) => boolean): HeatCell | null {
  let best: HeatCell | null = null;
  for (const cell of cells) {
    if (cell.occupied === null) continue;
    if (best?.occupied == null || better(best.occupied, cell.occupied)) best = cell;
  }
  return best;
}

function fixed(pixels: number): string {
  return String(Math.round(pixels * 10) / 10);
}
