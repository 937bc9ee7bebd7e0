import { beforeEach, describe, expect, it, vi } from "vitest";
import { square } from "./drawing-stage.js";
import { rawCamera, rawPlan, rawSlot, type Raw } from "./layout-golden.js";
import { easel, refusal, type Stage } from "./layout-stage.js";
import { all, one, words } from "./stage.js";

const SAVE = "hoa_parking/layout/save";
const BEGAN = "2026-11-21T06:00:00.000Z";
const LATER = "2026-11-21T06:10:00.000Z";
const MINE = "2026-11-21T06:20:00.000Z";
const list = "hoa-drawing-list";
const save = ["hoa-drawing-tools", "button.main"] as const;

const outline = (slot: string, x: number): Raw => ({ slot, polygon: square(x, 100) });
const plan = (saved_at: string, outlines: readonly Raw[] = [outline("1", 100), outline("2", 140)]): Raw => {
  const slots = [...(rawPlan().slots as Raw[]), rawSlot("9", "B", "99")];
  return rawPlan({ slots, cameras: [rawCamera("lot", "Lot camera", outlines, { saved_at })] });
};
const theirs = plan(LATER, [outline("9", 300)]);

/** Somebody who began to draw on what was saved at BEGAN, and renamed B-1 to B-7. */
async function drawing(answers: Record<string, () => unknown> = {}): Promise<Stage> {
  const stage = await easel(answers);
  await stage.leave();
  await stage.come(plan(BEGAN));
  await stage.press(list, "button[aria-label^='B-1,']");
  await stage.type("7", "hoa-drawing-form", "input[name='number']");
  return stage;
}

const numbers = (stage: Stage): string[] => all(stage.view, list, "li button").map(words).sort();
const bases = (stage: Stage): unknown[] => stage.asked("layout/save").map((message) => message.base);

beforeEach(() => {
  sessionStorage.clear();
});

