import { describe, expect, it } from "vitest";
import type { Answers } from "../dev/fake-connection.js";
import { all, asked, GOLDEN, onBoard, one, pressNamed, settled, words, type Stage } from "./board-stage.js";

const { people } = GOLDEN;

describe("a list", () => {
  async function chosen(answers: Answers, content: BlobPart = "apartment,plate\n9,123ABC02\n"): Promise<Stage> {
    const stage = await onBoard("/people/lists", answers);
    const input = one(stage.panel, "input[type=file]") as HTMLInputElement;
    Object.defineProperty(input, "files", { value: [new File([content], "cars.csv")] });
    input.dispatchEvent(new Event("change"));
    await settled();
    await settled();
    return stage;
  }
  const good = { ...people.import, problems: [] };

  it("is looked through first, and every bad row is named", async () => {
    const stage = await chosen({ "hoa_parking/people/import": () => people.import });
    expect(asked(stage, "people/import")).toMatchObject([{ what: "vehicles", dry_run: true }]);
    const text = words(one(stage.panel, "hoa-import-result"));
    expect(text).toContain("4 things are wrong.");
    expect(text).toContain("3 plate 123ЖЖЖ02 No plate here has these letters.");
    expect(text).toContain("9 plate 456DEF02 This plate is registered for another apartment.");
    expect(all(stage.panel, "hoa-people-import", "button.main")).toHaveLength(0);
  });

  it("is taken in once it is right", async () => {
    const stage = await chosen({ "hoa_parking/people/import": () => good });
    expect(words(one(stage.panel, "hoa-people-import"))).toContain("140 new, 3 changed, 57 as before");
    await pressNamed(stage, "Import", "hoa-people-import");
    expect(asked(stage, "people/import").map(({ dry_run: dry }) => dry)).toEqual([true, false]);
    expect(words(one(stage.panel, "hoa-people-import"))).toContain("Imported. Rows: 140 new");
  });

  it("is read in Windows-1251, too", async () => {
    const cyrillic = new Uint8Array([0xca, 0xe2, 0x2e]);
    const stage = await chosen({ "hoa_parking/people/import": () => good }, cyrillic);
    expect(asked(stage, "people/import")).toMatchObject([{ text: "Кв." }]);
  });

  it("knows every code of the contract in words", async () => {
    const problems = people.import_codes.map((code, row) => ({ row, column: "plate", code, value: "" }));
    const stage = await chosen({ "hoa_parking/people/import": () => ({ ...good, problems }) });
    expect(words(one(stage.panel, "hoa-import-result"))).not.toContain("Error:");
  });

  it("is given out as a file", async () => {
    const stage = await onBoard("/people/lists", { "hoa_parking/people/export": () => people.export });
    await pressNamed(stage, "Guest passes", "hoa-people-import");
    await pressNamed(stage, "Export (CSV)", "hoa-people-import");
    expect(asked(stage, "people/export")).toMatchObject([{ what: "passes", language: "en" }]);
  });
});
