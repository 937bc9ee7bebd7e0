import { afterEach, describe, expect, it, vi } from "vitest";
import { at, frame, GUARD, PLACES, rawPlaces, rawSlot, RESIDENT, SLOTS, ZONE } from "./lot.js";
import { all, one, settled, words, type Stage } from "./stage.js";

const cells = (stage: Stage): string[] =>
  all(stage.panel, "hoa-scheme", ".cell").map((cell) => cell.getAttribute("aria-label") ?? "");
const stays = { plate: "777XXA05", apartment: "18", confidence: 0.781, source: "suggested" };

afterEach(() => {
  localStorage.clear();
});

describe("the map of a zone", () => {
  it("is made of the addresses: rows by name, places by number, each with its state and kind", async () => {
    const stage = await at("/places");
    expect(all(stage.panel, "hoa-scheme", "section").map((row) => row.getAttribute("aria-label"))).toEqual([
      "Row A, 2 free",
      "Row B, 0 free",
    ]);
    expect(cells(stage)).toEqual(["A-1, Free, Guests", "A-2, Taken", "A-10, Free", "B-1, Not known"]);
  });

  it("marks one's own place and car, a guard's word and what is wrong", async () => {
    const slots = [
      rawSlot("1", "B", "17", { state: "occupied", mine: true, owned: true }),
      rawSlot("2", "B", "18", {
        state: "unknown",
        override: { reason: "Asphalt", at: "2026-11-21T06:00:00Z", hold: true },
      }),
      rawSlot("3", "B", "19", { state: "occupied", kind: "no_parking", notice: "no_parking" }),
      rawSlot("4", "B", "20", { state: "free", kind: "no_parking" }),
    ];
    const stage = await at("/places", { places: rawPlaces(slots) });
    expect(cells(stage)).toEqual([
      "B-17, Taken, Your place, Your car",
      "B-18, Out of use, Set by hand",
      "B-19, Taken, No parking, Parking is not allowed here",
      "B-20, Kept clear, No parking",
    ]);
  });

  it("follows the changes, and draws however many of them once a frame", async () => {
    const stage = await at("/places");
    const drawn = vi.spyOn(globalThis, "requestAnimationFrame");
    for (let turn = 0; turn < 50; turn += 1) {
      const slots = [rawSlot("2", "A", "10", { state: turn % 2 === 0 ? "unknown" : "occupied" })];
      stage.connection.send({ kind: "slots", slots }, PLACES);
    }
    expect(drawn).toHaveBeenCalledTimes(1);
    drawn.mockRestore();
    await frame();
    expect(cells(stage)).toContain("A-10, Taken");
  });

  it("leaves the cells of places that did not change alone", async () => {
    const stage = await at("/places");
    const [before] = all(stage.panel, ".cell");
    stage.connection.send({ kind: "slots", slots: [rawSlot("1", "A", "2")] }, PLACES);
    await frame();
    expect(all(stage.panel, ".cell")[0]).toBe(before);
    expect(cells(stage)).toContain("A-2, Free");
  });

  it("fades other kinds when one is asked for", async () => {
    const stage = await at("/places");
    all(stage.panel, "hoa-segments", "button")
      .find((button) => words(button).startsWith("Guests"))
      ?.click();
    await settled();
    const faded = all(stage.panel, ".faded").map((cell) => cell.getAttribute("aria-label"));
    expect(faded).toEqual(["A-2, Taken", "A-10, Free", "B-1, Not known"]);
  });

  it("is walked with arrow keys, and Tab stops at it once", async () => {
    const stage = await at("/places");
    const [first, second] = all(stage.panel, ".cell");
    expect(all(stage.panel, ".cell[tabindex='0']")).toEqual([first]);
    first?.focus();
    first?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
    await settled();
    expect(all(stage.panel, ".cell[tabindex='0']")).toEqual([second]);
  });

  it("says that nothing is drawn yet, and to the board where to draw", async () => {
    const empty = rawPlaces([]);
    const guard = await at("/places", { places: empty });
    expect(words(guard.panel)).toContain("As soon as the board has drawn the places");
    guard.panel.remove();
    const me = { ...GUARD, role: "board", acts: [...GUARD.acts, "draw_layout"] };
    const board = await at("/places", { places: empty, me });
    expect(words(board.panel)).toContain("Draw the places on a picture of the camera");
  });

  it("says that what it shows may be old when the connection is lost", async () => {
    const stage = await at("/places");
    stage.connection.lose();
    await settled();
    expect(words(stage.panel)).toContain("The connection to Home Assistant is lost.");
    expect(cells(stage)).toHaveLength(SLOTS.length);
  });
});

describe("when all is not well", () => {
  it("says so instead of waiting for ever for places that do not come", async () => {
    const refuse = (): never => {
      throw Object.assign(new Error("x"), { code: "not_loaded" });
    };
    const stage = await at("/places", { answers: { [PLACES]: refuse } });
    expect(words(one(stage.panel, "hoa-places", "hoa-notice"))).toContain("HOA Parking is restarting.");
  });

  it("names the places where something is wrong, and leads to them", async () => {
    const slots = [...SLOTS, rawSlot("9", "B", "17", { state: "occupied", owned: true, notice: "place_taken" })];
    const stage = await at("/places", { me: RESIDENT, places: rawPlaces(slots) });
    const [only, ...others] = all(stage.panel, ".wrong", "a");
    expect(only && words(only)).toBe("B-17 Somebody else stands here");
    expect(only?.getAttribute("href")).toBe(`/hoa-parking/places/${ZONE}/slot/9`);
    expect(others).toEqual([]);
  });

  it("tells who may know that a camera looks elsewhere than its places were drawn", async () => {
    const links = {
      recognizer: { online: true, since: null, pending: 0, parked: 0 },
      cameras: [{ id: "lot", name: "Lot camera", state: "online", error: null, view: "moved" }],
    };
    const stage = await at("", { changes: { links } });
    expect(words(one(stage.panel, ".notices"))).toContain(
      "Lot camera looks elsewhere than when its places were drawn.",
    );
  });
});

