import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { Guard } from "../api/guard.js";
import type { Parking } from "../api/parking.js";
import { problemOf } from "../api/problem.js";
import { guardForm } from "../components/guard-style.js";
import { focus, theme } from "../components/style.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { PassageNotes } from "../types/guard.js";

const LONGEST_NOTE = 500;

/** What guards said of a passage and did with it, inside its details. */
@element("hoa-passage-notes")
export class PassageNotesView extends LitElement {
  static override readonly styles = [
    theme,
    focus,
    guardForm,
    css`
      :host {
        display: block;
        margin-block-start: 16px;
        font-size: 15px;
        line-height: 22px;
      }
      h3 {
        margin: 0 0 8px;
        color: var(--quiet);
        font-size: 14px;
        font-weight: 500;
      }
      ul {
        display: grid;
        gap: 10px;
        margin: 0 0 12px;
        padding: 0;
        list-style: none;
      }
      li {
        padding-inline-start: 12px;
        border-inline-start: 3px solid var(--line);
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
      small {
        display: block;
        color: var(--quiet);
        font-size: 13px;
        line-height: 18px;
      }
      form {
        gap: 8px;
      }
    `,
  ];

  @property({ attribute: false }) parking!: Parking;
  /** Its id. */
  @property() passage = "";
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @property({ type: Boolean }) canNote = false;
  @state() private told: PassageNotes | null = null;
  @state() private busy = false;
  @state() private failure = "";
  @query("textarea") private field!: HTMLTextAreaElement;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("passage")) return;
    this.told = null;
    void this.#ask((guard) => guard.notes(this.passage));
  }

  protected override render(): TemplateResult {
    const { language, told } = this;
    const many = told !== null && told.notes.length + (told.resolution === null ? 0 : 1) > 0;
    return html`<section aria-label=${language.text("notes")} aria-busy=${told === null}>
      ${many || this.canNote ? html`<h3>${language.text("notes")}</h3>` : nothing} ${many ? this.#list(told) : nothing}
      ${this.failure === "" ? nothing : html`<p class="error" role="alert">${this.failure}</p>`}
      ${this.canNote ? this.#form() : nothing}
    </section>`;
  }

  #list(told: PassageNotes): TemplateResult {
    const { resolution } = told;
    return html`<ul>
      ${resolution === null ? nothing : this.#row(this.#resolved(resolution), resolution)}
      ${told.notes.map((note) => this.#row(note.text, note))}
    </ul>`;
  }

  #row(text: string, who: { readonly name: string; readonly at: Date }): TemplateResult {
    return html`<li><small>${who.name}, ${this.language.clock(who.at, this.now)}</small>${text}</li>`;
  }

  #resolved({ answer, reason }: NonNullable<PassageNotes["resolution"]>): string {
    const what = this.language.text(`notes.resolved.${answer}`);
    return reason === null || reason === "" ? what : this.language.text("notes.because", { what, reason });
  }

  #form(): TemplateResult {
    const { language } = this;
    return html`<form @submit=${this.#submit}>
      <label class="field">${language.text("notes.new")}<textarea rows="2" maxlength=${LONGEST_NOTE}></textarea></label>
      <div class="row">
        <button type="submit" aria-disabled=${this.busy}>
          ${language.text(this.busy ? "slot.busy" : "notes.add")}
        </button>
      </div>
    </form>`;
  }

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const text = this.field.value.trim();
    if (this.busy) return;
    if (text === "") this.field.focus();
    else if (await this.#ask((guard) => guard.note(this.passage, text))) this.field.value = "";
  };

  async #ask(what: (guard: Guard) => Promise<PassageNotes>): Promise<boolean> {
    const { passage } = this;
    this.busy = true;
    this.failure = "";
    try {
      const told = await what(new Guard(this.parking));
      if (passage === this.passage) this.told = told;
      return true;
    } catch (error) {
      this.failure = this.language.code("error", problemOf(error).code, "error.other");
      return false;
    } finally {
      this.busy = false;
    }
  }
}
