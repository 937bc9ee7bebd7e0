/** The values of the panel: what the server sends, after it was checked at the door. */
import type { PassKind } from "./people.js";
import type { NoticeKind, SlotKind } from "./places.js";

export const ROLES = ["board", "guard", "resident", "applicant", "none"] as const;
export const DIRECTIONS = ["entry", "exit", "unknown"] as const;
export const VERDICTS = ["open", "refuse", "log_only"] as const;
export const OUTCOMES = ["none", "pending", "opened", "failed", "shadow", "interrupted"] as const;
export const MATCHES = ["exact", "look_alike"] as const;
export const GATE_STATES = ["open", "opening", "closed", "closing", "unknown"] as const;
export const GATE_MODES = ["normal", "hold_open", "locked", "shadow"] as const;
export const SOURCES = ["camera", "manual"] as const;
export const COUNTED_BY = ["slots", "gates"] as const;
export const CAMERA_VIEWS = ["same", "moved", "unclear", "unknown"] as const;
export const CAMERA_STATES = ["connecting", "online", "silent", "offline", "unknown"] as const;

export const REASONS = [
  "registered",
  "free_exit",
  "blocked",
  "unknown",
  "unsure",
  "ambiguous",
  "expired",
  "not_yet_valid",
  "stale",
  "future",
  "recovered",
  "cool_down",
  "moving_away",
  "gate_locked",
  "gate_held_open",
  "no_gate",
  "off_schedule",
  "used",
  "guarded",
  "asked",
  "manual",
] as const;

export type Role = (typeof ROLES)[number];
export type Direction = (typeof DIRECTIONS)[number];
export type Verdict = (typeof VERDICTS)[number];
export type Outcome = (typeof OUTCOMES)[number];
export type Match = (typeof MATCHES)[number];
export type GateState = (typeof GATE_STATES)[number];
export type GateMode = (typeof GATE_MODES)[number];
export type Source = (typeof SOURCES)[number];
export type CountedBy = (typeof COUNTED_BY)[number];
export type CameraView = (typeof CAMERA_VIEWS)[number];
export type CameraState = (typeof CAMERA_STATES)[number];

export interface Me {
  readonly role: Role;
  readonly name: string;
  readonly apartment: string | null;
  /** Whether this person lives here, whatever else they are. */
  readonly household: boolean;
  readonly canOpen: boolean;
  /** What this person may do: "override_slot", "draw_layout", … */
  readonly acts: readonly string[];
}

export interface Gate {
  readonly id: string;
  readonly name: string;
  readonly state: GateState;
  readonly mode: GateMode;
  /** A code; null when all is well. */
  readonly problem: string | null;
}

export interface KindCount {
  readonly kind: SlotKind;
  readonly total: number;
  readonly free: number;
}

/** How full a zone is, as everybody may know it. */
export interface ZoneCounts {
  readonly id: string;
  readonly name: string;
  readonly total: number;
  /** free + occupied + unknown == total. */
  readonly free: number;
  readonly occupied: number;
  readonly unknown: number;
  /** null: not known. */
  readonly full: boolean | null;
}

export interface Zone extends ZoneCounts {
  readonly nearlyFull: boolean | null;
  readonly countedBy: CountedBy;
  readonly kinds: readonly KindCount[];
}

/** What is wrong with a place, as far as this person may know. */
export interface PlaceNotice {
  readonly slot: string;
  readonly address: string;
  readonly zone: string;
  readonly kind: NoticeKind;
  readonly since: Date;
}

export interface RecognizerLink {
  readonly online: boolean;
  readonly since: Date | null;
  /** Reports that wait to be delivered. */
  readonly pending: number;
  /** Reports that were refused and set aside. */
  readonly parked: number;
}

export interface CameraLink {
  readonly id: string;
  readonly name: string;
  readonly state: CameraState;
  readonly error: string | null;
  /** Whether it still looks where the outlines were drawn. */
  readonly view: CameraView;
}

export interface Links {
  readonly recognizer: RecognizerLink;
  readonly cameras: readonly CameraLink[];
}

export interface Alternative {
  readonly text: string;
  readonly country: string | null;
  readonly confidence: number;
}

export interface Pictures {
  /** Signed, short-lived addresses. */
  readonly frame: string | null;
  readonly plate: string | null;
}

export interface Passage {
  readonly id: string;
  readonly capturedAt: Date;
  readonly gate: string | null;
  readonly direction: Direction;
  readonly plate: string;
  readonly raw: string;
  readonly country: string | null;
  readonly confidence: number;
  readonly reads: number;
  readonly alternatives: readonly Alternative[];
  readonly verdict: Verdict;
  /** One of REASONS, or a newer code than this panel knows. */
  readonly reason: string;
  readonly match: Match | null;
  readonly listedPlate: string | null;
  readonly apartment: string | null;
  readonly outcome: Outcome;
  readonly outcomeReason: string | null;
  readonly latencyMs: number | null;
  /** Whether a camera saw it or a guard entered it. */
  readonly source: Source;
  /** The pass it was let in by, where there was one. */
  readonly passKind: PassKind | null;
  readonly pictures: Pictures;
}

/** What waits for somebody to decide; null: not for this person. */
export interface Waiting {
  readonly applications: number | null;
  readonly exceptions: number | null;
}

export interface Page {
  readonly passages: readonly Passage[];
  /** Where the next older page begins; null at the end. */
  readonly next: string | null;
}

export interface Snapshot extends Page {
  readonly me: Me;
  readonly site: { readonly name: string };
  readonly gates: readonly Gate[];
  readonly zones: readonly Zone[];
  readonly notices: readonly PlaceNotice[];
  /** null: not shown to this person. */
  readonly links: Links | null;
  readonly waiting: Waiting;
}

export type ServerEvent =
  | { readonly kind: "snapshot"; readonly snapshot: Snapshot }
  | { readonly kind: "passage"; readonly passage: Passage }
  | { readonly kind: "gate"; readonly gate: Gate }
  | { readonly kind: "zone"; readonly zone: Zone }
  | { readonly kind: "notices"; readonly notices: readonly PlaceNotice[] }
  | { readonly kind: "links"; readonly links: Links }
  | { readonly kind: "waiting"; readonly waiting: Waiting };

/** How many strangers there are to one who is let in; null: more than can be told. */
export type OneIn = number | null;

/** What the ways of matching cost on the list. */
export interface Price {
  readonly plates: number;
  /** Pairs of the list's own plates that may be taken for one another. */
  readonly resembling: number;
  readonly oneIn: Readonly<Record<Match, OneIn>>;
  /** If any one character might differ, and any two: nobody can choose that. */
  readonly oneOther: OneIn;
  readonly twoOther: OneIn;
  readonly gates: readonly { readonly name: string; readonly matching: Match }[];
}

/** What came of opening a gate by hand. */
export interface Opening {
  readonly outcome: Outcome;
  readonly reason: string | null;
}

/** How the panel stands with the server. */
export type Connection = "connecting" | "live" | "lost" | "absent" | "refused";
