import { afterEach, describe, expect, it, vi } from "vitest";
import golden from "../../tests/contract/panel/mine.json" with { type: "json" };
import type { Answers, Message } from "../dev/fake-connection.js";
import { go } from "../src/lib/route.js";
import "../src/views/asks.js";
import "../src/views/mine.js";
import { at, GUARD } from "./lot.js";
import { all, one, settled, words, type Stage } from "./stage.js";

const MINE = "hoa_parking/mine/subscribe";
const ANSWER = "hoa_parking/asks/answer";
const DANA = {
  role: "resident",
  name: "Dana",
  apartment: "17",
  household: true,
  can_open: false,
  acts: ["see_places", "see_own_passages", "give_passes", "guard_car", "answer_ask", "apply"],
};
const [ASK, ...PAST] = golden.mine.asks;
const ANSWERS: Answers = {
  "hoa_parking/applications/mine": () => ({ applications: [] }),
  [ANSWER]: () => golden.answer,
};

/** In another room, while the guest's car of the golden message is at the gate. */
async function elsewhere(answers: Answers = {}): Promise<Stage> {
  vi.setSystemTime(new Date("2026-11-21T06:31:15Z"));
  const stage = await at("/live", { me: DANA, answers: { ...ANSWERS, ...answers } });
  await told(stage, [ASK, ...PAST]);
  return stage;
}

async function told(stage: Stage, asks: readonly unknown[]): Promise<void> {
  stage.connection.send({ ...golden.mine, asks }, MINE);
  await settled();
}

async function later(milliseconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds);
  await settled();
}

async function press(stage: Stage, button: "open" | "refuse"): Promise<void> {
  one(stage.panel, "hoa-ask-strip", `button.${button}`).click();
  await settled();
}

const sent = (stage: Stage, type: string): readonly Message[] =>
  stage.connection.sent.filter((message) => message.type === type);
const strips = (stage: Stage): HTMLElement[] => all(stage.panel, "hoa-asks", ".strip");

afterEach(() => {
  history.replaceState(null, "", "/");
});

describe("a question at the gate, in another room", () => {
  it("stands below it with the car, the gate and the time, and leads to the picture", async () => {
    const stage = await elsewhere();
    const strip = one(stage.panel, "hoa-ask-strip");
    expect(words(strip)).toMatch(/777XXA05.*Is this your guest, at Main gate\? 2:01/);
    await later(31_000);
    expect(words(strip)).toContain("1:30");
    one(strip, "a").click();
    await settled();
    expect(location.pathname).toBe("/hoa-parking/mine");
    expect(all(stage.panel, "hoa-ask-card")).toHaveLength(1);
    expect(strips(stage)).toHaveLength(0);
  });

  it("is answered there, and what came of it said for a while", async () => {
    const stage = await elsewhere();
    await later(1_000);
    await press(stage, "open");
    expect(sent(stage, ANSWER)).toMatchObject([{ ask: 3, answer: "open" }]);
    await told(stage, [{ ...ASK, answer: "open" }]);
    expect(words(one(stage.panel, "hoa-asks"))).toBe("Main gate opens.");
    await later(7_000);
    expect(strips(stage)).toHaveLength(0);
  });

  it("takes no press that was meant for what was there before", async () => {
    const stage = await elsewhere();
    await press(stage, "open");
    expect(sent(stage, ANSWER)).toHaveLength(0);
    await later(700);
    await told(stage, [{ ...ASK, id: 4 }]);
    await press(stage, "open");
    expect(sent(stage, ANSWER)).toHaveLength(0);
    await later(700);
    await press(stage, "refuse");
    expect(sent(stage, ANSWER)).toMatchObject([{ ask: 4, answer: "refuse" }]);
  });

  it.each([
    ["open", "Somebody of your household let the car through."],
    ["taken", "Somebody else has decided already."],
    ["late", "Nobody answered in time: the gate stays shut."],
  ])("leaves words in its place when others were quicker: %s", async (answer, said) => {
    const stage = await elsewhere();
    await told(stage, [{ ...ASK, answer }]);
    expect(all(stage.panel, "hoa-ask-strip")).toHaveLength(0);
    expect(words(one(stage.panel, "hoa-asks"))).toBe(said);
  });

  it("says why an answer did not arrive", async () => {
    const over = (): never => {
      throw Object.assign(new Error("over"), { code: "ask_over" });
    };
    const stage = await elsewhere({ [ANSWER]: over });
    await later(1_000);
    await press(stage, "open");
    expect(words(one(stage.panel, "hoa-asks", "hoa-notice"))).toContain("The time to answer is over");
  });

  it("names how many there are besides", async () => {
    const stage = await elsewhere();
    await told(stage, [ASK, { ...ASK, id: 4 }, { ...ASK, id: 5 }]);
    expect(all(stage.panel, "hoa-ask-strip")).toHaveLength(1);
    expect(words(one(stage.panel, "hoa-ask-strip"))).toContain("and 2 more questions");
  });

  it("is heard by one subscription, from room to room", async () => {
    const stage = await elsewhere();
    for (const room of ["mine", "live", "mine", "places"]) {
      go(`/hoa-parking/${room}`);
      await settled();
    }
    expect(sent(stage, MINE)).toHaveLength(1);
    expect(all(stage.panel, "hoa-ask-strip")).toHaveLength(1);
    stage.panel.remove();
    await settled();
    expect(stage.connection.subscribed).toBe(false);
  });

  it("is nobody's who does not live here", async () => {
    const stage = await at("/live", { me: { ...GUARD, household: false }, answers: ANSWERS });
    expect(all(stage.panel, "hoa-asks")).toHaveLength(0);
    expect(sent(stage, MINE)).toHaveLength(0);
  });
});
