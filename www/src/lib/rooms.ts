import type { Me, Role } from "../types/model.js";
import { ROOMS, type Room } from "./route.js";
import type { PanelState } from "./state.js";

/** A view of the panel; it gets `parking`, `journal`, `language`, `now`, `link`, `base` and `address`. */
export interface View {
  /** The name of its element. */
  readonly name: string;
  /** Called when somebody goes there for the first time; null for the one that comes with the panel. */
  readonly load: (() => Promise<unknown>) | null;
}

interface RoomView extends View {
  /** Who has a tab for it. */
  readonly shown: (me: Me) => boolean;
  /** How many wait there. */
  readonly waiting?: (state: PanelState) => number | null;
}

const everybody = (): boolean => true;
const whoMay =
  (act: string) =>
  (me: Me): boolean =>
    me.acts.includes(act);

/** What whoever has no apartment here sees instead of rooms. */
export const APPLY: View = { name: "hoa-apply", load: () => import("../views/apply.js") };

let coming: Promise<unknown> | null = null;

/** Fetches `hoa-asks`: what is asked of whoever lives here, wherever in the panel they are. */
export function fetchAsks(): void {
  coming ??= import("../views/asks.js").catch((error: unknown) => {
    console.warn("hoa_parking: questions cannot be shown in every room:", error);
    coming = null;
  });
}

/** Whether this person may be asked. */
export function isAsked(me: Me | null): boolean {
  return me !== null && me.household && me.acts.includes("answer_ask");
}

const VIEWS: Readonly<Partial<Record<Room, RoomView>>> = {
  mine: {
    name: "hoa-mine",
    load: () => import("../views/mine.js"),
    shown: (me) => me.household && whoMay("see_own_passages")(me),
  },
  guard: {
    name: "hoa-guard",
    load: () => import("../views/guard.js"),
    shown: whoMay("work_gate"),
    waiting: (state) => state.waiting.exceptions,
  },
  journal: { name: "hoa-journal", load: () => import("../views/journal.js"), shown: whoMay("search_journal") },
  figures: { name: "hoa-figures", load: () => import("../views/figures.js"), shown: whoMay("see_figures") },
  activity: { name: "hoa-activity", load: () => import("../views/activity.js"), shown: whoMay("see_activity") },
  live: { name: "hoa-live", load: null, shown: everybody },
  applications: {
    name: "hoa-applications",
    load: () => import("../views/applications.js"),
    shown: whoMay("decide_applications"),
    waiting: (state) => state.waiting.applications,
  },
  people: { name: "hoa-people", load: () => import("../views/people.js"), shown: whoMay("keep_people") },
  places: { name: "hoa-places", load: () => import("../views/places.js"), shown: everybody },
  layout: { name: "hoa-layout", load: () => import("../views/layout.js"), shown: whoMay("draw_layout") },
  settings: { name: "hoa-settings", load: () => import("../views/settings.js"), shown: whoMay("set_retention") },
};

/** Where somebody begins. */
const FIRST: Readonly<Partial<Record<Role, Room>>> = { resident: "mine", guard: "guard" };

/** The rooms of a person, in order. */
export function roomsOf(me: Me | null): readonly Room[] {
  return me === null ? [] : ROOMS.filter((room) => VIEWS[room]?.shown(me));
}

/** The room a person begins in. */
export function firstRoomOf(me: Me | null): Room {
  const wish = me === null ? undefined : FIRST[me.role];
  return wish !== undefined && roomsOf(me).includes(wish) ? wish : "live";
}

/** The view of a room; null where there is none yet. */
export function viewOf(room: Room): RoomView | null {
  return VIEWS[room] ?? null;
}
