import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import board from "../../tests/contract/panel/good-snapshot-board.json" with { type: "json" };
import { eventOf, openingOf, pageOf } from "../src/api/parse.js";
import { detailOf, dwellOf, foundOf, heatOf, levelsOf, placesEventOf } from "../src/api/places-parse.js";
import { Problem } from "../src/api/problem.js";
import { cursorOf } from "../src/lib/state.js";
import * as model from "../src/types/model.js";
import * as people from "../src/types/people.js";
import * as places from "../src/types/places.js";
import { GOLDEN, placesOf } from "./lot.js";
import { EVENTS, passage, RAW_PASSAGE, snapshot, stateAfter, type Raw } from "./golden.js";

const CORE = "../custom_components/hoa_parking/core";

/** The values of a Python StrEnum. */
function enumOf(file: string, name: string): string[] {
  const source = readFileSync(`${CORE}/${file}`, "utf8");
  const body = source.split(`class ${name}(StrEnum):`)[1]?.split("\nclass ")[0] ?? "";
  return [...body.matchAll(/^ {4}[A-Z_]+ = "(\w+)"$/gm)].map((match) => match[1] ?? "");
}

describe("the golden messages", () => {
  it("make the board's screen", () => {
    const state = stateAfter(snapshot());
    expect(state.me).toMatchObject({ role: "board", name: "Aigul", apartment: null, canOpen: true });
    expect(state.siteName).toBe("Abay 10");
    expect(state.gates).toMatchObject([{ name: "Main gate", state: "closed", mode: "normal", problem: null }]);
    expect(state.zones).toMatchObject([{ name: "North lot", total: 12, free: 5, occupied: 6, unknown: 1 }]);
    expect(state.notices).toMatchObject([{ slot: "12", address: "B-17", kind: "place_taken" }]);
    expect(state.links?.cameras).toMatchObject([{ name: "Main gate camera", state: "online" }]);
    expect(state.passages.map((one) => [one.plate, one.verdict, one.reason, one.outcome])).toEqual([
      ["123ABC02", "open", "registered", "opened"],
      ["777XXA05", "refuse", "unknown", "none"],
    ]);
  });

  it("change it, event by event", () => {
    const state = stateAfter(snapshot(), ...EVENTS);
    expect(state.passages.map((one) => one.plate)).toEqual(["A123BC777", "123ABC02", "777XXA05"]);
    expect(state.gates).toMatchObject([{ state: "unknown", problem: "timeout" }]);
    expect(state.zones).toMatchObject([{ free: 4 }]);
    expect(state.notices).toMatchObject([{ slot: "13", address: "18", kind: "overstay" }]);
    expect(state.links?.recognizer.online).toBe(false);
  });

  it("name the place after the last passage as the panel does", () => {
    const last = pageOf(board).passages.at(-1);
    expect(last && cursorOf(last)).toBe(board.next);
  });
});

describe("the panel and the rules speak the same words", () => {
  it.each([
    ["Direction", model.DIRECTIONS],
    ["Verdict", model.VERDICTS],
    ["Reason", model.REASONS],
    ["Match", model.MATCHES],
    ["Matching", model.MATCHES],
    ["Outcome", model.OUTCOMES],
    ["GateMode", model.GATE_MODES],
    ["GateState", model.GATE_STATES],
    ["Source", model.SOURCES],
  ])("%s", (name, words) => {
    expect(enumOf("model.py", name).sort()).toEqual([...words].sort());
  });

  it.each([
    ["CameraState", model.CAMERA_STATES],
    ["CameraView", model.CAMERA_VIEWS],
  ])("%s", (name, words) => {
    expect(enumOf("links.py", name).sort()).toEqual([...words].sort());
  });

  it.each([
    ["SlotKind", places.SLOT_KINDS],
    ["StaySource", places.STAY_SOURCES],
    ["NoticeKind", places.NOTICE_KINDS],
    ["CountedBy", model.COUNTED_BY],
  ])("%s", (name, words) => {
    expect(enumOf("places.py", name).sort()).toEqual([...words].sort());
  });

  it.each([
    ["passes.py", "PassKind", people.PASS_KINDS],
    ["passes.py", "PassState", people.PASS_STATES],
    ["passes.py", "AskKind", people.ASK_KINDS],
    ["passes.py", "AskAnswer", people.ASK_ANSWERS],
    ["applications.py", "ApplicationKind", people.APPLICATION_KINDS],
    ["applications.py", "ApplicationState", people.APPLICATION_STATES],
  ])("%s: %s", (file, name, words) => {
    expect(enumOf(file, name).sort()).toEqual([...words].sort());
  });

  it("Role", () => {
    expect(enumOf("roles.py", "Role").sort()).toEqual([...model.ROLES].sort());
  });
});

