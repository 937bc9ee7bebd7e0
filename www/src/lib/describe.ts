import {
  MATCHES,
  type CameraLink,
  type Connection,
  type Gate,
  type Links,
  type OneIn,
  type Passage,
  type Price,
  type Zone,
} from "../types/model.js";
import type { IconName } from "./icons.js";
import type { Language, TextKey } from "./language.js";

/** What a colour says: good, wrong, look here, quiet. The word and the icon always say it too. */
export type Tone = "good" | "bad" | "warn" | "calm";

export interface Badge {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly key: TextKey;
}

const BADGES: Readonly<Record<string, Badge>> = {
  "open/none": { tone: "good", icon: "check", key: "badge.open" },
  "open/pending": { tone: "good", icon: "clock", key: "badge.opening" },
  "open/opened": { tone: "good", icon: "check", key: "badge.opened" },
  "open/failed": { tone: "bad", icon: "alert", key: "badge.gate_failed" },
  "open/shadow": { tone: "calm", icon: "eye", key: "badge.would_open" },
  "open/interrupted": { tone: "warn", icon: "alert", key: "badge.interrupted" },
  "refuse/opened": { tone: "warn", icon: "check", key: "badge.by_hand" },
  refuse: { tone: "bad", icon: "close", key: "badge.refused" },
  log_only: { tone: "calm", icon: "note", key: "badge.logged" },
};
const LOGGED: Badge = { tone: "calm", icon: "note", key: "badge.logged" };

/** What happened, in one coloured word. */
export function badgeOf(passage: Passage): Badge {
  return BADGES[`${passage.verdict}/${passage.outcome}`] ?? BADGES[passage.verdict] ?? LOGGED;
}

/** Why it happened, in a sentence. */
export function whyOf(passage: Passage, language: Language): string {
  return language.code("reason", passage.reason, "reason.other");
}

/** How the read differs from the plate on the list; empty when it does not. */
export function matchOf(passage: Passage, language: Language): string {
  const { match, plate, listedPlate } = passage;
  if (match !== "look_alike" || listedPlate === null || listedPlate === plate) return "";
  return language.text("passage.match", { read: plate, listed: listedPlate });
}

/** What became of the decision at the gate; empty when the gate had nothing to do. */
export function outcomeOf(passage: Passage, language: Language): string {
  switch (passage.outcome) {
    case "none":
      return "";
    case "opened":
      if (passage.outcomeReason === "by_hand") return language.text("outcome.by_hand");
      if (passage.outcomeReason === "by_resident") return language.text("outcome.by_resident");
      return passage.latencyMs === null
        ? language.text("outcome.opened")
        : language.text("outcome.opened_in", { time: language.duration(passage.latencyMs) });
    case "failed":
      return language.code("gate.problem", passage.outcomeReason ?? "none", "gate.problem.other");
    default:
      return language.text(`outcome.${passage.outcome}`);
  }
}

/** How fast the gate was, in a few words; empty when it did not open. */
export function speedOf(passage: Passage, language: Language): string {
  if (passage.outcome !== "opened" || passage.latencyMs === null) return "";
  return language.text("passage.speed", { time: language.duration(passage.latencyMs) });
}

export interface Notice {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly text: string;
}

/** What a person must know about a gate before they look at it. */
export function gateNotices(gate: Gate, language: Language): readonly Notice[] {
  const notices: Notice[] = [];
  if (gate.problem !== null) {
    const text = language.code("gate.problem", gate.problem, "gate.problem.other");
    notices.push({ tone: "bad", icon: "alert", text });
  }
  if (gate.mode !== "normal") {
    const icon = ({ hold_open: "gateOpen", locked: "lock", shadow: "eye" } as const)[gate.mode];
    notices.push({ tone: "warn", icon, text: language.text(`gate.mode.${gate.mode}`) });
  }
  return notices;
}

/** A few reports are always on their way. */
const MANY_PENDING = 10;

/** Why what is shown is old. */
export function oldNotice(link: Connection, language: Language): Notice {
  const key = link === "lost" || link === "connecting" ? "connection.lost" : "connection.paused";
  return { tone: "warn", icon: "linkOff", text: language.text(key) };
}

/** What is lost or stuck between the cameras and Home Assistant. */
export function linkNotices(links: Links | null, now: Date, language: Language): readonly Notice[] {
  if (links === null) return [];
  const { online, since, pending, parked } = links.recognizer;
  const notices: Notice[] = [];
  if (!online) {
    const text =
      since === null
        ? language.text("links.recognizer.never")
        : language.text("links.recognizer.lost", { time: language.clock(since, now) });
    notices.push({ tone: "bad", icon: "linkOff", text });
  } else {
    for (const camera of links.cameras) notices.push(...cameraNotices(camera, language));
  }
  if (pending >= MANY_PENDING)
    notices.push({ tone: "warn", icon: "clock", text: language.count("links.pending", pending) });
  if (parked > 0) notices.push({ tone: "warn", icon: "alert", text: language.count("links.parked", parked) });
  return notices;
}

