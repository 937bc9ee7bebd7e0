import { describe, expect, it, vi } from "vitest";
import { EVENTS, rawPassage, snapshot } from "./golden.js";
import { all, live, one, opened, settled, words } from "./stage.js";

const RESIDENT = { role: "resident", name: "Dana", apartment: "17", can_open: false };

describe("the panel", () => {
  it("shows the shape of things while it waits", async () => {
    const { panel } = await opened();
    expect(all(panel, "hoa-skeleton")).not.toHaveLength(0);
    expect(all(panel, "hoa-live")).toHaveLength(0);
  });

  it("shows the board gates, places and passages, and why", async () => {
    const { panel } = await live();
    const text = words(panel);
    expect(words(one(panel, "h1"))).toBe("Abay 10");
    expect(text).toContain("Main gate");
    expect(text).toContain("5 places free of 12, of them 2 for guests, 1 not known");
    expect(text).toContain("123ABC02");
    expect(text).toContain("The vehicle is on the list.");
    expect(text).toContain("Apt. 17");
    expect(text).toContain("opened in 184 ms");
    expect(text).toContain("The plate is not on the list.");
  });

  it("puts a new passage on top and follows what becomes of it", async () => {
    const { panel, connection } = await live();
    connection.send(EVENTS[0]);
    await settled();
    const [first] = all(panel, "hoa-passage-row");
    expect(first && words(first)).toContain("Opening…");
    connection.send({
      kind: "passage",
      passage: { ...(EVENTS[0]?.passage as object), outcome: "failed", outcome_reason: "timeout" },
    });
    await settled();
    expect(all(panel, "hoa-passage-row")).toHaveLength(3);
    expect(first && words(first)).toContain("Gate failed");
    expect(first && words(first)).toContain("The gate did not confirm that it opened.");
  });

  it("says how a read differs from the list", async () => {
    const passages = [rawPassage(1, { plate: "128ABC02", match: "look_alike", listed_plate: "123ABC02" })];
    const { panel } = await live({ passages });
    expect(words(panel)).toContain("Read as 128ABC02, matched 123ABC02.");
  });

  it("does not repeat a resident's own plate as if it were another", async () => {
    const passages = [rawPassage(1, { plate: "123ABC02", match: "look_alike", listed_plate: "123ABC02" })];
    const { panel } = await live({ me: RESIDENT, passages });
    expect(words(panel)).not.toContain("Read as");
  });

  it("shows a resident their own passages and no button", async () => {
    const { panel } = await live({ me: RESIDENT, links: null });
    expect(words(panel)).toContain("My passages");
    expect(all(panel, "hoa-gate-card", "button")).toHaveLength(0);
    expect(all(panel, "hoa-gate-card")).toHaveLength(1);
    expect(words(panel)).not.toContain("Apt.");
  });

  it("tells the board where to begin", async () => {
    const { panel } = await live({ gates: [], zones: [], passages: [], next: null });
    expect(words(panel)).toContain("Nothing is set up yet");
  });

  it("says that there are no passages yet", async () => {
    const { panel } = await live({ passages: [], next: null });
    expect(words(panel)).toContain("No passages yet");
  });

  it("says that the integration is not running, and comes back by itself", async () => {
    let running = false;
    const subscribe = (): unknown =>
      running ? null : Promise.reject(Object.assign(new Error("Unknown"), { code: "unknown_command" }));
    const { panel, connection } = await opened({ "hoa_parking/subscribe": subscribe });
    expect(words(panel)).toContain("HOA Parking is not running");
    running = true;
    await vi.advanceTimersByTimeAsync(2_000);
    connection.send(snapshot());
    await settled();
    expect(words(panel)).toContain("123ABC02");
  });

  it("keeps what it shows while the connection is lost, and says that it may be old", async () => {
    const { panel, connection } = await live();
    connection.lose();
    await settled();
    expect(words(panel)).toContain("The connection to Home Assistant is lost.");
    expect(words(panel)).toContain("123ABC02");
    connection.recover();
    await settled();
    connection.send(snapshot());
    await settled();
    expect(words(panel)).not.toContain("The connection to Home Assistant is lost.");
    expect(all(panel, "hoa-passage-row")).toHaveLength(2);
  });

  it("says what is lost between the cameras and Home Assistant", async () => {
    const { panel, connection } = await live();
    connection.send(EVENTS.at(-1));
    await settled();
    expect(words(one(panel, ".notices"))).toContain("The recognizer has been out of reach");
  });

  it("speaks the person's language and follows a change of it", async () => {
    const { panel, hass } = await live({}, {}, { language: "ru" });
    expect(words(panel)).toContain("Автомобиль есть в списке.");
    panel.hass = { ...hass, language: "en" };
    await settled();
    expect(words(panel)).toContain("The vehicle is on the list.");
  });

  it("offers the menu where the sidebar is out of sight", async () => {
    const { panel } = await live();
    expect(all(panel, "hoa-header", "button")).toHaveLength(0);
    panel.narrow = true;
    await settled();
    const toggled = vi.fn();
    document.body.addEventListener("hass-toggle-menu", toggled, { once: true });
    one(panel, "button[aria-label='Open the menu']").click();
    expect(toggled).toHaveBeenCalledOnce();
  });

  it("does not listen twice when Home Assistant hands it a new hass, and stops when it leaves the page", async () => {
    const { panel, connection, hass } = await live();
    panel.hass = { ...hass };
    await settled();
    expect(connection.sent.filter((message) => message.type === "hoa_parking/subscribe")).toHaveLength(1);
    panel.remove();
    await settled();
    expect(connection.subscribed).toBe(false);
    expect(connection.handlers).toBe(0);
  });
});
