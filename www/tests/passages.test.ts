import { describe, expect, it, vi } from "vitest";
import type { Answers } from "../dev/fake-connection.js";
import { PassageRow } from "../src/components/passage-row.js";
import { rawPassage, type Raw } from "./golden.js";
import { FakeIntersectionObserver } from "./setup.js";
import { all, live, one, settled, words } from "./stage.js";

const LIST = "hoa_parking/passages";
const PICTURES = { frame: "/frame?authSig=old", plate: "/plate?authSig=old" };

function paging(...pages: readonly (() => unknown)[]): { answers: Answers; asked: Raw[] } {
  const asked: Raw[] = [];
  const left = [...pages];
  const answer = (message: Raw): unknown => {
    asked.push(message);
    return left.shift()?.();
  };
  return { answers: { [LIST]: answer }, asked };
}

describe("a passage that was refused", () => {
  it("says so when somebody opened by hand after all", async () => {
    const refused = {
      ...rawPassage(1),
      verdict: "refuse",
      reason: "unknown",
      outcome: "opened",
      outcome_reason: "by_hand",
    };
    const { panel } = await live({ passages: [{ ...refused, latency_ms: null }], next: null });
    expect(words(one(panel, "hoa-passage-row"))).toContain("Let in by hand");
  });
});

describe("older passages", () => {
  const start = { passages: [rawPassage(9)], next: "place-9" };

  it("come when the end comes into sight", async () => {
    const { answers, asked } = paging(() => ({ passages: [rawPassage(8)], next: null }));
    const { panel } = await live(start, answers);
    FakeIntersectionObserver.scrollToEnd();
    await settled();
    expect(asked).toEqual([{ type: LIST, limit: 50, before: "place-9" }]);
    expect(all(panel, "hoa-passage-row")).toHaveLength(2);
    expect(all(panel, ".more")).toHaveLength(0);
  });

  it("come by the button, for those who do not scroll", async () => {
    const { answers } = paging(() => ({ passages: [rawPassage(8)], next: "place-8" }));
    const { panel } = await live(start, answers);
    one(panel, ".more").click();
    await settled();
    expect(all(panel, "hoa-passage-row")).toHaveLength(2);
    expect(words(one(panel, ".more"))).toBe("Show older");
  });

  it("can be asked for again after a failure, which is told in words and not repeated by itself", async () => {
    const failing = (): unknown => Promise.reject(Object.assign(new Error("locked"), { code: "store_locked" }));
    const { answers, asked } = paging(failing, () => ({ passages: [rawPassage(8)], next: null }));
    const { panel } = await live(start, answers);
    FakeIntersectionObserver.scrollToEnd();
    await settled();
    expect(words(panel)).toContain("Older passages could not be loaded: The database is busy");
    FakeIntersectionObserver.scrollToEnd();
    await settled();
    expect(asked).toHaveLength(1);
    one(panel, ".more").click();
    await settled();
    expect(all(panel, "hoa-passage-row")).toHaveLength(2);
  });
});

describe("pictures", () => {
  it("are asked for once more when their address has grown old", async () => {
    const renewed = { frame: "/frame?authSig=new", plate: "/plate?authSig=new" };
    const { answers, asked } = paging(() => ({ passages: [rawPassage(8, { pictures: renewed })], next: null }));
    const passages = [rawPassage(9, { pictures: { frame: null, plate: null } }), rawPassage(8, { pictures: PICTURES })];
    const { panel } = await live({ passages, next: null }, answers);
    one(panel, "hoa-passage-row", "img").dispatchEvent(new Event("error"));
    await settled();
    expect(asked).toEqual([{ type: LIST, limit: 50, before: "2026-11-21T06:00:09.000Z|passage-00009" }]);
    expect(one(panel, "hoa-passage-row", "img").getAttribute("src")).toBe("/plate?authSig=new");
    one(panel, "img").dispatchEvent(new Event("error"));
    await settled();
    expect(asked).toHaveLength(1);
    expect(all(panel, "img")).toHaveLength(0);
  });
});

describe("the details of a passage", () => {
  const ALTERNATIVES = [{ text: "128ABC02", country: "KZ", confidence: 0.021 }];
  const start = {
    passages: [rawPassage(9, { pictures: PICTURES, raw: "123АВС02", alternatives: ALTERNATIVES }), rawPassage(8)],
    next: null,
  };

  it("show everything that is known of it", async () => {
    const { panel } = await live(start);
    one(panel, "hoa-passage-row", "button").click();
    await settled();
    const text = words(one(panel, "hoa-passage-detail"));
    expect(all(panel, "hoa-passage-detail", "img").map((image) => image.getAttribute("src"))).toEqual([
      "/frame?authSig=old",
      "/plate?authSig=old",
    ]);
    for (const part of ["123АВС02", "97.4%", "128ABC02", "2.1%", "Main gate", "Entry", "Open the gate", "in 184 ms"]) {
      expect(text).toContain(part);
    }
  });

  it.each([
    ["the button", (dialog: HTMLElement): unknown => one(dialog, ".close").dispatchEvent(new Event("click"))],
    ["Escape", (dialog: HTMLElement): unknown => dialog.dispatchEvent(new Event("cancel", { cancelable: true }))],
    ["a press beside it", (dialog: HTMLElement): unknown => dialog.dispatchEvent(new Event("click"))],
    ["back", (): unknown => window.dispatchEvent(new PopStateEvent("popstate"))],
  ])("close by %s", async (_way, close) => {
    vi.spyOn(history, "back").mockReturnValue();
    const { panel } = await live(start);
    one(panel, "hoa-passage-row", "button").click();
    await settled();
    close(one(panel, "dialog"));
    await settled();
    expect(all(panel, "dialog")).toHaveLength(0);
  });

  it("give the focus back to the row", async () => {
    vi.spyOn(history, "back").mockReturnValue();
    const focused = vi.spyOn(PassageRow.prototype, "focus");
    const { panel } = await live(start);
    one(panel, "#row-passage-00008", "button").click();
    await settled();
    one(panel, "hoa-passage-detail", ".close").click();
    await settled();
    expect(focused.mock.contexts).toEqual([one(panel, "#row-passage-00008")]);
  });

  it("follow the passage while they are open", async () => {
    const { panel, connection } = await live(start);
    one(panel, "hoa-passage-row", "button").click();
    await settled();
    connection.send({ kind: "passage", passage: rawPassage(9, { outcome: "failed", outcome_reason: "timeout" }) });
    await settled();
    expect(words(one(panel, "hoa-passage-detail"))).toContain("The gate did not confirm that it opened.");
  });
});
