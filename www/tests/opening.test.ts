import { describe, expect, it, vi } from "vitest";
import type { Answers } from "../dev/fake-connection.js";
import { EVENTS } from "./golden.js";
import { all, live, one, settled, words, type Stage } from "./stage.js";

const OPEN = "hoa_parking/gate/open";
const answering = (answer: () => unknown): Answers => ({ [OPEN]: answer });
const button = (stage: Stage): HTMLElement => one(stage.panel, "button[aria-label='Open Main gate']");
const gate = (stage: Stage): string => words(one(stage.panel, "hoa-gate-card"));

describe("opening by hand", () => {
  it("shows that it is on its way and that it opened, and then forgets it", async () => {
    let opened: (answer: unknown) => void = () => undefined;
    const stage = await live(
      {},
      answering(() => new Promise((resolve) => (opened = resolve))),
    );
    button(stage).click();
    await settled();
    expect(words(button(stage))).toBe("Opening…");
    opened({ outcome: "opened", reason: null });
    await settled();
    expect(words(button(stage))).toBe("Opened");
    await vi.advanceTimersByTimeAsync(5_000);
    await settled();
    expect(words(button(stage))).toBe("Open");
  });

  it("asks once, however often it is pressed meanwhile", async () => {
    const stage = await live(
      {},
      answering(() => new Promise(() => undefined)),
    );
    button(stage).click();
    await settled();
    button(stage).click();
    await settled();
    expect(stage.connection.sent.filter((message) => message.type === OPEN)).toEqual([
      { type: OPEN, gate: "01JD0GATE00000000000000000" },
    ]);
  });

  it.each([
    [{ outcome: "failed", reason: "unavailable" }, "Could not open. The gate's device is not available."],
    [{ outcome: "failed", reason: null }, "Could not open. The gate did not open."],
    [{ outcome: "shadow", reason: null }, "Trial run: logged, the gate did not move."],
    [null, "The command was sent."],
  ])("says in words what came of it: %j", async (answer, text) => {
    const stage = await live(
      {},
      answering(() => answer),
    );
    button(stage).click();
    await settled();
    expect(gate(stage)).toContain(text);
  });

  it.each([
    ["unauthorized", "Could not open. You may not do this."],
    ["store_full", "Could not open. The disk is full."],
    ["moonstruck", "Could not open. Error: moonstruck."],
  ])("says in words why the server refused: %s", async (code, text) => {
    const stage = await live(
      {},
      answering(() => Promise.reject(Object.assign(new Error(code), { code }))),
    );
    button(stage).click();
    await settled();
    expect(gate(stage)).toContain(text);
  });

  it("does not wait for ever", async () => {
    const stage = await live(
      {},
      answering(() => new Promise(() => undefined)),
    );
    button(stage).click();
    await vi.advanceTimersByTimeAsync(30_000);
    await settled();
    expect(gate(stage)).toContain("Could not open.");
  });

  it.each([
    ["hold_open", "Held open"],
    ["locked", "Locked"],
    ["shadow", "Trial run"],
  ])("says that the gate is in another mode: %s", async (mode, text) => {
    const stage = await live({ gates: [{ id: "g", name: "Main gate", state: "closed", mode, problem: null }] });
    expect(gate(stage)).toContain(text);
    expect(all(stage.panel, "hoa-gate-card", "button")).toHaveLength(1);
  });

  it("says what is wrong with the gate", async () => {
    const stage = await live();
    stage.connection.send(EVENTS[2]);
    await settled();
    expect(gate(stage)).toContain("State unknown");
    expect(gate(stage)).toContain("The gate did not confirm that it opened.");
  });
});