describe("two who draw the same camera", () => {
  it("are told apart by what each began from", async () => {
    const stage = await drawing({ [SAVE]: () => ({ saved_at: MINE }) });
    await stage.press(...save);
    await stage.type("8", "hoa-drawing-form", "input[name='number']");
    await stage.press(...save);
    expect(bases(stage)).toEqual([BEGAN, MINE]);
    expect(all(stage.view, ".outdated")).toEqual([]);
  });

  it("are not in each other's way when the plan comes before the answer", async () => {
    const stage: Stage = await drawing({
      [SAVE]: async () => {
        await stage.hear(plan(MINE));
        return { saved_at: MINE };
      },
    });
    await stage.press(...save);
    await stage.type("8", "hoa-drawing-form", "input[name='number']");
    expect(all(stage.view, ".outdated")).toEqual([]);
  });

  it("are not asked when the other's drawing is already on the screen", async () => {
    const stage = await easel({ [SAVE]: () => ({ saved_at: MINE }) });
    await stage.hear(theirs);
    expect(numbers(stage)).toEqual(["99"]);
    await stage.press(list, "li button");
    await stage.type("98", "hoa-drawing-form", "input[name='number']");
    await stage.press(...save);
    expect(bases(stage)).toEqual([LATER]);
  });

  it("lose nothing: the second is asked, as soon as it is known", async () => {
    const stage = await drawing();
    await stage.hear(theirs);
    expect(words(one(stage.view, "[role=alertdialog]"))).toContain(
      "Somebody else has saved this camera's layout meanwhile. What you have drawn is not saved.",
    );
    expect(numbers(stage)).toEqual(["2", "7"]);
  });

  it("are refused by the server where the second has not heard of it yet", async () => {
    const stage = await drawing({ [SAVE]: refusal("layout_outdated", "somebody else has saved") });
    await stage.press(...save);
    expect(all(stage.view, "[role=alertdialog]")).toHaveLength(1);
    expect(stage.said).not.toContain("everything is still here");
    expect(stage.view.unsaved).toBe(true);
    expect(numbers(stage)).toEqual(["2", "7"]);
  });

  it("may see the other's drawing", async () => {
    const stage = await drawing();
    await stage.hear(theirs);
    await stage.press("button.theirs");
    expect(numbers(stage)).toEqual(["99"]);
    expect(stage.view.unsaved).toBe(false);
    expect(all(stage.view, ".outdated")).toEqual([]);
    await stage.leave();
    await stage.come(theirs);
    expect(numbers(stage)).toEqual(["99"]);
  });

  it("see that nothing is drawn any more where the other has taken everything away", async () => {
    const stage = await easel();
    await stage.hear(rawPlan({ slots: [], cameras: [rawCamera("lot", "Lot", [], { size: null, still: null })] }));
    expect(all(stage.view, list)).toEqual([]);
    expect(stage.view.unsaved).toBe(false);
    expect(stage.asked("layout/still")).toEqual([]);
  });

  it("see the other's drawing, too, when theirs is given up", async () => {
    const stage = await drawing();
    await stage.hear(theirs);
    await stage.press("button.revert");
    expect(numbers(stage)).toEqual(["99"]);
  });

  it("may save over it when they say so, but not over a third one that nobody has seen", async () => {
    const stage = await drawing({ [SAVE]: () => ({ saved_at: MINE }) });
    await stage.hear(theirs);
    await stage.press("button.mine");
    expect(bases(stage)).toEqual([LATER]);
    expect(stage.view.unsaved).toBe(false);
    expect(all(stage.view, ".outdated")).toEqual([]);
  });

  it("are asked before another camera is shown, once", async () => {
    const stage = await drawing({ [SAVE]: refusal("layout_outdated", "somebody else has saved") });
    const cameras = [rawCamera("lot", "Lot", [outline("1", 100), outline("2", 140)], { saved_at: BEGAN })];
    await stage.hear(rawPlan({ cameras: [...cameras, rawCamera("roof", "Roof camera", [])] }));
    await stage.choose("roof", ".top select");
    await stage.press("button.save");
    expect(all(stage.view, "[role=alertdialog]").map((each) => each.className)).toEqual(["card ask outdated"]);
  });

  it.each(["another view", "another page"])("are asked after somebody was at %s", async (where) => {
    const stage = await drawing();
    await vi.advanceTimersByTimeAsync(500);
    await stage.leave();
    const back = where === "another view" ? stage : await easel();
    await back.leave();
    await back.come(theirs);
    expect(all(back.view, ".outdated")).toHaveLength(1);
    expect(numbers(back)).toEqual(["2", "7"]);
  });

  it("are asked in Russian", async () => {
    const stage = await easel({}, undefined, "ru");
    await stage.leave();
    await stage.come(plan(BEGAN));
    await stage.press(list, "button[aria-label^='B-1,']");
    await stage.type("7", "hoa-drawing-form", "input[name='number']");
    await stage.hear(theirs);
    expect(words(one(stage.view, ".outdated"))).toContain("Тем временем кто-то другой сохранил разметку этой камеры.");
  });
});

describe("a picture whose address has ended", () => {
  const lost = async (stage: Stage): Promise<void> => {
    one(stage.view, "image").dispatchEvent(new Event("error"));
    await vi.advanceTimersByTimeAsync(0);
  };
  const asked = (stage: Stage): number => stage.asked("places/subscribe").length;

  it("is shown under its new one, and a picture that is gone is not asked for again and again", async () => {
    const stage = await easel();
    await lost(stage);
    expect(asked(stage)).toBe(2);
    const still = "/api/hoa_parking/v1/stills/still-of-lot?authSig=new";
    await stage.hear(rawPlan({ cameras: [rawCamera("lot", "Lot camera", [outline("1", 100)], { still })] }));
    expect(one(stage.view, "image").getAttribute("href")).toBe(still);
    expect(stage.said).not.toContain("could not be loaded");
    await lost(stage);
    expect(asked(stage)).toBe(2);
    expect(stage.said).toContain("The picture could not be loaded.");
  });
});
