import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Parking } from "../api/parking.js";
import { dropDraft, keepDraft, readDraft, type Draft } from "../lib/drawing-drafts.js";
import { isUnsaved } from "../lib/drawing.js";
import { LEFT, type Left } from "./layout-left.js";

const KEEP_MS = 400;

/** What somebody is at, where a camera is chosen. */
type Work = Omit<Left, "camera"> & { readonly camera: string | null; readonly ready: boolean };

/** Keeps what is drawn and not saved: while its person looks at other views, and through reloads; holds the page. */
export class Keep implements ReactiveController {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    host: ReactiveControllerHost,
    private readonly work: Work,
    private readonly parking: () => Parking,
    private readonly shelf: Storage = sessionStorage,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener("beforeunload", this.#leaving);
    addEventListener("pagehide", this.keep);
  }

  hostDisconnected(): void {
    removeEventListener("beforeunload", this.#leaving);
    removeEventListener("pagehide", this.keep);
    this.keep();
    const { camera, drawing, still, base } = this.work;
    if (camera !== null && isUnsaved(drawing)) LEFT.set(this.parking(), { camera, drawing, still, base });
  }

  /** Keeps it in a moment, however much is drawn meanwhile. */
  soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.keep, KEEP_MS);
  }

  draft(camera: string): Draft | null {
    return readDraft(this.shelf, camera);
  }

  drop(camera: string): void {
    dropDraft(this.shelf, camera);
  }

  readonly keep = (): void => {
    clearTimeout(this.#timer);
    const { camera, drawing, base, ready } = this.work;
    if (camera === null || !ready) return;
    if (isUnsaved(drawing)) keepDraft(this.shelf, camera, drawing, base);
    else this.drop(camera);
  };

  readonly #leaving = (event: BeforeUnloadEvent): void => {
    if (isUnsaved(this.work.drawing)) event.preventDefault();
  };
}
