import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Parking } from "../api/parking.js";
import { problemOf } from "../api/problem.js";
import { Settings } from "../api/settings.js";
import "../components/retention-form.js";
import "../components/skeleton.js";
import { failureOf, type Failure } from "../lib/board.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { Retention } from "../types/board.js";
import { settingsStyle } from "./settings-style.js";

/** How long each kind is kept. */
@element("hoa-settings-retention")
export class SettingsRetention extends LitElement {
  static override readonly styles = settingsStyle;

  @property({ attribute: false }) parking!: Parking;
  @property({ attribute: false }) language!: Language;
  @state() private retention: Retention | null = null;
  @state() private busy = false;
  @state() private failure: Failure | null = null;
  @state() private said = "";
  #server: Settings | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("parking")) return;
    const server = new Settings(this.parking);
    this.#server = server;
    void this.#work(() => server.retention());
  }

  protected override render(): TemplateResult {
    const { language } = this;
    return html`<section>
      <h2>${language.text("retention")}</h2>
      <div class="card">
        <p class="quiet">${language.text("retention.text")}</p>
        ${this.#form()}
      </div>
    </section>`;
  }

  #form(): TemplateResult | typeof nothing {
    const { failure, retention } = this;
    if (retention === null) {
      return failure === null
        ? html`<hoa-skeleton .height=${420}></hoa-skeleton>`
        : html`<p class="fault" role="alert">${failure.text}</p>`;
    }
    return html`<hoa-retention-form
      .retention=${retention}
      .language=${this.language}
      .busy=${this.busy}
      .failure=${failure}
      .said=${this.said}
      @hoa-save=${this.#save}
    ></hoa-retention-form>`;
  }

  readonly #save = async ({ detail }: CustomEvent<Record<string, number>>): Promise<void> => {
    const server = this.#server;
    if (server === null) return;
    if (await this.#work(() => server.setRetention(detail))) this.said = this.language.text("people.saved");
  };

  async #work(step: () => Promise<Retention>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failure = null;
    this.said = "";
    try {
      this.retention = await step();
      return true;
    } catch (error) {
      this.failure = failureOf(problemOf(error), this.language);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
