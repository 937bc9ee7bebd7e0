import type { DrawnSlot, PlannedSlot } from "../types/layout.js";

type Addressed = Pick<DrawnSlot, "row" | "number">;

export const MOST_CHARACTERS = 8;

/** As people say it: B-17. */
export function addressOf({ row, number }: Addressed): string {
  const [first, second] = [row.trim(), number.trim()];
  return first === "" ? second : `${first}-${second}`;
}

/** What no two slots of a site share. */
export function addressKey(slot: Addressed): string {
  return addressOf(slot).toLowerCase();
}

/** The number after this one: 9 → 10, 09 → 10, 4a9 → 4a10, a → a2. */
export function following(number: string): string {
  const [, head = "", digits = ""] = /^(.*?)(\d*)$/.exec(number.trim()) ?? [];
  return digits === "" ? `${head}2` : head + String(Number(digits) + 1).padStart(digits.length, "0");
}

/** `count` numbers in a row. */
export function numbersFrom(first: string, count: number): readonly string[] {
  const numbers = [first];
  while (numbers.length < count) numbers.push(following(numbers.at(-1) ?? first));
  return numbers.slice(0, count);
}

/** The number after the last of that row; 1 for a new row. */
export function nextNumber(row: string, slots: readonly Addressed[]): string {
  const name = row.trim().toLowerCase();
  const numbers = slots
    .filter((slot) => slot.row.trim().toLowerCase() === name)
    .map((slot) => slot.number.trim())
    .filter((number) => /\d$/.test(number));
  const last = numbers.reduce((most, number) => (tail(number) > tail(most) ? number : most), "0");
  return following(last);
}

function tail(number: string): number {
  return Number(/\d+$/.exec(number)?.[0] ?? 0);
}

/** A slot of the site that is also, or only, somewhere else than on this camera's picture. */
export interface Elsewhere extends PlannedSlot {
  /** The names of the other cameras that see it; none: it is drawn nowhere. */
  readonly cameras: readonly string[];
  readonly zoneName: string;
}

/** By row, then by number as people count. */
export function inOrder<T extends Addressed>(slots: readonly T[]): readonly T[] {
  const order = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  return [...slots].sort((a, b) => order.compare(a.row, b.row) || order.compare(a.number, b.number));
}

/** The slots row by row, each in order; a row's name however it is written. */
export function rowsOf<T extends Addressed>(
  slots: readonly T[],
): readonly { readonly row: string; readonly slots: readonly T[] }[] {
  const rows = new Map<string, T[]>();
  for (const slot of inOrder(slots)) {
    const name = slot.row.trim().toLowerCase();
    const row = rows.get(name);
    if (row === undefined) rows.set(name, [slot]);
    else row.push(slot);
  }
  return [...rows.values()].map((row) => ({ row: row[0]?.row.trim() ?? "", slots: row }));
}
