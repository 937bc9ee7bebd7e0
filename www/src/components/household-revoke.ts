import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { Resident } from "../types/board.js";
import { householdStyle } from "./household-style.js";

/** Asks whether somebody is really to lose access, naming all that goes. Fires `hoa-revoke`, `hoa-cancel`. */
@element("hoa-household-revoke")
export class HouseholdRevoke extends LitElement {
  static override readonly styles = householdStyle;

  @property({ attribute: false }) resident!: Resident;
  /** Open guest passes that end with the last of a household; 0 where somebody is left. */
  @property({ type: Number }) passes = 0;
  @property({ attribute: false }) language!: Language;
  @property({ type: Boolean }) busy = false;
  @property() failure = "";

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>(".sure")?.focus();
  }

  protected override render(): TemplateResult {
    const { language, busy, resident, failure } = this;
    const title = language.text("people.revoke.sure", { name: resident.name });
    return html`<div class="sure tinted bad" role="alertdialog" aria-label=${title} tabindex="-1">
      <p><strong>${title}</strong></p>
      <ul>
        ${this.#gone().map((text) => html`<li>${text}</li>`)}
      </ul>
      <p>${language.text("people.revoke.stays")}</p>
      ${failure === "" ? nothing : html`<p class="fault" role="alert">${failure}</p>`}
      <div class="row">
        <button type="button" class="danger full" aria-disabled=${busy} @click=${this.#revoke}>
          ${language.text(busy ? "slot.busy" : "people.revoke.do")}
        </button>
        <button type="button" @click=${this.#cancel}>${language.text("slot.cancel")}</button>
      </div>
    </div>`;
  }

  #gone(): readonly string[] {
    const { language, resident } = this;
    const { username, made, phones } = resident;
    const user = made
      ? language.text(username === null ? "people.revoke.made" : "people.revoke.user", { username: username ?? "" })
      : language.text("people.revoke.link");
    return [
      user,
      ...(made && phones > 0 ? [language.count("people.revoke.phones", phones)] : []),
      ...(this.passes > 0 ? [language.count("people.revoke.passes", this.passes)] : []),
    ];
  }

  readonly #revoke = (): void => {
    if (!this.busy) this.dispatchEvent(new CustomEvent("hoa-revoke", { bubbles: true, composed: true }));
  };

  readonly #cancel = (): void => {
    this.dispatchEvent(new CustomEvent("hoa-cancel", { bubbles: true, composed: true }));
  };
}
