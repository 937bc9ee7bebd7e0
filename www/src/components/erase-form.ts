import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { isSaidAgain, saidBelow, type Failure } from "../lib/board.js";
import { element } from "../lib/element.js";
import { erasedWords } from "../lib/erase-words.js";
import type { Language } from "../lib/language.js";
import type { ErasedCounts, EraseTarget } from "../types/board.js";
import { householdStyle } from "./household-style.js";
import "./segments.js";

const LONGEST_REASON = 200;
const LONGEST = { plate: 16, apartment: 32 } as const;

/** Whose traces go, and why. */
export interface Erasing {
  readonly target: EraseTarget;
  readonly reason: string;
}

type Whose = keyof EraseTarget;

/** Erasing step by step: whose, what there is, and said again. Fires `hoa-preview` with an EraseTarget, `hoa-erase` with an Erasing, `hoa-cancel`. */
@element("hoa-erase-form")
export class EraseForm extends LitElement {
  static override readonly styles = [
    householdStyle,
    css`
      table {
        inline-size: 100%;
        border-collapse: collapse;
        font-size: 15px;
        line-height: 21px;
      }
      td {
        padding: 7px 0;
        border-block-end: 1px solid var(--line);
      }
      td + td {
        text-align: end;
        font-variant-numeric: tabular-nums;
      }
      p.words {
        margin: 0;
        font-size: 15px;
        line-height: 21px;
      }
    `,
  ];

  /** What there is of whose; null: not asked yet. */
  @property({ attribute: false }) counts: ErasedCounts | null = null;
  @property({ attribute: false }) language!: Language;
  @property({ type: Boolean }) busy = false;
  @property({ attribute: false }) failure: Failure | null = null;
  @state() private whose: Whose = "apartment";
  @state() private typed = "";
  @state() private faults: Readonly<Record<string, string>> = {};
  @query("input.again") private again!: HTMLInputElement;
  @query("input.reason") private reason!: HTMLInputElement;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("failure") && this.failure !== null && this.failure.field !== "")
      this.faults = { [this.failure.field]: this.failure.text };
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("counts") && this.counts !== null) this.renderRoot.querySelector<HTMLElement>("h3")?.focus();
  }

  protected override render(): TemplateResult {
    const { failure, counts } = this;
    const shown = saidBelow(failure, counts === null ? [this.whose] : ["reason"]);
    return html`${counts === null ? this.#ask() : this.#sure(counts)}
    ${shown === "" ? nothing : html`<p class="fault" role="alert">${shown}</p>`}`;
  }

  #ask(): TemplateResult {
    const { language, whose, busy } = this;
    const options = (["apartment", "plate"] as const).map((id) => ({ id, text: language.text(`erase.${id}`) }));
    return html`<form novalidate @submit=${this.#preview}>
      <hoa-segments
        .options=${options}
        .value=${whose}
        .label=${language.text("erase.whose")}
        @hoa-chosen=${({ detail }: CustomEvent<Whose>) => {
          this.whose = detail;
          this.faults = {};
        }}
      ></hoa-segments>
      ${this.#field("whose", language.text(`erase.${whose}`), LONGEST[whose], this.faults[whose] ?? "", this.typed)}
      <div class="row">
        <button type="submit" aria-disabled=${busy}>${language.text(busy ? "erase.counting" : "erase.preview")}</button>
      </div>
    </form>`;
  }

  #sure(counts: ErasedCounts): TemplateResult {
    const { language, typed } = this;
    const words = erasedWords(counts, language);
    const key = this.whose === "plate" ? "erase.found.plate" : "erase.found.apartment";
    const heading = html`<h3 tabindex="-1">${language.text(key, { whose: typed.trim() })}</h3>`;
    if (words.length === 0) {
      return html`${heading}
        <p class="words" role="status">${language.text("erase.nothing")}</p>
        <div class="row"><button type="button" @click=${this.#cancel}>${language.text("slot.cancel")}</button></div>`;
    }
    const blocks = counts.blocks_kept ?? 0;
    return html`<form novalidate @submit=${this.#erase}>
      ${heading}
      <table>
        <tbody>
          ${words.map(
            ([text, count]) =>
              html`<tr>
                <td>${text}</td>
                <td>${count}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${blocks > 0 ? html`<p class="words">${language.count("erase.blocks", blocks)}</p>` : nothing}
      <p class="words">${language.text("erase.text.sure")}</p>
      ${this.#field("reason", language.text("erase.reason"), LONGEST_REASON, this.faults.reason ?? "")}
      ${this.#field("again", language.text("erase.again", { whose: typed.trim() }), LONGEST[this.whose], this.faults.again ?? "")}
      <div class="row">
        <button type="submit" class="danger full" aria-disabled=${this.busy}>
          ${language.text(this.busy ? "erase.busy" : "erase.do")}
        </button>
        <button type="button" @click=${this.#cancel}>${language.text("slot.cancel")}</button>
      </div>
    </form>`;
  }

  #field(name: string, label: string, longest: number, fault: string, value = ""): TemplateResult {
    return html`<label class="field"
      >${label}<input
        class=${name}
        maxlength=${longest}
        autocomplete="off"
        spellcheck="false"
        value=${value}
        aria-invalid=${fault !== ""}
        @input=${() => {
          this.faults = {};
        }}
      />${fault === "" ? nothing : html`<span class="fault" role="alert">${fault}</span>`}</label
    >`;
  }

  #target(): EraseTarget {
    const whose = this.typed.trim();
    return { plate: this.whose === "plate" ? whose : null, apartment: this.whose === "apartment" ? whose : null };
  }

  readonly #preview = (event: Event): void => {
    event.preventDefault();
    if (this.busy) return;
    this.typed = this.renderRoot.querySelector<HTMLInputElement>("input.whose")?.value ?? "";
    if (this.typed.trim() === "") this.#miss({ [this.whose]: this.language.text("error.erase_what") }, "whose");
    else this.#tell("hoa-preview", this.#target());
  };

  readonly #erase = (event: Event): void => {
    event.preventDefault();
    if (this.busy) return;
    const target = this.#target();
    const reason = this.reason.value.trim();
    if (reason === "") this.#miss({ reason: this.language.text("slot.reason.missing") }, "reason");
    else if (!isSaidAgain(target, this.again.value))
      this.#miss({ again: this.language.text("erase.again.wrong") }, "again");
    else this.#tell("hoa-erase", { target, reason } satisfies Erasing);
  };

  #miss(faults: Readonly<Record<string, string>>, field: string): void {
    this.faults = faults;
    this.renderRoot.querySelector<HTMLElement>(`input.${field}`)?.focus();
  }

  readonly #cancel = (): void => {
    this.#tell("hoa-cancel", null);
  };

  #tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
