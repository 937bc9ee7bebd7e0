import { afterEach, describe, expect, it, vi } from "vitest";
import { at, frame, PLACES, rawPlaces, RESIDENT, SLOTS } from "./lot.js";
import { all, one, settled, words, type Stage } from "./stage.js";

afterEach(() => {
  localStorage.clear();
});

describe("the picture", () => {
  const pictured = rawPlaces(SLOTS, "/api/hoa_parking/v1/stills/x?authSig=y");
  const choose = async (stage: Stage): Promise<void> => {
    all(stage.panel, "hoa-segments", "button")
      .find((button) => words(button) === "Picture")
      ?.click();
    await settled();
  };

  it("shows the outlines over it, and is remembered", async () => {
    const stage = await at("/places", { places: pictured });
    await choose(stage);
    const labels = all(stage.panel, "hoa-lot-picture", ".slot").map((slot) => slot.getAttribute("aria-label"));
    expect(labels.sort()).toEqual(["A-1, Free, Guests", "A-10, Free", "A-2, Taken", "B-1, Not known"]);
    stage.panel.remove();
    const again = await at("/places", { places: pictured });
    expect(all(again.panel, "hoa-lot-picture")).toHaveLength(1);
  });

  it("is not offered to whoever gets none, whatever was chosen before", async () => {
    localStorage.setItem("hoaParkingMap", "picture");
    const stage = await at("/places", { me: RESIDENT });
    expect(all(stage.panel, "hoa-scheme")).toHaveLength(1);
    expect(words(stage.panel)).not.toContain("Picture");
  });

  it("is shown under its new address when the old one has ended, and asked for once where it is gone", async () => {
    const stage = await at("/places", { places: pictured });
    const lose = async (): Promise<void> => {
      one(stage.panel, "hoa-lot-picture", "img").dispatchEvent(new Event("error"));
      await settled();
    };
    const again = async (signature: string): Promise<void> => {
      stage.connection.send(rawPlaces(SLOTS, `/api/hoa_parking/v1/stills/x?authSig=${signature}`), PLACES);
      await frame();
    };
    const asked = (): number => stage.connection.sent.filter((message) => message.type === PLACES).length;
    await choose(stage);
    await vi.advanceTimersByTimeAsync(3_600_000);
    await lose();
    expect(asked()).toBe(2);
    await again("new");
    expect(one(stage.panel, "hoa-lot-picture", "img").getAttribute("src")).toContain("authSig=new");
    await lose();
    await again("newer");
    await lose();
    expect(asked()).toBe(2);
    expect(words(stage.panel)).toContain("The picture could not be loaded.");
    await vi.advanceTimersByTimeAsync(3_600_000);
    await again("newest");
    await lose();
    expect(asked()).toBe(3);
  });

  it("says so when it cannot be loaded", async () => {
    const stage = await at("/places", { places: pictured });
    await choose(stage);
    one(stage.panel, "hoa-lot-picture", "img").dispatchEvent(new Event("error"));
    await settled();
    expect(words(stage.panel)).toContain("The picture could not be loaded.");
  });
});
