import { afterEach, describe, expect, it, vi } from "vitest";
import {
  another,
  asked,
  atGate,
  EXCEPTIONS,
  GOLDEN,
  HEARD,
  press,
  pressNamed,
  refusal,
  told,
  type,
} from "./guard-stage.js";
import { all, one, settled, words, type Stage } from "./stage.js";

const card = (stage: Stage): string => words(one(stage.panel, "hoa-guard-card"));
const plateOn = (stage: Stage): string => words(one(stage.panel, "hoa-guard-card", ".body", ".text"));
const rows = (stage: Stage): string[] => all(stage.panel, "hoa-exception-row", ".text").map(words);
const later = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds).then(settled);

afterEach(() => {
  localStorage.clear();
  history.replaceState(null, "", "/");
});

describe("the card", () => {
  it("shows the newest that waits: picture, plate, apartment, why, and how long the household has", async () => {
    const stage = await atGate();
    expect(plateOn(stage)).toBe("777XXA05");
    expect(card(stage)).toContain("Nobody knows this car");
    expect(card(stage)).toContain("No apartment known");
    expect(card(stage)).toContain("Main gate · Entry · 1:44 ago");
    expect(card(stage)).toContain("The household is asked, 1:15 left");
    expect(one(stage.panel, "hoa-guard-card", ".frame", "img").getAttribute("src")).toContain("/frame?authSig=x");
  });

  it("counts on by the second, and says when nobody answered", async () => {
    const stage = await atGate();
    await later(5_000);
    expect(card(stage)).toContain("1:49 ago");
    expect(card(stage)).toContain("The household is asked, 1:10 left");
    await later(71_000);
    expect(card(stage)).toContain("The household did not answer in time");
  });

  it("opens the gate, says so, and goes on to the next", async () => {
    const [first, ...rest] = EXCEPTIONS;
    const stage = await atGate({ "hoa_parking/guard/resolve": () => GOLDEN.resolve_opened });
    await press(stage, "hoa-guard-card", "button.open");
    expect(asked(stage, "guard/resolve")).toEqual([
      { type: "hoa_parking/guard/resolve", passage: first?.id, answer: "open", reason: null },
    ]);
    stage.connection.send(told({ exceptions: rest }), HEARD);
    await settled();
    expect(plateOn(stage)).toBe("777XXA05");
    expect(card(stage)).toContain("The gate is open");
    await later(5_000);
    expect(plateOn(stage)).toBe("123ABC02");
    expect(card(stage)).toContain("Apt. 17");
  });

  it("asks once, however often it is pressed meanwhile", async () => {
    const stage = await atGate({ "hoa_parking/guard/resolve": () => new Promise(() => undefined) });
    const button = one(stage.panel, "hoa-guard-card", "button.open");
    button.click();
    button.click();
    await settled();
    expect(asked(stage, "guard/resolve")).toHaveLength(1);
    expect(card(stage)).toContain("Opening…");
  });

  it("refuses with a reason of one tap", async () => {
    const stage = await atGate({ "hoa_parking/guard/resolve": () => GOLDEN.resolve_refused });
    await press(stage, "hoa-guard-card", "button.refuse");
    await pressNamed(stage, "Nobody expects it", "hoa-guard-refuse");
    expect(asked(stage, "guard/resolve")).toMatchObject([{ answer: "refuse", reason: "Nobody expects it" }]);
    expect(card(stage)).toContain("Refused and written down");
  });

  it("refuses with a reason in one's own words, but not without any", async () => {
    const stage = await atGate({ "hoa_parking/guard/resolve": () => GOLDEN.resolve_refused });
    await press(stage, "hoa-guard-card", "button.refuse");
    await press(stage, "hoa-guard-refuse", "button.danger");
    expect(card(stage)).toContain("Give a reason, please.");
    expect(asked(stage, "guard/resolve")).toHaveLength(0);
    await type(stage, "hoa-guard-refuse input", "Wrong yard");
    await press(stage, "hoa-guard-refuse", "button.danger");
    expect(asked(stage, "guard/resolve")).toMatchObject([{ answer: "refuse", reason: "Wrong yard" }]);
  });

  it("asks again before a blocked one is let in", async () => {
    const stage = await atGate(
      { "hoa_parking/guard/resolve": () => GOLDEN.resolve_opened },
      "",
      told({ exceptions: [another({ reason: "blocked" })] }),
    );
    await press(stage, "hoa-guard-card", "button.open");
    expect(asked(stage, "guard/resolve")).toHaveLength(0);
    await pressNamed(stage, "Open despite the block", "hoa-guard-card");
    expect(asked(stage, "guard/resolve")).toMatchObject([{ passage: "exception-new", answer: "open" }]);
  });

  it("does not offer to open for whom that was too long ago", async () => {
    const stage = await atGate();
    all(stage.panel, "hoa-exception-row", "button")[2]?.click();
    await settled();
    expect(all(stage.panel, "hoa-guard-card", ".decide", "button").map(words)).toEqual(["Set aside", "Refuse"]);
  });

  it("sets aside what needs nothing any more", async () => {
    const stage = await atGate();
    await pressNamed(stage, "Set aside", "hoa-guard-card");
    expect(asked(stage, "guard/resolve")).toMatchObject([{ answer: "dismiss", reason: null }]);
  });

  it("says that the gate did not move, and lets one try again", async () => {
    const stage = await atGate({ "hoa_parking/guard/resolve": () => GOLDEN.resolve_failed });
    await press(stage, "hoa-guard-card", "button.open");
    expect(card(stage)).toContain("Could not open. The gate did not confirm that it opened.");
    expect(all(stage.panel, "hoa-guard-card", "button.open")).toHaveLength(1);
  });

  it.each([
    ["already_resolved", "Not done. Somebody else has decided about it already."],
    ["passage_too_old", "Not done. It was too long ago to decide about it."],
    ["unauthorized", "Not done. You may not do this."],
  ])("says in words why the server refused: %s", async (code, text) => {
    const stage = await atGate({ "hoa_parking/guard/resolve": refusal(code) });
    await press(stage, "hoa-guard-card", "button.open");
    expect(card(stage)).toContain(text);
  });

  it("shows the newest passage where nothing waits, without buttons", async () => {
    const stage = await atGate({}, "", told({ exceptions: [] }));
    expect(plateOn(stage)).toBe("123ABC02");
    expect(card(stage)).toContain("Nothing to decide");
    expect(all(stage.panel, "hoa-guard-card", ".decide")).toHaveLength(0);
    expect(words(stage.panel)).toContain("Nobody waits for a decision.");
  });
});

