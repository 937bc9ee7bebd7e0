/** What the board's rooms share: a refusal and its field, dates in fields, words said back to confirm. */
import type { EraseTarget } from "../types/board.js";
import type { Language } from "./language.js";
import { localText, momentOf, type Zone } from "./local-time.js";

/** Why something was not done, and the field that it is about; empty: about none that is known. */
export interface Failure {
  readonly field: string;
  readonly text: string;
}

/** A server's no in words. */
export function failureOf(
  problem: { readonly code: string; readonly field: string | null },
  language: Language,
): Failure {
  return { field: problem.field ?? "", text: language.code("error", problem.code, "error.other") };
}

/** What is said below a form: a no about none of its fields. */
export function saidBelow(failure: Failure | null, fields: readonly string[]): string {
  return failure === null || fields.includes(failure.field) ? "" : failure.text;
}

/** The first moment of a day as a field writes it; null for none. */
export function dayStart(day: string, zone: Zone): Date | null {
  return day === "" ? null : momentOf(`${day}T00:00`, zone);
}

/** The last minute of a day as a field writes it; null for none. */
export function dayEnd(day: string, zone: Zone): Date | null {
  return day === "" ? null : momentOf(`${day}T23:59`, zone);
}

/** The day of a moment as a field for days holds it; a midnight ends the day before it. */
export function lastDay(moment: Date | null, zone: Zone): string {
  return moment === null ? "" : localText(new Date(moment.getTime() - 1), zone).slice(0, 10);
}

/** The day of a moment as a field for days holds it. */
export function firstDay(moment: Date | null, zone: Zone): string {
  return moment === null ? "" : localText(moment, zone).slice(0, 10);
}

/** Whether somebody typed again whose traces are to go. */
export function isSaidAgain({ plate, apartment }: EraseTarget, typed: string): boolean {
  const again = plate === null ? plain(typed) === plain(apartment ?? "") : letters(typed) === letters(plate);
  return typed.trim() !== "" && again;
}

function plain(text: string): string {
  return text.trim().replace(/\s+/g, " ").toLocaleUpperCase();
}

function letters(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "").toLocaleUpperCase();
}
