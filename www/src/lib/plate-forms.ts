import table from "./plate-forms.json" with { type: "json" };

export const SHORTEST_PLATE = 2;
export const LONGEST_PLATE = 16;
const MOST_OTHERS = 4;
/** A swapped form counts for less than a right one, a country that nobody expects for less than one that is. */
const UNEXPECTED = 0.1;
const COMMON = 0.5;
/** Of a country whose plates have no form of their own here. */
const BY_SCRIPT = /^(?=.*\d)(?=.*[A-Z])[A-Z\d]{4,9}$/;

const CYRILLIC = "АВЕКМНОРСТУХІЅЈЁ";
const LATIN = "ABEKMHOPCTYXISJE";

interface Form {
  readonly country: string;
  readonly form: RegExp;
  readonly weight: number;
  readonly loose: boolean;
}

/** What a typed plate is: nothing yet, no plate at all (the server's word why), or one of a known or unknown form. */
export type PlateCheck =
  | { readonly state: "empty" }
  | { readonly state: "wrong"; readonly why: "plate_length" | "plate_letters" }
  | { readonly state: "known"; readonly plate: string; readonly country: string | null }
  | { readonly state: "unknown"; readonly plate: string; readonly others: readonly PlateOther[] };

/** A plate of a known form that looks like what was typed. */
export interface PlateOther {
  readonly plate: string;
  readonly country: string;
}

const FORMS: readonly Form[] = Object.entries(table.countries).flatMap(([country, forms]) =>
  forms.map((one) => ({
    country,
    form: new RegExp(one.form),
    weight: one.weight,
    loose: "loose" in one,
  })),
);
const ALIKE: Readonly<Record<string, string>> = table.alike;
const BADGES = table.badges.split(" ");
const SCRIPTS = table.by_script.split(" ");

/** A plate as the server compares it: upper case, Latin look-alikes, letters and digits only. */
export function foldPlate(text: string): string {
  const upper = Array.from(text.normalize("NFKC").toUpperCase());
  const latin = upper.map((one) => (CYRILLIC.includes(one) ? (LATIN[CYRILLIC.indexOf(one)] ?? one) : one));
  return latin.filter((one) => /[\p{L}\p{N}]/u.test(one)).join("");
}

/** What a person typed, judged by the forms of all countries; `expected`: those that the house says it sees, all if none. */
export function checkPlate(text: string, expected: readonly string[]): PlateCheck {
  const plate = foldPlate(text);
  if (plate === "") return { state: "empty" };
  if (plate.length < SHORTEST_PLATE || plate.length > LONGEST_PLATE) return { state: "wrong", why: "plate_length" };
  if (!/^[A-Z\d]+$/.test(plate)) return { state: "wrong", why: "plate_letters" };
  const form = bestForm(plate, expected);
  if (form !== undefined) return { state: "known", plate, country: form.country };
  const script = SCRIPTS.filter((one) => expected.includes(one));
  if (script.length > 0 && BY_SCRIPT.test(plate)) {
    return { state: "known", plate, country: script.length === 1 ? (script[0] ?? null) : null };
  }
  return { state: "unknown", plate, others: othersOf(plate, expected) };
}

/** Whether a folded plate has a form of this country. */
export function hasForm(plate: string, country: string): boolean {
  if (SCRIPTS.includes(country)) return BY_SCRIPT.test(plate);
  return FORMS.some((one) => one.country === country && one.form.test(plate));
}

function bestForm(plate: string, expected: readonly string[]): Form | undefined {
  const fitting = FORMS.filter((one) => counts(one, expected) && one.form.test(plate));
  return fitting.sort((one, other) => worth(other, expected) - worth(one, expected))[0];
}

/** What fits nearly everything says something only where its country is expected. */
function counts(form: Form, expected: readonly string[]): boolean {
  return !form.loose || expected.length === 0 || expected.includes(form.country);
}

function worth(form: Form, expected: readonly string[]): number {
  return form.weight * (expected.length === 0 || expected.includes(form.country) ? 1 : UNEXPECTED);
}

/** Plates of a known form that one or two look-alikes, or a country's badge, tell from this one; the likeliest first. */
function othersOf(plate: string, expected: readonly string[]): readonly PlateOther[] {
  const found = new Map<string, { readonly country: string; readonly worth: number }>();
  const variants = [...unbadged(plate).map((text) => ({ text, odds: 1 })), ...swapped(plate)];
  for (const { text, odds } of variants) {
    const form = bestForm(text, expected);
    if (form === undefined || form.loose || form.weight < COMMON || found.has(text)) continue;
    found.set(text, { country: form.country, worth: odds * worth(form, expected) });
  }
  const ranked = [...found].sort(([, one], [, other]) => other.worth - one.worth);
  return ranked.slice(0, MOST_OTHERS).map(([text, { country }]) => ({ plate: text, country }));
}

function unbadged(plate: string): readonly string[] {
  return BADGES.flatMap((badge) => [
    ...(plate.endsWith(badge) ? [plate.slice(0, -badge.length)] : []),
    ...(plate.startsWith(badge) ? [plate.slice(badge.length)] : []),
  ]);
}

interface Variant {
  readonly text: string;
  readonly odds: number;
}

function swapped(plate: string): readonly Variant[] {
  const once = swaps(plate, 0).map(({ text, at, rank }) => ({ text, at, odds: 0.5 / rank }));
  const twice = once.flatMap((one) =>
    swaps(one.text, one.at + 1).map(({ text, rank }) => ({ text, odds: (one.odds * 0.2) / rank })),
  );
  return [...once, ...twice];
}

function swaps(plate: string, from: number): readonly { text: string; at: number; rank: number }[] {
  return Array.from(plate.slice(from)).flatMap((char, index) =>
    Array.from(ALIKE[char] ?? "", (other, rank) => {
      const at = from + index;
      return { text: plate.slice(0, at) + other + plate.slice(at + 1), at, rank: rank + 1 };
    }),
  );
}
