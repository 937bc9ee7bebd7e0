import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { saidBelow, type Failure } from "../lib/board.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { KEPT, type Retention } from "../types/board.js";
import { focusFault } from "./focus-fault.js";
import { roomy } from "./pass-style.js";
import { focus, theme } from "./style.js";

type Days = Readonly<Record<string, string>>;

/** For how many days each kind is kept, and what that means. Fires `hoa-save` with the periods. */
@element("hoa-retention-form")
export class RetentionForm extends LitElement {
  static override readonly styles = [
    theme,
    focus,
    roomy,
    css`
      :host {
        display: block;
      }
      form {
        gap: 0;
      }
      .kind {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 128px;
        gap: 4px 16px;
        align-items: center;
        padding-block: 12px;
        border-block-end: 1px solid var(--line);
        font-size: 15px;
        line-height: 21px;
      }
      .kind label {
        display: block;
      }
      .kind small {
        display: block;
        color: var(--quiet);
        font-size: 14px;
        line-height: 20px;
      }
      .days {
        display: grid;
        justify-items: end;
        gap: 2px;
        color: var(--quiet);
        font-size: 13px;
      }
      .kind .fault {
        grid-column: 1 / -1;
      }
      input {
        text-align: end;
        font-variant-numeric: tabular-nums;
      }
      .row {
        align-items: center;
        padding-block-start: 16px;
      }
      .said {
        margin: 0;
        color: color-mix(in srgb, var(--good) 70%, var(--text));
        font-size: 14px;
      }
    `,
  ];

  @property({ attribute: false }) retention!: Retention;
  @property({ attribute: false }) language!: Language;
  @property({ type: Boolean }) busy = false;
  @property({ attribute: false }) failure: Failure | null = null;
  @property() said = "";
  @state() private days: Days = {};
  @state() private faults: Days = {};

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("retention"))
      this.days = Object.fromEntries(
        Object.entries(this.retention.periods).map(([kind, days]) => [kind, String(days)]),
      );
    if (changed.has("failure") && this.failure !== null && this.failure.field !== "")
      this.faults = { [this.failure.field]: this.failure.text };
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("failure") && this.failure !== null) focusFault(this.renderRoot);
  }

  protected override render(): TemplateResult {
    const { language, failure, busy } = this;
    const shown = saidBelow(failure, Object.keys(this.days));
    return html`<form novalidate @submit=${this.#submit}>
      ${KEPT.filter((kind) => kind in this.retention.periods).map((kind) => this.#kind(kind))}
      ${shown === "" ? nothing : html`<p class="fault" role="alert">${shown}</p>`}
      <div class="row">
        <button type="submit" class="main" aria-disabled=${busy || this.#chosen() === null}>
          ${language.text(busy ? "slot.busy" : "people.save")}
        </button>
        <p class="said" role="status">${this.said}</p>
      </div>
    </form>`;
  }

  #kind(kind: (typeof KEPT)[number]): TemplateResult {
    const { language, retention } = this;
    const fault = this.faults[kind] ?? "";
    return html`<div class="kind">
      <label for=${kind}
        >${language.text(`retention.${kind}`)}<small id=${`${kind}-text`}
          >${language.text(`retention.${kind}.text`)}</small
        ></label
      >
      <span class="days"
        ><input
          id=${kind}
          type="number"
          inputmode="numeric"
          min=${retention.least}
          max=${retention.most}
          step="1"
          .value=${this.days[kind] ?? ""}
          aria-invalid=${fault !== ""}
          aria-describedby=${`${kind}-text`}
          @input=${(event: Event) => {
            this.days = { ...this.days, [kind]: (event.target as HTMLInputElement).value };
            this.faults = {};
          }}
        />${language.text("retention.days")}</span
      >
      ${fault === "" ? nothing : html`<span class="fault" role="alert">${fault}</span>`}
    </div>`;
  }

  /** What was changed; null where nothing was. */
  #chosen(): Readonly<Record<string, string>> | null {
    const changed = Object.entries(this.days).filter(([kind, days]) => days !== String(this.retention.periods[kind]));
    return changed.length === 0 ? null : Object.fromEntries(changed);
  }

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const chosen = this.#chosen();
    if (this.busy || chosen === null) return;
    const { least, most } = this.retention;
    const wrong = Object.entries(chosen).filter(([, days]) => !/^\d+$/.test(days) || +days < least || +days > most);
    this.faults = Object.fromEntries(
      wrong.map(([kind]) => [kind, this.language.text("retention.range", { least, most })]),
    );
    if (wrong.length > 0) {
      await this.updateComplete;
      focusFault(this.renderRoot);
      return;
    }
    const detail = Object.fromEntries(Object.entries(chosen).map(([kind, days]) => [kind, Number(days)]));
    this.dispatchEvent(new CustomEvent("hoa-save", { detail, bubbles: true, composed: true }));
  };
}
