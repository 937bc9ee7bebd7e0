import { describe, expect, it, vi } from "vitest";
import board from "../../tests/contract/panel/good-snapshot-board.json" with { type: "json" };
import { firstRoomOf, roomsOf } from "../src/lib/rooms.js";
import { ROOMS } from "../src/lib/route.js";
import type { Me, Role } from "../src/types/model.js";
import { all, live, one, settled, words } from "./stage.js";

const ACTS = board.me.acts;
const WORK: readonly string[] = [
  "guard",
  "journal",
  "applications",
  "people",
  "layout",
  "figures",
  "activity",
  "settings",
];
const meOf = (role: Role, acts: readonly string[], household: boolean): Me => ({
  role,
  name: "Dana",
  apartment: household ? "17" : null,
  household,
  canOpen: false,
  acts,
});

describe("the rooms", () => {
  it("of a resident are their own, what happens now, and the places", () => {
    expect(roomsOf(meOf("resident", ["see_own_passages", "see_places"], true))).toEqual(["mine", "live", "places"]);
  });

  it("of the board are in the order of their work", () => {
    const rooms = roomsOf(meOf("board", ACTS, true));
    expect(rooms).toEqual(ROOMS.filter((room) => rooms.includes(room)));
    expect(rooms).toEqual(expect.arrayContaining(["mine", "guard", "live", "places", "layout"]));
  });

  it("of work are nobody's who has no work there", () => {
    const rooms = roomsOf(meOf("resident", ["see_own_passages", "see_places"], true));
    expect(rooms.filter((room) => WORK.includes(room))).toEqual([]);
    expect(roomsOf(null)).toEqual([]);
  });

  it.each([
    ["resident", true, "mine"],
    ["resident", false, "live"],
    ["guard", false, "guard"],
    ["board", true, "live"],
  ] as const)("begin for a %s who lives here (%s) with %s", (role, household, room) => {
    expect(firstRoomOf(meOf(role, ACTS, household))).toBe(room);
  });
});

describe("the tabs", () => {
  const GUARD = { ...board.me, role: "board", household: false };

  it("say how many wait for somebody, and follow it", async () => {
    const { panel, connection } = await live({ me: GUARD, waiting: { applications: null, exceptions: 2 } });
    const badge = (): HTMLElement[] => all(panel, "hoa-tabs", "i");
    expect(badge().map((found) => found.getAttribute("aria-label"))).toEqual(["2 wait"]);
    connection.send({ kind: "waiting", applications: null, exceptions: 0 });
    await settled();
    expect(badge()).toEqual([]);
  });

  it("are walked through by the arrow keys, and stop at the ends", async () => {
    const { panel } = await live({ me: GUARD });
    const tabs = one(panel, "hoa-tabs");
    const links = all(tabs, "a");
    const names = links.map(words);
    const press = (key: string): string => {
      const from = tabs.shadowRoot?.activeElement;
      from?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true }));
      const now = tabs.shadowRoot?.activeElement;
      return now === null || now === undefined ? "" : words(now);
    };
    links[0]?.focus();
    expect(press("ArrowLeft")).toBe(names[0]);
    expect(press("ArrowRight")).toBe(names[1]);
    expect(press("End")).toBe(names.at(-1));
    expect(press("Home")).toBe(names[0]);
  });

  it("keep the current one in sight", async () => {
    const scrolled = vi.spyOn(Element.prototype, "scrollIntoView");
    const { panel } = await live({ me: GUARD });
    panel.route = { prefix: "/hoa-parking", path: "/layout" };
    await settled();
    expect(scrolled.mock.contexts.map((tab) => words(tab as Element))).toContain("Layout");
    scrolled.mockRestore();
  });
});
