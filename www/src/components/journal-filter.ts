import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../lib/element.js";
import { NO_WISH, wishesOf, type JournalWish } from "../lib/journal.js";
import type { TextKey } from "../lib/language.js";
import { REASONS, SOURCES, VERDICTS, type Gate } from "../types/model.js";
import { FilterForm } from "./filter-form.js";

/** Longest texts that the server takes. */
const LONGEST_PLATE = 64;
const LONGEST_APARTMENT = 32;
const TOLD_OUTCOMES = ["opened", "failed", "interrupted", "shadow"] as const;
const OUTCOME_WORDS: Readonly<Record<(typeof TOLD_OUTCOMES)[number], TextKey>> = {
  opened: "badge.opened",
  failed: "badge.gate_failed",
  interrupted: "badge.interrupted",
  shadow: "badge.would_open",
};

/**
 * What is looked for in the journal. Choices hold at once; texts when the form is sent, for to search for a plate goes
 * on the record. Fires `hoa-wish`.
 */
@element("hoa-journal-filter")
export class JournalFilterForm extends FilterForm<JournalWish> {
  @property({ attribute: false }) gates: readonly Gate[] = [];

  constructor() {
    super(NO_WISH);
  }

  protected override render(): TemplateResult {
    const { language, wish } = this;
    return this.frame({
      count: wishesOf(wish),
      fields: html`${this.#texts()} ${this.#choices()}`,
      before: html`<label class="check"
        ><input type="checkbox" name="alike" .checked=${wish.alike} @change=${this.#alike} />${language.text(
          "journal.alike",
        )}</label
      >`,
      after: html`<p class="hint" id="plate-hint">${language.text("journal.plate.hint")}</p>`,
    });
  }

  protected override read(): Partial<JournalWish> {
    return {
      gate: this.value("gate"),
      plate: this.value("plate"),
      apartment: this.value("apartment"),
      verdict: this.value("verdict"),
      reason: this.value("reason"),
      outcome: this.value("outcome"),
      source: this.value("source"),
    };
  }

  #texts(): TemplateResult {
    const { language, wish } = this;
    return html`<label class="field"
        >${language.text("journal.plate")}<input
          class="plate"
          name="plate"
          type="search"
          maxlength=${LONGEST_PLATE}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          placeholder="*123*"
          aria-describedby="plate-hint"
          .value=${wish.plate}
      /></label>
      <label class="field"
        >${language.text("journal.apartment")}<input
          name="apartment"
          type="search"
          maxlength=${LONGEST_APARTMENT}
          autocomplete="off"
          .value=${wish.apartment}
      /></label>`;
  }

  #choices(): TemplateResult {
    const { language, gates } = this;
    const verdicts = VERDICTS.map((id) => ({ id, text: language.text(`verdict.${id}`) }));
    const reasons = REASONS.map((id) => ({ id, text: language.text(`reason.${id}`) }));
    const outcomes = TOLD_OUTCOMES.map((id) => ({ id, text: language.text(OUTCOME_WORDS[id]) }));
    const sources = SOURCES.map((id) => ({ id, text: language.text(`journal.source.${id}`) }));
    return html`${
      gates.length < 2
        ? nothing
        : this.choice(
            "gate",
            "passage.gate",
            gates.map(({ id, name }) => ({ id, text: name })),
          )
    }
    ${this.choice("verdict", "passage.decision", verdicts)} ${this.choice("reason", "journal.reason", reasons)}
    ${this.choice("outcome", "passage.outcome", outcomes)} ${this.choice("source", "journal.source", sources)}`;
  }

  readonly #alike = (event: Event): void => {
    const alike = (event.target as HTMLInputElement).checked;
    // Without a plate there is nothing that could look like it.
    this.tell({ ...this.wish, alike });
  };
}
