import type { Exported, JournalFilter, JournalPage, SheetKind } from "../types/journal.js";
import { Fields } from "./fields.js";
import type { Parking } from "./parking.js";
import { passageOf } from "./parse.js";

/** A file of millions of rows takes minutes to write. */
const EXPORT_PATIENCE_MS = 16 * 60_000;

/** The log, searched. Every request rejects with a Problem. */
export class JournalLog {
  constructor(private readonly parking: Parking) {}

  /** A page of what is wanted, newest first; it may be short where the search is not at its end. */
  async search(filter: JournalFilter, before: string | null, limit: number): Promise<JournalPage> {
    const place = before === null ? {} : { before };
    return journalPageOf(
      await this.parking.ask({ type: "hoa_parking/journal", filter: wanted({ ...filter }), limit, ...place }),
    );
  }

  async exported(filter: JournalFilter, format: SheetKind, language: string): Promise<Exported> {
    const message = { type: "hoa_parking/journal/export", filter: wanted({ ...filter }), format, language };
    return exportedOf(await this.parking.ask(message, EXPORT_PATIENCE_MS));
  }
}

export { EXPORT_PATIENCE_MS };

/** A filter as it is sent: only what it asks for. */
export function wanted(filter: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(filter)
      .filter(([, value]) => value !== null && value !== false)
      .map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value]),
  );
}

export function journalPageOf(value: unknown): JournalPage {
  const fields = new Fields(value);
  return {
    passages: fields.list("passages", passageOf),
    next: fields.textOrNull("next"),
    searchedTo: fields.momentOrNull("searched_to"),
  };
}

export function exportedOf(value: unknown): Exported {
  const fields = new Fields(value);
  return { url: fields.text("url"), rows: fields.count("rows"), more: fields.flag("more") };
}
