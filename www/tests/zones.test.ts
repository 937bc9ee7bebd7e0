import { describe, expect, it } from "vitest";
import { zoneBadge, zoneWords } from "../src/lib/describe.js";
import { Language } from "../src/lib/language.js";
import type { Zone } from "../src/types/model.js";
import { live, one, settled, words } from "./stage.js";

const language = (tag: string): Language => new Language({ language: tag, hour12: undefined, timeZone: "Asia/Almaty" });

function zone(changes: Partial<Zone>): Zone {
  return {
    id: "z",
    name: "North lot",
    total: 40,
    free: 12,
    occupied: 28,
    unknown: 0,
    full: false,
    nearlyFull: false,
    countedBy: "slots",
    kinds: [],
    ...changes,
  };
}

const KINDS = [
  { kind: "resident", total: 30, free: 9 },
  { kind: "guest", total: 6, free: 2 },
  { kind: "disabled", total: 2, free: 1 },
  { kind: "ev", total: 2, free: 0 },
] as const;

describe("how full a zone is, in words", () => {
  it.each([
    ["en", {}, "12 places free of 40"],
    ["en", { kinds: KINDS }, "12 places free of 40, of them 2 for guests, 1 for disabled drivers"],
    ["ru", { kinds: KINDS }, "12 мест свободно из 40, из них 2 для гостей, 1 для инвалидов"],
    ["en", { unknown: 3, occupied: 25 }, "12 places free of 40, 3 not known"],
    ["en", { free: 1, occupied: 39 }, "1 place free of 40"],
    ["en", { free: 0, occupied: 40 }, "Full: 40 of 40 taken"],
    ["en", { free: 0, occupied: 0, unknown: 40 }, "40 places, state not known"],
    ["en", { total: 0, free: 0, occupied: 0 }, "No places drawn yet"],
  ])("%s %j", (tag, changes, text) => {
    expect(zoneWords(zone(changes as Partial<Zone>), language(tag))).toBe(text);
  });

  it.each([
    [{}, "zone.badge.free"],
    [{ nearlyFull: true }, "zone.badge.nearly_full"],
    [{ full: true, nearlyFull: true }, "zone.badge.full"],
    // Hysteresis: the server still calls it full though a place has just become free.
    [{ full: true, free: 1, occupied: 39 }, "zone.badge.full"],
    [{ full: null, free: 0, occupied: 40 }, "zone.badge.full"],
    // None of the known ones is free, but one that nobody sees may be.
    [{ full: null, free: 0, occupied: 39, unknown: 1 }, "zone.badge.unknown"],
    [{ full: false, free: 0, occupied: 0, unknown: 40 }, "zone.badge.unknown"],
  ])("and in one: %j", (changes, key) => {
    expect(zoneBadge(zone(changes))?.key).toBe(key);
  });

  it("never says free of what is not known", () => {
    const blind = zone({ free: 0, occupied: 0, unknown: 40, full: null, nearlyFull: null });
    expect(zoneBadge(blind)?.tone).toBe("calm");
    expect(zoneBadge(zone({ total: 0, free: 0, occupied: 0 }))).toBeNull();
  });
});

describe("the zone's card", () => {
  it("follows the server, badge and number and words", async () => {
    const stage = await live();
    const card = (): string => words(one(stage.panel, "hoa-zone-card"));
    expect(card()).toContain("Places free");
    const full = { id: "01JD0ZONE00000000000000000", name: "North lot", total: 12, free: 0, occupied: 12, unknown: 0 };
    stage.connection.send({ kind: "zone", zone: { ...full, full: true, nearly_full: true } });
    await settled();
    expect(card()).toBe("North lot Full 0/ 12 Full: 12 of 12 taken");
  });
});
