/**
 * Shows the panel without a server: dev.html?theme=dark&lang=ru&scene=busy
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
const connection = new FakeConnection(scene.answers);
const narrow = matchMedia("(max-width: 870px)");
const hass: Hass = {
  connection,
  language: wishes.get("lang") ?? "en",
  locale: { time_format: "language", time_zone: "local" },
};

const panel = new ParkingPanel();
panel.narrow = narrow.matches;
narrow.addEventListener("change", () => {
  panel.narrow = narrow.matches;
});
panel.hass = hass;
document.body.append(panel);

await new Promise((resolve) => setTimeout(resolve, 50));
for (const event of scene.events) connection.send(event);
if (scene.lost === true) connection.lose();
