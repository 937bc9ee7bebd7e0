import { beforeEach, describe, expect, it } from "vitest";
import { zoneDeviceOf } from "../src/api/dashboard.js";
import en from "../src/translations/card-en.json" with { type: "json" };
import id from "../src/translations/card-id.json" with { type: "json" };
import kk from "../src/translations/card-kk.json" with { type: "json" };
import ru from "../src/translations/card-ru.json" with { type: "json" };
import { begin, hassOf, put, type Placed } from "./card-stage.js";
import type { Raw } from "./golden.js";

interface Kind {
  getConfigForm(): { schema: { name: "zone" | "show" }[]; computeLabel(field: unknown): string };
  getStubConfig(): Raw;
}

const KIND = customElements.get("hoa-parking-zone") as unknown as Kind;

beforeEach(() => {
  begin();
});

describe("setting a card up", () => {
  it.each([
    ["en", { show: "map" }, "“show” has to be count, plan or picture."],
    ["en", { zone: 7 }, "“zone” has to be the name of a zone."],
    ["ru", { show: "map" }, "В «show» должно стоять count, plan или picture."],
    ["kk", "plan", "Карточканың баптаулары оқылмайды."],
    ["ru", "plan", "Не удаётся прочитать настройки карточки."],
  ])("says in %s what is wrong with %j", (lang, config, why) => {
    document.documentElement.lang = lang;
    const card = document.createElement("hoa-parking-zone") as Placed;
    expect(() => {
      card.setConfig(config);
    }).toThrow(why);
  });

  it("is done by clicking", () => {
    document.documentElement.lang = "ru-RU";
    const form = KIND.getConfigForm();
    expect(form.schema.map((field) => form.computeLabel(field))).toEqual(["Зона", "Показывать"]);
  });

  it("starts with every zone, and is offered for what tells of one", () => {
    const [offer] = window.customCards ?? [];
    expect(KIND.getStubConfig()).toEqual({ show: "count" });
    expect([offer?.type, offer?.name]).toEqual(["hoa-parking-zone", "Free parking places"]);
    const suggested = { config: { type: "custom:hoa-parking-zone", zone: "north", show: "count" } };
    expect(offer?.getEntitySuggestion(hassOf(), "sensor.north_lot_free")).toEqual(suggested);
    expect(["cover.main_gate", "sensor.attic", "light.x"].map((id) => zoneDeviceOf(hassOf(), id))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("leaves a dashboard room for what it shows", async () => {
    const [count, plan] = [await put(), await put({ show: "plan" })];
    expect(count.getCardSize()).toBeLessThan(plan.getCardSize());
    expect([count.getGridOptions().columns, plan.getGridOptions().columns]).toEqual([6, 12]);
  });

  it.each([
    ["id", id],
    ["kk", kk],
    ["ru", ru],
  ])("is worded in %s", (_tongue, texts) => {
    expect(Object.keys(texts)).toEqual(Object.keys(en));
    expect(Object.values(texts).filter((text) => Object.values<string>(en).includes(text))).toEqual([]);
  });
});
