import { vi } from "vitest";
import { FakeConnection, type Answers } from "../dev/fake-connection.js";
import { Parking } from "../src/api/parking.js";
import { eventOf } from "../src/api/parse.js";
import type { Action } from "../src/lib/drawing-model.js";
import { Language } from "../src/lib/language.js";
import { EMPTY, reduce } from "../src/lib/state.js";
import { LayoutView } from "../src/views/layout.js";
import { snapshot } from "./golden.js";
import { rawPlan, type Raw } from "./layout-golden.js";
import { all, one, settled, words } from "./stage.js";

export const PLACES = "hoa_parking/places/subscribe";
export const BOARD = {
  role: "board",
  name: "Aigul",
  apartment: null,
  can_open: true,
  acts: ["draw_layout", "set_display"],
};

/** A picture that is there at once, unless its address says otherwise. */
class FakeImage {
  onload: () => void = () => undefined;
  onerror: () => void = () => undefined;
  readonly naturalWidth = 1280;
  readonly naturalHeight = 720;

  set src(address: string) {
    queueMicrotask(address.includes("lost") ? this.onerror : this.onload);
  }
}

/** The editor on a page, played by hand. */
export class Stage {
  view!: LayoutView;
  readonly connection: FakeConnection;
  readonly parking: Parking;

  constructor(
    answers: Answers,
    private readonly links: Raw,
    private readonly tag: string,
  ) {
    this.connection = new FakeConnection(answers);
    this.parking = new Parking(this.connection);
  }

  /** Goes to the editor, as a person does who was elsewhere in the panel. */
  async come(plan: Raw = rawPlan()): Promise<void> {
    const event = eventOf(snapshot({ me: BOARD, links: this.links }));
    this.view = new LayoutView();
    this.view.parking = this.parking;
    this.view.journal = event === null ? EMPTY : reduce(EMPTY, event);
    this.view.language = new Language({ language: this.tag, hour12: undefined, timeZone: undefined });
    this.view.link = "live";
    document.body.append(this.view);
    await settled();
    await this.hear(plan);
  }

  async leave(): Promise<void> {
    this.view.remove();
    await settled();
  }

  async hear(plan: Raw): Promise<void> {
    this.connection.send(plan, PLACES);
    await settled();
  }

  async draw(...actions: readonly Action[]): Promise<void> {
    for (const detail of actions) {
      one(this.view, "hoa-drawing-board").dispatchEvent(
        new CustomEvent("hoa-draw", { detail, bubbles: true, composed: true }),
      );
      await settled();
    }
  }

  async press(...selectors: readonly string[]): Promise<void> {
    one(this.view, ...selectors).click();
    await settled();
  }

  async type(text: string, ...selectors: readonly string[]): Promise<void> {
    const input = one(this.view, ...selectors) as HTMLInputElement;
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    await settled();
  }

  async choose(value: string, ...selectors: readonly string[]): Promise<void> {
    const select = one(this.view, ...selectors) as HTMLSelectElement;
    select.value = value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
    await settled();
  }

  /** What was asked of the server under this name. */
  asked(command: string): readonly Raw[] {
    return this.connection.sent.filter((message) => message.type === `hoa_parking/${command}`);
  }

  get said(): string {
    return words(this.view);
  }

  get marks(): number {
    return all(this.view, "hoa-drawing-board", "g").length;
  }
}

/** The editor with two cameras, before a hand was laid on it. */
export async function easel(answers: Answers = {}, links: Raw = snapshot().links as Raw, tag = "en"): Promise<Stage> {
  vi.stubGlobal("Image", FakeImage);
  const stage = new Stage(answers, links, tag);
  await stage.come();
  return stage;
}

export function refusal(code: string, message: string): () => Promise<never> {
  return () => Promise.reject(Object.assign(new Error(message), { code }));
}
