import { afterEach, describe, expect, it, vi } from "vitest";
import golden from "../../tests/contract/panel/mine.json" with { type: "json" };
import type { Answers, Message } from "../dev/fake-connection.js";
import "../src/views/mine.js";
import { type Raw } from "./golden.js";
import { at } from "./lot.js";
import { all, one, settled, words, type Stage } from "./stage.js";

const MINE = "hoa_parking/mine/subscribe";
const DANA = {
  role: "resident",
  name: "Dana",
  apartment: "17",
  household: true,
  can_open: false,
  acts: ["see_places", "see_own_passages", "give_passes", "guard_car", "answer_ask", "apply"],
};
const NO_REQUESTS: Answers = { "hoa_parking/applications/mine": () => ({ applications: [] }) };
/** While the guest's car of the golden message is at the gate. */
const ASKED_AT = new Date("2026-11-21T06:31:15Z");

/** A resident's room, told of the household. */
async function home(path = "", { answers = {}, mine = {} }: { answers?: Answers; mine?: Raw } = {}): Promise<Stage> {
  vi.setSystemTime(ASKED_AT);
  const stage = await at(path, { me: DANA, answers: { ...NO_REQUESTS, ...answers } });
  stage.connection.send({ ...golden.mine, ...mine }, MINE);
  await settled();
  return stage;
}

const sent = (stage: Stage, type: string): Message | undefined =>
  stage.connection.sent.find((message) => message.type === type);
const press = async (stage: Stage, name: string, ...inside: readonly string[]): Promise<void> => {
  const found = all(stage.panel, ...inside, "button").find((button) => words(button).includes(name));
  if (found === undefined) throw new Error(`no button ${name}`);
  found.click();
  await settled();
};
const type = async (stage: Stage, text: string, ...field: readonly string[]): Promise<void> => {
  const input = one(stage.panel, ...field) as HTMLInputElement;
  input.value = text;
  input.dispatchEvent(new Event("input"));
  input.dispatchEvent(new Event("change"));
  await settled();
};

afterEach(() => {
  history.replaceState(null, "", "/");
});

describe("a resident's room", () => {
  it("is where a resident begins, with free places, cars and since when they are where", async () => {
    const { panel } = await home();
    expect(words(one(panel, "hoa-mine", "hoa-zone-card"))).toContain("North lot");
    const [niva, other, unseen] = all(panel, "hoa-vehicle-row").map(words);
    expect(niva).toContain("blue Niva");
    expect(niva).toMatch(/Inside · place A-1 · since .*Main gate/);
    expect(other).toContain("Outside");
    expect(other).toContain("On the list until");
    expect(unseen).toContain("Not seen yet");
  });

  it("is none for who does not live here", async () => {
    const { panel } = await at("/mine", { me: { ...DANA, household: false } });
    expect(all(panel, "hoa-mine")).toHaveLength(0);
    expect(all(panel, "hoa-live")).toHaveLength(1);
  });

  it("says how to begin where there is nothing yet", async () => {
    const { panel } = await home("", { mine: { vehicles: [], passes: [], asks: [], lookups: [] } });
    expect(words(panel)).toContain("No car is on the list for your apartment yet.");
    expect(words(panel)).toContain("Nobody is expected.");
    expect(words(panel)).toContain("Nobody in the last weeks.");
    expect(all(panel, "hoa-ask-card")).toHaveLength(0);
  });

  it("lets a car be guarded, and says so when that fails", async () => {
    const stage = await home("", {
      answers: {
        "hoa_parking/mine/guard": () => {
          throw Object.assign(new Error("locked"), { code: "store_locked" });
        },
      },
    });
    const [, other] = all(stage.panel, "hoa-vehicle-row", "[role=switch]");
    expect(other?.getAttribute("aria-checked")).toBe("false");
    other?.click();
    await settled();
    expect(sent(stage, "hoa_parking/mine/guard")).toMatchObject({ plate: "456DEF02", on: true });
    expect(words(one(stage.panel, "hoa-mine-home", "[role=alert]"))).toContain("The database is busy");
  });

  it("tells who looked for the household's plates, and what was asked", async () => {
    const { panel } = await home();
    const past = words(one(panel, "hoa-mine-past"));
    expect(past).toContain("by a guard");
    expect(past).toContain("kept shut");
    expect(past).toContain("somebody else decided");
  });
});

