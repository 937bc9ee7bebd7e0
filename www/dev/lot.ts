/** A made-up lot, as the server would tell of it: the same one every time. */
import board from "../../tests/contract/panel/good-snapshot-board.json" with { type: "json" };

export type Raw = Record<string, unknown>;

export const LOT = board.zones[0]?.id ?? "";
export const VISITORS = "visitors";
export const GARAGE = "garage";

const SIZE = [1280, 720] as const;
const HOUR = 3_600_000;

/** Numbers that look like chance and never change. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

export function ago(hours: number): string {
  return new Date(Date.now() - hours * HOUR).toISOString();
}

export function slot(id: number, row: string, number: number, zone: string, changes: Raw = {}): Raw {
  return {
    id: String(id),
    row,
    number: String(number),
    address: row === "" ? String(number) : `${row}-${String(number)}`,
    kind: "resident",
    zone,
    state: "free",
    since: ago((id * 7) % 31),
    mine: false,
    owned: false,
    apartment: null,
    override: null,
    notice: null,
    stay: null,
    ...changes,
  };
}

const STANDING = { plate: "777XXA05", apartment: null, confidence: 0.41, source: "suggested" };

/** What is special about some places. */
const SPECIAL: Readonly<Record<string, Raw>> = {
  "A-1": { kind: "disabled", state: "free" },
  "A-2": { kind: "disabled", state: "occupied" },
  "A-3": { kind: "guest", state: "occupied", notice: "overstay" },
  "A-4": { kind: "guest", state: "free" },
  "A-5": { kind: "guest", state: "free" },
  "A-10": { kind: "no_parking", state: "free" },
  "A-11": { kind: "no_parking", state: "occupied", notice: "no_parking" },
  "B-3": { state: "occupied", stay: STANDING },
  "B-5": { kind: "ev", state: "free" },
  "B-6": { kind: "ev", state: "occupied" },
  "B-7": {
    state: "occupied",
    mine: true,
    owned: true,
    apartment: "17",
    stay: { plate: "123ABC02", apartment: "17", confidence: 0.78, source: "suggested" },
  },
  "B-9": {
    state: "unknown",
    override: { reason: "Fresh asphalt until Friday", at: ago(20), hold: true },
  },
  "C-4": { state: "unknown" },
  "C-5": { state: "unknown" },
};

function lotSlots(): Raw[] {
  const chance = dice(7);
  const rows: Raw[] = [];
  for (const [row, count] of [
    ["A", 11],
    ["B", 11],
    ["C", 9],
  ] as const) {
    for (let number = 1; number <= count; number += 1) {
      const state = chance() < 0.62 ? "occupied" : "free";
      rows.push(slot(rows.length + 1, row, number, LOT, { state, ...SPECIAL[`${row}-${String(number)}`] }));
    }
  }
  return rows;
}

export const SLOTS: readonly Raw[] = [
  ...lotSlots(),
  ...[1, 2, 3, 4].map((number) => slot(100 + number, "", number, VISITORS, { kind: "guest", state: "occupied" })),
];

/** Outlines in three rows that grow smaller with the distance. */
function outlines(): Raw[] {
  const rows = { A: [470, 690], B: [270, 420], C: [150, 235] } as const;
  return SLOTS.filter((one) => one.zone === LOT).map((one) => {
    const [top, bottom] = rows[String(one.row) as keyof typeof rows];
    const count = one.row === "C" ? 9 : 11;
    const at = (part: number, y: number): [number, number] => {
      const half = 320 + (y - 150) * 0.58;
      return [Math.round(640 - half + (2 * half * part) / count), y];
    };
    const n = Number(one.number) - 1;
    return {
      slot: one.id,
      polygon: [at(n + 0.05, top), at(n + 0.95, top), at(n + 0.95, bottom), at(n + 0.05, bottom)],
    };
  });
}

function still(): string {
  const cars = outlines()
    .filter((one) => SLOTS.find((other) => other.id === one.slot)?.state === "occupied")
    .map((one, index) => {
      const [[ax, ay] = [0, 0], , [cx, cy] = [0, 0]] = one.polygon as [number, number][];
      const colour = ["#7d1f2b", "#263a56", "#d9d9d6", "#3c4043", "#8a8f94", "#1f4d3a"][index % 6] ?? "#444";
      const inset = (cx - ax) * 0.12;
      return `<rect x="${String(ax + inset)}" y="${String(ay + (cy - ay) * 0.06)}" width="${String(cx - ax - inset * 2)}" height="${String((cy - ay) * 0.86)}" rx="${String(inset * 1.6)}" fill="${colour}"/>`;
    })
    .join("");
  const text = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 720"><rect width="1280" height="720" fill="#6c7177"/><rect width="1280" height="120" fill="#8fa3b5"/><path d="M250 120h780l250 600H0z" fill="#585d63"/>${cars}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(text)}`;
}

export function places(slots: readonly Raw[] = SLOTS, still_: string | null = still()): Raw {
  return {
    kind: "places",
    zones: [
      { id: LOT, name: "North lot" },
      { id: VISITORS, name: "Visitors" },
      { id: GARAGE, name: "Underground garage" },
    ],
    slots,
    cameras: [{ id: "lot", name: "North lot camera", zone: LOT, size: SIZE, still: still_, outlines: outlines() }],
  };
}

/** What a zone's slots add up to. */
export function zoneOf(id: string, name: string, slots: readonly Raw[], changes: Raw = {}): Raw {
  const own = slots.filter((one) => one.zone === id && one.kind !== "no_parking");
  const count = (state: string): number => own.filter((one) => one.state === state).length;
  const kinds = [...new Set(own.map((one) => String(one.kind)))].map((kind) => {
    const all = own.filter((one) => one.kind === kind);
    return { kind, total: all.length, free: all.filter((one) => one.state === "free").length };
  });
  return {
    id,
    name,
    total: own.length,
    free: count("free"),
    occupied: count("occupied"),
    unknown: count("unknown"),
    full: count("free") + count("unknown") === 0,
    nearly_full: false,
    counted_by: "slots",
    kinds,
    ...changes,
  };
}

export const ZONES: readonly Raw[] = [
  zoneOf(LOT, "North lot", SLOTS),
  zoneOf(VISITORS, "Visitors", SLOTS),
  zoneOf(GARAGE, "Underground garage", [], {
    total: 40,
    free: 3,
    occupied: 37,
    unknown: 0,
    full: false,
    nearly_full: true,
    counted_by: "gates",
  }),
];
