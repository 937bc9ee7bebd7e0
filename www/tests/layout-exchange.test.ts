import { beforeEach, describe, expect, it, vi } from "vitest";
import { easel, refusal, type Stage } from "./layout-stage.js";
import { all, one, settled, words } from "./stage.js";

const IMPORT = "hoa_parking/layout/import";
const exchange = "hoa-drawing-exchange";
const said = (stage: Stage): string => words(one(stage.view, exchange));
const button = (stage: Stage, text: string): HTMLElement => {
  const found = all(stage.view, exchange, "button").find((one) => words(one) === text);
  if (found === undefined) throw new Error(`no button ${text}`);
  return found;
};

async function chooseFile(stage: Stage, text: string): Promise<void> {
  const input = one(stage.view, exchange, "input[type=file]") as HTMLInputElement;
  Object.defineProperty(input, "files", { configurable: true, value: [new File([text], "lot.json")] });
  input.dispatchEvent(new Event("change"));
  await settled();
}

beforeEach(() => {
  sessionStorage.clear();
});

describe("the layout as a file", () => {
  it("is looked at before it is imported, and every bad row named with its reason", async () => {
    const problems = [
      { where: "Lot camera #3", code: "layout_duplicate_slot", slot: "B-3" },
      { where: "Lot camera #7", code: "layout_outside", slot: null },
    ];
    const stage = await easel({ [IMPORT]: () => ({ problems, added: 2, changed: 1, removed: 0 }) });
    await chooseFile(stage, '{"hoa_parking_layout":1,"cameras":[]}');
    expect(stage.asked("layout/import")).toMatchObject([
      { dry_run: true, camera: "lot", document: { hoa_parking_layout: 1, cameras: [] } },
    ]);
    expect(said(stage)).toContain("Added: 2 · changed: 1 · removed: 0");
    expect(said(stage)).toContain("Lot camera #3 (B-3): This address is taken: each place has its own.");
    expect(said(stage)).toContain("Lot camera #7: The outline runs beyond the picture.");
    expect(said(stage)).toContain("2 rows cannot be used, so nothing is imported");
    expect(all(stage.view, exchange, "button.main")).toEqual([]);
  });

  it("is imported once it is clean, and says what came of it", async () => {
    const stage = await easel({ [IMPORT]: () => ({ problems: [], added: 2, changed: 0, removed: 1 }) });
    await chooseFile(stage, '{"size":[640,480],"slots":[]}');
    button(stage, "Import").click();
    await settled();
    expect(stage.asked("layout/import").map((message) => message.dry_run)).toEqual([true, false]);
    expect(said(stage)).toContain("Imported. Added: 2 · changed: 0 · removed: 1");
  });

  it.each([
    ["is no JSON", "{", "The file is no JSON."],
    ["is too large", " ".repeat(4_000_001), "The file is too large."],
  ])("is refused in words where it %s", async (_what, text, words_) => {
    const stage = await easel();
    await chooseFile(stage, text);
    expect(said(stage)).toContain(words_);
    expect(stage.asked("layout/import")).toEqual([]);
  });

  it("is not imported over what is not saved", async () => {
    const stage = await easel();
    await stage.draw({ kind: "select", keys: ["k0"], how: "only" }, { kind: "remove" });
    expect(button(stage, "Import…").getAttribute("aria-disabled")).toBe("true");
    expect(said(stage)).toContain("Save or discard this drawing before an import.");
  });

  it("is exported under its name", async () => {
    const saved: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.download);
    });
    const kept = vi.spyOn(URL, "createObjectURL");
    const stage = await easel({ "hoa_parking/layout/export": () => ({ hoa_parking_layout: 1, cameras: [] }) });
    button(stage, "Export").click();
    await settled();
    expect(saved).toEqual(["hoa-parking-layout-2026-11-21.json"]);
    const blob = kept.mock.calls[0]?.[0] as Blob;
    expect(JSON.parse(await blob.text())).toEqual({ hoa_parking_layout: 1, cameras: [] });
    vi.restoreAllMocks();
  });
});

describe("the wall display's link", () => {
  const STATE = "hoa_parking/display/state";
  const card = "hoa-display-card";
  const answers = {
    [STATE]: () => ({ enabled: false }),
    "hoa_parking/display/enable": () => ({ path: "/api/hoa_parking/v1/display/secret" }),
    "hoa_parking/display/disable": () => ({}),
  };

  it("is made, shown once as a whole address, copied, and switched off", async () => {
    const stage = await easel(answers);
    expect(words(one(stage.view, card))).toContain("Switched off.");
    await stage.press(card, "button.main");
    const input = one(stage.view, card, "input") as HTMLInputElement;
    expect(input.value).toBe(`${location.origin}/api/hoa_parking/v1/display/secret`);
    const written = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await stage.press(card, ".link button");
    expect(written).toHaveBeenCalledWith(input.value);
    expect(words(one(stage.view, card))).toContain("Copied.");
    await stage.press(card, ".row button:last-child");
    expect(all(stage.view, card, "input")).toEqual([]);
    expect(words(one(stage.view, card))).toContain("Switched off.");
    vi.restoreAllMocks();
  });

  it("is not shown again to who comes later", async () => {
    const stage = await easel({ ...answers, [STATE]: () => ({ enabled: true }) });
    expect(words(one(stage.view, card))).toContain("The link works.");
    expect(all(stage.view, card, "input")).toEqual([]);
  });

  it("says why it could not be made, and what to do where nothing may be copied", async () => {
    const locked = await easel({ ...answers, "hoa_parking/display/enable": refusal("store_locked", "busy") });
    await locked.press(card, "button.main");
    expect(words(one(locked.view, card))).toContain("That did not work. The database is busy");
    await locked.leave();
    const stage = await easel(answers);
    await stage.press(card, "button.main");
    vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new DOMException("no", "NotAllowedError"));
    await stage.press(card, ".link button");
    expect(words(one(stage.view, card))).toContain("mark the address and copy it yourself");
    vi.restoreAllMocks();
  });
});
