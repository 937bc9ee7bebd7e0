import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { dayEnd } from "../lib/board.js";
import { element } from "../lib/element.js";
import type { Language, TextKey } from "../lib/language.js";
import { guardForm } from "./guard-style.js";
import { focus, theme } from "./style.js";

const LONGEST_PLATE = 16;
const LONGEST_REASON = 200;

/** A plate to be blocked. */
export interface Blocking {
  readonly plate: string;
  readonly reason: string;
  /** The last moment of it; null: until somebody ends it. */
  readonly until: Date | null;
}

/** Which plate is blocked, why and until when. Fires `hoa-block` with a Blocking, `hoa-cancel`. */
@element("hoa-blocklist-form")
export class BlocklistForm extends LitElement {
  static override readonly styles = [
    theme,
    focus,
    guardForm,
    css`
      input.plate {
        text-transform: uppercase;
        letter-spacing: 0.05em;
      }
      .two {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(200px, 1fr));
        gap: 14px;
      }
    `,
  ];

  @property({ attribute: false }) language!: Language;
  /** Today, as a field for dates writes it. */
  @property() today = "";
  @property({ type: Boolean }) busy = false;
  @property() failure = "";
  @state() private missing: { readonly field: "plate" | "reason"; readonly text: TextKey } | null = null;
  @query("input.plate") private plate!: HTMLInputElement;
  @query("input.reason") private reason!: HTMLInputElement;
  @query("input[type=date]") private until!: HTMLInputElement;

  protected override firstUpdated(): void {
    this.plate.focus();
  }

  protected override render(): TemplateResult {
    const { language, missing } = this;
    return html`<form novalidate @submit=${this.#submit}>
      <div class="two">
        <label class="field"
          >${language.text("slot.plate")}<input
            class="plate"
            type="text"
            maxlength=${LONGEST_PLATE}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck="false"
            aria-invalid=${missing?.field === "plate"}
            aria-describedby=${missing?.field === "plate" ? "missing" : nothing}
        /></label>
        <label class="field"
          >${language.text("blocklist.until")}<input type="date" min=${this.today} aria-describedby="open"
        /></label>
      </div>
      <label class="field"
        >${language.text("slot.reason")}<input
          class="reason"
          type="text"
          maxlength=${LONGEST_REASON}
          autocomplete="off"
          aria-invalid=${missing?.field === "reason"}
          aria-describedby=${missing?.field === "reason" ? "missing" : nothing}
      /></label>
      <p class="hint" id="open">${language.text("blocklist.open")}</p>
      ${missing === null ? nothing : html`<p class="error" id="missing" role="alert">${language.text(missing.text)}</p>`}
      ${this.failure === "" ? nothing : html`<p class="error" role="alert">${this.failure}</p>`}
      <div class="row">
        <button type="submit" class="danger" aria-disabled=${this.busy}>
          ${language.text(this.busy ? "slot.busy" : "blocklist.block")}
        </button>
        <button type="button" @click=${this.#cancel}>${language.text("slot.cancel")}</button>
      </div>
    </form>`;
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    if (this.busy) return;
    const [plate, reason] = [this.plate.value.trim().toUpperCase(), this.reason.value.trim()];
    if (plate === "") this.#miss("plate", "slot.plate.missing", this.plate);
    else if (reason === "") this.#miss("reason", "slot.reason.missing", this.reason);
    else {
      this.missing = null;
      this.#say("hoa-block", { plate, reason, until: dayEnd(this.until.value, this.language.reading.timeZone) });
    }
  };

  #miss(field: "plate" | "reason", text: TextKey, input: HTMLInputElement): void {
    this.missing = { field, text };
    input.focus();
  }

  readonly #cancel = (): void => {
    this.#say("hoa-cancel", null);
  };

  #say(name: string, detail: Blocking | null): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
