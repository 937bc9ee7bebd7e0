import { describe, expect, it } from "vitest";
import { dropDraft, keepDraft, readDraft, recovered } from "../src/lib/drawing-drafts.js";
import { drawnOn, elsewhereThan, forSaving, isSame, namedIn, stillOf } from "../src/lib/drawing-plan.js";
import { isUnsaved, reduce } from "../src/lib/drawing.js";
import { placesEventOf } from "../src/api/places-parse.js";
import type { PlacesSnapshot } from "../src/types/layout.js";
import { after, drawn, opened, square } from "./drawing-stage.js";
import { rawPlan } from "./layout-golden.js";

function plan(): PlacesSnapshot {
  const event = placesEventOf(rawPlan());
  if (event?.kind !== "places") throw new Error("no plan");
  return event.places;
}

describe("a picture of another size", () => {
  it("carries the outlines over, and is nothing to save by itself", () => {
    const drawing = reduce(opened(drawn("A", "1")), { kind: "resize", size: [640, 360] });
    expect(drawing.slots[0]?.polygon[0]).toEqual([50, 50]);
    expect(isUnsaved(drawing)).toBe(false);
  });
});

describe("the server's plan", () => {
  it("gives new places their ids, in every step there was", () => {
    const made = after(
      opened(drawn("A", "1")),
      { kind: "select", keys: ["k0"], how: "only" },
      { kind: "nudge", by: [1, 0] },
    );
    const [slot] = made.slots;
    const saved = reduce(made, { kind: "saved", slots: made.slots });
    const known = reduce(saved, {
      kind: "adopt",
      slots: slot === undefined ? [] : [{ ...slot, id: "41" }],
      elsewhere: [],
    });
    expect(known.slots[0]?.id).toBe("41");
    expect(isUnsaved(known)).toBe(false);
    const back = reduce(known, { kind: "undo" });
    expect(back.slots[0]?.id).toBe("41");
    expect(isUnsaved(back)).toBe(true);
  });

  it("takes no id for two places, and makes new what it has forgotten", () => {
    const swapped = opened({ ...drawn("A", "2"), id: "1" }, drawn("A", "1"), { ...drawn("A", "3"), id: "77" });
    const known = reduce(swapped, { kind: "adopt", slots: [{ ...drawn("A", "1"), id: "1" }], elsewhere: [] });
    expect(known.slots.map((slot) => slot.id)).toEqual(["1", null, null]);
  });
});

describe("a camera's part of the plan", () => {
  it("is what has an outline there", () => {
    expect(drawnOn(plan(), "lot").map((slot) => [slot.id, slot.row, slot.number, slot.apartment])).toEqual([
      ["1", "B", "1", "17"],
      ["2", "B", "2", null],
    ]);
    expect(drawnOn(plan(), "gone")).toEqual([]);
  });

  it("leaves elsewhere what other cameras see, or none", () => {
    expect(elsewhereThan(plan(), "lot").map((slot) => [slot.id, slot.cameras, slot.zoneName])).toEqual([
      ["2", ["Roof camera"], "North lot"],
      ["3", ["Roof camera"], "Guests"],
      ["4", [], "Guests"],
    ]);
  });

  it("is the same whatever the ids and the order, to a tenth of a pixel", () => {
    const [one, other] = [drawn("A", "1"), drawn("A", "2")];
    const near = { ...one, id: "7", polygon: one.polygon.map(([x, y]) => [x + 0.01, y] as const) };
    expect(isSame([one, other], [other, near])).toBe(true);
    expect(isSame([one, other], [other, { ...near, kind: "ev" }])).toBe(false);
    expect(isSame([one], [one, other])).toBe(false);
  });
});

describe("what is sent", () => {
  it("has whole words and tenths of pixels, and no key of ours", () => {
    const slot = { ...drawn(" B ", "1 ", square(0.123, 0.987, 40)), id: "5", apartment: "  " };
    expect(forSaving(opened(slot), "still-1")).toEqual({
      size: [1280, 720],
      still: "still-1",
      slots: [{ ...drawn("B", "1", square(0.1, 1, 40)), id: "5", apartment: null }],
    });
  });

  it("names the picture by its address", () => {
    expect(stillOf("/api/hoa_parking/v1/stills/0d9c?authSig=abc")).toBe("0d9c");
    expect(stillOf(null)).toBeNull();
  });
});

describe("what the server remarks on", () => {
  const { slots } = opened(drawn("B", "1"), drawn("B", "17"), drawn("", "17"));

  it.each([
    ["B-17: this address is taken", "k1"],
    ["b-1: this address is taken", "k0"],
    ["17: nobody lives there", "k2"],
    ["#3: this cannot be drawn", "k2"],
    ["still: this picture is not kept", null],
    ["the database is busy", null],
    ["", null],
  ])("%s", (remark, key) => {
    expect(namedIn(remark, slots)).toBe(key);
  });
});

const BASE = new Date("2026-11-21T06:30:15.250Z");

describe("a draft", () => {
  const shelf = (): Storage => {
    sessionStorage.clear();
    return sessionStorage;
  };
  const known = [{ ...drawn("B", "1"), id: "1", apartment: "17" }];
  const mine = opened({ ...drawn("B", "1"), id: "1", apartment: "17" }, { ...drawn("B", "2"), apartment: "secret" });

  it("is kept for its camera without whose places they are, and found again", () => {
    const storage = shelf();
    expect(keepDraft(storage, "lot", mine, BASE)).toBe(true);
    expect(storage.getItem("hoa_parking_drawing_lot")).toContain('"number":"2"');
    expect(storage.getItem("hoa_parking_drawing_lot")).not.toMatch(/secret|17/);
    const draft = readDraft(storage, "lot");
    expect(draft?.base).toEqual(BASE);
    const slots = draft && recovered(draft, reduce(opened(), { kind: "resize", size: [640, 360] }), known);
    expect(slots?.map((slot) => [slot.id, slot.number, slot.apartment])).toEqual([
      ["1", "1", "17"],
      [null, "2", null],
    ]);
    expect(slots?.[0]?.polygon[0]).toEqual([50, 50]);
    expect(readDraft(storage, "roof")).toBeNull();
    dropDraft(storage, "lot");
    expect(readDraft(storage, "lot")).toBeNull();
  });

  it("that says nothing new is none", () => {
    const storage = shelf();
    keepDraft(storage, "lot", opened(...known), BASE);
    const draft = readDraft(storage, "lot");
    expect(draft && recovered(draft, opened(...known), known)).toBeNull();
  });

  it.each(["{", "[]", '{"size":[1]}', '{"size":[1,1],"slots":[{"row":1}]}', '{"size":[1,1],"slots":[null]}'])(
    "that cannot be read is none: %s",
    (text) => {
      const storage = shelf();
      storage.setItem("hoa_parking_drawing_lot", text);
      expect(readDraft(storage, "lot")).toBeNull();
    },
  );

  it("is not kept where the browser is full", () => {
    const setItem = (): void => {
      throw new DOMException("full", "QuotaExceededError");
    };
    const full = { setItem, getItem: () => null, removeItem: () => undefined };
    expect(keepDraft(full, "lot", mine, BASE)).toBe(false);
  });
});
