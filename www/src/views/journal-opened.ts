import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { Parking } from "../api/parking.js";
import "../components/passage-detail.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { may, type PanelState } from "../lib/state.js";
import type { Passage } from "../types/model.js";
import "./guard-notes.js";

/** One passage of the journal over the page, with its notes; the back button closes it. Fires `hoa-close`. */
@element("hoa-journal-opened")
export class JournalOpened extends LitElement {
  @property({ attribute: false }) parking!: Parking;
  /** null: none is open. */
  @property({ attribute: false }) passage: Passage | null = null;
  @property({ attribute: false }) journal!: PanelState;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("popstate", this.#back);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("popstate", this.#back);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("passage") || this.passage === null || changed.get("passage")?.id === this.passage.id) return;
    if (changed.get("passage") != null) return;
    history.pushState({ ...(history.state as object | null), hoaPassage: this.passage.id }, "");
  }

  protected override render(): TemplateResult | typeof nothing {
    const { passage, language, journal } = this;
    if (passage === null) return nothing;
    const gate = journal.gates.find((one) => one.id === passage.gate)?.name ?? "";
    return html`<hoa-passage-detail
      .passage=${passage}
      .language=${language}
      .gateName=${gate}
      @hoa-close=${this.#close}
      ><hoa-passage-notes
        .parking=${this.parking}
        .passage=${passage.id}
        .language=${language}
        .now=${this.now}
        .canNote=${may(journal, "work_gate")}
      ></hoa-passage-notes
    ></hoa-passage-detail>`;
  }

  readonly #close = (): void => {
    const state = history.state as { readonly hoaPassage?: string } | null;
    if (state?.hoaPassage !== undefined) history.back();
  };

  readonly #back = (): void => {
    if (this.passage !== null) this.dispatchEvent(new CustomEvent("hoa-close", { bubbles: true, composed: true }));
  };
}
