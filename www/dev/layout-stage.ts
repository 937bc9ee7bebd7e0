/** Shows the editor without a server: layout.html?theme=dark&lang=ru&scene=drawn (scenes are in layout-scenes.ts). */
import { Parking } from "../src/api/parking.js";
import { eventOf } from "../src/api/parse.js";
import { Language } from "../src/lib/language.js";
import { EMPTY, reduce } from "../src/lib/state.js";
import { learn } from "../src/lib/words.js";
import { LayoutView } from "../src/views/layout.js";
import { FakeConnection } from "./fake-connection.js";
import { layoutScene } from "./layout-scenes.js";

const wishes = new URLSearchParams(location.search);
document.body.className = wishes.get("theme") === "dark" ? "dark" : "light";

const scene = layoutScene(wishes.get("scene") ?? "drawn");
const connection = new FakeConnection(scene.answers);
const first = eventOf(scene.snapshot);

const tongue = wishes.get("lang") ?? "en";
await learn(tongue);

const view = new LayoutView();
view.parking = new Parking(connection);
view.journal = first === null ? EMPTY : reduce(EMPTY, first);
view.language = new Language({ language: tongue, hour12: undefined, timeZone: undefined });
view.link = wishes.get("link") === "lost" ? "lost" : "live";
document.querySelector("main")?.append(view);

await new Promise((resolve) => setTimeout(resolve, 50));
connection.send(scene.places, "hoa_parking/places/subscribe");