describe("the golden messages of the places", () => {
  it("make the map, and change it", () => {
    const state = placesOf(...GOLDEN.events);
    expect([...state.slots.values()].map((slot) => [slot.address, slot.kind, slot.state])).toEqual([
      ["B-17", "resident", "occupied"],
      ["18", "guest", "free"],
    ]);
    expect(state.slots.get("12")).toMatchObject({
      override: { reason: "The camera is dirty", hold: true },
      notice: "place_taken",
      stay: { plate: "777XXA05", confidence: 0.781, source: "suggested" },
    });
    expect(state.cameras[0]).toMatchObject({ size: [1280, 720], outlines: [{ slot: "12" }] });
  });

  it("tell of one place, of what was found and of what was", () => {
    expect(detailOf(GOLDEN.slot)).toMatchObject({ candidates: [{ probability: 0.812 }], history: [{ source: "set" }] });
    expect(foundOf(GOLDEN.find)).toMatchObject({ slots: ["12"], stays: [{ address: "B-17", apartment: "18" }] });
    expect(levelsOf(GOLDEN.today)).toMatchObject([{ free: 5, total: 12 }]);
    expect(heatOf(GOLDEN.heat).map((cell) => cell.occupied)).toEqual([0.9167, null]);
    expect(dwellOf(GOLDEN.dwell)).toMatchObject({ medianMin: 42.5, bins: [{ toMin: 15 }, { toMin: null }] });
  });

  it("are refused where they are not what they should be", () => {
    const [first] = GOLDEN.events;
    const camera = { id: "c", name: "C", zone: null, size: [1280], still: null, outlines: [] };
    expect(() => placesEventOf({ ...first, cameras: [camera] })).toThrow(Problem);
    expect(() => foundOf({ slots: [7], stays: [] })).toThrow(Problem);
    expect(placesEventOf({ kind: "weather" })).toBeNull();
  });
});

describe("a message that is not what it should be", () => {
  it.each([
    ["no object", 7],
    ["no kind", {}],
    ["no passage", { kind: "passage" }],
    ["no time", { kind: "passage", passage: { ...RAW_PASSAGE, captured_at: "yesterday" } }],
    ["a number for a plate", { kind: "passage", passage: { ...RAW_PASSAGE, plate: 7 } }],
    ["a list for pictures", { kind: "passage", passage: { ...RAW_PASSAGE, pictures: [] } }],
    ["no number", { kind: "zone", zone: { id: "z", name: "Z", total: "12", free: 1, occupied: 1, unknown: 1 } }],
  ])("is refused: %s", (_what, message) => {
    expect(() => eventOf(message)).toThrow(Problem);
  });

  it("of a kind to come is passed over", () => {
    expect(eventOf({ kind: "weather" })).toBeNull();
  });

  it("leaves out notices of a kind to come, and an older server has none", () => {
    const { notices, ...older } = snapshot();
    const [known] = notices as Raw[];
    expect(stateAfter(snapshot({ notices: [{ ...known, kind: "meteor" }, known] })).notices).toHaveLength(1);
    expect(stateAfter(older).notices).toEqual([]);
  });

  it("with words to come keeps its place on the screen", () => {
    expect(passage(1, { verdict: "ask", outcome: "queued", direction: "up", reason: "full_moon" })).toMatchObject({
      verdict: "log_only",
      outcome: "none",
      direction: "unknown",
      reason: "full_moon",
    });
  });
});

describe("the answer to opening by hand", () => {
  it.each([
    [
      { outcome: "opened", reason: null },
      { outcome: "opened", reason: null },
    ],
    [
      { outcome: "failed", reason: "timeout" },
      { outcome: "failed", reason: "timeout" },
    ],
    [null, { outcome: "pending", reason: null }],
  ])("%j", (answer, opening) => {
    expect(openingOf(answer)).toEqual(opening);
  });
});
