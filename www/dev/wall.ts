/**
 * Shows the wall display without a server: dev/wall.html?lang=ru&zones=1&lost=1
 * `zones` says how many of the made-up zones there are, `lost` after how many answers the server falls silent.
 */
import { SLOTS, ZONES } from "./lot.js";

const wishes = new URLSearchParams(location.search);
const zones = ZONES.slice(0, Number(wishes.get("zones") ?? ZONES.length));
let left = Number(wishes.get("lost") ?? Infinity);

window.fetch = (): Promise<Response> => {
  left -= 1;
  if (left < 0) return Promise.reject(new TypeError("Failed to fetch"));
  const state = { site: "Abay 10", zones, slots: SLOTS, at: new Date().toISOString() };
  return Promise.resolve(new Response(JSON.stringify(state)));
};

await import("../src/display.js");
