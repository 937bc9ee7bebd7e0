import { html } from "lit";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { LongList } from "../src/components/long-list.js";
import { Heights } from "../src/lib/heights.js";
import { all, settled } from "./stage.js";

describe("a hundred thousand rows", () => {
  const COUNT = 100_000;
  let scrolled = 0;

  beforeEach(() => {
    scrolled = 0;
    vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockImplementation(
      () => ({ top: -scrolled, bottom: 0, left: 0, right: 0, width: 0, height: 0, x: 0, y: -scrolled }) as DOMRect,
    );
    vi.spyOn(window, "scrollBy").mockImplementation((by) => {
      scrolled += (by as ScrollToOptions).top ?? 0;
      window.dispatchEvent(new Event("scroll"));
    });
  });

  async function long(): Promise<{ readonly list: LongList; readonly ends: () => number }> {
    const list = new LongList();
    let ends = 0;
    list.addEventListener("hoa-near-end", () => (ends += 1));
    list.items = Array.from({ length: COUNT }, (_one, index) => ({ key: String(index), head: index % 50 === 0 }));
    list.row = (item) => html`<button>${item.key}</button>`;
    document.body.append(list);
    await settled();
    return { list, ends: () => ends };
  }

  const drawn = (list: LongList): number[] => all(list, "[data-index]").map((row) => Number(row.dataset.index));

  it("puts only those on the page that are in view, wherever it is scrolled to", async () => {
    const { list, ends } = await long();
    for (const share of [0, 0.25, 0.5, 0.99]) {
      scrolled = share * COUNT * 92;
      window.dispatchEvent(new Event("scroll"));
      await settled();
      expect(drawn(list).length).toBeLessThan(40);
      expect(drawn(list)).toContain(Math.floor(share * COUNT));
    }
    expect(ends()).toBe(0);
    scrolled = COUNT * 92 - window.innerHeight;
    window.dispatchEvent(new Event("scroll"));
    await settled();
    expect(drawn(list)).toContain(COUNT - 1);
    expect(ends()).toBeGreaterThan(0);
  });

  it("goes a page further by the keyboard, and keeps the focus in the list", async () => {
    const { list } = await long();
    const row = all(list, "[data-index] > *")[1];
    row?.focus();
    for (let page = 0; page < 20; page += 1) {
      const at = (list.shadowRoot?.activeElement ?? null) as HTMLElement | null;
      at?.dispatchEvent(new KeyboardEvent("keydown", { key: "PageDown", bubbles: true, composed: true }));
      await settled();
    }
    const at = Number(list.shadowRoot?.activeElement?.textContent);
    expect(at).toBeGreaterThan(60);
    expect(at % 50).not.toBe(0);
    expect(drawn(list)).toContain(at);
    expect(drawn(list).length).toBeLessThan(40);
  });

  it("keeps the row that has the focus while the page is scrolled away from it", async () => {
    const { list } = await long();
    all(list, "[data-index] > *")[2]?.focus();
    scrolled = 5_000_000;
    window.dispatchEvent(new Event("scroll"));
    await settled();
    expect(drawn(list)[0]).toBe(2);
    expect(list.shadowRoot?.activeElement?.textContent).toBe("2");
  });

  it("knows where each row begins though each has a height of its own", () => {
    const heights = new Heights(COUNT, (index) => 80 + (index % 3) * 10);
    expect(heights.total).toBe(heights.topOf(COUNT));
    expect(heights.topOf(30_000)).toBe(30_000 * 90);
    heights.set(29_999, 500);
    expect(heights.topOf(30_000)).toBe(30_000 * 90 + 400);
    expect([0, 79, 80, 169, 170].map((at) => heights.at(at))).toEqual([0, 0, 1, 1, 2]);
    expect(heights.at(heights.topOf(70_001) + 1)).toBe(70_001);
    expect([heights.at(-5), heights.at(1e12)]).toEqual([0, COUNT - 1]);
  });
});
