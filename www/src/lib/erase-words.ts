import { ERASED, type ErasedCounts } from "../types/board.js";
import type { Language } from "./language.js";

/** What was or would be erased, in words and numbers; nothing of what there was none of. */
export function erasedWords(counts: ErasedCounts, language: Language): readonly (readonly [string, number])[] {
  const known = new Set<string>(ERASED);
  const kinds = [...ERASED, ...Object.keys(counts).filter((kind) => !known.has(kind))];
  return kinds
    .filter((kind) => kind !== "blocks_kept" && (counts[kind] ?? 0) > 0)
    .map((kind) => [language.code("erase.count", kind, "erase.count.other"), counts[kind] ?? 0]);
}
