import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { applicationStyle } from "./application-style.js";

const LONGEST = 500;

/** Words to an applicant: why not, or what the board wants to know. Fires `hoa-say` with them, `hoa-cancel`. */
@element("hoa-application-words")
export class ApplicationWords extends LitElement {
  static override readonly styles = applicationStyle;

  /** Whether it is a refusal's reason, or a question. */
  @property() what: "refuse" | "ask" = "ask";
  @property({ attribute: false }) language!: Language;
  @property({ type: Boolean }) busy = false;
  @property() failure = "";
  @state() private missing = false;
  @query("textarea") private field!: HTMLTextAreaElement;

  protected override firstUpdated(): void {
    this.field.focus();
  }

  protected override render(): TemplateResult {
    const { language, what, busy } = this;
    const fault = this.missing ? language.text("apply.missing") : this.failure;
    return html`<form novalidate @submit=${this.#submit}>
      <label class="field"
        >${language.text(`queue.${what}.words`)}<textarea
          maxlength=${LONGEST}
          aria-invalid=${fault !== ""}
          aria-describedby="told"
        ></textarea>
        <span id="told">${language.text("queue.told")}</span>
        ${fault === "" ? nothing : html`<span class="fault" role="alert">${fault}</span>`}</label
      >
      <div class="row">
        <button type="submit" class=${what === "refuse" ? "danger" : "main"} aria-disabled=${busy}>
          ${language.text(busy ? "slot.busy" : `queue.${what}.do`)}
        </button>
        <button type="button" @click=${this.#cancel}>${language.text("slot.cancel")}</button>
      </div>
    </form>`;
  }

  readonly #cancel = (): void => {
    this.dispatchEvent(new CustomEvent("hoa-cancel", { bubbles: true, composed: true }));
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    if (this.busy) return;
    const detail = this.field.value.trim();
    this.missing = detail === "";
    if (this.missing) this.field.focus();
    else this.dispatchEvent(new CustomEvent("hoa-say", { detail, bubbles: true, composed: true }));
  };
}
