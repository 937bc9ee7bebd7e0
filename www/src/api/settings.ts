import type { ErasedCounts, EraseTarget, Receipt, Retention } from "../types/board.js";
import { Fields, unreadable } from "./fields.js";
import type { Parking } from "./parking.js";

/** Years of passages are looked through. */
const ERASING_MS = 20 * 60_000;

/** How long things are kept, and erasing on request. Every request rejects with a Problem. */
export class Settings {
  constructor(private readonly parking: Parking) {}

  async retention(): Promise<Retention> {
    return retentionOf(await this.parking.ask({ type: "hoa_parking/retention" }));
  }

  async setRetention(periods: Readonly<Record<string, number>>): Promise<Retention> {
    return retentionOf(await this.parking.ask({ type: "hoa_parking/retention/set", periods }));
  }

  /** How much would be erased of each kind. */
  async preview(target: EraseTarget): Promise<ErasedCounts> {
    const answer = await this.parking.ask({ type: "hoa_parking/erase/preview", ...wanted(target) }, ERASING_MS);
    return new Fields(answer).part("counts", countsOf);
  }

  async erase(target: EraseTarget, reason: string): Promise<Receipt> {
    const answer = await this.parking.ask({ type: "hoa_parking/erase", ...wanted(target), reason }, ERASING_MS);
    return new Fields(answer).part("receipt", receiptOf);
  }

  async receipts(): Promise<readonly Receipt[]> {
    return new Fields(await this.parking.ask({ type: "hoa_parking/erase/receipts" })).list("receipts", receiptOf);
  }
}

/** Only what is meant is sent. */
function wanted({ plate, apartment }: EraseTarget): Readonly<Record<string, string>> {
  return { ...(plate === null ? {} : { plate }), ...(apartment === null ? {} : { apartment }) };
}

function retentionOf(value: unknown): Retention {
  const fields = new Fields(value);
  return { periods: fields.part("periods", countsOf), least: fields.count("least"), most: fields.count("most") };
}

function receiptOf(value: unknown): Receipt {
  const fields = new Fields(value);
  return {
    id: fields.text("id"),
    at: fields.moment("at"),
    by: fields.textOrNull("by"),
    reason: fields.text("reason"),
    counts: fields.part("counts", countsOf),
  };
}

function countsOf(value: unknown): Readonly<Record<string, number>> {
  if (typeof value !== "object" || value === null) throw unreadable("counts");
  const fields = new Fields(value);
  return Object.fromEntries(Object.keys(value).map((kind) => [kind, fields.count(kind)]));
}
