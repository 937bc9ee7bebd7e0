import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { ShiftCounts, ShiftNow } from "../types/guard.js";
import { guardForm } from "./guard-style.js";
import { card, focus, theme } from "./style.js";

const LONGEST_NOTE = 1_000;
const COUNTS = ["passages", "opened", "refused", "byHand"] as const;

/** Who is on duty, and what there was so far. Fires `hoa-take`, `hoa-hand-over` with a note. */
@element("hoa-shift-card")
export class ShiftCard extends LitElement {
  static override readonly styles = [
    theme,
    card,
    focus,
    guardForm,
    css`
      .card {
        display: grid;
        gap: 14px;
        padding: 14px 16px;
      }
      h2,
      p {
        margin: 0;
        font-size: 16px;
        font-weight: 500;
        line-height: 24px;
      }
      dl {
        display: grid;
        grid-template-columns: repeat(4, minmax(0, 1fr));
        gap: 4px 8px;
        margin: 0;
        text-align: center;
      }
      dl div {
        display: flex;
        flex-direction: column-reverse;
        justify-content: flex-end;
      }
      dt {
        color: var(--quiet);
        font-size: 13px;
        line-height: 17px;
        overflow-wrap: anywhere;
      }
      dd {
        margin: 0;
        font-size: 22px;
        line-height: 28px;
        font-variant-numeric: tabular-nums;
      }
      .since {
        color: var(--quiet);
        font-size: 13px;
        font-weight: 400;
        line-height: 18px;
      }
      a.past {
        display: inline-flex;
        align-items: center;
        min-block-size: 44px;
        padding-inline: 8px;
        color: color-mix(in srgb, var(--accent) 75%, var(--text));
        font-size: 14px;
        font-weight: 500;
        text-decoration: none;
      }
    `,
  ];

  @property({ attribute: false }) shift: ShiftNow | null = null;
  @property({ attribute: false }) counts!: ShiftCounts;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @property({ type: Boolean }) busy = false;
  @property() failure = "";
  /** Where the earlier shifts are. */
  @property() past = "";
  @state() private handing = false;
  @query("textarea") private field!: HTMLTextAreaElement;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("shift") && this.shift?.mine !== true) this.handing = false;
  }

  protected override render(): TemplateResult {
    const { language } = this;
    return html`<section class="card" aria-label=${language.text("shift")}>
      <h2>${this.#who()}</h2>
      <dl>
        ${COUNTS.map(
          (count) =>
            html`<div>
              <dt>${language.text(`shift.count.${count}`)}</dt>
              <dd>${this.counts[count]}</dd>
            </div>`,
        )}
      </dl>
      ${this.failure === "" ? nothing : html`<p class="error" role="alert">${this.failure}</p>`}
      ${this.handing ? this.#form() : this.#buttons()}
    </section>`;
  }

  #who(): string {
    const { shift, language, now } = this;
    if (shift === null) return language.text("shift.nobody");
    const at = language.clock(shift.since, now);
    return shift.mine ? language.text("shift.mine", { at }) : language.text("shift.other", { name: shift.name, at });
  }

  #buttons(): TemplateResult {
    const { shift, language } = this;
    const mine = shift?.mine === true;
    const take = shift === null ? language.text("shift.take") : language.text("shift.take_over");
    return html`<div class="row">
      ${
        mine
          ? html`<button type="button" @click=${this.#begin}>${language.text("shift.hand_over")}</button>`
          : html`<button type="button" class="main" aria-disabled=${this.busy} @click=${this.#take}>${take}</button>`
      }
      <a class="past" href=${this.past}>${language.text("shift.past")}</a>
    </div>`;
  }

  #form(): TemplateResult {
    const { language } = this;
    return html`<form @submit=${this.#submit}>
      <label class="field"
        >${language.text("shift.note")}<textarea rows="3" maxlength=${LONGEST_NOTE}></textarea>
      </label>
      <div class="row">
        <button type="submit" class="main" aria-disabled=${this.busy}>
          ${language.text(this.busy ? "slot.busy" : "shift.hand_over")}
        </button>
        <button type="button" @click=${this.#cancel}>${language.text("slot.cancel")}</button>
      </div>
    </form>`;
  }

  readonly #begin = (): void => {
    this.handing = true;
    void this.updateComplete.then(() => {
      this.field.focus();
    });
  };

  readonly #cancel = (): void => {
    this.handing = false;
  };

  readonly #take = (): void => {
    if (!this.busy) this.#say("hoa-take", null);
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    if (!this.busy) this.#say("hoa-hand-over", this.field.value.trim());
  };

  #say(name: string, detail: string | null): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
