import { describe, expect, it } from "vitest";
import type { Answers } from "../dev/fake-connection.js";
import type { Hass } from "../src/api/hass.js";
import { asked, atGate, GOLDEN, pressNamed, refusal, type } from "./guard-stage.js";
import { all, one, settled, words, type Stage } from "./stage.js";

const LISTED: Answers = { "hoa_parking/blocklist": () => GOLDEN.blocklist };
const list = (stage: Stage): string[] => all(stage.panel, "hoa-guard-blocklist", "li", ".text").map(words);
const page = (stage: Stage): string => words(one(stage.panel, "hoa-guard-blocklist"));
const at = (answers: Answers, hass: Partial<Hass> = {}): Promise<Stage> =>
  atGate(answers, "/blocklist", undefined, hass);
const press = (stage: Stage, name: string): Promise<void> => pressNamed(stage, name, "hoa-guard-blocklist");

describe("the block list", () => {
  it("has every blocked plate, why, and until when", async () => {
    const stage = await at(LISTED);
    expect(list(stage)).toEqual(["A123BC777", "999ZZZ01"]);
    expect(page(stage)).toMatch(/Damaged the barrier twice until (Dec 31|Jan 1)/);
    expect(page(stage)).toContain("until somebody ends it");
  });

  it("says that it is empty", async () => {
    const stage = await at({ "hoa_parking/blocklist": () => ({ blocked: [] }) });
    expect(page(stage)).toContain("No plate is blocked");
  });

  it("says in words why it cannot be shown", async () => {
    const stage = await at({ "hoa_parking/blocklist": refusal("store_locked") });
    expect(page(stage)).toContain("The database is busy; try again in a moment.");
  });

  it("takes one more with a reason and a last day", async () => {
    const blocked = [{ plate: "505KXA12", reason: "Threatened the guard", until: null }];
    const stage = await at({ ...LISTED, "hoa_parking/blocklist/add": () => ({ blocked }) });
    await press(stage, "Block a plate");
    await type(stage, "input.plate", "505kxa12");
    await type(stage, "input.reason", "Threatened the guard");
    await type(stage, "input[type=date]", "2026-12-31");
    await press(stage, "Block");
    const until = new Date("2026-12-31T23:59").toISOString();
    expect(asked(stage, "blocklist/add")).toEqual([
      { type: "hoa_parking/blocklist/add", plate: "505KXA12", reason: "Threatened the guard", until },
    ]);
    expect(list(stage)).toEqual(["505KXA12"]);
    expect(all(stage.panel, "hoa-blocklist-form")).toHaveLength(0);
  });

  it("ends a day where the person reads their clock, not where the browser is", async () => {
    const locale = { time_format: "24", time_zone: "server" };
    const stage = await at(
      { ...LISTED, "hoa_parking/blocklist/add": () => ({ blocked: [] }) },
      { locale, config: { time_zone: "Pacific/Kiritimati" } },
    );
    await press(stage, "Block a plate");
    await type(stage, "input.plate", "505KXA12");
    await type(stage, "input.reason", "Threatened the guard");
    await type(stage, "input[type=date]", "2026-12-31");
    await press(stage, "Block");
    expect(asked(stage, "blocklist/add")[0]?.until).toBe("2026-12-31T09:59:00.000Z");
  });

  it("takes none without a plate and a reason", async () => {
    const stage = await at(LISTED);
    await press(stage, "Block a plate");
    await press(stage, "Block");
    expect(page(stage)).toContain("Which plate?");
    await type(stage, "input.plate", "505KXA12");
    await press(stage, "Block");
    expect(page(stage)).toContain("Give a reason, please.");
    expect(asked(stage, "blocklist/add")).toHaveLength(0);
  });

  it("keeps what was typed where the server refuses", async () => {
    const stage = await at({ ...LISTED, "hoa_parking/blocklist/add": refusal("block_ends_in_the_past") });
    await press(stage, "Block a plate");
    await type(stage, "input.plate", "505KXA12");
    await type(stage, "input.reason", "Rude");
    await press(stage, "Block");
    expect(page(stage)).toContain("Not done. This day is over already.");
    expect((one(stage.panel, "input.reason") as HTMLInputElement).value).toBe("Rude");
  });

  it("ends a block only after a second press", async () => {
    const [, second] = GOLDEN.blocklist.blocked;
    const stage = await at({ ...LISTED, "hoa_parking/blocklist/remove": () => ({ blocked: [second] }) });
    one(stage.panel, "button[aria-label='End the block of A123BC777']").click();
    await settled();
    expect(asked(stage, "blocklist/remove")).toHaveLength(0);
    await press(stage, "End the block");
    expect(asked(stage, "blocklist/remove")).toMatchObject([{ plate: "A123BC777" }]);
    expect(list(stage)).toEqual(["999ZZZ01"]);
  });

  it("is searched by plate and by reason once it is long", async () => {
    const blocked = Array.from({ length: 12 }, (_one, index) => {
      const two = String(index + 10);
      return { plate: `5${two}KXA12`, reason: index === 7 ? "Broke the lamp" : "Unpaid", until: null };
    });
    const stage = await at({ "hoa_parking/blocklist": () => ({ blocked }) });
    await type(stage, "input[type=search]", "lamp");
    expect(list(stage)).toEqual(["517KXA12"]);
    await type(stage, "input[type=search]", "511");
    expect(list(stage)).toEqual(["511KXA12"]);
    await type(stage, "input[type=search]", "nothing");
    expect(page(stage)).toContain("No blocked plate fits.");
  });
});
