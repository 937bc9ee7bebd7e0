import { beforeEach, describe, expect, it } from "vitest";
import golden from "../../tests/contract/panel/good-places.json" with { type: "json" };
import { square } from "./drawing-stage.js";
import { rawCamera, rawPlan, rawSlot, type Raw } from "./layout-golden.js";
import { easel, refusal } from "./layout-stage.js";
import { all, one, settled, words } from "./stage.js";

const STILL = "hoa_parking/layout/still";
const SAVE = "hoa_parking/layout/save";
const picture = { [STILL]: () => ({ still: "fresh", url: "/api/hoa_parking/v1/stills/fresh" }) };
const lot = (view: string): Raw => ({ id: "lot", name: "Lot camera", state: "online", error: null, view });
const links = (view: string): Raw => ({
  recognizer: { online: true, since: null, pending: 0, parked: 0 },
  cameras: [lot(view)],
});
const list = "hoa-drawing-list";
const slotB1 = [list, "button[aria-label^='B-1,']"] as const;
const number = ["hoa-drawing-form", "input[name='number']"] as const;
const save = ["hoa-drawing-tools", "button.main"] as const;

beforeEach(() => {
  sessionStorage.clear();
});

describe("the editor", () => {
  it("shows a camera's picture with what is drawn there, also in words", async () => {
    const stage = await easel();
    expect(one(stage.view, "image").getAttribute("href")).toContain("still-of-lot");
    expect(stage.marks).toBe(2);
    expect(words(one(stage.view, list))).toContain("Row B");
    expect(all(stage.view, list, "li button").map((button) => button.getAttribute("aria-label"))).toEqual([
      "B-1, Residents, apartment 17",
      "B-2, Residents",
    ]);
  });

  it("asks a camera without a picture for one, and draws on it", async () => {
    const stage = await easel(picture);
    await stage.leave();
    await stage.come(rawPlan({ cameras: [rawCamera("lot", "Lot camera", [], { size: null, still: null })] }));
    expect(stage.asked("layout/still")).toMatchObject([{ camera: "lot" }]);
    expect(one(stage.view, "image").getAttribute("href")).toContain("stills/fresh");
  });

  it.each([
    ["the server says so", refusal("still_late", "too late"), "The camera did not send a picture in time."],
    ["it cannot be shown", () => ({ still: "s", url: "/lost" }), "The picture could not be loaded."],
  ])("says why there is no new picture where %s, and keeps the old one", async (_why, answer, text) => {
    const stage = await easel({ [STILL]: answer });
    await stage.press("button.take");
    expect(stage.said).toContain(text);
    expect(one(stage.view, "image").getAttribute("href")).toContain("still-of-lot");
  });

  it("says where to begin when no camera watches the lot", async () => {
    const stage = await easel();
    await stage.leave();
    await stage.come(rawPlan({ cameras: [], slots: [] }));
    expect(stage.said).toContain("No camera watches the lot yet");
  });

  it("speaks Russian", async () => {
    const stage = await easel({}, links("moved"), "ru");
    expect(stage.said).toContain("Камера сдвинулась");
    expect(stage.said).toContain("2 места");
  });
});

