import type { WallSlot, WallState } from "../types/wall.js";

/** After so long without news, what is shown is no longer true. */
export const STALE_MS = 60_000;
const EVERY_MS = 5_000;
const LONGEST_MS = 60_000;

const ORDER = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** What the wall knows, and since when it knows no more. */
export interface Wall {
  readonly state: WallState | null;
  /** When the last news came, by this device's clock; null before the first. */
  readonly heardAt: Date | null;
  /** Failures in a row. */
  readonly failures: number;
  /** The address of this page is none any more. */
  readonly wrong: boolean;
}

export const SILENT: Wall = { state: null, heardAt: null, failures: 0, wrong: false };

export function heard(state: WallState, now: Date): Wall {
  return { state, heardAt: now, failures: 0, wrong: false };
}

/** With a wrong address nothing is known at all; otherwise what was known stays until it is too old. */
export function failed(wall: Wall, code: string): Wall {
  if (code === "not_found") return { ...SILENT, failures: wall.failures + 1, wrong: true };
  return { ...wall, failures: wall.failures + 1, wrong: false };
}

/** How long to wait before asking again: longer after each failure. */
export function pauseOf(wall: Wall): number {
  return Math.min(EVERY_MS * 2 ** Math.min(wall.failures, 8), LONGEST_MS);
}

export function isStale(wall: Wall, now: Date): boolean {
  return wall.heardAt === null || now.getTime() - wall.heardAt.getTime() >= STALE_MS;
}

export interface WallRow {
  readonly row: string;
  readonly slots: readonly WallSlot[];
}

/** The rows of a zone in the order of the map. */
export function wallRows(slots: readonly WallSlot[], zone: string): readonly WallRow[] {
  const rows = new Map<string, WallSlot[]>();
  const own = slots.filter((slot) => slot.zone === zone);
  own.sort((one, other) => ORDER.compare(one.row, other.row) || ORDER.compare(one.number, other.number));
  for (const slot of own) rows.set(slot.row, [...(rows.get(slot.row) ?? []), slot]);
  return [...rows].map(([row, of]) => ({ row, slots: of }));
}

/** A cell is this much higher than wide; rows stand apart, their names before them. */
export const CELL = { width: 10, height: 12, gap: 4, letter: 3.6 } as const;

/** What one zone's plan is made of: how many places its rows have, and how long their names are. */
export interface Shape {
  readonly rows: readonly number[];
  readonly name: number;
}

/** How many cells a line may have, so that all rows together fill a surface of these proportions best. */
export function lineLength(shape: Shape, width: number, height: number): number {
  const longest = Math.max(1, ...shape.rows);
  let best = longest;
  let largest = 0;
  for (let length = 1; length <= longest; length += 1) {
    const size = sizeOf(shape, length);
    const scale = Math.min(width / size.width, height / size.height);
    if (scale >= largest) [best, largest] = [length, scale];
  }
  return best;
}

/** The size of a zone's plan when a line has so many cells, in the units of a cell. */
export function sizeOf(shape: Shape, length: number): { readonly width: number; readonly height: number } {
  const lines = shape.rows.reduce((sum, row) => sum + Math.ceil(row / length), 0);
  const widest = Math.min(length, Math.max(1, ...shape.rows));
  return {
    width: gutterOf(shape.name) + widest * CELL.width,
    height: Math.max(1, lines) * CELL.height + Math.max(0, shape.rows.length - 1) * CELL.gap,
  };
}

/** The room before the cells for the rows' names. */
export function gutterOf(name: number): number {
  return name === 0 ? 0 : name * CELL.letter + 2;
}

/** How many zones stand side by side. */
export function columnsOf(zones: number, wide: boolean): number {
  if (wide) return zones <= 3 ? Math.max(1, zones) : Math.ceil(zones / Math.ceil(zones / 4));
  return zones <= 3 ? 1 : zones <= 10 ? 2 : 3;
}
