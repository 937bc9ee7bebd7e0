import { describe, expect, it } from "vitest";
import type { Answers, Message } from "../dev/fake-connection.js";
import type { Raw } from "./golden.js";
import { at, frame, GUARD, PLACES, rawPlaces, rawSlot, RESIDENT, ZONE } from "./lot.js";
import { all, one, settled, words, type Stage } from "./stage.js";

const TAKEN = rawSlot("1", "B", "17", {
  state: "occupied",
  stay: { plate: "123ABC02", apartment: "17", confidence: 0.78, source: "suggested" },
});
const GUESSES = [
  { plate: "123ABC02", apartment: "17", probability: 0.784 },
  { plate: "777XXA05", apartment: null, probability: 0.12 },
];
const PAST = [
  { since: "2026-11-21T04:22:00Z", until: null, plate: "123ABC02", apartment: "17", source: "suggested" },
  { since: "2026-11-20T04:00:00Z", until: "2026-11-20T07:00:00Z", plate: null, apartment: null, source: "none" },
];

/** Place B-17, opened. */
async function opened(slot: Raw = TAKEN, me: Raw = GUARD, answers: Answers = {}): Promise<Stage> {
  const detail = { slot, candidates: GUESSES, history: PAST };
  const all_ = { "hoa_parking/places/slot": () => detail, ...answers };
  const stage = await at(`/places/${ZONE}/slot/1`, { me, answers: all_, places: rawPlaces([slot]) });
  await settled();
  return stage;
}

const sheet = (stage: Stage): HTMLElement => one(stage.panel, "hoa-slot-detail");
const press = async (stage: Stage, text: string): Promise<void> => {
  const button = all(sheet(stage), "button").find((each) => words(each).startsWith(text));
  if (button === undefined) throw new Error(`no button ${text}; there are ${offers(stage).join(", ")}`);
  button.click();
  await settled();
};
const offers = (stage: Stage): string[] => all(sheet(stage), "button").map(words);
const type = (stage: Stage, text: string): void => {
  (one(sheet(stage), "hoa-slot-form", "input.text") as HTMLInputElement).value = text;
};
const send = async (stage: Stage): Promise<void> => {
  one(sheet(stage), "hoa-slot-form", "form").dispatchEvent(new Event("submit", { cancelable: true }));
  await settled();
};
const sent = (stage: Stage, command: string): readonly Message[] =>
  stage.connection.sent.filter((message) => message.type === `hoa_parking/places/${command}`);
const refusing = (code: string) => (): never => {
  throw Object.assign(new Error(code), { code });
};

