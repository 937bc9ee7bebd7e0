import { describe, expect, it } from "vitest";
import { snapshot, type Raw } from "./golden.js";
import { at, frame, PLACES, rawPlaces, rawSlot, RESIDENT, ZONE } from "./lot.js";
import { all, live, one, settled, words, type Stage } from "./stage.js";

const SINCE = "2026-11-21T06:22:00Z";
const wrong = (address: string, kind = "place_taken", slot = address): Raw => ({
  ...{ slot, address, kind },
  zone: ZONE,
  since: SINCE,
});
const lines = (stage: Stage): string[] => all(stage.panel, "hoa-place-notices", ".text").map(words);
const links = (stage: Stage): (string | null)[] =>
  all(stage.panel, "hoa-place-notices", "a").map((link) => link.getAttribute("href"));

describe("what is wrong with places", () => {
  it("is the first thing that a resident reads, and leads to the place where they can say that it is theirs", async () => {
    const slots = [rawSlot("1", "B", "17", { state: "occupied", owned: true, notice: "place_taken" })];
    const stage = await at("", { me: RESIDENT, changes: { notices: [wrong("B-17", "place_taken", "1")] } });
    expect(lines(stage)).toEqual([
      expect.stringMatching(/^Somebody else seems to stand on your place B-17, since .+\.$/),
    ]);
    const [first] = all(stage.panel, "hoa-live", "section, hoa-place-notices");
    expect(first?.localName).toBe("hoa-place-notices");
    one(stage.panel, "hoa-place-notices", "a").click();
    await settled();
    stage.connection.send(rawPlaces(slots), PLACES);
    await frame();
    expect(location.pathname).toBe(`/hoa-parking/places/${ZONE}/slot/1`);
    expect(all(stage.panel, "hoa-slot-actions", "button").map(words)).toContain("This is my car");
  });

  it("comes and goes while somebody looks", async () => {
    const stage = await live({ me: RESIDENT, notices: [] });
    expect(all(stage.panel, "hoa-place-notices")).toHaveLength(0);
    stage.connection.send({ kind: "notices", notices: [wrong("G-1", "overstay"), wrong("A-11", "no_parking")] });
    await settled();
    expect(lines(stage)).toEqual([
      expect.stringContaining("Your car has stood on guest place G-1"),
      expect.stringContaining("where parking is not allowed"),
    ]);
    stage.connection.send({ kind: "notices", notices: [] });
    await settled();
    expect(all(stage.panel, "hoa-place-notices")).toHaveLength(0);
  });

  it("is told to the board of every place, the first few of many", async () => {
    const notices = ["A-1", "A-2", "A-3", "A-4", "A-5", "A-6"].map((address) => wrong(address));
    const stage = await live({ notices });
    expect(lines(stage)).toHaveLength(3);
    expect(lines(stage)[0]).toContain("Place A-1: not its owner's car, it seems, since");
    expect(lines(stage).at(-1)).toBe("4 more places need a look.");
    expect(links(stage).at(-1)).toBe(`/hoa-parking/places/${ZONE}`);
  });

  it("is told in Russian", async () => {
    const stage = await live({ ...snapshot(), me: RESIDENT, notices: [wrong("B-17")] }, {}, { language: "ru" });
    expect(lines(stage)[0]).toContain("Похоже, на вашем месте B-17 стоит чужая машина");
  });
});
