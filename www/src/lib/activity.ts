import type { ActivityEntry } from "../types/journal.js";
import type { IconName } from "./icons.js";
import type { Language, TextKey } from "./language.js";

/** What ids in the record stand for. */
export interface Names {
  /** Everybody who can log in; null: not known. */
  readonly users: ReadonlyMap<string, string> | null;
  readonly cameras: ReadonlyMap<string, string>;
  readonly gates: ReadonlyMap<string, string>;
}

type Says = (text: string, language: Language, names: Names, entry: ActivityEntry) => string;

/** How the families of actions look; the first that an action begins with. */
const ICONS: readonly (readonly [start: string, icon: IconName])[] = [
  ["login", "lock"],
  ["address", "lock"],
  ["password", "lock"],
  ["application", "note"],
  ["ask", "question"],
  ["car", "car"],
  ["count", "parking"],
  ["display", "screen"],
  ["erased", "trash"],
  ["gate", "gateClosed"],
  ["household", "home"],
  ["journal", "download"],
  ["activity", "download"],
  ["list_exported", "download"],
  ["list", "upload"],
  ["layout", "plan"],
  ["still", "camera"],
  ["passage", "hand"],
  ["pass", "person"],
  ["plate", "noParking"],
  ["shift", "clock"],
  ["user", "person"],
  ["vehicle_looked_up", "eye"],
  ["vehicle", "car"],
];

/** What was done, in a few words. */
export function actionWords(action: string, language: Language): string {
  return language.code("activity.action", action, "activity.action.other");
}

export function actionIcon(action: string): IconName {
  return ICONS.find(([start]) => action.startsWith(start))?.[1] ?? "note";
}

/** Whether somebody should look at it. */
export function isWorrying(action: string): boolean {
  return action === "login_failed" || action === "address_banned" || action === "layout_lost";
}

/** Who did it. */
export function doerWords({ user, action }: ActivityEntry, language: Language): string {
  if (user !== null) return user.name ?? language.text("activity.gone");
  return language.text(isWorrying(action) || action.startsWith("pass_") ? "activity.nobody" : "activity.outside");
}

/** What it was done to. */
export function subjectWords(entry: ActivityEntry, language: Language, names: Names): string {
  return say(SUBJECTS, entry.action, entry.subject, language, names, entry);
}

/** The rest of it. */
export function detailWords(entry: ActivityEntry, language: Language, names: Names): string {
  return say(DETAILS, entry.action, entry.detail ?? "", language, names, entry);
}

function say(
  table: Readonly<Record<string, Says>>,
  action: string,
  text: string,
  language: Language,
  names: Names,
  entry: ActivityEntry,
): string {
  if (text === "") return "";
  return (table[action] ?? table[`${action.split("_", 1)[0] ?? ""}_*`] ?? raw)(text, language, names, entry);
}

const raw: Says = (text) => text;
const nothing: Says = () => "";
const camera: Says = (text, _language, names) => names.cameras.get(text) ?? "";
const numbered: Says = (text, language) => language.text("activity.number", { number: text });
const apartment: Says = (text, language) => language.text("passage.apartment", { apartment: text });
const somebody: Says = (text, language, { users }, { user }) =>
  text === user?.id || users === null ? "" : (users.get(text) ?? language.text("activity.gone"));
const list: Says = (text, language) => language.code("activity.list", text, "activity.as_is");
const sheet: Says = (text) => text.toUpperCase();

/** "visitor 12". */
const pass: Says = (text, language) => {
  const [kind = "", number = ""] = text.split(" ", 2);
  return `${language.code("pass.kind", kind, "activity.as_is")}, ${language.text("activity.number", { number })}`;
};

/** "added 1, changed 2": each part a word and a number. */
const counted: Says = (text, language) =>
  text
    .split(", ")
    .map((part) => {
      const [word = "", ...rest] = part.split(" ");
      return [language.code("activity.word", word, "activity.as_is"), ...rest].join(" ");
    })
    .join(", ");

/** "open despite_block Granny's taxi", "open failed timeout". */
const resolved: Says = (text, language) => {
  const [answer = "", next = "", ...rest] = text.split(" ");
  const done = language.code("notes.resolved", answer, "activity.as_is");
  if (next === "failed") return `${done}: ${language.code("gate.problem", rest.join(" "), "gate.problem.other")}`;
  const despite = next === "despite_block";
  const said = (despite ? rest : [next, ...rest]).join(" ");
  return [despite ? `${done} (${language.text("activity.despite")})` : done, said]
    .filter((part) => part !== "")
    .join(": ");
};

