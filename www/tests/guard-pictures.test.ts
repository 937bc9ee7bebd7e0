import { afterEach, describe, expect, it } from "vitest";
import { asked, atGate, EXCEPTIONS, GOLDEN, HEARD, pressNamed, told } from "./guard-stage.js";
import { rawPassage } from "./golden.js";
import { all, one, settled, type Stage } from "./stage.js";

const shown = (stage: Stage): string =>
  one(stage.panel, "hoa-guard-card", ".frame", "img").getAttribute("src") ?? "nothing";
const lose = async (stage: Stage): Promise<void> => {
  one(stage.panel, "hoa-guard-card", ".frame", "img").dispatchEvent(new Event("error"));
  await settled();
};

afterEach(() => {
  history.replaceState(null, "", "/");
});

describe("a picture whose address has ended", () => {
  it("is asked for anew with all that waits, but not without end", async () => {
    const [first, ...rest] = EXCEPTIONS;
    const stage = await atGate();
    stage.connection.send({ kind: "passage", passage: first });
    await settled();
    await lose(stage);
    expect(asked(stage, "guard/subscribe")).toHaveLength(2);
    const pictures = { frame: "/new/frame", plate: null };
    stage.connection.send(told({ exceptions: [{ ...first, pictures }, ...rest] }), HEARD);
    await settled();
    expect(shown(stage)).toBe("/new/frame");
    await lose(stage);
    expect(asked(stage, "guard/subscribe")).toHaveLength(2);
  });

  it("is asked for anew from the journal where nothing waits", async () => {
    const newest = rawPassage(15, {
      id: "0192f5a4-7c1e-4b7a-9d56-0f6d1c2a3b4c",
      pictures: { frame: "/new", plate: null },
    });
    const page = { passages: [newest], next: null };
    const stage = await atGate({ "hoa_parking/passages": () => page }, "", told({ exceptions: [] }));
    await lose(stage);
    expect(shown(stage)).toBe("/new");
    await lose(stage);
    expect(asked(stage, "passages")).toHaveLength(1);
  });
});

it("closes what is open over the gate by the back button", async () => {
  const stage = await atGate({ "hoa_parking/passage/notes": () => GOLDEN.notes_none });
  await pressNamed(stage, "Details and notes", "hoa-guard-card");
  expect(all(stage.panel, "hoa-passage-detail")).toHaveLength(1);
  window.dispatchEvent(new PopStateEvent("popstate"));
  await settled();
  expect(all(stage.panel, "hoa-passage-detail")).toHaveLength(0);
});