describe("a question at the gate", () => {
  it("stands on top with what is known of the car, and how long there is to answer", async () => {
    const { panel } = await home();
    const card = words(one(panel, "hoa-ask-card"));
    expect(card).toContain("Is this your guest, at Main gate?");
    expect(card).toContain("777XXA05");
    expect(card).toContain("Time to answer: 2:01");
    await vi.advanceTimersByTimeAsync(31_000);
    await settled();
    expect(words(one(panel, "hoa-ask-card"))).toContain("Time to answer: 1:30");
  });

  it.each([
    [golden.answer, "Open", "Main gate opens."],
    [golden["answer that failed"], "Open", "Main gate did not open. The gate did not confirm that it opened."],
    [{ outcome: "shadow", reason: null }, "Open", "Trial run: the gate did not move."],
    [golden["answer that keeps it out"], "Refuse", "The gate stays shut."],
  ])("is answered, and what came of it said: %j", async (answer, button, said) => {
    const stage = await home("", { answers: { "hoa_parking/asks/answer": () => answer } });
    await press(stage, button, "hoa-ask-card");
    expect(sent(stage, "hoa_parking/asks/answer")).toMatchObject({ ask: 3, answer: button.toLowerCase() });
    expect(words(one(stage.panel, "hoa-mine-asks", "hoa-notice"))).toBe(said);
  });

  it("is there while a guest's pass is filled in, too", async () => {
    const { panel } = await home("/mine/invite");
    expect(all(panel, "hoa-pass-form")).toHaveLength(1);
    expect(all(panel, "hoa-ask-card")).toHaveLength(1);
  });

  it("says when it was too late", async () => {
    const late = (): never => {
      throw Object.assign(new Error("over"), { code: "ask_over" });
    };
    const stage = await home("", { answers: { "hoa_parking/asks/answer": late } });
    await press(stage, "Open", "hoa-ask-card");
    expect(words(one(stage.panel, "hoa-ask-card", "[role=alert]"))).toContain("The time to answer is over");
  });
});

