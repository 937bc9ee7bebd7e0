import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { saidBelow, type Failure } from "../lib/board.js";
import type { Language } from "../lib/language.js";
import { focusFault } from "./focus-fault.js";

export type Faults = Readonly<Record<string, string>>;

/**
 * A form of the board's, with what stands in it as `sheet`: looked through before it is sent; what the server says of a
 * field stands below that field. Fires `hoa-cancel`, and what `send` fires.
 */
export abstract class BoardForm<Sheet extends object> extends LitElement {
  @property({ attribute: false }) language!: Language;
  @property({ type: Boolean }) busy = false;
  @property({ attribute: false }) failure: Failure | null = null;
  @state() protected sheet!: Sheet;
  @state() protected faults: Faults = {};

  /** What stands in the form at first. */
  protected abstract start(): Sheet;

  /** What cannot be sent like this, by field. */
  protected abstract wrong(): Faults;

  /** The fields that are on the page: what the server says of another stands below the form. */
  protected abstract fields(): readonly string[];

  /** Fires what was filled in. */
  protected abstract send(): void;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hasUpdated) this.sheet = this.start();
    if (changed.has("failure") && this.failure !== null && this.failure.field !== "") {
      this.faults = { [this.failure.field]: this.failure.text };
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("failure") && this.failure !== null) focusFault(this.renderRoot);
  }

  /** The form around its fields; `words` are its main button's. */
  protected frame(inside: unknown, words: unknown): TemplateResult {
    const said = saidBelow(this.failure, this.fields());
    return html`<form novalidate @submit=${this.#submit}>
      ${inside} ${said === "" ? nothing : html`<p class="fault" role="alert">${said}</p>`}
      <div class="row">
        <button type="submit" class="main" aria-disabled=${this.busy}>
          ${this.busy ? this.language.text("slot.busy") : words}
        </button>
        <button type="button" @click=${this.#cancel}>${this.language.text("slot.cancel")}</button>
      </div>
    </form>`;
  }

  /** What is wrong with a field, to stand inside its label. */
  protected fault(name: string): TemplateResult | typeof nothing {
    const fault = this.faults[name] ?? "";
    return fault === "" ? nothing : html`<span class="fault" role="alert">${fault}</span>`;
  }

  protected isWrong(name: string): boolean {
    return (this.faults[name] ?? "") !== "";
  }

  protected set(part: Partial<Sheet>): void {
    this.sheet = { ...this.sheet, ...part };
    this.faults = {};
  }

  /** Puts what is typed or chosen into the sheet. */
  protected typed(name: keyof Sheet): (event: Event) => void {
    return (event) => {
      this.set({ [name]: (event.target as HTMLInputElement | HTMLSelectElement).value } as Partial<Sheet>);
    };
  }

  protected tell(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  readonly #cancel = (): void => {
    this.tell("hoa-cancel");
  };

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.busy) return;
    this.faults = this.wrong();
    if (Object.keys(this.faults).length === 0) {
      this.send();
      return;
    }
    await this.updateComplete;
    focusFault(this.renderRoot);
  };
}
