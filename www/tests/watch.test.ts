import { describe, expect, it, vi } from "vitest";
import { FakeConnection, type Answers } from "../dev/fake-connection.js";
import { JOURNAL } from "../src/api/parking.js";
import { Watch, type Listener } from "../src/api/watch.js";
import { EVENTS, snapshot } from "./golden.js";
import type { ServerEvent } from "../src/types/model.js";

class Heard implements Listener {
  readonly kinds: string[] = [];
  readonly links: string[] = [];

  event(event: { readonly kind: string }): void {
    this.kinds.push(event.kind);
  }

  connection(link: string, code: string | null): void {
    this.links.push(code === null ? link : `${link}: ${code}`);
  }
}

async function watching(answers: Answers = {}): Promise<{ connection: FakeConnection; heard: Heard; watch: Watch }> {
  const connection = new FakeConnection(answers);
  const heard = new Heard();
  const watch = new Watch<ServerEvent>(connection, heard, JOURNAL);
  await vi.advanceTimersByTimeAsync(0);
  return { connection, heard, watch };
}

/** Answers with an error until `calls` subscriptions were tried. */
function refusing(code: string, calls: number): Answers {
  let left = calls;
  return {
    "hoa_parking/subscribe": () => {
      left -= 1;
      return left < 0 ? null : Promise.reject(Object.assign(new Error(code), { code }));
    },
  };
}

describe("watching the server", () => {
  it("hears the snapshot and what follows", async () => {
    const { connection, heard } = await watching();
    connection.send(snapshot());
    for (const event of EVENTS) connection.send(event);
    expect(heard.kinds).toEqual(["snapshot", "passage", "gate", "gate", "zone", "notices", "links"]);
    expect(heard.links).toEqual(["live"]);
  });

  it("subscribes anew when the connection is back, once", async () => {
    const { connection, heard } = await watching();
    connection.send(snapshot());
    connection.lose();
    connection.recover();
    await vi.advanceTimersByTimeAsync(60_000);
    connection.send(snapshot());
    expect(connection.sent).toHaveLength(2);
    expect(heard.kinds).toEqual(["snapshot", "snapshot"]);
    expect(heard.links).toEqual(["live", "lost: disconnected", "live"]);
  });

  it("no longer hears a subscription that it gave up", async () => {
    const { connection, heard } = await watching();
    connection.recover();
    await vi.advanceTimersByTimeAsync(0);
    connection.listeners[0]?.(snapshot());
    expect(connection.listeners).toHaveLength(2);
    expect(heard.kinds).toEqual([]);
  });

  it.each(["unknown_command", "not_loaded"])("tries again while the integration is not there: %s", async (code) => {
    const { connection, heard } = await watching(refusing(code, 2));
    expect(heard.links).toEqual([`absent: ${code}`]);
    await vi.advanceTimersByTimeAsync(2_000 + 4_000);
    connection.send(snapshot());
    expect(heard.links).toEqual([`absent: ${code}`, `absent: ${code}`, "live"]);
  });

  it("comes back after the integration said goodbye", async () => {
    const { connection, heard } = await watching();
    connection.send(snapshot());
    connection.send({ kind: "closed" });
    await vi.advanceTimersByTimeAsync(2_000);
    connection.send(snapshot());
    expect(heard.links).toEqual(["live", "absent: not_loaded", "live"]);
    expect(connection.sent).toHaveLength(2);
  });

  it("asks ever more seldom, but never gives up", async () => {
    const { connection } = await watching(refusing("not_loaded", 1000));
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(connection.sent.length).toBeGreaterThan(18);
    expect(connection.sent.length).toBeLessThan(30);
  });

  it("says so when the server refuses", async () => {
    const { heard } = await watching(refusing("unauthorized", 1));
    expect(heard.links).toEqual(["refused: unauthorized"]);
  });

  it("passes over what it cannot read and goes on", async () => {
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    const { connection, heard } = await watching();
    connection.send({ kind: "passage", passage: {} });
    connection.send(snapshot());
    expect(heard.kinds).toEqual(["snapshot"]);
    expect(warn).toHaveBeenCalledOnce();
  });

  it("leaves nothing behind", async () => {
    const { connection, heard, watch } = await watching();
    watch.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    connection.send(snapshot());
    expect(connection.subscribed).toBe(false);
    expect(connection.handlers).toBe(0);
    expect(heard.kinds).toEqual([]);
  });

  it("lets go of a subscription that comes too late", async () => {
    const connection = new FakeConnection();
    new Watch(connection, new Heard(), JOURNAL).stop();
    await vi.advanceTimersByTimeAsync(0);
    expect(connection.subscribed).toBe(false);
  });
});
