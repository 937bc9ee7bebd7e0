import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, query } from "lit/decorators.js";
import { element } from "../lib/element.js";
import { NO_WISH, wishesOf, type JournalWish, type Times } from "../lib/journal.js";
import type { Language, TextKey } from "../lib/language.js";
import { REASONS, SOURCES, VERDICTS, type Gate } from "../types/model.js";
import "./journal-fold.js";
import type { Fold } from "./journal-fold.js";
import { journalForm } from "./journal-form-style.js";
import "./journal-times.js";
import { focus, theme } from "./style.js";

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

interface Choice {
  readonly id: string;
  readonly text: string;
}

/**
 * What is looked for in the journal. Choices hold at once; texts when the form is sent, for to search for a plate goes
 * on the record. Fires `hoa-wish`.
 */
@element("hoa-journal-filter")
export class JournalFilterForm extends LitElement {
  static override readonly styles = [theme, focus, journalForm];

  @property({ attribute: false }) wish: JournalWish = NO_WISH;
  @property({ attribute: false }) gates: readonly Gate[] = [];
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  /** What is wrong with the wish, in words. */
  @property() fault = "";
  @query("form") private form!: HTMLFormElement;
  @query("hoa-fold") private fold!: Fold;

  protected override render(): TemplateResult {
    const { language, wish } = this;
    const count = wishesOf(wish);
    return html`<hoa-fold .language=${language} .count=${count}>
      <form role="search" aria-label=${language.text("journal.filter")} @submit=${this.#submit}>
        <hoa-times .times=${wish} .language=${language} .now=${this.now} @hoa-times=${this.#times}></hoa-times>
        <div class="fields">${this.#texts()} ${this.#choices()}</div>
        ${this.fault === "" ? nothing : html`<p class="error" role="alert">${this.fault}</p>`}
        <div class="row">
          <label class="check"
            ><input type="checkbox" name="alike" .checked=${wish.alike} @change=${this.#alike} />${language.text(
              "journal.alike",
            )}</label
          >
          <button type="submit" class="main">
            <hoa-icon name="search"></hoa-icon>${language.text("journal.find")}
          </button>
          ${count === 0 ? nothing : html`<button type="button" @click=${this.#clear}>${language.text("journal.clear")}</button>`}
          <p class="hint" id="plate-hint">${language.text("journal.plate.hint")}</p>
        </div>
      </form>
    </hoa-fold>`;
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
        : this.#choice(
            "gate",
            "passage.gate",
            gates.map(({ id, name }) => ({ id, text: name })),
          )
    }
    ${this.#choice("verdict", "passage.decision", verdicts)} ${this.#choice("reason", "journal.reason", reasons)}
    ${this.#choice("outcome", "passage.outcome", outcomes)} ${this.#choice("source", "journal.source", sources)}`;
  }

  #choice(
    name: "gate" | "verdict" | "reason" | "outcome" | "source",
    label: TextKey,
    choices: readonly Choice[],
  ): TemplateResult {
    const chosen = this.wish[name];
    return html`<label class="field"
      >${this.language.text(label)}<select name=${name} @change=${this.#choose}>
        <option value="" ?selected=${chosen === ""}>${this.language.text("journal.any")}</option>
        ${choices.map(({ id, text }) => html`<option value=${id} ?selected=${chosen === id}>${text}</option>`)}
      </select></label
    >`;
  }

  /** What stands in the fields. */
  #read(): Partial<JournalWish> {
    const value = (name: string): string =>
      this.form.querySelector<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`)?.value ?? "";
    return {
      gate: value("gate"),
      plate: value("plate"),
      apartment: value("apartment"),
      verdict: value("verdict"),
      reason: value("reason"),
      outcome: value("outcome"),
      source: value("source"),
    };
  }

  readonly #choose = (event: Event): void => {
    const { name, value } = event.target as HTMLSelectElement;
    this.#tell({ ...this.wish, [name]: value });
  };

  readonly #alike = (event: Event): void => {
    const alike = (event.target as HTMLInputElement).checked;
    // Without a plate there is nothing that could look like it.
    this.#tell({ ...this.wish, alike });
  };

  readonly #times = (event: CustomEvent<Times>): void => {
    this.#tell({ ...this.wish, ...event.detail });
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    this.#tell({ ...this.wish, ...this.#read() });
    this.fold.shut();
  };

  readonly #clear = (): void => {
    this.form.reset();
    this.#tell(NO_WISH);
  };

  #tell(wish: JournalWish): void {
    this.dispatchEvent(new CustomEvent("hoa-wish", { detail: wish, bubbles: true, composed: true }));
  }
}
