import board from "../../tests/contract/panel/good-snapshot-board.json" with { type: "json" };
import type { Answers, Message } from "./fake-connection.js";
import { lotPicture, placeAt } from "./layout-picture.js";

type Row = Record<string, unknown>;

export interface LayoutScene {
  readonly answers: Answers;
  readonly snapshot: Row;
  readonly places: Row;
}

const ZONES = [
  { id: "north", name: "North lot" },
  { id: "guests", name: "Guests" },
];
const KINDS: Readonly<Record<number, string>> = { 2: "guest", 4: "disabled", 6: "ev", 8: "no_parking" };

function slot(id: number, row: string, number: number, zone = "north"): Row {
  const kind = KINDS[number] ?? "resident";
  const address = `${row}-${String(number)}`;
  const own = { state: "unknown", since: null, mine: false, owned: false, override: null, notice: null, stay: null };
  return {
    ...own,
    id: String(id),
    row,
    number: String(number),
    address,
    kind,
    zone,
    apartment: number === 1 ? "17" : null,
  };
}

const SLOTS = [
  ...Array.from({ length: 6 }, (_one, n) => slot(n + 1, "B", n + 1)),
  ...Array.from({ length: 4 }, (_one, n) => slot(n + 11, "A", n + 1)),
  slot(30, "B", 7),
  slot(31, "C", 1, "guests"),
];
const outline = (id: number, row: "A" | "B", n: number): Row => ({ slot: String(id), polygon: placeAt(row, n) });
const DRAWN = [
  ...Array.from({ length: 6 }, (_one, n) => outline(n + 1, "B", n)),
  ...Array.from({ length: 4 }, (_one, n) => outline(n + 11, "A", n)),
];

const CAMERAS = [
  { id: "lot", name: "North lot camera", zone: "north", size: [1280, 720], still: lotPicture(), outlines: DRAWN },
  {
    id: "roof",
    name: "Roof camera",
    zone: "north",
    size: [1280, 720],
    still: lotPicture(),
    outlines: [outline(30, "B", 6), outline(31, "A", 8)],
  },
  { id: "new", name: "New camera", zone: "guests", size: null, still: null, outlines: [] },
];

const PLACES: Row = { kind: "places", zones: ZONES, slots: SLOTS, cameras: CAMERAS };
const later = <T>(value: T, ms: number): Promise<T> =>
  new Promise((done) => {
    setTimeout(done, ms, value);
  });

function refusal(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

const answers: Answers = {
  "hoa_parking/layout/still": async (message: Message) =>
    later({ still: "still-2", url: lotPicture(message.camera === "lot" ? 26 : 0) }, 600),
  "hoa_parking/layout/save": async () => later({}, 400),
  "hoa_parking/layout/export": () => ({ hoa_parking_layout: 1, cameras: [] }),
  "hoa_parking/layout/import": () => ({
    problems: [
      { where: "North lot camera #3", code: "layout_duplicate_slot", slot: "B-3" },
      { where: "North lot camera #7", code: "layout_outside", slot: "B-7" },
    ],
    added: 12,
    changed: 3,
    removed: 0,
  }),
  "hoa_parking/display/state": () => ({ enabled: false }),
  "hoa_parking/display/enable": () => ({ path: "/api/hoa_parking/v1/display/pXq0v1u3c0mF8s7yJ2kLw9eR5tZ6aB4d" }),
  "hoa_parking/display/disable": () => ({}),
};

const camera = (view: string): Row => ({ id: "lot", name: "North lot camera", state: "online", error: null, view });
const snapshot = (view: string): Row => ({
  ...board,
  kind: "snapshot",
  me: { ...board.me, acts: ["draw_layout", "set_display", "see_stills"] },
  links: { ...board.links, cameras: [camera(view)] },
});

/** 500 places, to see that drawing stays smooth. */
function many(): Row {
  const slots = Array.from({ length: 500 }, (_one, n) =>
    slot(n + 1, `R${String(Math.floor(n / 25) + 1)}`, (n % 25) + 1),
  );
  const outlines = slots.map((_slot, n) => {
    const [x, y] = [(n % 25) * 50 + 15, Math.floor(n / 25) * 34 + 20];
    return {
      slot: String(n + 1),
      polygon: [
        [x, y + 28],
        [x + 44, y + 28],
        [x + 44, y],
        [x, y],
      ],
    };
  });
  return { ...PLACES, slots, cameras: [{ ...CAMERAS[0], outlines }] };
}

const SCENES: Readonly<Record<string, LayoutScene>> = {
  drawn: { answers, snapshot: snapshot("same"), places: PLACES },
  moved: { answers, snapshot: snapshot("moved"), places: PLACES },
  many: { answers, snapshot: snapshot("same"), places: many() },
  bare: { answers, snapshot: snapshot("same"), places: { ...PLACES, cameras: [] } },
  fresh: { answers, snapshot: snapshot("same"), places: { ...PLACES, slots: [], cameras: CAMERAS.slice(2) } },
  late: {
    answers: {
      ...answers,
      "hoa_parking/layout/still": () => Promise.reject(refusal("still_late", "too late")),
    },
    snapshot: snapshot("unknown"),
    places: { ...PLACES, slots: [], cameras: CAMERAS.slice(2) },
  },
  outdated: {
    answers: {
      ...answers,
      "hoa_parking/layout/save": () => Promise.reject(refusal("layout_outdated", "somebody else has saved")),
    },
    snapshot: snapshot("same"),
    places: PLACES,
  },
  refused: {
    answers: {
      ...answers,
      "hoa_parking/layout/save": () =>
        Promise.reject(refusal("layout_apartment_unknown", "B-3: no household has this apartment")),
    },
    snapshot: snapshot("same"),
    places: PLACES,
  },
};

export function layoutScene(name: string): LayoutScene {
  const scene = SCENES[name];
  if (scene === undefined) throw new Error(`no scene ${name}; there are ${Object.keys(SCENES).join(", ")}`);
  return scene;
}
