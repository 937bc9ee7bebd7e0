import { afterEach, describe, expect, it, vi } from "vitest";
import { addressOf, go, linkOf, roomPath, zonePath } from "../src/lib/route.js";
import { at, GUARD, RESIDENT, ZONE } from "./lot.js";
import { all, live, one, settled, words, type Stage } from "./stage.js";

const BOARD = { ...GUARD, role: "board", acts: [...GUARD.acts, "draw_layout"] };
const tabs = (stage: Stage): string[] => all(stage.panel, "hoa-header", "hoa-tabs", "a").map(words);
const click = (link: HTMLElement, keys: MouseEventInit = {}): MouseEvent => {
  const event = new MouseEvent("click", { bubbles: true, composed: true, cancelable: true, ...keys });
  link.dispatchEvent(event);
  return event;
};

afterEach(() => {
  history.replaceState(null, "", "/");
});

describe("the views", () => {
  it.each([
    ["board", BOARD, ["Live", "Places", "Layout"]],
    ["guard", GUARD, ["Live", "Places"]],
    ["resident", RESIDENT, ["Live", "Places"]],
  ])("are those that a %s may see", async (_role, me, names) => {
    expect(tabs(await at("", { me }))).toEqual(names);
  });

  it("are none for a stranger", async () => {
    const stage = await live({ me: { role: "none", name: "Timur", apartment: null, can_open: false }, passages: [] });
    expect(all(stage.panel, "hoa-tabs")).toHaveLength(0);
  });

  it("are gone to by links, without loading the page anew, and back", async () => {
    const stage = await at("");
    const [, places] = all(stage.panel, "hoa-header", "hoa-tabs", "a");
    if (places === undefined) throw new Error("no tab");
    expect(places.getAttribute("href")).toBe("/hoa-parking/places");
    expect(click(places).defaultPrevented).toBe(true);
    await settled();
    expect(location.pathname).toBe("/hoa-parking/places");
    expect(places.getAttribute("aria-current")).toBe("page");
    expect(all(stage.panel, "hoa-places")).toHaveLength(1);
    expect(all(stage.panel, "hoa-live")).toHaveLength(0);
    stage.panel.route = { prefix: "/hoa-parking", path: "" };
    await settled();
    expect(all(stage.panel, "hoa-live")).toHaveLength(1);
  });

  it("do not open the editor for whoever types its address and may not draw", async () => {
    const stage = await at("/layout", { me: RESIDENT });
    expect(all(stage.panel, "hoa-live")).toHaveLength(1);
  });

  it("stop listening to the places when one leaves them", async () => {
    const stage = await at("/places");
    expect(stage.connection.handlers).toBe(4);
    stage.panel.route = { prefix: "/hoa-parking", path: "" };
    await settled();
    expect(stage.connection.handlers).toBe(2);
  });
});

describe("a zone's card", () => {
  it("leads to the zone's map", async () => {
    const stage = await at("");
    click(one(stage.panel, "hoa-zone-card", "a"));
    await settled();
    expect(location.pathname).toBe(`/hoa-parking/places/${ZONE}`);
    expect(words(one(stage.panel, "hoa-places-zone", "h2"))).toBe("North lot");
  });

  it("is a resident's first thing to see, and comes after the gates for a guard", async () => {
    const first = (stage: Stage): string[] =>
      all(stage.panel, ".side", "hoa-zone-card, hoa-gates").map((each) => each.localName);
    expect(first(await at("", { me: RESIDENT }))).toEqual(["hoa-zone-card", "hoa-gates"]);
    expect(first(await at("", { me: GUARD }))).toEqual(["hoa-gates", "hoa-zone-card"]);
  });
});

describe("an address", () => {
  const NOWHERE = { zone: null, slot: null, history: false, rest: [] };

  it.each([
    ["", { ...NOWHERE, room: "live" }],
    ["/live", { ...NOWHERE, room: "live" }],
    ["/places", { ...NOWHERE, room: "places" }],
    ["/places/z%201", { ...NOWHERE, room: "places", zone: "z 1", rest: ["z 1"] }],
    ["/places/z/history", { ...NOWHERE, room: "places", zone: "z", history: true, rest: ["z", "history"] }],
    ["/places/z/slot/12", { ...NOWHERE, room: "places", zone: "z", slot: "12", rest: ["z", "slot", "12"] }],
    ["/places/%E0%A4%A", { ...NOWHERE, room: "places", zone: "%E0%A4%A", rest: ["%E0%A4%A"] }],
    ["/layout", { ...NOWHERE, room: "layout" }],
    ["/mine/passages/1%2F2", { ...NOWHERE, room: "mine", rest: ["passages", "1/2"] }],
    ["/moon/crater", { ...NOWHERE, room: "live" }],
  ])("%j is understood", (path, address) => {
    expect(addressOf(path)).toEqual(address);
  });

  it("is written as it is read", () => {
    expect(addressOf(zonePath("a/b", { slot: "7" }))).toMatchObject({ zone: "a/b", slot: "7" });
    expect(addressOf(zonePath("a", { history: true }))).toMatchObject({ zone: "a", history: true });
    expect(addressOf(roomPath("people", "12/a", "cars"))).toMatchObject({ room: "people", rest: ["12/a", "cars"] });
  });

  it("is gone to as Home Assistant goes: it hears of it", () => {
    const heard = vi.fn();
    window.addEventListener("location-changed", heard, { once: true });
    go("/hoa-parking/places");
    expect(location.pathname).toBe("/hoa-parking/places");
    expect(heard).toHaveBeenCalledOnce();
  });
});

describe("a click on a link", () => {
  const linked = (href: string, keys: MouseEventInit = {}): string | null => {
    const link = document.createElement("a");
    link.href = href;
    document.body.append(link);
    let followed: string | null = "not clicked";
    link.addEventListener("click", (event) => {
      followed = linkOf(event, "/hoa-parking");
      event.preventDefault();
    });
    click(link, keys);
    return followed;
  };

  it.each([
    ["/hoa-parking", {}, "/hoa-parking"],
    ["/hoa-parking/places", {}, "/hoa-parking/places"],
    ["/hoa-parking-other", {}, null],
    ["/config", {}, null],
    ["/hoa-parking/places", { ctrlKey: true }, null],
    ["/hoa-parking/places", { metaKey: true }, null],
    ["/hoa-parking/places", { button: 1 }, null],
  ])("to %s with %j is ours only when it is plain and stays here", (href, keys, address) => {
    expect(linked(href, keys)).toBe(address);
  });
});
