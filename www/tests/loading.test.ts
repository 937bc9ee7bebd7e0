import { describe, expect, it, vi } from "vitest";
import { all, live, words, type Stage } from "./stage.js";

vi.mock("../src/views/layout.js", () => {
  throw new Error("404: it is of the version before");
});

const BOARD = { role: "board", name: "Aigul", apartment: null, can_open: true, acts: ["draw_layout"] };

async function gone(path: string): Promise<Stage> {
  const stage = await live({ me: BOARD });
  stage.panel.route = { prefix: "/hoa-parking", path };
  return stage;
}

describe("a view that is loaded when somebody goes there", () => {
  it("shows the shape of things meanwhile, and comes", async () => {
    const { panel } = await gone("/places");
    await panel.updateComplete;
    expect(all(panel, "main", "hoa-skeleton")).not.toHaveLength(0);
    await vi.waitFor(() => {
      expect(all(panel, "hoa-places")).toHaveLength(1);
    });
  });

  it("says what to do when it does not come", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const { panel } = await gone("/layout");
    await vi.waitFor(() => {
      expect(words(panel)).toContain("This view could not be loaded. Reload the page, please.");
    });
    expect(warn).toHaveBeenCalledOnce();
    warn.mockRestore();
  });
});
