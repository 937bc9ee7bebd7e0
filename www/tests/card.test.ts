import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeConnection, type Answers } from "../dev/fake-connection.js";
import { asked, begin, connection, JOURNAL, pass, put, rawZone, shown, tell } from "./card-stage.js";
import { PLACES, rawPlaces, rawSlot, RESIDENT, ZONE } from "./lot.js";
import { all, one, settled, words } from "./stage.js";

beforeEach(() => {
  begin();
});

afterEach(async () => {
  document.body.replaceChildren();
  await pass(2_000);
});

describe("a card on a dashboard", () => {
  it("tells of every zone how full it is", async () => {
    const card = await put();
    await tell();
    expect(shown(card)).toEqual([
      "North lot Places free 3/ 12 3 places free of 12",
      "Yard Full 0/ 12 Full: 12 of 12 taken",
    ]);
    expect(asked()).toEqual([JOURNAL]);
    connection.send({ kind: "zone", zone: rawZone(ZONE, "North lot", { free: 1, nearly_full: true }) }, JOURNAL);
    await pass(60);
    expect(shown(card)[0]).toBe("North lot Nearly full 1/ 12 1 place free of 12");
  });

  it.each(["north", "north LOT", ZONE])("tells of the zone that was chosen: %s", async (zone) => {
    const card = await put({ zone });
    await tell();
    expect(shown(card)).toEqual(["North lot Places free 3/ 12 3 places free of 12"]);
  });

  it("speaks the person's language, and shows the plan", async () => {
    const card = await put({ zone: "north", show: "plan" }, { language: "ru" });
    await tell();
    expect(shown(card)).toEqual(["North lot Есть места 3/ 12 3 места свободно из 12"]);
    expect(all(card, "hoa-scheme", ".cell").map((cell) => cell.getAttribute("aria-label"))).toEqual([
      "A-1, Свободно, Для гостей",
      "A-2, Занято",
      "A-10, Свободно",
      "B-1, Неизвестно",
    ]);
    connection.send({ kind: "slots", slots: [rawSlot("1", "A", "2")] }, PLACES);
    await pass(60);
    expect(all(card, ".cell")[1]?.getAttribute("aria-label")).toBe("A-2, Свободно");
  });

  it("shows the picture to those who get one, and the plan to the rest and when it is lost", async () => {
    const card = await put({ zone: "north", show: "picture" });
    await tell();
    expect(all(card, "hoa-scheme")).toHaveLength(1);
    await tell({}, rawPlaces(undefined, "/still/1"));
    expect(all(card, "hoa-lot-picture", "[data-slot]")).toHaveLength(4);
    expect(all(card, "hoa-scheme")).toHaveLength(0);
    one(card, "hoa-lot-picture", "img").dispatchEvent(new Event("error"));
    await pass(0);
    expect(all(card, "hoa-scheme")).toHaveLength(1);
    // Its address may have ended: a fresh one is asked for.
    expect(asked()).toEqual([JOURNAL, PLACES, PLACES]);
    await tell({}, rawPlaces(undefined, "/still/2"));
    expect(one(card, "hoa-lot-picture", "img").getAttribute("src")).toBe("/still/2");
  });

  it("has no map where gates count", async () => {
    const card = await put({ zone: "north", show: "plan" });
    await tell({ zones: [rawZone(ZONE, "North lot", { counted_by: "gates" })] });
    expect(shown(card)).toHaveLength(1);
    expect(all(card, "hoa-scheme")).toHaveLength(0);
  });
});

describe("a tap on a card", () => {
  it("leads to the zone, or to the place, in the panel", async () => {
    const card = await put({ zone: "north", show: "plan" });
    await tell();
    const gone = vi.fn();
    window.addEventListener("location-changed", gone, { once: true });
    one(card, "hoa-zone-card", "a").click();
    expect(location.pathname).toBe(`/hoa-parking/places/${ZONE}`);
    one(card, "hoa-scheme", "[data-slot='2']").click();
    expect(location.pathname).toBe(`/hoa-parking/places/${ZONE}/slot/2`);
    expect(gone).toHaveBeenCalledOnce();
  });

  it("leads nowhere while it is set up", async () => {
    const card = await put({ zone: "north", show: "plan" });
    card.preview = true;
    await tell();
    expect(all(card, "hoa-zone-card", "a")).toEqual([]);
    one(card, "hoa-scheme", "[data-slot='2']").click();
    expect(location.pathname).toBe("/lovelace/0");
  });
});

describe("a card that cannot show anything", () => {
  const cannot = (code: string): Answers => ({
    [JOURNAL]: () => {
      throw { code } as unknown as Error;
    },
  });

  it.each([
    ["unknown_command", "HOA Parking is not running"],
    ["not_loaded", "HOA Parking is not running"],
    ["too_many", "Too many requests at once; wait a moment."],
  ])("says why: %s", async (code, why) => {
    begin(new FakeConnection(cannot(code)));
    expect(words(await put())).toBe(why);
  });

  it("is calm to who is nobody to the association, and tells them nothing", async () => {
    const card = await put({ show: "plan" });
    const me = { ...RESIDENT, role: "none", acts: [] };
    await tell({ me, zones: [] }, { kind: "places", zones: [], slots: [], cameras: [] });
    expect(words(card)).toBe("Free places are shown to people of the association. Its board can add you.");
  });

  it("says that its zone is gone, or that there is none yet", async () => {
    const card = await put({ zone: "South" });
    await tell();
    expect(words(card)).toContain("This zone is not set up any more.");
    await tell({ zones: [] });
    expect(words(card)).toBe("There are no zones yet");
  });

  it("shows what it knew as old when the connection is lost or the association stops, and goes on after it", async () => {
    const card = await put({ zone: "north", show: "plan" });
    await tell();
    expect(all(card, ".old")).toHaveLength(0);
    connection.lose();
    await pass(60);
    expect(words(card)).toContain("The connection to Home Assistant is lost. What you see may be old");
    expect(all(card, ".old")).toHaveLength(1);
    connection.recover();
    await settled();
    await tell();
    expect(all(card, ".old")).toHaveLength(0);
    connection.send({ kind: "closed" }, PLACES);
    await pass(60);
    expect(words(card)).toContain("HOA Parking is restarting. What you see may be old");
    expect(all(card, ".old")).toHaveLength(1);
  });
});

describe("several cards on a page", () => {
  it("hear through one subscription, until the last has gone", async () => {
    const cards = [await put({ show: "plan" }), await put({ zone: "north", show: "plan" })];
    await tell();
    expect(asked()).toEqual([JOURNAL, PLACES]);
    expect(cards.map((card) => shown(card).length)).toEqual([2, 1]);
    const late = await put({ zone: "Yard" });
    expect(shown(late)).toEqual(["Yard Full 0/ 12 Full: 12 of 12 taken"]);
    cards[0]?.remove();
    late.remove();
    await pass(2_000);
    expect(connection.subscribed).toBe(true);
    cards[1]?.remove();
    await pass(2_000);
    expect([connection.subscribed, connection.handlers]).toEqual([false, 0]);
    // What they heard is old by now, and is not shown to the next.
    expect(shown(await put())).toEqual([]);
  });

  it("keep it while Home Assistant moves them", async () => {
    const card = await put({ show: "plan" });
    await tell();
    card.remove();
    await pass(500);
    document.body.append(card);
    await pass(5_000);
    expect(asked()).toEqual([JOURNAL, PLACES]);
    expect(shown(card)).toHaveLength(2);
  });
});
