import type { Resolved } from "../types/guard.js";
import { openingFailure } from "./describe.js";
import type { Language } from "./language.js";

const SECOND_MS = 1_000;
const MINUTE_S = 60;
const HOUR_S = 3_600;

/** How long after a passage the server still opens the gate for it. */
export const OPENABLE_MS = 15 * MINUTE_S * SECOND_MS;

/** Minutes and seconds as on a clock: "1:20"; never less than nothing. */
export function clockOf(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / SECOND_MS));
  const rest = String(seconds % MINUTE_S).padStart(2, "0");
  if (seconds < HOUR_S) return `${String(Math.floor(seconds / MINUTE_S))}:${rest}`;
  const minutes = String(Math.floor((seconds % HOUR_S) / MINUTE_S)).padStart(2, "0");
  return `${String(Math.floor(seconds / HOUR_S))}:${minutes}:${rest}`;
}

/** How long ago it was: by the second within the hour, then the time of day. */
export function ageOf(moment: Date, now: Date, language: Language): string {
  const age = now.getTime() - moment.getTime();
  return age < HOUR_S * SECOND_MS ? language.text("guard.age", { age: clockOf(age) }) : language.clock(moment, now);
}

/** What came of it, in words; `bad` where the gate did not move. */
export function resolvedWords(
  resolved: Resolved,
  language: Language,
): { readonly text: string; readonly bad: boolean } {
  switch (resolved.outcome) {
    case "opened":
      return { text: language.text("guard.done.opened"), bad: false };
    case "pending":
      return { text: language.text("gate.open.sent"), bad: false };
    case "shadow":
      return { text: language.text("gate.open.shadow"), bad: false };
    default: {
      const why = openingFailure(resolved.reason ?? "none", language);
      return { text: language.text("gate.open.failed", { why }), bad: true };
    }
  }
}
