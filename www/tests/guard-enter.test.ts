import { describe, expect, it } from "vitest";
import { asked, GOLDEN, MANUAL, plateField, pressNamed, refusal, typePlate, writeDown } from "./guard-stage.js";
import { one, words, type Stage } from "./stage.js";

const press = (stage: Stage, name: string): Promise<void> => pressNamed(stage, name, "hoa-guard-enter");
const form = (stage: Stage): string => words(one(stage.panel, "hoa-manual-form"));

describe("what the lists say of a plate", () => {
  it.each([
    [GOLDEN.check_listed, "Apt. 17: on the list (resident)."],
    [GOLDEN.check_guest_over, "Apt. 21: on the list (taxi), but not valid now."],
    [GOLDEN.check_blocked, "Reason: Damaged the barrier twice"],
    [{ ...GOLDEN.check_listed, guarded: true }, "Its household wants to be asked before it leaves."],
  ])("is shown before anything is done: %j", async (check, text) => {
    const stage = await writeDown({ "hoa_parking/guard/check": () => check });
    await typePlate(stage, check.plate);
    expect(form(stage)).toContain(text);
  });

  it("names look-alikes of the list, one tap away", async () => {
    const stage = await writeDown({ "hoa_parking/guard/check": () => GOLDEN.check_alike });
    await typePlate(stage, "128ABC02");
    await press(stage, "12BABC02, Apt. 17");
    expect(plateField(stage).value).toBe("12BABC02");
  });

  it("is asked once for a plate, for every look-up is written down", async () => {
    const stage = await writeDown();
    await typePlate(stage, "777XXA05");
    await press(stage, "Only log");
    expect(asked(stage, "guard/check")).toEqual([{ type: "hoa_parking/guard/check", plate: "777XXA05" }]);
  });

  it.each([
    ["too short", "plate_length", "This is too short or too long for a plate."],
    ["no plate's letters", "plate_letters", "No plate here has these letters."],
  ])("is refused in words: %s", async (_what, code, text) => {
    const stage = await writeDown({ "hoa_parking/guard/check": refusal(code) });
    await typePlate(stage, "ЖЖЖ");
    expect(form(stage)).toContain(text);
  });
});

describe("a blocked plate", () => {
  const BLOCKED = { ...MANUAL, "hoa_parking/guard/check": () => GOLDEN.check_blocked };

  it("needs a second yes", async () => {
    const stage = await writeDown(BLOCKED);
    await typePlate(stage, "A123BC777");
    await press(stage, "Open and log");
    expect(asked(stage, "guard/enter")).toHaveLength(0);
    expect(form(stage)).toContain("This plate is blocked. Let it through all the same?");
    await press(stage, "Open despite the block");
    expect(asked(stage, "guard/enter")).toMatchObject([{ plate: "A123BC777", open: true, despite_block: true }]);
  });

  it("is not let in where one thinks better of it", async () => {
    const stage = await writeDown(BLOCKED);
    await typePlate(stage, "A123BC777");
    await press(stage, "Open and log");
    await press(stage, "Cancel");
    expect(form(stage)).not.toContain("all the same");
    expect(asked(stage, "guard/enter")).toHaveLength(0);
  });

  it("needs it also where it was blocked only a moment ago", async () => {
    const stage = await writeDown({ ...MANUAL, "hoa_parking/guard/enter": refusal("plate_blocked") });
    await typePlate(stage, "777XXA05");
    await press(stage, "Only log");
    expect(form(stage)).toContain("Log despite the block");
  });
});

describe("a passage written down by hand", () => {
  it("works without a picture, and the next one begins anew", async () => {
    const stage = await writeDown();
    await typePlate(stage, "777xxa05");
    await press(stage, "Exit");
    await press(stage, "Only log");
    expect(asked(stage, "guard/enter")).toMatchObject([
      { plate: "777XXA05", direction: "exit", read: null, note: null, open: false },
    ]);
    expect(words(one(stage.panel, "hoa-guard-enter"))).toContain("Written down. The gate is open");
    expect(plateField(stage).value).toBe("");
  });

  it("needs a plate", async () => {
    const stage = await writeDown();
    await press(stage, "Open and log");
    expect(form(stage)).toContain("Which plate?");
    expect(asked(stage, "guard/enter")).toHaveLength(0);
  });

  it("says in words why the server refused", async () => {
    const stage = await writeDown({ ...MANUAL, "hoa_parking/guard/enter": refusal("no_such_read") });
    await typePlate(stage, "777XXA05");
    await press(stage, "Only log");
    expect(form(stage)).toContain("Not done. The picture is not kept any more");
  });
});