/** "entry opened despite_block". */
const entered: Says = (text, language) => {
  const [direction = "", done = "", despite] = text.split(" ");
  return [
    language.code("direction", direction, "activity.as_is"),
    language.code("activity.done", done, "activity.as_is"),
    despite === undefined ? "" : language.text("activity.despite"),
  ]
    .filter((part) => part !== "")
    .join(", ");
};

/** "occupied, held: The camera is dirty". */
const overridden: Says = (text, language) => {
  const { state = "", held, reason = "" } = /^(?<state>\w+)(?<held>, held)?: ?(?<reason>.*)$/s.exec(text)?.groups ?? {};
  if (state === "") return text;
  const said = language.code("slot.state", state, "activity.as_is");
  return `${held === undefined ? said : `${said}, ${language.text("activity.held")}`}: ${reason}`;
};

/** "11, was 9". */
const recounted: Says = (text, language) => {
  const [now = "", before = ""] = text.split(", was ");
  return language.text("activity.count", {
    now,
    before: before === "unknown" ? language.text("slot.state.unknown") : before,
  });
};

/** "resident 17". */
const role: Says = (text, language) => {
  const [first = "", ...home] = text.split(" ");
  const is = language.code("activity.role", first, "activity.as_is");
  return home.length === 0 ? is : `${is}, ${language.text("passage.apartment", { apartment: home.join(" ") })}`;
};

const FILTERS = /(?:^| )(since|until|gate|plate|apartment|verdict|reason|outcome|source)=/;
const FILTER_WORDS: Readonly<Record<string, TextKey>> = {
  since: "journal.from",
  until: "journal.to",
  gate: "passage.gate",
  plate: "journal.plate",
  apartment: "journal.apartment",
  verdict: "passage.decision",
  reason: "journal.reason",
  outcome: "passage.outcome",
  source: "journal.source",
};

/** "since=2026-11-20T19:00Z plate=?23ABC*". */
const filtered: Says = (text, language, names) => {
  const parts = text.split(FILTERS).slice(1);
  const told: string[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [name = "", value = ""] = [parts[at], parts[at + 1]];
    const key = FILTER_WORDS[name];
    if (key !== undefined) told.push(`${language.text(key)}: ${filterValue(name, value, language, names)}`);
  }
  return told.join("; ");
};

function filterValue(name: string, value: string, language: Language, names: Names): string {
  switch (name) {
    case "since":
    case "until":
      return Number.isNaN(Date.parse(value)) ? value : language.moment(new Date(value));
    case "gate":
      return names.gates.get(value) ?? value;
    case "verdict":
    case "reason":
      return language.code(name, value, "activity.as_is");
    case "source":
      return language.code("journal.source", value, "activity.as_is");
    default:
      return value;
  }
}

const SUBJECTS: Readonly<Record<string, Says>> = {
  "application_*": numbered,
  pass_given: pass,
  pass_ended: pass,
  pass_shared: pass,
  pass_plate_given: pass,
  password_set: somebody,
  password_link_made: somebody,
  user_linked: somebody,
  user_revoked: somebody,
  shift_taken: nothing,
  "display_*": nothing,
  list_imported: list,
  list_exported: list,
  journal_exported: sheet,
  activity_exported: sheet,
  public_page_set: (text, language) => language.code("activity.switch", text, "activity.as_is"),
  still_asked: camera,
  "layout_*": camera,
  household_removed: apartment,
  login_failed: (text, language) => (text === "*" ? language.text("activity.addresses") : text),
};

const DETAILS: Readonly<Record<string, Says>> = {
  gate_mode: (text, language) => language.code("activity.mode", text, "activity.as_is"),
  login_failed: (text, language) => language.count("activity.failures", Number(text)),
  vehicle_looked_up: (text, language) => (text === "look_alikes" ? language.text("activity.look_alikes") : text),
  vehicle_added: apartment,
  vehicle_removed: apartment,
  user_linked: role,
  user_revoked: apartment,
  application_approved: apartment,
  ask_answered: (text, language) => language.code("ask.answer", text, "activity.as_is"),
  passage_resolved: resolved,
  passage_entered: entered,
  slot_overridden: overridden,
  slot_released: overridden,
  count_set: recounted,
  layout_saved: counted,
  layout_imported: counted,
  list_imported: counted,
  retention_set: counted,
  public_page_set: nothing,
  journal_exported: filtered,
};
