import type { ApplicationForm, ApplicationKind, ApplicationWish } from "../types/people.js";
import type { TextKey } from "./language.js";
import { checkPlate } from "./plate-forms.js";

export const MOST_PLATES = 5;
export const LONGEST = { name: 80, apartment: 32, contact: 120, note: 500 } as const;

/** An application as it is being filled in. */
export interface ApplySheet {
  readonly name: string;
  readonly apartment: string;
  readonly contact: string;
  readonly plates: readonly string[];
  readonly note: string;
  readonly agreed: boolean;
  /** A JPEG in base64. */
  readonly document: string | null;
}

export type ApplyField = "name" | "apartment" | "contact" | "note" | "consent" | "document" | `plate${number}`;
export type ApplyFaults = Readonly<Partial<Record<ApplyField, TextKey>>>;

/** The words that whoever applies agrees to, in this language or the first one there is; empty where none are asked for: who lives here has agreed. */
export function consentOf(form: ApplicationForm, kind: ApplicationKind, language: string): string {
  if (kind === "change") return "";
  const short = language.split("-", 1)[0] ?? "en";
  const texts = [form.consent[short], form.consent.en, ...Object.values(form.consent)];
  return texts.find((text) => text !== undefined && text !== "") ?? "";
}

/** What is missing or wrong, by field. */
export function faultsOf(
  sheet: ApplySheet,
  form: ApplicationForm,
  kind: ApplicationKind,
  language: string,
): ApplyFaults {
  const faults: Partial<Record<ApplyField, TextKey>> = {};
  for (const field of ["name", "apartment", "contact"] as const)
    if (sheet[field].trim() === "") faults[field] = "apply.missing";
  if (kind === "change" && sheet.note.trim() === "" && platesOf(sheet).length === 0)
    faults.note = "apply.missing.change";
  for (const [index, plate] of sheet.plates.entries()) {
    const check = checkPlate(plate, form.countries);
    if (check.state === "wrong") faults[`plate${index}`] = `error.${check.why}`;
  }
  if (consentOf(form, kind, language) !== "" && !sheet.agreed) faults.consent = "apply.missing.consent";
  return faults;
}

/** The application as it is sent. */
export function wishOf(
  sheet: ApplySheet,
  form: ApplicationForm,
  kind: ApplicationKind,
  language: string,
): ApplicationWish {
  return {
    kind,
    name: sheet.name.trim(),
    apartment: sheet.apartment.trim(),
    contact: sheet.contact.trim(),
    plates: platesOf(sheet),
    note: sheet.note.trim(),
    language: language.split("-", 1)[0] ?? "en",
    consentVersion: sheet.agreed ? form.consentVersion : null,
    document: sheet.document,
  };
}

function platesOf(sheet: ApplySheet): readonly string[] {
  return sheet.plates.map((plate) => plate.trim()).filter((plate) => plate !== "");
}
