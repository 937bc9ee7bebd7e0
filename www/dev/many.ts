/**
 * How smooth the places stay when much happens: dev/many.html?slots=500&rate=50&seconds=10&look=picture
 *
 * The whole panel with `slots` places, of which `rate` change each second, one message each, as the server would send
 * them. When it is over the title is "done" and `window.hoaMany` holds what was measured; times in milliseconds.
 */
import type { Hass } from "../src/api/hass.js";
import { ParkingPanel } from "../src/panel.js";
import "../src/views/places.js";
import board from "../../tests/contract/panel/good-snapshot-board.json" with { type: "json" };
import { FakeConnection } from "./fake-connection.js";
import { dice, LOT, places, slot, zoneOf, type Raw } from "./lot.js";

interface Measured {
  readonly slots: number;
  readonly changes: number;
  readonly seconds: number;
  readonly frames: number;
  readonly fps: number;
  readonly frame_ms_p50: number;
  readonly frame_ms_p95: number;
  readonly frame_ms_worst: number;
  /** Frames that took more than two of the screen's own. */
  readonly dropped: number;
  /** From the server's message to the place drawn. */
  readonly shown_ms_p95: number;
}

declare global {
  interface Window {
    hoaMany?: Measured;
  }
}

const wishes = new URLSearchParams(location.search);
const wish = (name: string, otherwise: number): number => Number(wishes.get(name) ?? otherwise);
const [count, rate, seconds] = [wish("slots", 500), wish("rate", 50), wish("seconds", 10)];
const PLACES = "hoa_parking/places/subscribe";
const ROW = 25;
const chance = dice(5);

const all: Raw[] = Array.from({ length: count }, (_one, index) => {
  const row = String.fromCharCode(65 + (Math.floor(index / ROW) % 26)) + (index >= ROW * 26 ? "2" : "");
  return slot(index + 1, row, (index % ROW) + 1, LOT, { state: chance() < 0.6 ? "occupied" : "free" });
});

/** Outlines side by side over a grey picture: what matters here is how many there are. */
function picture(): Raw {
  const outlines = all.map((one, index) => {
    const [x, y] = [20 + (index % ROW) * 50, 20 + Math.floor(index / ROW) * (680 / Math.ceil(count / ROW))];
    const bottom = y + 640 / Math.ceil(count / ROW);
    return {
      slot: one.id,
      polygon: [
        [x, y],
        [x + 44, y],
        [x + 44, bottom],
        [x, bottom],
      ],
    };
  });
  const grey =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 720"><rect width="1280" height="720" fill="#666"/></svg>';
  const still = `data:image/svg+xml,${encodeURIComponent(grey)}`;
  return { id: "lot", name: "Lot", zone: LOT, size: [1280, 720], still, outlines };
}

localStorage.setItem("hoaParkingMap", wishes.get("look") ?? "scheme");
const connection = new FakeConnection();
const hass: Hass = { connection, language: "en" };
const panel = new ParkingPanel();
panel.route = { prefix: "#", path: "/places" };
panel.hass = hass;
document.body.append(panel);
await pause(100);
connection.send({ ...board, kind: "snapshot", zones: [zoneOf(LOT, "North lot", all)], links: null });
await pause(100);
connection.send({ ...places(all, null), cameras: [picture()] }, PLACES);
await pause(1000);
window.hoaMany = await measured();
document.title = "done";

async function measured(): Promise<Measured> {
  const frames: number[] = [];
  const shown: number[] = [];
  let sent: number[] = [];
  let changes = 0;
  let last = performance.now();
  const start = last;
  const drawn = (now: number): void => {
    frames.push(now - last);
    last = now;
    // What was sent before this frame is drawn in it.
    shown.push(...sent.map((at) => now - at));
    sent = [];
    if (now - start < seconds * 1000) requestAnimationFrame(drawn);
  };
  requestAnimationFrame(drawn);
  while (performance.now() - start < seconds * 1000) {
    const due = Math.floor(((performance.now() - start) / 1000) * rate);
    for (; changes < due; changes += 1) {
      change();
      sent.push(performance.now());
    }
    await pause(4);
  }
  const took = (last - start) / 1000;
  return {
    slots: count,
    changes,
    seconds: took,
    frames: frames.length,
    fps: frames.length / took,
    frame_ms_p50: percentile(frames, 0.5),
    frame_ms_p95: percentile(frames, 0.95),
    frame_ms_worst: percentile(frames, 1),
    dropped: frames.filter((one) => one > 2000 / 60 + 1).length,
    shown_ms_p95: percentile(shown, 0.95),
  };
}

function change(): void {
  const index = Math.floor(chance() * count);
  const one = all[index];
  if (one === undefined) return;
  const after = { ...one, state: one.state === "free" ? "occupied" : "free", since: new Date().toISOString() };
  all[index] = after;
  connection.send({ kind: "slots", slots: [after] }, PLACES);
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