describe("a new exception", () => {
  const arrives = async (stage: Stage): Promise<void> => {
    stage.connection.send(told({ exceptions: [another(), ...EXCEPTIONS] }), HEARD);
    await settled();
  };

  it("takes the card where nobody is at it", async () => {
    const stage = await atGate();
    await arrives(stage);
    expect(plateOn(stage)).toContain("505KXA12");
  });

  it("never takes it from under the finger, but says that it waits", async () => {
    const stage = await atGate();
    one(stage.panel, "hoa-guard-card").dispatchEvent(new Event("pointerdown", { bubbles: true, composed: true }));
    await arrives(stage);
    expect(plateOn(stage)).toContain("777XXA05");
    await pressNamed(stage, "1 newer one waits", "hoa-guard-card");
    expect(plateOn(stage)).toContain("505KXA12");
  });

  it("waits as long as a reason is being written", async () => {
    const stage = await atGate();
    await press(stage, "hoa-guard-card", "button.refuse");
    await arrives(stage);
    await later(120_000);
    expect(plateOn(stage)).toContain("777XXA05");
    expect(all(stage.panel, "hoa-guard-refuse")).toHaveLength(1);
  });

  it("does not take a press that was meant for the one before", async () => {
    const stage = await atGate({ "hoa_parking/guard/resolve": () => GOLDEN.resolve_opened });
    await arrives(stage);
    await press(stage, "hoa-guard-card", "button.open");
    expect(asked(stage, "guard/resolve")).toHaveLength(0);
    await later(1_000);
    await press(stage, "hoa-guard-card", "button.open");
    expect(asked(stage, "guard/resolve")).toMatchObject([{ passage: "exception-new" }]);
  });

  it("is said aloud, and those that were there before are not", async () => {
    const stage = await atGate();
    const aloud = one(stage.panel, "[aria-live=polite]");
    expect(words(aloud)).toBe("");
    await arrives(stage);
    expect(words(aloud)).toBe("Waits for you: 505KXA12. The plate is not on the list.");
  });

  it("is silent until somebody wishes to hear it, on this device", async () => {
    const played = vi.fn();
    const node = { frequency: {}, gain: { setValueAtTime: vi.fn(), exponentialRampToValueAtTime: vi.fn() } };
    const chain = { ...node, connect: () => chain, start: played, stop: vi.fn() };
    class Sound {
      readonly currentTime = 0;
      readonly resume = (): Promise<void> => Promise.resolve();
      readonly createOscillator = (): unknown => chain;
      readonly createGain = (): unknown => chain;
    }
    vi.stubGlobal("AudioContext", Sound);
    const stage = await atGate();
    await arrives(stage);
    expect(played).not.toHaveBeenCalled();
    await press(stage, "button.sound");
    expect(one(stage.panel, "button.sound").getAttribute("aria-checked")).toBe("true");
    played.mockClear();
    stage.connection.send(told({ exceptions: [another({ id: "exception-newer" }), ...EXCEPTIONS] }), HEARD);
    await settled();
    expect(played).toHaveBeenCalled();
    expect(localStorage.getItem("hoaParkingChime")).toBe("on");
  });
});

describe("the queue", () => {
  it("has what waits, newest first, and brings it onto the card by one tap", async () => {
    const stage = await atGate();
    expect(rows(stage)).toEqual(["777XXA05", "123ABC02", "A123BC777", "555AAA02"]);
    expect(words(one(stage.panel, "hoa-guard-side"))).toContain("Gate failed · The gate did not confirm");
    all(stage.panel, "hoa-exception-row", "button")[2]?.click();
    await settled();
    expect(plateOn(stage)).toBe("A123BC777");
    expect(card(stage)).toContain("2 newer ones wait");
    await later(30_000);
    expect(plateOn(stage)).toBe("A123BC777");
  });

  it("shows the older ones on demand", async () => {
    const exceptions = Array.from({ length: 9 }, (_one, index) => another({ id: `e${String(index)}` }));
    const stage = await atGate({}, "", told({ exceptions }));
    expect(rows(stage)).toHaveLength(6);
    await press(stage, "hoa-guard-side", "button.all");
    expect(rows(stage)).toHaveLength(9);
  });
});

it("keeps what it shows while the connection is lost, and says that it may be old", async () => {
  const stage = await atGate();
  stage.connection.lose();
  await settled();
  expect(words(one(stage.panel, "hoa-guard"))).toContain("The connection to Home Assistant is lost.");
  expect(plateOn(stage)).toBe("777XXA05");
});

it("tells elsewhere in the room how many wait", async () => {
  const stage = await atGate({ "hoa_parking/blocklist": () => GOLDEN.blocklist }, "/blocklist");
  expect(words(one(stage.panel, ".back"))).toBe("To the gate 4 wait");
});
