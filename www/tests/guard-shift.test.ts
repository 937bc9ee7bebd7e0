import { afterEach, describe, expect, it } from "vitest";
import { asked, atGate, EXCEPTIONS, GOLDEN, HEARD, press, pressNamed, told, type } from "./guard-stage.js";
import { one, settled, words } from "./stage.js";

afterEach(() => {
  localStorage.clear();
  history.replaceState(null, "", "/");
});

describe("the shift", () => {
  it("says who is on duty and what there was", async () => {
    const stage = await atGate();
    const text = words(one(stage.panel, "hoa-shift-card"));
    expect(text).toMatch(/You are on duty since .* passages 41 opened 33 refused 6 by hand 3/);
  });

  it("is taken, also over from another", async () => {
    const shift = { ...GOLDEN.guard.shift, mine: false };
    const stage = await atGate({ "hoa_parking/shift/take": () => ({}) }, "", told({ shift }));
    expect(words(one(stage.panel, "hoa-shift-card"))).toContain("Serik is on duty since");
    await pressNamed(stage, "Take over", "hoa-shift-card");
    expect(asked(stage, "shift/take")).toHaveLength(1);
  });

  it("is handed over with a word for the next", async () => {
    const stage = await atGate({ "hoa_parking/shift/hand_over": () => ({}) });
    await pressNamed(stage, "Hand over", "hoa-shift-card");
    await type(stage, "hoa-shift-card textarea", " Key of the barrier is in the drawer ");
    await press(stage, "hoa-shift-card", "button.main");
    expect(asked(stage, "shift/hand_over")).toMatchObject([{ note: "Key of the barrier is in the drawer" }]);
    stage.connection.send(GOLDEN.guard_nobody_on, HEARD);
    await settled();
    expect(words(one(stage.panel, "hoa-shift-card"))).toContain("Nobody has taken the shift");
  });

  it("begins with what the guard before left word of, until it is read", async () => {
    const stage = await atGate();
    expect(words(one(stage.panel, "hoa-guard-handed"))).toContain("The left arm of the exit barrier sticks");
    await pressNamed(stage, "I have read it", "hoa-guard-handed");
    expect(words(one(stage.panel, "hoa-guard-handed"))).toBe("");
    stage.panel.remove();
    const again = await atGate();
    expect(words(one(again.panel, "hoa-guard-handed"))).toBe("");
    again.connection.send(told({ last: { ...GOLDEN.guard.last, until: "2026-11-21T06:31:00Z", note: "New" } }), HEARD);
    await settled();
    expect(words(one(again.panel, "hoa-guard-handed"))).toContain("New");
  });

  it("has those before it", async () => {
    const stage = await atGate({ "hoa_parking/shift/list": () => GOLDEN.shifts }, "/shifts");
    const text = words(one(stage.panel, "hoa-guard-shifts"));
    expect(text).toContain("Serik");
    expect(text).toContain("Daniyar");
    expect(text).toContain("the electrician comes at ten");
  });
});

describe("a passage's notes", () => {
  it("tell what guards said and did, and take one more", async () => {
    const more = { at: "2026-11-21T06:32:00.000Z", name: "Serik", text: "Will come back at noon" };
    const stage = await atGate({
      "hoa_parking/passage/notes": () => GOLDEN.notes,
      "hoa_parking/passage/note": () => ({ ...GOLDEN.notes, notes: [...GOLDEN.notes.notes, more] }),
    });
    await pressNamed(stage, "Details and notes", "hoa-guard-card");
    const notes = one(stage.panel, "hoa-passage-detail", "hoa-passage-notes");
    expect(words(notes)).toContain("Refused: On the block list");
    expect(words(notes)).toContain("Says that he delivers to 17");
    await type(stage, "hoa-passage-notes textarea", "Will come back at noon");
    await press(stage, "hoa-passage-notes", "button");
    expect(asked(stage, "passage/note")).toMatchObject([
      { passage: EXCEPTIONS[0]?.id, text: "Will come back at noon" },
    ]);
    expect(words(notes)).toContain("Will come back at noon");
  });
});
