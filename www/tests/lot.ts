import { vi } from "vitest";
import golden from "../../tests/contract/panel/good-places.json" with { type: "json" };
import type { Answers } from "../dev/fake-connection.js";
import { placesEventOf } from "../src/api/places-parse.js";
import { placesAfter, type PlacesState } from "../src/lib/places.js";
import type { Route } from "../src/lib/route.js";
import "../src/views/places.js";
import { snapshot, type Raw } from "./golden.js";
import { live, settled, type Stage } from "./stage.js";

export const PLACES = "hoa_parking/places/subscribe";
export const GOLDEN = golden as unknown as Readonly<Record<string, unknown>> & { readonly events: readonly Raw[] };
export const ZONE = "01JD0ZONE00000000000000000";

export const GUARD = {
  role: "guard",
  name: "Serik",
  apartment: null,
  can_open: true,
  acts: ["see_places", "claim_place", "see_standing", "override_slot", "set_count", "see_stills"],
};
export const RESIDENT = {
  role: "resident",
  name: "Dana",
  apartment: "17",
  can_open: false,
  acts: ["see_places", "claim_place"],
};

/** A slot as the server sends it. */
export function rawSlot(id: string, row: string, number: string, changes: Raw = {}): Raw {
  return {
    id,
    row,
    number,
    address: row === "" ? number : `${row}-${number}`,
    kind: "resident",
    zone: ZONE,
    state: "free",
    since: "2026-11-21T04:22:00Z",
    mine: false,
    owned: false,
    apartment: null,
    override: null,
    notice: null,
    stay: null,
    ...changes,
  };
}

export const SLOTS: readonly Raw[] = [
  rawSlot("1", "A", "2", { state: "occupied" }),
  rawSlot("2", "A", "10"),
  rawSlot("3", "A", "1", { kind: "guest" }),
  rawSlot("4", "B", "1", { state: "unknown" }),
];

const OUTLINE = [
  [0, 0],
  [100, 0],
  [100, 60],
  [0, 60],
];

export function rawPlaces(slots: readonly Raw[] = SLOTS, still: string | null = null): Raw {
  const outlines = slots.map((slot) => ({ slot: slot.id, polygon: OUTLINE }));
  return {
    kind: "places",
    zones: [{ id: ZONE, name: "North lot" }],
    slots,
    cameras: [{ id: "lot", name: "Lot camera", zone: ZONE, size: [1280, 720], still, outlines }],
  };
}

export function placesOf(...events: readonly Raw[]): PlacesState {
  const after = placesAfter(
    null,
    events.flatMap((event) => placesEventOf(event) ?? []),
  );
  if (after === null) throw new Error("no places yet");
  return after;
}

let unfollow = (): void => undefined;

/** Home Assistant's part of going somewhere: it tells the panel where it is now. */
export function followAddress(stage: Stage): void {
  unfollow();
  const walk = (): void => {
    const route: Route = { prefix: "/hoa-parking", path: location.pathname.replace("/hoa-parking", "") };
    stage.panel.route = route;
  };
  window.addEventListener("location-changed", walk);
  window.addEventListener("popstate", walk);
  walk();
  unfollow = (): void => {
    window.removeEventListener("location-changed", walk);
    window.removeEventListener("popstate", walk);
  };
}

/** The next frame is drawn. */
export async function frame(): Promise<void> {
  await vi.advanceTimersByTimeAsync(17);
  await settled();
}

/** The panel at an address, with its places. */
export async function at(
  path: string,
  {
    me = GUARD,
    answers = {},
    places = rawPlaces(),
    changes = {},
  }: { me?: Raw; answers?: Answers; places?: Raw; changes?: Raw } = {},
): Promise<Stage> {
  history.replaceState(null, "", `/hoa-parking${path}`);
  const stage = await live({ ...snapshot(), me, links: null, ...changes }, answers);
  followAddress(stage);
  await settled();
  stage.connection.send(places, PLACES);
  await frame();
  return stage;
}
