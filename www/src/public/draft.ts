import { Fields } from "../api/fields.js";
import { keep, kept } from "./kept.js";

export const MOST_CARS = 5;

/** What a person entered. The document is not kept over a reload. */
export interface Draft {
  readonly name: string;
  readonly apartment: string;
  readonly contact: string;
  /** As typed, one for each row; a row may be empty. */
  readonly plates: readonly string[];
  readonly note: string;
  /** The consent text that was agreed to. */
  readonly agreed: string | null;
}

export const EMPTY_DRAFT: Draft = { name: "", apartment: "", contact: "", plates: [""], note: "", agreed: null };

export function keptDraft(): Draft {
  const text = kept("draft");
  if (text === null) return EMPTY_DRAFT;
  try {
    const fields = new Fields(JSON.parse(text));
    return {
      name: fields.text("name"),
      apartment: fields.text("apartment"),
      contact: fields.text("contact"),
      plates: fields.list("plates", String).slice(0, MOST_CARS),
      note: fields.text("note"),
      agreed: fields.textOrNull("agreed"),
    };
  } catch {
    return EMPTY_DRAFT;
  }
}

export function keepDraft(draft: Draft | null): void {
  keep("draft", draft === null ? null : JSON.stringify(draft));
}
