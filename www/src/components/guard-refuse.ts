import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { guardForm } from "./guard-style.js";
import { focus, theme } from "./style.js";

const LONGEST_REASON = 200;
/** What is said most often; one tap each. */
const QUICK = ["unexpected", "no_pass", "blocked", "rules", "left"] as const;

/** Why a vehicle is refused. Fires `hoa-reason` with the words, `hoa-cancel`. */
@element("hoa-guard-refuse")
export class GuardRefuse extends LitElement {
  static override readonly styles = [
    theme,
    focus,
    guardForm,
    css`
      .row button {
        flex: 1 1 auto;
      }
      h3 {
        margin: 0;
        font-size: 15px;
        font-weight: 500;
        line-height: 22px;
      }
    `,
  ];

  @property({ attribute: false }) language!: Language;
  @state() private missing = false;
  @query("input") private field!: HTMLInputElement;
  @query("h3") private heading!: HTMLElement;

  protected override firstUpdated(): void {
    // Not the field: on a phone its keyboard would cover the quick ones.
    this.heading.focus();
  }

  protected override render(): TemplateResult {
    const { language } = this;
    return html`<form novalidate @submit=${this.#submit}>
      <h3 tabindex="-1">${language.text("guard.reason.title")}</h3>
      <div class="row">
        ${QUICK.map((reason) => {
          const text = language.text(`guard.reason.${reason}`);
          return html`<button
            type="button"
            class="chip"
            @click=${() => {
              this.#send("hoa-reason", text);
            }}
          >
            ${text}
          </button>`;
        })}
      </div>
      <label class="field"
        >${language.text("guard.reason.other")}<input
          type="text"
          maxlength=${LONGEST_REASON}
          autocomplete="off"
          aria-invalid=${this.missing}
          aria-describedby=${this.missing ? "missing" : nothing}
      /></label>
      ${this.missing ? html`<p class="error" id="missing" role="alert">${language.text("slot.reason.missing")}</p>` : nothing}
      <div class="row">
        <button type="submit" class="danger">${language.text("guard.refuse")}</button>
        <button type="button" @click=${this.#cancel}>${language.text("slot.cancel")}</button>
      </div>
    </form>`;
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const text = this.field.value.trim();
    this.missing = text === "";
    if (this.missing) this.field.focus();
    else this.#send("hoa-reason", text);
  };

  readonly #cancel = (): void => {
    this.#send("hoa-cancel", null);
  };

  #send(name: string, detail: string | null): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
