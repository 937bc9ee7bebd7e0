import { describe, expect, it } from "vitest";
import type { Answers, Message } from "../dev/fake-connection.js";
import {
  all,
  asked,
  GOLDEN,
  onBoard,
  one,
  press,
  pressNamed,
  printed,
  refusal,
  tick,
  type,
  words,
  type Stage,
} from "./board-stage.js";

const { applications, retention, erasure } = GOLDEN;
const part = (stage: Stage, name: string): string => words(one(stage.panel, `hoa-settings-${name}`));

describe("the public page", () => {
  const closed = { ...applications.page, enabled: false };

  it("is off until the board opens it; then it has an address and a poster", async () => {
    const stage = await onBoard("/settings", {
      "hoa_parking/applications/page": () => closed,
      "hoa_parking/applications/set_page": () => applications.set_page,
    });
    expect(all(stage.panel, "hoa-settings-page", "a.button")).toHaveLength(0);
    await tick(stage, "input[name=enabled]", true);
    await press(stage, "hoa-settings-page", "button[type=submit]");
    expect(asked(stage, "applications/set_page")).toEqual([
      {
        type: "hoa_parking/applications/set_page",
        enabled: true,
        consent: closed.consent,
        document: true,
        local_only: false,
      },
    ]);
    expect(part(stage, "page")).toContain("Saved.");
    expect(one(stage.panel, "hoa-settings-page", "a.button").getAttribute("href")).toBe("/hoa-parking/settings/poster");
  });

  it("asks for consent in the association's words, in each language", async () => {
    const stage = await onBoard("/settings", { "hoa_parking/applications/set_page": () => applications.set_page });
    await type(stage, "textarea[name=consent-kk]", "Келісемін.");
    await press(stage, "hoa-settings-page", "button[type=submit]");
    expect(asked(stage, "applications/set_page")).toMatchObject([
      { consent: { ...applications.page.consent, kk: "Келісемін." } },
    ]);
  });

  it("is not sent where nothing was changed, and keeps what was typed where it cannot be kept", async () => {
    const stage = await onBoard("/settings", { "hoa_parking/applications/set_page": refusal("store_locked") });
    await press(stage, "hoa-settings-page", "button[type=submit]");
    expect(asked(stage, "applications/set_page")).toHaveLength(0);
    await tick(stage, "input[name=localOnly]", true);
    await press(stage, "hoa-settings-page", "button[type=submit]");
    expect(part(stage, "page")).toContain("The database is busy");
    expect((one(stage.panel, "input[name=localOnly]") as HTMLInputElement).checked).toBe(true);
  });
});

describe("the poster", () => {
  it("is printed in four languages with the address that newcomers reach", async () => {
    const pages = printed();
    const stage = await onBoard("/settings/poster");
    await type(stage, "input[name=address]", "https://parking.example/apply");
    await pressNamed(stage, "Print", "hoa-settings-poster");
    expect(pages).toHaveLength(1);
    for (const text of ["Abay 10", "parking.example/apply", "Do you live here?", "Вы живёте здесь?", "Осында", "Anda"])
      expect(pages[0]).toContain(text);
  });

  it("warns of an address that only opens at home, of half an address, and of a closed page", async () => {
    const stage = await onBoard("/settings/poster", {
      "hoa_parking/applications/page": () => ({ ...applications.page, enabled: false }),
    });
    expect(part(stage, "poster")).toContain("The page is closed now");
    await type(stage, "input[name=address]", "http://homeassistant.local:8123/apply");
    expect(part(stage, "poster")).toContain("in the house's network only");
    await type(stage, "input[name=address]", "parking.example");
    expect(part(stage, "poster")).toContain("A whole address begins with https://");
  });
});