describe("finding", () => {
  const FIND = "hoa_parking/places/find";
  const ask = async (stage: Stage, text: string): Promise<void> => {
    (one(stage.panel, "hoa-places-search", "input") as HTMLInputElement).value = text;
    one(stage.panel, "hoa-places-search", "form").dispatchEvent(new Event("submit", { cancelable: true }));
    await settled();
  };

  it("an address opens its place", async () => {
    const stage = await at("/places", { answers: { [FIND]: () => ({ slots: ["2"], stays: [] }) } });
    await ask(stage, " A-10 ");
    expect(stage.connection.sent).toContainEqual({ type: FIND, text: "A-10" });
    expect(location.pathname).toBe(`/hoa-parking/places/${ZONE}/slot/2`);
    expect(words(one(stage.panel, "hoa-slot-detail"))).toContain("Place A-10");
  });

  it("a plate tells where it stands, and how sure that is", async () => {
    const found = { slot: "1", address: "A-2", zone: ZONE, since: "2026-11-21T04:22:00Z", ...stays };
    const stage = await at("/places", { answers: { [FIND]: () => ({ slots: ["1"], stays: [found] }) } });
    await ask(stage, "777XXA05");
    const answer = words(one(stage.panel, "hoa-places-search", ".answer"));
    expect(answer).toBe("777XXA05 probably stands on A-2 (78%), for 2 hr 10 min");
    expect(words(one(stage.panel, "hoa-slot-detail"))).toContain("Place A-2");
  });

  it.each([
    [() => ({ slots: [], stays: [] }), "There is no such place, and nobody known stands here: Z-9"],
    [
      () => Promise.reject(Object.assign(new Error("x"), { code: "store_locked" })),
      "Could not look it up. The database is busy; try again in a moment.",
    ],
  ])("says in words that it found nothing", async (answer, text) => {
    const stage = await at("/places", { answers: { [FIND]: answer } });
    await ask(stage, "Z-9");
    expect(words(one(stage.panel, "hoa-places-search", ".answer"))).toBe(text);
  });
});

describe("a zone that is counted at its gates", () => {
  const gates = { id: ZONE, name: "Garage", total: 40, free: 3, occupied: 37, unknown: 0, counted_by: "gates" };
  const SET = "hoa_parking/places/set_count";
  const set = async (stage: Stage, count: string): Promise<void> => {
    (one(stage.panel, "hoa-zone-count", "input") as HTMLInputElement).value = count;
    one(stage.panel, "hoa-zone-count", "form").dispatchEvent(new Event("submit", { cancelable: true }));
    await settled();
  };

  it("is set right by a guard, who hears that it was", async () => {
    const answers = { [SET]: () => ({ ...gates, occupied: 31, free: 9 }) };
    const stage = await at("/places", { changes: { zones: [gates] }, answers });
    await set(stage, "31");
    expect(stage.connection.sent.at(-1)).toEqual({ type: SET, zone: ZONE, occupied: 31 });
    expect(words(one(stage.panel, "hoa-zone-count"))).toContain("Set: 31 cars inside.");
    expect(all(stage.panel, "hoa-zone-map")).toHaveLength(0);
  });

  it.each(["41", "-1", "2.5", ""])("takes no impossible number: %j", async (count) => {
    const stage = await at("/places", { changes: { zones: [gates] } });
    await set(stage, count);
    expect(words(one(stage.panel, "hoa-zone-count"))).toContain("A whole number from 0 to 40, please.");
    expect(stage.connection.sent.filter((message) => message.type === SET)).toEqual([]);
  });

  it("says why it could not be set", async () => {
    const refuse = (): never => {
      throw Object.assign(new Error("x"), { code: "zone_not_counted" });
    };
    const stage = await at("/places", { changes: { zones: [gates] }, answers: { [SET]: refuse } });
    await set(stage, "31");
    expect(words(one(stage.panel, "hoa-zone-count"))).toContain("Not set. This zone is counted by its places");
  });

  it("says what is missing while nobody knows how many are inside", async () => {
    const lost = { ...gates, free: 0, occupied: 0, unknown: 40, full: null, nearly_full: null };
    const stage = await at("/places", { changes: { zones: [lost] }, me: RESIDENT });
    expect(words(one(stage.panel, "hoa-zone-count"))).toContain("every camera of its gates is on");
  });

  it("gives a resident the count and no field", async () => {
    const stage = await at("/places", { changes: { zones: [gates] }, me: RESIDENT });
    expect(words(one(stage.panel, "hoa-zone-count"))).toContain("3 places free of 40");
    expect(all(stage.panel, "hoa-zone-count", "form")).toHaveLength(0);
  });
});
