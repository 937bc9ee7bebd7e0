import { checkPlate } from "../lib/plate-forms.js";
import type { Draft } from "./draft.js";

/** What is wrong with each field: the server's words, by the field's id on the page. */
export type Faults = Readonly<Record<string, string>>;

/** What can be said of a draft before the server sees it. */
export function faultsOf(draft: Draft, consentWanted: string | null): Faults {
  const texts = (["name", "apartment", "contact"] as const).filter((field) => draft[field].trim() === "");
  const plates = draft.plates.flatMap((text, row) => {
    const check = checkPlate(text, []);
    return check.state === "wrong" ? [[`car-${row}`, check.why]] : [];
  });
  const agreed = consentWanted === null || draft.agreed === consentWanted;
  return Object.fromEntries([
    ...texts.map((field) => [field, "required"]),
    ...plates,
    ...(agreed ? [] : [["consent", "consent_needed"]]),
  ]) as Faults;
}

/** What the server says is wrong; `rows`: which rows of the page the plates came from. */
export function faultsFrom(
  fields: readonly { readonly field: string; readonly problem: string }[],
  rows: readonly number[],
): Faults {
  return Object.fromEntries(fields.map(({ field, problem }) => [idOf(field, rows), problem]));
}

function idOf(field: string, rows: readonly number[]): string {
  if (field === "consent_version") return "consent";
  const plate = /^plates(?:\[(\d+)\])?$/.exec(field);
  return plate === null ? field : `car-${rows[Number(plate[1] ?? 0)] ?? 0}`;
}

/** The faults that are left when a field was changed; `cars`: the rows of the cars are no longer the same. */
export function without(faults: Faults, field: string): Faults {
  const settled = (id: string): boolean => (field === "cars" ? id.startsWith("car-") : id === field);
  return Object.fromEntries(Object.entries(faults).filter(([id]) => !settled(id)));
}
