import { describe, expect, it } from "vitest";
import golden from "../../tests/contract/plates.json" with { type: "json" };
import { checkPlate, foldPlate, hasForm } from "../src/lib/plate-forms.js";

describe("what is known of plates", () => {
  const plates = Object.entries(golden);

  it.each(plates)(
    "takes the good plates of %s and not the bad ones, as the recognizer does",
    (country, { good, bad }) => {
      expect(good.filter((plate) => !hasForm(plate, country))).toEqual([]);
      expect(bad.filter((plate) => hasForm(plate, country))).toEqual([]);
    },
  );

  it.each(plates)("knows the good plates of %s where the house expects them", (country, { good }) => {
    const checks = good.map((plate) => checkPlate(plate, [country]));
    expect(checks.filter((check) => check.state !== "known")).toEqual([]);
  });

  it.each([
    ["а123вс77", "A123BC77"],
    [" 123 abc-02 ", "123ABC02"],
    ["ＡＢ１２", "AB12"],
    ["у777ух199", "Y777YX199"],
    ["ё", "E"],
  ])("folds %s to %s", (typed, plate) => {
    expect(foldPlate(typed)).toBe(plate);
  });

  it("says which country a plate is of, whatever script it was typed in", () => {
    expect(checkPlate("а 123 вс 77", ["KZ"])).toEqual({ state: "known", plate: "A123BC77", country: "RU" });
    expect(checkPlate("123 ABC 02", ["KZ"])).toEqual({ state: "known", plate: "123ABC02", country: "KZ" });
  });

  it("does not call a form that fits nearly everything known where its country is not expected", () => {
    expect(checkPlate("B123AA7", ["KZ"]).state).toBe("unknown");
    expect(checkPlate("B1234XYZ", ["KZ", "ID"])).toEqual({ state: "known", plate: "B1234XYZ", country: "ID" });
  });

  it.each([
    ["I23ABC02", ["KZ"], ["123ABC02"]],
    ["123ABCO2", ["KZ"], ["123ABC02"]],
    ["A123BC77RUS", ["RU"], ["A123BC77"]],
    ["KZ123ABC02", ["KZ"], ["123ABC02"]],
    ["!@#$", ["KZ"], undefined],
  ])("offers for %s what it may be", (typed, countries, first) => {
    const check = checkPlate(typed, countries);
    const others = check.state === "unknown" ? check.others.map((one) => one.plate).slice(0, 1) : undefined;
    expect(others).toEqual(first);
  });

  it.each([
    ["", { state: "empty" }],
    ["A", { state: "wrong", why: "plate_length" }],
    ["A".repeat(17), { state: "wrong", why: "plate_length" }],
    ["ЖЖ123", { state: "wrong", why: "plate_letters" }],
  ])("tells of %j what the server would", (typed, check) => {
    expect(checkPlate(typed, ["KZ"])).toEqual(check);
  });
});
