import { beforeEach, describe, expect, it, vi } from "vitest";
import { easel, refusal } from "./layout-stage.js";
import { all, one, words } from "./stage.js";

const SAVE = "hoa_parking/layout/save";
const list = "hoa-drawing-list";
const slotB1 = [list, "button[aria-label^='B-1,']"] as const;
const number = ["hoa-drawing-form", "input[name='number']"] as const;

beforeEach(() => {
  sessionStorage.clear();
});

describe("who may not know what is drawn", () => {
  it("hears so", async () => {
    const stage = await easel({ "hoa_parking/places/subscribe": refusal("unauthorized", "no") });
    expect(stage.said).toContain("The server did not let you in You may not do this.");
  });
});

describe("unsaved changes", () => {
  it("are asked about before another camera is shown", async () => {
    const stage = await easel({ [SAVE]: () => ({}) });
    await stage.press(...slotB1);
    await stage.type("9", ...number);
    await stage.choose("roof", ".top select");
    expect(words(one(stage.view, ".ask"))).toContain("What shall become of it?");
    await stage.press("button.stay");
    expect(all(stage.view, ".ask")).toEqual([]);
    await stage.choose("roof", ".top select");
    await stage.press("button.save");
    expect(stage.asked("layout/save")).toHaveLength(1);
    expect(words(one(stage.view, list))).toContain("Row C");
  });

  it("are thrown away on demand", async () => {
    const stage = await easel();
    await stage.press(...slotB1);
    await stage.type("9", ...number);
    await stage.choose("roof", ".top select");
    await stage.press("button.discard");
    expect(words(one(stage.view, list))).toContain("Row C");
    await stage.choose("lot", ".top select");
    expect(all(stage.view, list, "li button").map(words)).toEqual(["1", "2"]);
  });

  it("are given up on demand, and that can be undone", async () => {
    const stage = await easel();
    await stage.press(...slotB1);
    await stage.type("9", ...number);
    await stage.press("button.revert");
    expect(stage.view.unsaved).toBe(false);
    expect(all(stage.view, list, "li button").map(words)).toEqual(["1", "2"]);
    await stage.press("hoa-drawing-tools", "button.undo");
    expect(all(stage.view, list, "li button").map(words)).toEqual(["2", "9"]);
  });

  it("hold the page", async () => {
    const stage = await easel();
    const leaving = (): boolean => dispatchEvent(new Event("beforeunload", { cancelable: true }));
    expect(leaving()).toBe(true);
    await stage.press(...slotB1);
    await stage.type("9", ...number);
    expect(leaving()).toBe(false);
  });

  it("are there again after a look at another view, with their owners and their past", async () => {
    const stage = await easel();
    await stage.press(...slotB1);
    await stage.type("99", "hoa-drawing-form", "input[name='apartment']");
    await stage.leave();
    await stage.come();
    expect(one(stage.view, list, "li button").getAttribute("aria-label")).toContain("apartment 99");
    await stage.press("hoa-drawing-tools", "button.undo");
    expect(stage.view.unsaved).toBe(false);
  });

  it("are there again after the page was loaded anew, without owners", async () => {
    const stage = await easel();
    await stage.press(...slotB1);
    await stage.type("12", ...number);
    await vi.advanceTimersByTimeAsync(500);
    const anew = await easel();
    expect(anew.said).toContain("What was drawn here and not saved is back.");
    expect(all(anew.view, list, "li button").map(words)).toEqual(["2", "12"]);
  });
});
