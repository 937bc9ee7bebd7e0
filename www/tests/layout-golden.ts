import { square } from "./drawing-stage.js";

export type Raw = Record<string, unknown>;

export function rawSlot(id: string, row: string, number: string, changes: Raw = {}): Raw {
  return {
    id,
    row,
    number,
    address: `${row}-${number}`,
    kind: "resident",
    zone: "north",
    state: "unknown",
    since: null,
    mine: false,
    owned: false,
    apartment: null,
    override: null,
    notice: null,
    stay: null,
    ...changes,
  };
}

/** Two cameras: one sees B-1 and B-2, the other B-2 and C-1; C-2 is drawn nowhere. */
export function rawPlan(changes: Raw = {}): Raw {
  const guests = { zone: "guests", kind: "guest" };
  return {
    kind: "places",
    zones: [
      { id: "north", name: "North lot" },
      { id: "guests", name: "Guests" },
    ],
    slots: [
      rawSlot("1", "B", "1", { apartment: "17" }),
      rawSlot("2", "B", "2"),
      rawSlot("3", "C", "1", guests),
      rawSlot("4", "C", "2", guests),
    ],
    cameras: [
      rawCamera("lot", "Lot camera", [
        { slot: "1", polygon: square(100, 100) },
        { slot: "2", polygon: square(140, 100) },
      ]),
      rawCamera("roof", "Roof camera", [
        { slot: "2", polygon: square(10, 10) },
        { slot: "3", polygon: square(300, 300) },
      ]),
    ],
    ...changes,
  };
}

export function rawCamera(id: string, name: string, outlines: readonly Raw[], changes: Raw = {}): Raw {
  const still = `/api/hoa_parking/v1/stills/still-of-${id}?authSig=x`;
  return { id, name, zone: "north", size: [1280, 720], still, outlines, ...changes };
}