function cameraNotices(camera: CameraLink, language: Language): readonly Notice[] {
  if (camera.state !== "online") return [cameraNotice(camera, language)];
  if (camera.view !== "moved") return [];
  return [{ tone: "warn", icon: "eye", text: language.text("places.camera.moved", { camera: camera.name }) }];
}

function cameraNotice(camera: CameraLink, language: Language): Notice {
  const state = language.text(`camera.state.${camera.state}`, { camera: camera.name });
  if (camera.error === null) return { tone: "warn", icon: "cameraOff", text: state };
  const why = language.code("camera.error", camera.error, "camera.error.other");
  return { tone: "warn", icon: "cameraOff", text: `${state} ${why}` };
}

/** Why a gate could not be opened by hand. */
export function openingFailure(code: string, language: Language): string {
  return language.code(["gate.problem", "error"], code, "error.other");
}

/** Shares of a zone's bar, which add up to 1 (or to 0 for an empty zone). */
export function sharesOf(zone: Zone): { readonly occupied: number; readonly free: number; readonly unknown: number } {
  const all = zone.occupied + zone.free + zone.unknown || 1;
  return { occupied: zone.occupied / all, free: zone.free / all, unknown: zone.unknown / all };
}

/** Whether anything is known of a zone's places. */
export function isKnown(zone: Zone): boolean {
  return zone.unknown < zone.total;
}

const FULL: Badge = { tone: "bad", icon: "close", key: "zone.badge.full" };
const NEARLY: Badge = { tone: "warn", icon: "alert", key: "zone.badge.nearly_full" };
const FREE: Badge = { tone: "good", icon: "check", key: "zone.badge.free" };
const UNKNOWN: Badge = { tone: "calm", icon: "question", key: "zone.badge.unknown" };

/** Whether one will find a place, in a word; null for a zone that has none yet. */
export function zoneBadge(zone: Zone): Badge | null {
  if (zone.total === 0) return null;
  if (!isKnown(zone)) return UNKNOWN;
  if (zone.full ?? (zone.free === 0 && zone.unknown === 0)) return FULL;
  if (zone.nearlyFull === true) return NEARLY;
  return zone.free === 0 ? UNKNOWN : FREE;
}

/** Kinds of which a free one matters by itself: not everybody may take it. */
const TOLD = ["guest", "disabled", "ev"] as const;

/** How many places are free, of which kinds, and of how many nothing is known. */
export function zoneWords(zone: Zone, language: Language): string {
  if (zone.total === 0) return language.text("zone.empty");
  if (!isKnown(zone)) return language.count("zone.no_view", zone.total);
  if (zone.free === 0 && zone.unknown === 0) return language.text("zone.full", { total: zone.total });
  const free = language.count("zone.free", zone.free, { total: zone.total });
  const kinds = TOLD.map((kind) => ({ kind, free: zone.kinds.find((one) => one.kind === kind)?.free ?? 0 }))
    .filter((one) => one.free > 0)
    .map((one) => language.count(`zone.kind.${one.kind}`, one.free));
  const told = kinds.length === 0 ? free : language.text("zone.of_them", { free, kinds: kinds.join(", ") });
  return zone.unknown === 0 ? told : `${told}, ${language.count("zone.unknown", zone.unknown)}`;
}

/** The server tells nothing rarer than this from never. */
const RAREST = 1_000_000;

/** One setting of the gates, or one that is shown to compare. */
export interface PriceRow {
  readonly setting: string;
  readonly where: string;
  readonly oneIn: OneIn;
  readonly chosen: boolean;
}

/** How many strangers would be let in, in round numbers. */
export function oddsOf(oneIn: OneIn, language: Language): string {
  if (oneIn === null) return language.text("price.rarer", { count: RAREST });
  return oneIn < 2 ? language.text("price.most") : language.text("price.one_in", { count: oneIn });
}

/** The price of the most generous setting that a gate has. */
export function worstOf(price: Price): OneIn {
  const chosen = price.gates.map((gate) => price.oneIn[gate.matching]).filter((one) => one !== null);
  return chosen.length === 0 ? null : Math.min(...chosen);
}

/** Every setting with its gates, then what is not offered. */
export function priceRows(price: Price, language: Language): readonly PriceRow[] {
  const settings = MATCHES.map((matching) => {
    const gates = price.gates.filter((gate) => gate.matching === matching).map((gate) => gate.name);
    return {
      setting: language.text(`price.${matching}`),
      where: gates.length === 0 ? language.text("price.nowhere") : gates.join(", "),
      oneIn: price.oneIn[matching],
      chosen: gates.length > 0,
    };
  });
  const where = language.text("price.not_offered");
  return [
    ...settings,
    { setting: language.text("price.one_other"), where, oneIn: price.oneOther, chosen: false },
    { setting: language.text("price.two_other"), where, oneIn: price.twoOther, chosen: false },
  ];
}
