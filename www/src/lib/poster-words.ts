import words from "../translations/poster.json" with { type: "json" };

export type SheetKey = keyof (typeof words)["en"];

/** The languages of what hangs at the entrance, in their order. */
export const SHEET_LANGUAGES = ["en", "ru", "kk", "id"] as const;

/** A text of a printed sheet in the reader's language, whoever prints it; English where there is none. */
export function sheetText(language: string, key: SheetKey, values: Readonly<Record<string, string>> = {}): string {
  const short = language.split("-", 1)[0];
  const known = SHEET_LANGUAGES.find((one) => one === short) ?? "en";
  return words[known][key].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
