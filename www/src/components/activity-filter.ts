import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, query } from "lit/decorators.js";
import { actionWords } from "../lib/activity.js";
import { element } from "../lib/element.js";
import { ANY_TIME, type Times } from "../lib/journal.js";
import type { Language, TextKey } from "../lib/language.js";
import type { Doer } from "../types/journal.js";
import "./icon.js";
import "./journal-fold.js";
import type { Fold } from "./journal-fold.js";
import { journalForm } from "./journal-form-style.js";
import "./journal-times.js";
import { focus, theme } from "./style.js";

/** Longest text that the server takes. */
const LONGEST = 64;

/** What of the record is wanted; empty texts ask for nothing. */
export interface ActivityWish extends Times {
  readonly user: string;
  readonly action: string;
  readonly text: string;
}

export const ALL_ACTIVITY: ActivityWish = { ...ANY_TIME, user: "", action: "", text: "" };

/** What of the record is wanted. Fires `hoa-wish`. */
@element("hoa-activity-filter")
export class ActivityFilterForm extends LitElement {
  static override readonly styles = [theme, focus, journalForm];

  @property({ attribute: false }) wish: ActivityWish = ALL_ACTIVITY;
  @property({ attribute: false }) users: readonly Doer[] = [];
  @property({ attribute: false }) actions: readonly string[] = [];
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  /** What is wrong with the wish, in words. */
  @property() fault = "";
  @query("form") private form!: HTMLFormElement;
  @query("hoa-fold") private fold!: Fold;

  protected override render(): TemplateResult {
    const { language, wish } = this;
    const texts = [wish.user, wish.action, wish.text].filter((text) => text !== "");
    const count = texts.length + (wish.span === "any" ? 0 : 1);
    return html`<hoa-fold .language=${language} .count=${count}>
      <form role="search" aria-label=${language.text("journal.filter")} @submit=${this.#submit}>
        <hoa-times .times=${wish} .language=${language} .now=${this.now} @hoa-times=${this.#times}></hoa-times>
        <div class="fields">
          ${this.#choice("user", "activity.who", this.#people())}
          ${this.#choice("action", "activity.what", this.#what())}
          <label class="field"
            >${language.text("activity.text")}<input
              name="text"
              type="search"
              maxlength=${LONGEST}
              autocomplete="off"
              .value=${wish.text}
          /></label>
        </div>
        ${this.fault === "" ? nothing : html`<p class="error" role="alert">${this.fault}</p>`}
        <div class="row">
          <button type="submit" class="main">
            <hoa-icon name="search"></hoa-icon>${language.text("journal.find")}
          </button>
          ${count === 0 ? nothing : html`<button type="button" @click=${this.#clear}>${language.text("journal.clear")}</button>`}
        </div>
      </form>
    </hoa-fold>`;
  }

  #people(): readonly (readonly [id: string, text: string])[] {
    return this.users.map(({ id, name }) => [id, name ?? this.language.text("activity.gone")]);
  }

  #what(): readonly (readonly [id: string, text: string])[] {
    const { language } = this;
    const order = new Intl.Collator(language.tag);
    return this.actions
      .map((id) => [id, actionWords(id, language)] as const)
      .sort(([, one], [, other]) => order.compare(one, other));
  }

  #choice(
    name: "user" | "action",
    label: TextKey,
    choices: readonly (readonly [id: string, text: string])[],
  ): TemplateResult {
    const chosen = this.wish[name];
    return html`<label class="field"
      >${this.language.text(label)}<select name=${name} @change=${this.#choose}>
        <option value="" ?selected=${chosen === ""}>${this.language.text("journal.any")}</option>
        ${choices.map(([id, text]) => html`<option value=${id} ?selected=${chosen === id}>${text}</option>`)}
      </select></label
    >`;
  }

  readonly #choose = (event: Event): void => {
    const { name, value } = event.target as HTMLSelectElement;
    this.#tell({ ...this.wish, [name]: value });
  };

  readonly #times = (event: CustomEvent<Times>): void => {
    this.#tell({ ...this.wish, ...event.detail });
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const text = this.form.querySelector<HTMLInputElement>("[name=text]")?.value.trim() ?? "";
    this.#tell({ ...this.wish, text });
    this.fold.shut();
  };

  readonly #clear = (): void => {
    this.form.reset();
    this.#tell(ALL_ACTIVITY);
  };

  #tell(wish: ActivityWish): void {
    this.dispatchEvent(new CustomEvent("hoa-wish", { detail: wish, bubbles: true, composed: true }));
  }
}
