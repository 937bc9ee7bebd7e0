import { html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { Layouts } from "../api/layout.js";
import type { Parking } from "../api/parking.js";
import { problemOf } from "../api/problem.js";
import "../components/display-card.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { Connection } from "../types/model.js";

/** The wall display's link, for those who may switch it. */
@element("hoa-layout-display")
export class LayoutDisplay extends LitElement {
  @property({ attribute: false }) parking!: Parking;
  @property({ attribute: false }) language!: Language;
  @property() link: Connection = "connecting";
  @state() private enabled: boolean | null = null;
  @state() private address: string | null = null;
  @state() private failure: string | null = null;
  @state() private busy = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("link") && this.link === "live") void this.#work(this.#look);
  }

  protected override render(): TemplateResult {
    return html`<hoa-display-card
      .enabled=${this.enabled}
      .address=${this.address}
      .failure=${this.failure}
      .busy=${this.busy}
      .language=${this.language}
      @hoa-display-on=${() => this.#work(this.#show)}
      @hoa-display-off=${() => this.#work(this.#hide)}
    ></hoa-display-card>`;
  }

  async #work(step: (layouts: Layouts) => Promise<void>): Promise<void> {
    this.busy = true;
    this.failure = null;
    try {
      await step(new Layouts(this.parking));
    } catch (error) {
      const why = this.language.code("error", problemOf(error).code, "error.other");
      this.failure = this.language.text("display.failed", { why });
    } finally {
      this.busy = false;
    }
  }

  readonly #look = async (layouts: Layouts): Promise<void> => {
    this.enabled = await layouts.displayed();
  };

  readonly #show = async (layouts: Layouts): Promise<void> => {
    const path = await layouts.showDisplay();
    this.address = new URL(path, location.origin).href;
    this.enabled = true;
  };

  readonly #hide = async (layouts: Layouts): Promise<void> => {
    await layouts.hideDisplay();
    this.address = null;
    this.enabled = false;
  };
}
