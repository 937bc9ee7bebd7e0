import { describe, expect, it } from "vitest";
import type { Answers } from "../dev/fake-connection.js";
import { PRICE, snapshot, type Raw } from "./golden.js";
import { all, live, one, settled, words, type Stage } from "./stage.js";

const ASK = "hoa_parking/price";
const answering = (changes: Raw = {}): Answers => ({ [ASK]: () => ({ ...PRICE, ...changes }) });
const said = (stage: Stage): string => words(one(stage.panel, "hoa-price"));
const asked = (stage: Stage): number => stage.connection.sent.filter((message) => message.type === ASK).length;
const side = { id: "side", name: "Side gate", matching: "exact" };

describe("what matching costs", () => {
  it("is shown to the board, with the gates that do it so and what is not offered", async () => {
    const stage = await live({}, answering());
    expect(words(one(stage.panel, "hoa-price", "summary"))).toBe("About 1 in 24,000 214 vehicles on the list");
    expect(all(stage.panel, "hoa-price", "dl div").map(words)).toEqual([
      "Exact match No gate Under 1 in 1,000,000",
      "With look-alikes Main gate About 1 in 24,000",
      "Any one character may differ Not offered, for comparison About 1 in 800",
      "Any two characters may differ Not offered, for comparison About 1 in 20",
    ]);
    expect(said(stage)).toContain("2 pairs of plates on the list may be taken for one another.");
  });

  it("is that of the most generous gate in the first line", async () => {
    const gates = [side, ...(PRICE.gates as Raw[])];
    const both = await live({}, answering({ gates }));
    expect(words(one(both.panel, "hoa-price", "strong"))).toBe("About 1 in 24,000");
    both.panel.remove();
    const strict = await live({}, answering({ gates: [side] }));
    expect(words(one(strict.panel, "hoa-price", "strong"))).toBe("Under 1 in 1,000,000");
  });

  it.each([
    [{ plates: 0 }, "Nobody is on the list"],
    [{ one_in: { exact: null, look_alike: 1, one_other: 1, two_other: 1 } }, "More than every other one"],
  ])("says in words what is no figure: %j", async (changes, text) => {
    const stage = await live({}, answering(changes));
    expect(words(one(stage.panel, "hoa-price", "strong"))).toBe(text);
  });

  it("speaks Russian", async () => {
    const stage = await live({}, answering(), { language: "ru" });
    expect(said(stage)).toContain("Примерно 1 из 24");
    expect(said(stage)).toContain("214 машин в списке");
    expect(said(stage)).toContain("2 пары номеров");
  });

  it.each(["guard", "resident"])("is not asked for by a %s", async (role) => {
    const stage = await live({ me: { role, name: "Timur", apartment: "17", can_open: role === "guard" } }, answering());
    expect(asked(stage)).toBe(0);
    expect(all(stage.panel, "hoa-price")).toHaveLength(0);
  });

  it("is asked for anew when somebody looks closer, and when the server is back", async () => {
    let plates = 214;
    const stage = await live({}, { [ASK]: () => ({ ...PRICE, plates }) });
    plates = 215;
    one(stage.panel, "hoa-price-card").dispatchEvent(new CustomEvent("hoa-asked"));
    await settled();
    expect(said(stage)).toContain("215 vehicles");
    plates = 216;
    stage.connection.lose();
    await settled();
    stage.connection.recover();
    await settled();
    stage.connection.send(snapshot());
    await settled();
    expect(said(stage)).toContain("216 vehicles");
  });

  it("says why where it could not be worked out", async () => {
    const locked = Object.assign(new Error("locked"), { code: "store_locked" });
    const stage = await live({}, { [ASK]: () => Promise.reject(locked) });
    expect(said(stage)).toContain("Could not be worked out. The database is busy");
  });
});