describe("how long things are kept", () => {
  const KEEP: Answers = {
    "hoa_parking/retention/set": ({ periods }: Message) => ({
      ...retention.answer,
      periods: { ...retention.answer.periods, ...(periods as Record<string, number>) },
    }),
  };
  const save = (stage: Stage): Promise<void> => press(stage, "hoa-settings-retention", "button[type=submit]");

  it("is said for every kind, with what it means", async () => {
    const stage = await onBoard("/settings");
    const fields = all(stage.panel, "hoa-retention-form", "input") as HTMLInputElement[];
    expect(Object.fromEntries(fields.map(({ id, value }) => [id, Number(value)]))).toEqual(retention.answer.periods);
    expect(part(stage, "retention")).toContain("Not longer than the passages themselves.");
  });

  it("is changed where it was changed", async () => {
    const stage = await onBoard("/settings", KEEP);
    await type(stage, "input[id=pictures]", "14");
    await save(stage);
    expect(asked(stage, "retention/set")).toMatchObject([{ periods: { pictures: 14 } }]);
    expect(part(stage, "retention")).toContain("Saved.");
  });

  it("has limits, said at the field", async () => {
    const stage = await onBoard("/settings", KEEP);
    await type(stage, "input[id=stays]", "0");
    await save(stage);
    expect(part(stage, "retention")).toContain("1 to 3,650 days.");
    expect(asked(stage, "retention/set")).toHaveLength(0);
  });

  it("hears the server's no at the field", async () => {
    const no = (): never => {
      throw Object.assign(new Error("pictures: not longer"), { code: "pictures_without_log" });
    };
    const stage = await onBoard("/settings", { "hoa_parking/retention/set": no });
    await type(stage, "input[id=pictures]", "999");
    await save(stage);
    expect(one(stage.panel, "input[id=pictures]").getAttribute("aria-invalid")).toBe("true");
    expect(part(stage, "retention")).toContain("Pictures cannot be kept longer than their passages.");
  });
});

describe("erasing on request", () => {
  const ERASE: Answers = {
    "hoa_parking/erase/preview": () => erasure.preview.answer,
    "hoa_parking/erase": () => erasure.erase.answer,
  };
  const submit = (stage: Stage): Promise<void> => press(stage, "hoa-erase-form", "button[type=submit]");

  async function previewed(answers: Answers = ERASE): Promise<Stage> {
    const stage = await onBoard("/settings", answers);
    await pressNamed(stage, "Plate", "hoa-erase-form");
    await type(stage, "input.whose", "123ABC02");
    await submit(stage);
    return stage;
  }

  it("says first how much there is, and leaves out what there is none of", async () => {
    const stage = await previewed();
    expect(asked(stage, "erase/preview")).toEqual([{ type: "hoa_parking/erase/preview", plate: "123ABC02" }]);
    expect(part(stage, "erase")).toMatch(/Passages\s+41/);
    expect(part(stage, "erase")).not.toContain("Documents");
  });

  it("goes on only after a reason and the plate once more", async () => {
    const stage = await previewed();
    await submit(stage);
    expect(part(stage, "erase")).toContain("Give a reason, please.");
    await type(stage, "input.reason", "Asked in writing");
    await type(stage, "input.again", "123ABC03");
    await submit(stage);
    expect(part(stage, "erase")).toContain("This is not the same.");
    expect(asked(stage, "erase")).toHaveLength(0);
    await type(stage, "input.again", "123 abc 02");
    await submit(stage);
    expect(asked(stage, "erase")).toEqual([
      { type: "hoa_parking/erase", plate: "123ABC02", reason: "Asked in writing" },
    ]);
    expect(part(stage, "erase")).toContain("Erased. This is the receipt.");
  });

  it("leaves receipts to be printed, with numbers and the reason", async () => {
    const pages = printed();
    const stage = await onBoard("/settings");
    await press(stage, "hoa-erase-receipt", "button");
    expect(pages).toHaveLength(1);
    expect(pages[0]).toMatch(/Receipt of an erasure.*Aliya.*Asked for in writing.*Passages\s+41.*6c1f0a52/);
  });

  it("says that there is nothing, and offers no more", async () => {
    const stage = await previewed({ "hoa_parking/erase/preview": () => ({ counts: { passages: 0 } }) });
    expect(part(stage, "erase")).toContain("Nothing is kept of it.");
    expect(all(stage.panel, "hoa-erase-form", "button.danger")).toHaveLength(0);
  });

  it("says in words what the server refuses, at its field", async () => {
    const no = (): never => {
      throw Object.assign(new Error("reason: leave the plate out"), { code: "reason_names" });
    };
    const stage = await previewed({ ...ERASE, "hoa_parking/erase": no });
    await type(stage, "input.reason", "Owner of 123ABC02 asked");
    await type(stage, "input.again", "123ABC02");
    await submit(stage);
    expect(part(stage, "erase")).toContain("The receipt is to name nobody: leave the plate out.");
    expect((one(stage.panel, "input.reason") as HTMLInputElement).value).toBe("Owner of 123ABC02 asked");
  });
});

it("shows the board's rooms to nobody else", async () => {
  const me = { role: "guard", name: "Serik", apartment: null, can_open: true, acts: ["see_all_passages"] };
  const stage = await onBoard("/settings", {}, { me });
  expect(words(one(stage.panel, "hoa-tabs"))).not.toMatch(/Settings|People|Applications/);
  expect(all(stage.panel, "hoa-settings")).toHaveLength(0);
});
