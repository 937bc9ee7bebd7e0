import type {
  Connection,
  Gate,
  Links,
  Me,
  Page,
  Passage,
  Pictures,
  PlaceNotice,
  ServerEvent,
  Waiting,
  Zone,
} from "../types/model.js";

/** The most passages kept in memory; older ones stay in the journal on the server. */
export const MOST_PASSAGES = 1000;

export interface PanelState {
  readonly me: Me | null;
  readonly siteName: string;
  readonly gates: readonly Gate[];
  readonly zones: readonly Zone[];
  /** Places where something is wrong, the newest first. */
  readonly notices: readonly PlaceNotice[];
  readonly links: Links | null;
  readonly waiting: Waiting;
  readonly passages: readonly Passage[];
  readonly next: string | null;
  /** Passages that came in live, to be shown as new. */
  readonly fresh: ReadonlySet<string>;
}

export type Change =
  | ServerEvent
  /** A page older than all we have. */
  | { readonly kind: "older"; readonly page: Page }
  /** Rows fetched again for their picture addresses. */
  | { readonly kind: "renewed"; readonly passages: readonly Passage[] };

export const EMPTY: PanelState = {
  me: null,
  siteName: "",
  gates: [],
  zones: [],
  notices: [],
  links: null,
  waiting: { applications: null, exceptions: null },
  passages: [],
  next: null,
  fresh: new Set(),
};

/** The state after a change; the same object when nothing changed. */
export function reduce(state: PanelState, change: Change, most: number = MOST_PASSAGES): PanelState {
  switch (change.kind) {
    case "snapshot": {
      const { site, ...rest } = change.snapshot;
      return { ...rest, passages: sorted(rest.passages), siteName: site.name, fresh: new Set() };
    }
    case "passage":
      return withPassage(state, change.passage, most);
    case "gate":
      return { ...state, gates: replaced(state.gates, change.gate) };
    case "zone":
      return { ...state, zones: replaced(state.zones, change.zone) };
    case "older":
      return cut({ ...state, passages: merged(state.passages, change.page.passages), next: change.page.next }, most);
    case "renewed":
      return { ...state, passages: renewed(state.passages, change.passages) };
    default:
      return withWhole(state, change);
  }
}

/** What is always told whole. */
function withWhole(
  state: PanelState,
  change: Extract<Change, { readonly kind: "notices" | "links" | "waiting" }>,
): PanelState {
  switch (change.kind) {
    case "notices":
      return { ...state, notices: change.notices };
    case "links":
      return { ...state, links: change.links };
    case "waiting":
      return { ...state, waiting: change.waiting };
  }
}

/** Whether "load older" can do anything. */
export function hasOlder(state: PanelState, most: number = MOST_PASSAGES): boolean {
  return state.next !== null && state.passages.length < most;
}

/** The place in the journal right after this passage, newest first. */
export function cursorOf(passage: Passage): string {
  return `${passage.capturedAt.toISOString()}|${passage.id}`;
}

/** Whether this person may do something. The server asks again. */
export function may(state: PanelState, act: string): boolean {
  return state.me?.acts.includes(act) ?? false;
}

/** How the panel greets a person in this state. */
export function stageOf(
  state: PanelState,
  connection: Connection,
): "loading" | "absent" | "refused" | "stranger" | "live" {
  if (state.me === null) return connection === "absent" ? "absent" : connection === "refused" ? "refused" : "loading";
  return state.me.role === "none" || state.me.role === "applicant" ? "stranger" : "live";
}

function withPassage(state: PanelState, passage: Passage, most: number): PanelState {
  const known = state.passages.find((one) => one.id === passage.id);
  if (known !== undefined) {
    const kept = { ...passage, pictures: keptPictures(known.pictures, passage.pictures) };
    return { ...state, passages: replaced(state.passages, kept) };
  }
  const oldest = state.passages.at(-1);
  // It belongs to a page that is not loaded yet, and comes with it.
  if (oldest !== undefined && state.next !== null && order(passage, oldest) > 0) return state;
  const passages = merged(state.passages, [passage]);
  const shown = new Set(passages.slice(0, most).map((one) => one.id));
  const fresh = new Set([...state.fresh, passage.id].filter((id) => shown.has(id)));
  return cut({ ...state, passages, fresh }, most);
}

function cut(state: PanelState, most: number): PanelState {
  const last = state.passages.at(most - 1);
  if (state.passages.length <= most || last === undefined) return state;
  return { ...state, passages: state.passages.slice(0, most), next: cursorOf(last) };
}

/** Newest first; the same order as the server's. */
function order(one: Passage, other: Passage): number {
  return other.capturedAt.getTime() - one.capturedAt.getTime() || (one.id < other.id ? 1 : one.id > other.id ? -1 : 0);
}

function sorted(passages: readonly Passage[]): readonly Passage[] {
  return [...passages].sort(order);
}

function merged(passages: readonly Passage[], more: readonly Passage[]): readonly Passage[] {
  const byId = new Map(passages.map((one) => [one.id, one]));
  for (const one of more) byId.set(one.id, one);
  return sorted([...byId.values()]);
}

function renewed(passages: readonly Passage[], again: readonly Passage[]): readonly Passage[] {
  const byId = new Map(again.map((one) => [one.id, one]));
  return passages.map((one) => byId.get(one.id) ?? one);
}

function replaced<T extends { readonly id: string }>(all: readonly T[], one: T): readonly T[] {
  return all.some((other) => other.id === one.id)
    ? all.map((other) => (other.id === one.id ? one : other))
    : [...all, one];
}

/** A new signature on a picture that is already shown must not load it again. */
function keptPictures(old: Pictures, now: Pictures): Pictures {
  return { frame: keptAddress(old.frame, now.frame), plate: keptAddress(old.plate, now.plate) };
}

function keptAddress(old: string | null, now: string | null): string | null {
  return old !== null && now !== null && pathOf(old) === pathOf(now) ? old : now;
}

function pathOf(address: string): string {
  return address.split("?", 1)[0] ?? address;
}
