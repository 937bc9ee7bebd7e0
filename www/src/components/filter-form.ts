import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, query } from "lit/decorators.js";
import type { Times } from "../lib/journal.js";
import type { Language, TextKey } from "../lib/language.js";
import "./icon.js";
import "./journal-fold.js";
import type { Fold } from "./journal-fold.js";
import { journalForm } from "./journal-form-style.js";
import "./journal-times.js";
import { focus, theme } from "./style.js";

export interface Choice {
  readonly id: string;
  readonly text: string;
}

/** What the parts of a form are that asks what is looked for. */
interface Asked {
  /** How many wishes there are. */
  readonly count: number;
  readonly fields: TemplateResult;
  /** What stands before the buttons, and after them. */
  readonly before?: TemplateResult;
  readonly after?: TemplateResult;
}

/**
 * What is looked for; `none` is no wish at all. Choices hold at once, texts when the form is sent. Fires
 * `hoa-wish`.
 */
export abstract class FilterForm<Wish extends Times> extends LitElement {
  static override readonly styles = [theme, focus, journalForm];

  @property({ attribute: false }) wish!: Wish;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  /** What is wrong with the wish, in words. */
  @property() fault = "";
  @query("form") protected form!: HTMLFormElement;
  @query("hoa-fold") private fold!: Fold;

  protected constructor(private readonly none: Wish) {
    super();
    this.wish = none;
  }

  /** What stands in the fields. */
  protected abstract read(): Partial<Wish>;

  protected frame({ count, fields, before, after }: Asked): TemplateResult {
    const { language } = this;
    return html`<hoa-fold .language=${language} .count=${count}>
      <form role="search" aria-label=${language.text("journal.filter")} @submit=${this.#submit}>
        <hoa-times .times=${this.wish} .language=${language} .now=${this.now} @hoa-times=${this.#times}></hoa-times>
        <div class="fields">${fields}</div>
        ${this.fault === "" ? nothing : html`<p class="error" role="alert">${this.fault}</p>`}
        <div class="row">
          ${before}
          <button type="submit" class="main">
            <hoa-icon name="search"></hoa-icon>${language.text("journal.find")}
          </button>
          ${count === 0 ? nothing : html`<button type="button" @click=${this.#clear}>${language.text("journal.clear")}</button>`}
          ${after}
        </div>
      </form>
    </hoa-fold>`;
  }

  protected choice(name: keyof Wish & string, label: TextKey, choices: readonly Choice[]): TemplateResult {
    const chosen = this.wish[name];
    return html`<label class="field"
      >${this.language.text(label)}<select name=${name} @change=${this.#choose}>
        <option value="" ?selected=${chosen === ""}>${this.language.text("journal.any")}</option>
        ${choices.map(({ id, text }) => html`<option value=${id} ?selected=${chosen === id}>${text}</option>`)}
      </select></label
    >`;
  }

  /** What stands in a field. */
  protected value(name: string): string {
    return this.form.querySelector<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`)?.value ?? "";
  }

  protected tell(wish: Wish): void {
    this.dispatchEvent(new CustomEvent("hoa-wish", { detail: wish, bubbles: true, composed: true }));
  }

  readonly #choose = (event: Event): void => {
    const { name, value } = event.target as HTMLSelectElement;
    this.tell({ ...this.wish, [name]: value });
  };

  readonly #times = (event: CustomEvent<Times>): void => {
    this.tell({ ...this.wish, ...event.detail });
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    this.tell({ ...this.wish, ...this.read() });
    this.fold.shut();
  };

  readonly #clear = (): void => {
    this.form.reset();
    this.tell(this.none);
  };
}
