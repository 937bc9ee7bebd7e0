import { afterEach, describe, expect, it, vi } from "vitest";
import ru from "../src/translations/ru.json" with { type: "json" };

const FILE = "../src/translations/ru.json";

/** The code as it is before anybody's words have come. */
async function fresh(): Promise<typeof import("../src/lib/words.js")> {
  vi.resetModules();
  return import("../src/lib/words.js");
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.doUnmock(FILE);
});

describe("a language of its own file", () => {
  it("is loaded once it is asked for, and no other with it", async () => {
    const { isLearnt, learn, textsOf } = await fresh();
    expect([isLearnt("en-GB"), isLearnt("ru-RU"), textsOf("ru")]).toEqual([false, false, undefined]);
    await Promise.all([learn("ru-RU"), learn("ru")]);
    expect([isLearnt("en-GB"), isLearnt("ru")]).toEqual([false, true]);
    expect(textsOf("ru-RU")?.["tabs.live"]).toBe("Сейчас");
  });

  it("that nobody wrote is read in English", async () => {
    const { isLearnt, isSpoken, learn, textsOf } = await fresh();
    await learn("fr-CA");
    expect([isLearnt("fr-CA"), isSpoken("fr-CA")]).toEqual([true, false]);
    expect(textsOf("fr")?.["tabs.live"]).toBe("Live");
  });

  it("that does not come leaves English", async () => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    vi.doMock(FILE, () => {
      throw new Error("404: it is of the version before");
    });
    const { isLearnt, isSpoken, learn, textsOf } = await fresh();
    await learn("ru");
    expect([isLearnt("ru"), isSpoken("ru")]).toEqual([true, false]);
    expect(textsOf("ru")?.["tabs.live"]).toBe("Live");
    expect(warned).toHaveBeenCalledOnce();
  });

  it("is waited for by the panel, which says nothing in English meanwhile", async () => {
    let arrive = (): void => undefined;
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    vi.doMock(FILE, async () => {
      await arrived;
      return { default: ru };
    });
    await fresh();
    const { all, live, settled, words } = await import("./stage.js");
    const { panel } = await live({}, {}, { language: "ru" });
    expect(words(panel)).toBe("");
    expect(all(panel, "main", "hoa-skeleton")).not.toHaveLength(0);
    arrive();
    await vi.dynamicImportSettled();
    await settled();
    expect(words(panel)).toContain("Автомобиль есть в списке.");
  });
});