describe("a place, opened", () => {
  it("tells everything a guard may know", async () => {
    const text = words(sheet(await opened()));
    expect(text).toContain("Place B-17");
    expect(text).toContain("Taken");
    expect(text).toContain("2 hr 10 min");
    expect(text).toContain("North lot");
    expect(text).toContain("Probably 123ABC02, 78% · Apt. 17");
    expect(text).toContain("Unknown car");
    expect(text).toContain("3 hr");
  });

  it.each([
    ["claimed", "123ABC02, says the resident"],
    ["set", "123ABC02, entered by hand"],
    ["none", "Nobody knows whose car it is."],
  ])("says how it is known whose car it is: %s", async (source, text) => {
    const stay = { plate: source === "none" ? null : "123ABC02", apartment: null, confidence: 1, source };
    expect(words(sheet(await opened({ ...TAKEN, stay })))).toContain(text);
  });

  it("tells a guard's word, and until when it holds", async () => {
    const override = { reason: "Camera is dirty", at: "2026-11-21T06:00:00Z", hold: false };
    const text = words(sheet(await opened({ ...TAKEN, override, notice: "place_taken" })));
    expect(text).toContain("until the camera sees a change. Reason: Camera is dirty");
    expect(text).toContain("Somebody else stands here");
  });

  it("offers each person what they may do", async () => {
    const acts = (stage: Stage): string[] => all(sheet(stage), "hoa-slot-actions", "button").map(words);
    expect(acts(await opened({ ...TAKEN, stay: null }, RESIDENT))).toEqual(["This is my car"]);
    expect(acts(await opened({ ...TAKEN, mine: true }, RESIDENT))).toEqual(["This is my car", "Not my car"]);
    expect(acts(await opened({ ...TAKEN, owned: true, stay: null }, RESIDENT))).toEqual([
      "This is my car",
      "Not my car",
    ]);
    expect(acts(await opened(rawSlot("1", "B", "17"), RESIDENT))).toEqual([]);
    expect(acts(await opened(rawSlot("1", "B", "17")))).toEqual(["Set by hand"]);
    expect(acts(await opened())).toEqual([
      "123ABC02, 78% · Apt. 17",
      "777XXA05, 12%",
      "Correct the plate",
      "Release the place",
      "Set by hand",
    ]);
  });

  it("is told anew when it changes while it is open", async () => {
    const stage = await opened();
    stage.connection.send({ kind: "slots", slots: [rawSlot("1", "B", "17")] }, PLACES);
    await frame();
    expect(words(sheet(stage))).toContain("Free");
    expect(words(sheet(stage))).not.toContain("Probably");
    expect(sent(stage, "slot")).toHaveLength(2);
  });

  it("closes to the map", async () => {
    const stage = await opened();
    await press(stage, "");
    expect(location.pathname).toBe(`/hoa-parking/places/${ZONE}`);
    expect(all(stage.panel, "hoa-slot-detail")).toHaveLength(0);
  });

  it("says that it is not there any more", async () => {
    const stage = await at(`/places/${ZONE}/slot/99`);
    expect(words(stage.panel)).toContain("This place does not exist any more.");
  });

  it("shows what it has when more cannot be loaded, and says why", async () => {
    const stage = await opened(TAKEN, GUARD, { "hoa_parking/places/slot": refusing("store_locked") });
    expect(words(sheet(stage))).toContain("Could not load more about this place. The database is busy");
    expect(words(sheet(stage))).toContain("Probably 123ABC02");
  });
});

/** Place B-17, opened by a resident with these cars. */
async function claiming(vehicles: readonly string[]): Promise<Stage> {
  const slot = { ...TAKEN, stay: null };
  return opened(slot, RESIDENT, {
    "hoa_parking/places/slot": () => ({ slot, candidates: [], history: [], vehicles }),
    "hoa_parking/places/claim": () => ({ ...TAKEN, mine: true }),
  });
}