describe("letting somebody in", () => {
  const GIVE: Answers = {
    "hoa_parking/passes/give": (message) => ({ ...golden.give, ...message, id: 8, valid_from: golden.give.valid_from }),
  };

  it("is one visitor, once, until tonight, where nothing else is said", async () => {
    const stage = await home("/mine/invite", { answers: GIVE });
    await type(stage, "a123bc777", "hoa-vehicle-plate", "input");
    expect(words(one(stage.panel, "hoa-vehicle-plate", "hoa-plate"))).toContain("RUA123BC777");
    await press(stage, "Give the pass");
    const wish = sent(stage, "hoa_parking/passes/give");
    expect(wish).toMatchObject({ kind: "visitor", plate: "a123bc777", once: true, open_plate: false, schedule: null });
    expect(wish?.valid_from).toBeNull();
    expect(new Date(String(wish?.valid_until)).getMinutes()).toBe(59);
    expect(words(one(stage.panel, "hoa-mine-invite", "hoa-notice"))).toContain("Visitor");
  });

  it("says at the field what is missing, and goes there", async () => {
    const stage = await home("/mine/invite", { answers: GIVE });
    await press(stage, "Give the pass");
    expect(sent(stage, "hoa_parking/passes/give")).toBeUndefined();
    expect(words(one(stage.panel, "hoa-vehicle-plate"))).toContain("Enter the plate");
    expect(one(stage.panel, "hoa-vehicle-plate").shadowRoot?.activeElement?.localName).toBe("input");
  });

  it("asks about the first unknown car for a taxi, and never by the week", async () => {
    const stage = await home("/mine/invite", { answers: GIVE });
    await press(stage, "Taxi");
    expect(all(stage.panel, "hoa-vehicle-plate")).toHaveLength(0);
    expect(words(stage.panel)).not.toContain("Every week");
    await press(stage, "Give the pass");
    expect(sent(stage, "hoa_parking/passes/give")).toMatchObject({ kind: "taxi", plate: null, open_plate: false });
  });

  it("offers what a plate was probably meant to be", async () => {
    const stage = await home("/mine/invite", { answers: GIVE });
    await type(stage, "123A8C02", "hoa-vehicle-plate", "input");
    await press(stage, "ABC", "hoa-vehicle-plate");
    expect((one(stage.panel, "hoa-vehicle-plate", "input") as HTMLInputElement).value).toBe("123ABC02");
  });

  it("gives a pass by the week, for as often as they come", async () => {
    const stage = await home("/mine/invite", { answers: GIVE });
    await type(stage, "123ABC02", "hoa-vehicle-plate", "input");
    await press(stage, "Every week");
    await press(stage, "Fri");
    await press(stage, "Give the pass");
    expect(sent(stage, "hoa_parking/passes/give")).toMatchObject({
      schedule: { days: [0, 1, 2, 3], start: "09:00", end: "18:00" },
      once: false,
    });
  });

  it("shows the guest's link once, as a code and to copy", async () => {
    const stage = await home("/mine/invite", { answers: { ...GIVE, "hoa_parking/passes/share": () => golden.share } });
    await press(stage, "The guest enters it");
    await press(stage, "Give the pass");
    expect(sent(stage, "hoa_parking/passes/give")).toMatchObject({ plate: null, open_plate: true });
    await press(stage, "Link for the guest");
    expect(sent(stage, "hoa_parking/passes/share")).toMatchObject({ pass: 8 });
    const address = (one(stage.panel, "hoa-pass-link", "input") as HTMLInputElement).value;
    expect(address).toBe(new URL(golden.share.path, location.origin).href);
    expect(words(one(stage.panel, "hoa-pass-link"))).toContain("opens only on the house's own network");
    expect(one(stage.panel, "hoa-qr", "path").getAttribute("d")?.length).toBeGreaterThan(100);
  });

  it("gives guests Home Assistant's address on the internet, though the panel was opened at home", async () => {
    const stage = await home("", { answers: { "hoa_parking/passes/share": () => golden.share } });
    stage.panel.hass = { ...stage.hass, config: { time_zone: "UTC", external_url: "https://abay10.example.org" } };
    await press(stage, "Link for the guest", "hoa-pass-row");
    const address = (one(stage.panel, "hoa-pass-link", "input") as HTMLInputElement).value;
    expect(address).toBe(`https://abay10.example.org${golden.share.path}`);
    expect(words(one(stage.panel, "hoa-pass-link"))).not.toContain("own network");
  });

  it("says why the server refused", async () => {
    const refused = (): never => {
      throw Object.assign(new Error("many"), { code: "too_many_passes" });
    };
    const stage = await home("/mine/invite", { answers: { "hoa_parking/passes/give": refused } });
    await type(stage, "123ABC02", "hoa-vehicle-plate", "input");
    await press(stage, "Give the pass");
    expect(words(one(stage.panel, "hoa-pass-form", "[role=alert]"))).toContain("as many open passes");
  });
});

describe("the passes", () => {
  it("are told with their times and what became of them", async () => {
    const { panel } = await home();
    const [granny, taxi, courier] = all(panel, "hoa-pass-row").map(words);
    expect(granny).toMatch(/Granny Mon, Wed, Fri 09:00–18:00, until/);
    expect(granny).toContain("Valid");
    expect(taxi).toContain("You are asked about the first car that nobody knows.");
    expect(taxi).toContain("given by somebody else of your household");
    expect(courier).toContain("Used");
    expect(words(one(panel, "hoa-mine-passes", "summary"))).toBe("1 earlier pass");
  });

  it("are ended by two taps, not by one", async () => {
    const stage = await home("", { answers: { "hoa_parking/passes/end": () => golden.mine.passes[0] } });
    await press(stage, "End", "hoa-pass-row");
    expect(sent(stage, "hoa_parking/passes/end")).toBeUndefined();
    await press(stage, "Really end it?", "hoa-pass-row");
    expect(sent(stage, "hoa_parking/passes/end")).toMatchObject({ pass: 7 });
  });
});
