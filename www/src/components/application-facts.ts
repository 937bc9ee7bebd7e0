import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../lib/element.js";
import type { Language, TextKey } from "../lib/language.js";
import type { Duplicate, QueuedApplication } from "../types/board.js";
import { applicationStyle } from "./application-style.js";
import "./icon.js";
import "./plate.js";

/** Everything that is known of an application. Fires `hoa-lost` when its document's address may have grown old. */
@element("hoa-application-facts")
export class ApplicationFacts extends LitElement {
  static override readonly styles = applicationStyle;

  @property({ attribute: false }) application!: QueuedApplication;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  /** The address that could not be loaded. */
  @state() private lost: string | null = null;
  #asked = false;

  protected override render(): TemplateResult {
    const { application } = this;
    return html`${this.#same(application.duplicates)}
      <dl>
        ${this.#fact("queue.contact", application.contact)} ${this.#plates(application)}
        ${this.#fact("queue.note", application.note, true)} ${this.#fact("queue.question", application.question, true)}
        ${this.#fact("queue.answer", application.answer, true)} ${this.#fact("queue.reason", application.reason, true)}
        ${this.#fact("queue.user", application.user?.name)} ${this.#fact("queue.consent", this.#agreed(application))}
        ${this.#fact("queue.decided.at", this.#decided(application))} ${this.#paper(application)}
      </dl>`;
  }

  #fact(key: TextKey, value: string | null | undefined, wide = false): TemplateResult | typeof nothing {
    if (value === null || value === undefined || value === "") return nothing;
    return html`<div class=${wide ? "wide" : ""}>
      <dt>${this.language.text(key)}</dt>
      <dd>${value}</dd>
    </div>`;
  }

  #plates({ plates }: QueuedApplication): TemplateResult | typeof nothing {
    if (plates.length === 0) return nothing;
    return html`<div>
      <dt>${this.language.text("queue.plates")}</dt>
      <dd class="plates">${plates.map((plate) => html`<hoa-plate .plate=${plate}></hoa-plate>`)}</dd>
    </div>`;
  }

  #same(duplicates: readonly Duplicate[]): TemplateResult | typeof nothing {
    if (duplicates.length === 0) return nothing;
    return html`<ul class="same tinted warn" aria-label=${this.language.text("queue.same")}>
      ${duplicates.map((one) => html`<li><hoa-icon name="alert"></hoa-icon><span>${this.#sameness(one)}</span></li>`)}
    </ul>`;
  }

  #sameness({ kind, plate, apartment, application }: Duplicate): string {
    const values = { plate: plate ?? "", apartment: apartment ?? "", number: String(application ?? "") };
    if (kind !== "application") return this.language.text(`queue.same.${kind}`, values);
    return this.language.text(plate === null ? "queue.same.other_apartment" : "queue.same.other_plate", values);
  }

  #agreed({ consent }: QueuedApplication): string {
    return consent === null ? "" : this.language.text("queue.consent.version", { version: consent });
  }

  #decided({ decidedAt, decidedBy }: QueuedApplication): string {
    if (decidedAt === null) return "";
    return [this.language.clock(decidedAt, this.now), decidedBy ?? ""].filter((part) => part !== "").join(", ");
  }

  #paper({ document }: QueuedApplication): TemplateResult | typeof nothing {
    if (document === null) return nothing;
    const { language } = this;
    return html`<div class="paper wide">
      <dt>${language.text("queue.document")}</dt>
      ${
        this.lost === document
          ? html`<dd><p>${language.text("error.picture_lost")}</p></dd>`
          : html`<dd>
                <img src=${document} alt=${language.text("queue.document")} @error=${this.#lose} />
              </dd>
              <a href=${document} target="_blank" rel="noopener">${language.text("queue.document.open")}</a>`
      }
    </div>`;
  }

  readonly #lose = (): void => {
    this.lost = this.application.document;
    // Asked anew once: a picture that is still not there is gone.
    if (this.#asked) return;
    this.#asked = true;
    this.dispatchEvent(new CustomEvent("hoa-lost", { bubbles: true, composed: true }));
  };
}