describe("what is done on a place", () => {
  it("a guess is made true with one press", async () => {
    const after = { ...TAKEN, stay: { plate: "777XXA05", apartment: null, confidence: 1, source: "set" } };
    const stage = await opened(TAKEN, GUARD, { "hoa_parking/places/set_plate": () => after });
    await press(stage, "777XXA05");
    await frame();
    expect(sent(stage, "set_plate")).toMatchObject([{ slot: "1", plate: "777XXA05" }]);
    expect(words(sheet(stage))).toContain("777XXA05, entered by hand");
    expect(offers(stage)).not.toContain("777XXA05, 12%");
  });

  it("a plate is typed, or nobody's", async () => {
    const stage = await opened(TAKEN, GUARD, { "hoa_parking/places/set_plate": () => TAKEN });
    await press(stage, "Correct the plate");
    type(stage, " b1234xyz ");
    await send(stage);
    await press(stage, "Correct the plate");
    await press(stage, "Nobody knows");
    expect(sent(stage, "set_plate").map((message) => message.plate)).toEqual(["B1234XYZ", null]);
  });

  it("a resident says that it is their car, and hears why it cannot be", async () => {
    const answers = { "hoa_parking/places/claim": refusing("vehicle_not_yours") };
    const stage = await opened({ ...TAKEN, stay: null }, RESIDENT, answers);
    await press(stage, "This is my car");
    await send(stage);
    expect(words(sheet(stage))).toContain("Which plate?");
    type(stage, "123abc02");
    await send(stage);
    expect(sent(stage, "claim")).toMatchObject([{ slot: "1", plate: "123ABC02" }]);
    expect(words(one(sheet(stage), "[role=alert]"))).toBe(
      "Not done. This plate is not on the list for your apartment.",
    );
    expect(all(sheet(stage), "hoa-slot-form")).toHaveLength(1);
  });

  it("is claimed with one press by whoever has one car", async () => {
    const stage = await claiming(["123ABC02"]);
    await press(stage, "This is my car");
    expect(sent(stage, "claim")).toMatchObject([{ slot: "1", plate: "123ABC02" }]);
    expect(all(sheet(stage), "hoa-slot-form")).toHaveLength(0);
  });

  it("is claimed by whoever has several cars by saying which", async () => {
    const stage = await claiming(["123ABC02", "555ABC02"]);
    await press(stage, "This is my car");
    expect(sent(stage, "claim")).toEqual([]);
    expect(all(sheet(stage), ".own", "button").map(words)).toEqual(["123ABC02", "555ABC02"]);
    expect(all(sheet(stage), "hoa-slot-form")).toHaveLength(0);
    await press(stage, "555ABC02");
    expect(sent(stage, "claim")).toMatchObject([{ slot: "1", plate: "555ABC02" }]);
    expect(all(sheet(stage), ".own")).toHaveLength(0);
  });

  it("a resident says that it is not their car", async () => {
    const stage = await opened({ ...TAKEN, mine: true }, RESIDENT, {
      "hoa_parking/places/disclaim": () => ({ ...TAKEN, stay: null }),
    });
    await press(stage, "Not my car");
    expect(sent(stage, "disclaim")).toMatchObject([{ slot: "1" }]);
  });

  it("a guard's word needs a reason, and holds if so wished", async () => {
    const override = { reason: "Asphalt", at: "2026-11-21T06:32:00Z", hold: true };
    const after = rawSlot("1", "B", "17", { state: "unknown", override });
    const stage = await opened(TAKEN, GUARD, { "hoa_parking/places/override": () => after });
    await press(stage, "Set by hand");
    await send(stage);
    expect(words(sheet(stage))).toContain("Give a reason, please.");
    await press(stage, "Out of use");
    type(stage, "Asphalt");
    (one(sheet(stage), "input[type=checkbox]") as HTMLInputElement).checked = true;
    await send(stage);
    await frame();
    expect(sent(stage, "override")).toMatchObject([{ slot: "1", state: "unknown", reason: "Asphalt", hold: true }]);
    expect(words(sheet(stage))).toContain("Out of use");
    expect(all(sheet(stage), "hoa-slot-form")).toHaveLength(0);
  });

  it("a place is released with a reason, and a word ended with one press", async () => {
    const override = { reason: "Drove off", at: "2026-11-21T06:32:00Z", hold: false };
    const released = rawSlot("1", "B", "17", { override });
    const stage = await opened(TAKEN, GUARD, {
      "hoa_parking/places/release": () => released,
      "hoa_parking/places/end_override": () => TAKEN,
    });
    await press(stage, "Release the place");
    type(stage, "Drove off");
    await send(stage);
    await frame();
    expect(sent(stage, "release")).toMatchObject([{ slot: "1", reason: "Drove off" }]);
    await press(stage, "End what was set by hand");
    await frame();
    expect(sent(stage, "end_override")).toHaveLength(1);
    expect(words(sheet(stage))).toContain("Taken");
  });

  it("is asked for once, however often it is pressed meanwhile", async () => {
    const stage = await opened(TAKEN, GUARD, { "hoa_parking/places/set_plate": () => new Promise(() => undefined) });
    await press(stage, "777XXA05");
    await press(stage, "123ABC02");
    expect(sent(stage, "set_plate")).toHaveLength(1);
  });
});
