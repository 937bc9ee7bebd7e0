/** Where in the panel a person is: its views have addresses, so that links and the back button work. */

/** In the order of their tabs. */
export const ROOMS = [
  "mine",
  "guard",
  "live",
  "journal",
  "applications",
  "people",
  "places",
  "layout",
  "figures",
  "activity",
  "settings",
] as const;
export type Room = (typeof ROOMS)[number];

/** What Home Assistant hands a panel: `prefix` is the panel's own address, `path` what follows. */
export interface Route {
  readonly prefix: string;
  readonly path: string;
}

export interface Address {
  readonly room: Room;
  readonly zone: string | null;
  readonly slot: string | null;
  readonly history: boolean;
  /** What follows the room in the address, for rooms with addresses of their own. */
  readonly rest: readonly string[];
}

export const PREFIX = "/hoa-parking";

const HISTORY = "history";
const SLOT = "slot";

/** Where a path leads; the first room where it leads nowhere. */
export function addressOf(path: string, first: Room = "live"): Address {
  const [name = "", ...rest] = path.split("/").filter((part) => part !== "");
  const room = ROOMS.find((one) => one === name) ?? first;
  const away = { room, zone: null, slot: null, history: false, rest: room === name ? rest.map(decoded) : [] };
  const [zone, leaf, slot] = away.rest;
  if (room !== "places" || zone === undefined) return away;
  return { ...away, zone, slot: leaf === SLOT && slot !== undefined ? slot : null, history: leaf === HISTORY };
}

/** The path of a room, and of what is in it. */
export function roomPath(room: Room, ...rest: readonly string[]): string {
  return ["", room, ...rest.map(encodeURIComponent)].join("/");
}

/** The path of a zone's map, of its history, or of one of its slots. */
export function zonePath(zone: string, leaf: { readonly slot?: string; readonly history?: boolean } = {}): string {
  const base = `/places/${encodeURIComponent(zone)}`;
  if (leaf.slot !== undefined) return `${base}/${SLOT}/${encodeURIComponent(leaf.slot)}`;
  return leaf.history === true ? `${base}/${HISTORY}` : base;
}

/** Goes to an address as Home Assistant's own links do. */
export function go(address: string, replace = false): void {
  if (replace) history.replaceState(history.state, "", address);
  else history.pushState(null, "", address);
  window.dispatchEvent(new CustomEvent("location-changed", { detail: { replace } }));
}

/** The address inside `prefix` that a plain click on a link asks for. */
export function linkOf(event: MouseEvent, prefix: string): string | null {
  if (event.defaultPrevented || !isPlain(event)) return null;
  const link = event.composedPath().find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement);
  const address = link?.target === "_blank" ? null : link?.getAttribute("href");
  return address === prefix || address?.startsWith(`${prefix}/`) === true ? address : null;
}

/** With a key held down a click means another window. */
function isPlain(event: MouseEvent): boolean {
  return event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
