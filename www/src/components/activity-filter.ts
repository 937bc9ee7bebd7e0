import { html, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { actionWords } from "../lib/activity.js";
import { element } from "../lib/element.js";
import { ANY_TIME, type Times } from "../lib/journal.js";
import type { Doer } from "../types/journal.js";
import { FilterForm, type Choice } from "./filter-form.js";

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
export class ActivityFilterForm extends FilterForm<ActivityWish> {
  @property({ attribute: false }) users: readonly Doer[] = [];
  @property({ attribute: false }) actions: readonly string[] = [];

  constructor() {
    super(ALL_ACTIVITY);
  }

  protected override render(): TemplateResult {
    const { language, wish } = this;
    const texts = [wish.user, wish.action, wish.text].filter((text) => text !== "");
    return this.frame({
      count: texts.length + (wish.span === "any" ? 0 : 1),
      fields: html`${this.choice("user", "activity.who", this.#people())}
        ${this.choice("action", "activity.what", this.#what())}
        <label class="field"
          >${language.text("activity.text")}<input
            name="text"
            type="search"
            maxlength=${LONGEST}
            autocomplete="off"
            .value=${wish.text}
        /></label>`,
    });
  }

  protected override read(): Partial<ActivityWish> {
    return { text: this.value("text").trim() };
  }

  #people(): readonly Choice[] {
    return this.users.map(({ id, name }) => ({ id, text: name ?? this.language.text("activity.gone") }));
  }

  #what(): readonly Choice[] {
    const { language } = this;
    const order = new Intl.Collator(language.tag);
    return this.actions
      .map((id) => ({ id, text: actionWords(id, language) }))
      .sort((one, other) => order.compare(one.text, other.text));
  }
}
