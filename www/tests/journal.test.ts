import { describe, expect, it } from "vitest";
import { EMPTY, cursorOf, hasOlder, reduce, stageOf, type PanelState } from "../src/lib/state.js";
import { passage, rawPassage, snapshot, stateAfter } from "./golden.js";

const pictures = (signature: string): { frame: string; plate: null } => ({
  frame: `/f?authSig=${signature}`,
  plate: null,
});

function journalOf(...seconds: number[]): PanelState {
  return stateAfter(snapshot({ passages: seconds.map((second) => rawPassage(second)), next: null }));
}

function ids(state: PanelState): string[] {
  return state.passages.map((one) => one.id);
}

describe("the journal", () => {
  it("puts a new passage on top and remembers that it is new", () => {
    const state = reduce(journalOf(2, 1), { kind: "passage", passage: passage(3) });
    expect(ids(state)).toEqual(["passage-00003", "passage-00002", "passage-00001"]);
    expect([...state.fresh]).toEqual(["passage-00003"]);
  });

  it("puts a late passage where it belongs", () => {
    const state = reduce(journalOf(3, 1), { kind: "passage", passage: passage(2) });
    expect(ids(state)).toEqual(["passage-00003", "passage-00002", "passage-00001"]);
  });

  it("replaces a passage it already has", () => {
    const state = reduce(journalOf(2, 1), { kind: "passage", passage: passage(1, { outcome: "failed" }) });
    expect(state.passages.map((one) => one.outcome)).toEqual(["opened", "failed"]);
    expect(state.fresh.size).toBe(0);
  });

  it("does not load a picture again because its signature changed", () => {
    const first = reduce(EMPTY, { kind: "passage", passage: passage(1, { pictures: pictures("a") }) });
    const again = reduce(first, { kind: "passage", passage: passage(1, { pictures: pictures("b") }) });
    expect(again.passages[0]?.pictures.frame).toBe("/f?authSig=a");
  });

  it("takes new signatures that it asked for, and nothing else with them", () => {
    const state = reduce(journalOf(2, 1), {
      kind: "renewed",
      passages: [passage(1, { pictures: pictures("new") }), passage(0)],
    });
    expect(ids(state)).toEqual(["passage-00002", "passage-00001"]);
    expect(state.passages[1]?.pictures.frame).toBe("/f?authSig=new");
  });

  it("leaves a passage older than the loaded pages to its own page", () => {
    const state = { ...journalOf(5, 4), next: "more" };
    expect(reduce(state, { kind: "passage", passage: passage(1) })).toBe(state);
  });

  it("takes an older page at the end, without repeating what it has", () => {
    const page = { passages: [passage(2), passage(1)], next: null };
    const state = reduce({ ...journalOf(3, 2), next: "more" }, { kind: "older", page });
    expect(ids(state)).toEqual(["passage-00003", "passage-00002", "passage-00001"]);
    expect(hasOlder(state)).toBe(false);
  });

  it("never grows beyond its limit, and can load again what it dropped", () => {
    const state = reduce(journalOf(2, 1), { kind: "passage", passage: passage(3) }, 2);
    expect(ids(state)).toEqual(["passage-00003", "passage-00002"]);
    expect(state.next).toBe(cursorOf(passage(2)));
    expect(hasOlder(state, 2)).toBe(false);
  });

  it("forgets which passages were new when they fall off", () => {
    const three = [1, 2, 3].reduce(
      (state, second) => reduce(state, { kind: "passage", passage: passage(second) }, 2),
      EMPTY,
    );
    expect([...three.fresh]).toEqual(["passage-00002", "passage-00003"]);
  });

  it("starts over with a fresh snapshot after a reconnect", () => {
    const rows = [rawPassage(2), rawPassage(1)];
    const state = stateAfter(
      snapshot({ passages: rows }),
      { kind: "passage", passage: rawPassage(3) },
      snapshot({ passages: rows }),
    );
    expect(ids(state)).toEqual(["passage-00002", "passage-00001"]);
    expect(state.fresh.size).toBe(0);
  });
});

describe("the stage", () => {
  const known = stateAfter(snapshot());
  const stranger = stateAfter(snapshot({ me: { role: "none", name: "T", apartment: null, can_open: false } }));

  it.each([
    [EMPTY, "connecting", "loading"],
    [EMPTY, "lost", "loading"],
    [EMPTY, "absent", "absent"],
    [EMPTY, "refused", "refused"],
    [known, "live", "live"],
    [known, "lost", "live"],
    [known, "absent", "live"],
    [stranger, "live", "stranger"],
  ] as const)("%#: %o %s → %s", (state, connection, stage) => {
    expect(stageOf(state, connection)).toBe(stage);
  });
});
