import type { CameraDrawing, ImportReport, RowProblem, Still } from "../types/layout.js";
import { Fields } from "./fields.js";
import type { Parking } from "./parking.js";
import type { Problem } from "./problem.js";

/** What is drawn, and the wall display's link, on the server. Every request rejects with a Problem. */
export class Layouts {
  constructor(private readonly parking: Parking) {}

  /** A picture that the camera takes now; takes up to 20 seconds. */
  async still(camera: string): Promise<Still> {
    const fields = new Fields(await this.#ask("layout/still", { camera }));
    return { id: fields.text("still"), url: fields.text("url") };
  }

  /**
   * Saves a drawing that began from what was saved at `base`, null for nothing; refused as `layout_outdated` where
   * something else is there by now. Returns when it was saved, null where nothing is left.
   */
  async save(camera: string, drawing: CameraDrawing, base: Date | null): Promise<Date | null> {
    const began = base === null ? null : base.toISOString();
    return new Fields(await this.#ask("layout/save", { camera, drawing, base: began })).momentOrNull("saved_at");
  }

  /** Everything that is drawn, to be kept in a file. */
  async document(): Promise<unknown> {
    return this.#ask("layout/export", {});
  }

  /** Reads a file; a dry run only says what would come of it. `camera` takes the recognizer's own files. */
  async read(document: unknown, camera: string, dryRun: boolean): Promise<ImportReport> {
    const own = camera === "" ? {} : { camera };
    return reportOf(await this.#ask("layout/import", { document, dry_run: dryRun, ...own }));
  }

  /** Whether the wall display's link works. */
  async displayed(): Promise<boolean> {
    return new Fields(await this.#ask("display/state", {})).flag("enabled");
  }

  /** A new link; an old one ends. Its path is told only now. */
  async showDisplay(): Promise<string> {
    return new Fields(await this.#ask("display/enable", {})).text("path");
  }

  async hideDisplay(): Promise<void> {
    await this.#ask("display/disable", {});
  }

  #ask(command: string, fields: Readonly<Record<string, unknown>>): Promise<unknown> {
    return this.parking.ask({ ...fields, type: `hoa_parking/${command}` });
  }
}

/** What the server said about a refusal, where it names the slot; never shown as it is. */
export function remarkOf(problem: Problem): string {
  const { cause } = problem;
  const remark = typeof cause === "object" && cause !== null && "message" in cause ? cause.message : "";
  return typeof remark === "string" ? remark : "";
}

function reportOf(value: unknown): ImportReport {
  const fields = new Fields(value);
  return {
    problems: fields.list("problems", problemOf),
    added: fields.count("added"),
    changed: fields.count("changed"),
    removed: fields.count("removed"),
  };
}

function problemOf(value: unknown): RowProblem {
  const fields = new Fields(value);
  return { where: fields.text("where"), code: fields.text("code"), slot: fields.textOrNull("slot") };
}