describe("saving", () => {
  it("leaves the golden places as they are but for what was changed", async () => {
    const stage = await easel({ [SAVE]: () => ({}) });
    await stage.leave();
    await stage.come(golden.events[0]);
    await stage.press(list, "li button");
    await stage.press("hoa-drawing-tools", "button.copy");
    await stage.press(...save);
    const outline = [
      [100, 400],
      [220, 400],
      [200, 520],
      [60, 520],
    ];
    const [camera] = (golden.events[0] as { cameras: { id: string; zone: string }[] }).cameras;
    expect(stage.asked("layout/save")).toMatchObject([
      {
        camera: camera?.id,
        base: "2026-11-20T18:04:05.250Z",
        drawing: {
          size: [1280, 720],
          still: "5d0f8a4e-2f5b-4a57-9d0e-3c2b1a0f9e8d",
          slots: [
            { id: "12", row: "B", number: "17", zone: camera?.zone, apartment: "17", polygon: outline },
            { id: null, row: "B", number: "18", zone: camera?.zone, apartment: null },
          ],
        },
      },
    ]);
  });

  it("sends what is drawn, and takes up the ids that come back", async () => {
    const stage = await easel({ [SAVE]: () => ({}) });
    await stage.press(...slotB1);
    await stage.press("hoa-drawing-tools", "button.copy");
    expect(stage.said).toContain("Not saved yet");
    await stage.press(...save);
    const [sent] = stage.asked("layout/save");
    expect(sent).toMatchObject({ camera: "lot", drawing: { size: [1280, 720], still: "still-of-lot" } });
    const slots = (sent?.drawing as { slots: Raw[] }).slots;
    expect(slots.map((slot) => [slot.id, slot.row, slot.number, slot.apartment])).toEqual([
      ["1", "B", "1", "17"],
      ["2", "B", "2", null],
      [null, "B", "3", null],
    ]);
    expect(stage.said).toContain("Saved");
    expect(stage.view.unsaved).toBe(false);
  });

  it("is done, whether the new plan or the answer comes first", async () => {
    const outlines = [
      { slot: "1", polygon: square(100, 100) },
      { slot: "2", polygon: square(140, 100) },
      { slot: "5", polygon: square(180, 100) },
    ];
    const plan = rawPlan();
    const slots = [...(plan.slots as Raw[]), rawSlot("5", "B", "3")];
    const after = rawPlan({ slots, cameras: [rawCamera("lot", "Lot camera", outlines)] });
    const first = await easel({
      [SAVE]: async () => {
        await first.hear(after);
        return { saved_at: null };
      },
    });
    const later = await easel({ [SAVE]: () => ({}) });
    for (const stage of [first, later]) {
      await stage.press(...slotB1);
      await stage.press("hoa-drawing-tools", "button.copy");
      await stage.press(...save);
      await stage.hear(after);
      expect(stage.view.unsaved).toBe(false);
      expect(all(stage.view, list, "li button").map(words)).toEqual(["1", "2", "3"]);
      await stage.press("hoa-drawing-tools", "button.undo");
      expect(stage.view.unsaved).toBe(true);
    }
  });

  it("is refused with the reason at the slot that the server names, and loses nothing", async () => {
    const stage = await easel({ [SAVE]: refusal("layout_apartment_unknown", "B-1: no household has it") });
    await stage.press(...slotB1);
    await stage.type("99", "hoa-drawing-form", "input[name='apartment']");
    await stage.draw({ kind: "select", keys: [], how: "only" });
    await stage.press(...save);
    expect(words(one(stage.view, "hoa-drawing-form"))).toContain("Place B-1 No household has this apartment yet.");
    expect(stage.said).toContain("Not saved; everything is still here.");
    expect(stage.view.unsaved).toBe(true);
  });

  it("is not tried with an address that another camera has; it is named at the field", async () => {
    const stage = await easel({ [SAVE]: () => ({}) });
    await stage.press(...slotB1);
    await stage.type("C", "hoa-drawing-form", "input[name='row']");
    expect(words(one(stage.view, "hoa-drawing-form"))).toContain("C-1 is taken: camera Roof camera, zone Guests.");
    expect(one(stage.view, ...number).getAttribute("aria-invalid")).toBe("true");
    await stage.draw({ kind: "select", keys: [], how: "only" });
    await stage.press(...save);
    expect(stage.asked("layout/save")).toEqual([]);
    expect(stage.said).toContain("1 place must be mended");
    expect(words(one(stage.view, "hoa-drawing-form"))).toContain("Place C-1");
  });

  it("gives a place that another camera has an outline here, when somebody says that it is the same", async () => {
    const stage = await easel({ [SAVE]: () => ({}) });
    await stage.press(...slotB1);
    await stage.press("hoa-drawing-tools", "button.copy");
    await stage.type("C", "hoa-drawing-form", "input[name='row']");
    await stage.type("1", ...number);
    await stage.press("hoa-drawing-form", "button.same");
    expect(words(one(stage.view, "hoa-drawing-form"))).toContain("also seen by: Roof camera");
    await stage.press(...save);
    const slots = (stage.asked("layout/save")[0]?.drawing as { slots: Raw[] }).slots;
    expect(slots.at(-1)).toMatchObject({ id: "3", row: "C", number: "1", zone: "guests", kind: "guest" });
  });

  it("waits for the connection, and can be tried again", async () => {
    let lost = true;
    const stage = await easel({ [SAVE]: () => (lost ? Promise.reject(new Error("3")) : {}) });
    await stage.press(...slotB1);
    await stage.type("5", ...number);
    stage.connection.lose();
    stage.view.link = "lost";
    await settled();
    expect(stage.said).toContain("You can draw on: nothing is lost");
    await stage.press(...save);
    expect(stage.view.unsaved).toBe(true);
    lost = false;
    stage.connection.recover();
    await stage.press(...save);
    expect(stage.view.unsaved).toBe(false);
  });

  it("keeps what somebody is drawing when others save, and shows theirs where nothing is being drawn", async () => {
    const stage = await easel();
    const other = rawPlan({
      cameras: [
        rawCamera("lot", "Lot camera", [
          {
            slot: "3",
            polygon: [
              [1, 1],
              [50, 1],
              [50, 50],
            ],
          },
        ]),
      ],
    });
    await stage.hear(other);
    expect(all(stage.view, list, "li button").map(words)).toEqual(["1"]);
    await stage.press(list, "li button");
    await stage.type("77", ...number);
    await stage.hear(rawPlan());
    expect(all(stage.view, list, "li button").map(words)).toEqual(["77"]);
  });
});

describe("a camera that moved", () => {
  it("is said, and its outlines are moved together over a new picture", async () => {
    const stage = await easel({ ...picture, [SAVE]: () => ({}) }, links("moved"));
    expect(stage.said).toContain("This camera has moved");
    await stage.press("button.moved");
    expect(one(stage.view, "image").getAttribute("href")).toContain("stills/fresh");
    await stage.press("hoa-drawing-together", "button[aria-label='Right']");
    await stage.press(...save);
    const [sent] = stage.asked("layout/save");
    expect(sent?.drawing).toMatchObject({ still: "fresh" });
    const slots = (sent?.drawing as { slots: { polygon: number[][] }[] }).slots;
    expect(slots.map((slot) => slot.polygon[0])).toEqual([
      [102, 100],
      [142, 100],
    ]);
  });
});
