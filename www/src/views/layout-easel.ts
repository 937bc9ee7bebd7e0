import type { ReactiveControllerHost } from "lit";
import { Layouts, remarkOf } from "../api/layout.js";
import type { Parking } from "../api/parking.js";
import { problemOf, type Problem } from "../api/problem.js";
import { recovered } from "../lib/drawing-drafts.js";
import { faultsOf, type SlotFault } from "../lib/drawing-faults.js";
import { BLANK, type Action, type Drawing, type Slots } from "../lib/drawing-model.js";
import { drawnOn, elsewhereThan, forSaving, isSame, namedIn, stillOf } from "../lib/drawing-plan.js";
import { isUnsaved, reduce } from "../lib/drawing.js";
import type { LotCamera, PlacesSnapshot, Still } from "../types/layout.js";
import { Keep } from "./layout-keep.js";
import { isOutdated, LEFT, type Left, type Trouble } from "./layout-left.js";
import { pictureSize } from "./layout-picture.js";

const LOST: Trouble = { kind: "no_picture", code: "picture_lost" };

/** Holds one camera's picture and what is drawn on it, and brings it to the server. */
export class Easel {
  plan: PlacesSnapshot | null = null;
  camera: string | null = null;
  drawing: Drawing = BLANK;
  picture: string | null = null;
  still: Still | null = null;
  /** When what this drawing began from was saved; null: it began from nothing. */
  base: Date | null = null;
  taking = false;
  saving = false;
  saved = false;
  /** What was drawn before the page was left is here again. */
  restored = false;
  trouble: Trouble | null = null;
  /** The slot that the server refused. */
  refusedKey: string | null = null;
  /** The camera to turn to, once it is decided what becomes of this drawing. */
  wish: string | null = null;
  readonly #keep: Keep;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly parking: () => Parking,
  ) {
    this.#keep = new Keep(host, this, parking);
  }

  get unsaved(): boolean {
    return isUnsaved(this.drawing);
  }

  /** Whether there is a picture's size to draw on. */
  get ready(): boolean {
    return this.drawing.size[0] > 1;
  }

  get lotCamera(): LotCamera | null {
    return this.plan?.cameras.find((one) => one.id === this.camera) ?? null;
  }

  get faults(): readonly SlotFault[] {
    return faultsOf(this.drawing);
  }

  act(action: Action): void {
    const before = this.drawing;
    this.drawing = reduce(before, action);
    if (this.drawing.slots !== before.slots) this.#changed();
    this.host.requestUpdate();
  }

  /** The site's plan, as it is now. */
  hear(plan: PlacesSnapshot): void {
    this.plan = plan;
    const left = LEFT.get(this.parking());
    if (this.camera === null && left !== undefined) this.#takeUp(left);
    else if (this.lotCamera === null) this.#open(plan.cameras[0]?.id ?? null);
    else this.#follow(plan, this.lotCamera);
    this.host.requestUpdate();
  }

  /** Turns to another camera; asks first where something is not saved. */
  choose(camera: string): void {
    if (camera === this.camera) this.wish = null;
    else if (this.unsaved) this.wish = camera;
    else this.#open(camera);
    this.host.requestUpdate();
  }

  /** What becomes of an unsaved drawing when another camera was chosen. */
  async leave(how: "save" | "discard" | "stay"): Promise<void> {
    const { wish, camera } = this;
    if (how === "save" && !(await this.save())) return;
    this.wish = null;
    if (how !== "stay" && wish !== null && camera !== null) {
      this.#keep.drop(camera);
      this.#open(wish);
    }
    this.host.requestUpdate();
  }

  async takePicture(): Promise<void> {
    const { camera } = this;
    if (camera === null || this.taking) return;
    this.taking = true;
    this.trouble = null;
    this.host.requestUpdate();
    try {
      const still = await new Layouts(this.parking()).still(camera);
      const size = await pictureSize(still.url);
      if (camera !== this.camera) return;
      if (this.ready) this.act({ kind: "resize", size });
      else this.#reopen(camera, size);
      this.still = still;
      this.picture = still.url;
    } catch (error) {
      if (camera === this.camera) this.trouble = { kind: "no_picture", code: problemOf(error).code };
    } finally {
      this.taking = false;
      this.host.requestUpdate();
    }
  }

  /** Whether it is saved now. */
  async save(): Promise<boolean> {
    const { camera, drawing, faults } = this;
    if (camera === null || this.saving) return false;
    if (faults.length > 0) return this.#refuse(faults);
    this.saving = true;
    this.trouble = this.refusedKey = null;
    this.host.requestUpdate();
    try {
      const still = this.still?.id ?? stillOf(this.lotCamera?.still ?? null);
      this.base = await new Layouts(this.parking()).save(camera, forSaving(drawing, still), this.base);
      this.#done(drawing.slots);
      return true;
    } catch (error) {
      this.#refused(problemOf(error));
      return false;
    } finally {
      this.saving = false;
      this.host.requestUpdate();
    }
  }

  /** Whose drawing counts, where somebody else has saved theirs meanwhile. */
  settle(whose: "mine" | "theirs"): void {
    if (whose === "mine") {
      this.base = this.lotCamera?.savedAt ?? null;
      void this.save();
    } else if (this.camera !== null) {
      this.#keep.drop(this.camera);
      this.#open(this.camera, false);
      this.host.requestUpdate();
    }
  }

  /** Whether the plan may bring an address under which the picture can be loaded. */
  lostPicture(): boolean {
    this.picture = null;
    this.trouble = LOST;
    this.host.requestUpdate();
    return this.still === null;
  }

  #open(camera: string | null, ask = true): void {
    this.camera = camera;
    this.drawing = BLANK;
    this.still = this.trouble = this.refusedKey = this.wish = null;
    this.restored = this.saved = false;
    const lot = this.lotCamera;
    this.picture = this.base = null;
    if (lot === null) return;
    this.picture = lot.still;
    this.base = lot.savedAt;
    if (lot.size !== null) this.#reopen(lot.id, lot.size);
    if (ask && (lot.still === null || lot.size === null)) void this.takePicture();
  }

  #reopen(camera: string, size: readonly [number, number]): void {
    const { plan } = this;
    if (plan === null) return;
    const slots = drawnOn(plan, camera);
    const zone = this.lotCamera?.zone ?? plan.zones[0]?.id ?? "";
    const known = this.lotCamera?.size ?? size;
    this.drawing = reduce(BLANK, { kind: "open", size: known, slots, zone, elsewhere: elsewhereThan(plan, camera) });
    this.#restore(camera);
    this.drawing = reduce(this.drawing, { kind: "resize", size });
    if (this.drawing.slots.length === 0) this.drawing = reduce(this.drawing, { kind: "tool", tool: "row" });
  }

  #restore(camera: string): void {
    const draft = this.#keep.draft(camera);
    const slots = draft === null || this.plan === null ? null : recovered(draft, this.drawing, this.plan.slots);
    if (slots === null) return;
    this.drawing = reduce(this.drawing, { kind: "restore", slots });
    this.base = draft?.base ?? null;
    this.restored = true;
  }

  /** The same camera after somebody saved something: we, here or in another window, or another person. */
  #follow(plan: PlacesSnapshot, lot: LotCamera): void {
    const slots = drawnOn(plan, lot.id);
    const elsewhere = elsewhereThan(plan, lot.id);
    const news = !this.unsaved && !isSame(slots, this.drawing.saved);
    if (news && this.still === null) this.#open(lot.id, false);
    else this.drawing = reduce(this.drawing, { kind: "adopt", slots, elsewhere });
    if (!this.unsaved && isSame(slots, this.drawing.saved)) this.base = lot.savedAt;
    // Its address had ended; with the plan comes a new one.
    if (this.still === null) this.picture ??= lot.still;
    if (this.picture !== null && this.trouble === LOST) this.trouble = null;
  }

  #takeUp({ camera, drawing, still, base }: Left): void {
    LEFT.delete(this.parking());
    this.#open(camera, false);
    if (this.lotCamera === null) return;
    this.drawing = drawing;
    this.still = still;
    this.base = base;
    this.picture = still?.url ?? this.picture;
    this.restored = false;
    if (this.plan !== null) this.#follow(this.plan, this.lotCamera);
  }

  #refuse(faults: readonly SlotFault[]): false {
    const keys = [...new Set(faults.map((fault) => fault.key))];
    this.trouble = { kind: "faults", count: keys.length };
    this.act({ kind: "select", keys: keys.slice(0, 1), how: "only" });
    return false;
  }

  #done(slots: Slots): void {
    this.drawing = reduce(this.drawing, { kind: "saved", slots });
    this.still = null;
    this.restored = false;
    this.saved = !this.unsaved;
    this.#keep.keep();
  }

  #refused(problem: Problem): void {
    this.trouble = { kind: "refused", code: problem.code };
    if (isOutdated(this.trouble)) this.wish = null;
    this.refusedKey = namedIn(remarkOf(problem), this.drawing.slots);
    if (this.refusedKey !== null) this.act({ kind: "select", keys: [this.refusedKey], how: "only" });
  }

  #changed(): void {
    this.trouble = this.refusedKey = null;
    this.saved = false;
    this.#keep.soon();
  }
}
