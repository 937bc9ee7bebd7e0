import type { ActivityEntry, ActivityFilter, ActivityPage, Doer, Exported, SheetKind } from "../types/journal.js";
import { Fields } from "./fields.js";
import { EXPORT_PATIENCE_MS, exportedOf, wanted } from "./journal.js";
import type { Parking } from "./parking.js";

/** The record of what people did. Every request rejects with a Problem. */
export class ActivityLog {
  constructor(private readonly parking: Parking) {}

  async page(filter: ActivityFilter, before: number | null, limit: number): Promise<ActivityPage> {
    const place = before === null ? {} : { before };
    return activityPageOf(
      await this.parking.ask({ type: "hoa_parking/activity", filter: wanted({ ...filter }), limit, ...place }),
    );
  }

  /** The names of everybody who can log in, by id. */
  async people(): Promise<ReadonlyMap<string, string>> {
    const fields = new Fields(await this.parking.ask({ type: "hoa_parking/people/users" }));
    return new Map(
      fields.list("users", (user) => {
        const one = new Fields(user);
        return [one.text("id"), one.text("name")] as const;
      }),
    );
  }

  async exported(filter: ActivityFilter, format: SheetKind, language: string): Promise<Exported> {
    const message = { type: "hoa_parking/activity/export", filter: wanted({ ...filter }), format, language };
    return exportedOf(await this.parking.ask(message, EXPORT_PATIENCE_MS));
  }
}

export function activityPageOf(value: unknown): ActivityPage {
  const fields = new Fields(value);
  return {
    entries: fields.list("entries", entryOf),
    next: fields.countOrNull("next"),
    actions: fields.list("actions", String),
    users: fields.list("users", doerOf),
  };
}

function entryOf(value: unknown): ActivityEntry {
  const fields = new Fields(value);
  return {
    id: fields.count("id"),
    at: fields.moment("at"),
    user: fields.partOrNull("user", doerOf),
    action: fields.text("action"),
    subject: fields.text("subject"),
    detail: fields.textOrNull("detail"),
  };
}

function doerOf(value: unknown): Doer {
  const fields = new Fields(value);
  return { id: fields.text("id"), name: fields.textOrNull("name") };
}
