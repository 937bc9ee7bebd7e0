/**
 * Shows the panel without a server: dev.html?theme=dark&lang=ru&scene=busy&at=/places
 * Scenes are in scenes.ts; they start from the golden messages.
 */
import type { Hass } from "../src/api/hass.js";
import { ParkingPanel } from "../src/panel.js";
import { FakeConnection } from "./fake-connection.js";
import { sceneOf } from "./scenes.js";

const wishes = new URLSearchParams(location.search);
const theme = wishes.get("theme") === "dark" ? "dark" : "light";
document.body.className = theme;

const scene = sceneOf(wishes.get("scene") ?? "busy");
/** What is told to who asks to hear of something besides the journal, by the type that they ask for. */
const told = { "hoa_parking/places/subscribe": scene.places ?? [], ...scene.told };
const tellers = Object.entries(told).map(([type, events]): [string, () => void] => [
  type,
  () => {
    setTimeout(() => {
      for (const event of events) connection.send(event, type);
    }, 20);
  },
]);
const connection = new FakeConnection({ ...scene.answers, ...Object.fromEntries(tellers) });
const narrow = matchMedia("(max-width: 870px)");
const hass: Hass = {
  connection,
  fetchWithAuth: async (path) => {
    await new Promise((resolve) => setTimeout(resolve, 600));
    return Response.json(scene.doors?.[path] ?? { error: "not_found" }, {
      status: path in (scene.doors ?? {}) ? 200 : 404,
    });
  },
  language: wishes.get("lang") ?? "en",
  locale: { time_format: "language", time_zone: "local" },
};

const panel = new ParkingPanel();
panel.narrow = narrow.matches;
narrow.addEventListener("change", () => {
  panel.narrow = narrow.matches;
});
panel.hass = hass;
/** The address on the stage is all in the hash, so that any page server serves it. */
const walk = (): void => {
  panel.route = { prefix: "#", path: location.hash.slice(1) };
};
window.addEventListener("location-changed", walk);
window.addEventListener("popstate", walk);
const at = wishes.get("at");
if (at !== null) location.hash = at;
walk();
document.body.append(panel);

await new Promise((resolve) => setTimeout(resolve, 50));
for (const event of scene.events) connection.send(event);
if (scene.lost === true) connection.lose();
