import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { codeOf } from "./door.js";
import type { WordKey, Words } from "./words.js";

/** One page of the public pages. It stands in the document itself, so that browsers know its forms and fill them in. */
export abstract class PublicView extends LitElement {
  @property({ attribute: false }) words!: Words;
  /** Why the last thing asked of the server did not work. */
  @state() protected failure: string | null = null;
  @state() protected busy = false;

  #told: { readonly site: string; readonly title: WordKey } | null = null;

  protected override createRenderRoot(): this {
    return this;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("words")) this.#tell();
  }

  /** Tells the frame whose page this is and what it is, for its heading and title. */
  protected tell(site: string, title: WordKey): void {
    this.#told = { site, title };
    this.#tell();
  }

  #tell(): void {
    if (this.#told === null) return;
    const { site, title } = this.#told;
    this.dispatchEvent(new CustomEvent("named", { detail: { site, title: this.words.text(title) }, bubbles: true }));
  }

  /** Does one thing at a time; what went wrong is shown, unless `wrong` deals with it. */
  protected async attempt(act: () => Promise<void>, wrong?: (error: unknown) => boolean): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    try {
      await act();
    } catch (error) {
      if (!(wrong?.(error) ?? false)) this.failure = codeOf(error);
    } finally {
      this.busy = false;
    }
  }

  protected failureLine(): TemplateResult {
    return html`<div role="alert">
      ${this.failure === null ? nothing : html`<p class="notice bad">${this.words.code("error", this.failure)}</p>`}
    </div>`;
  }

  protected retryCard(again: () => Promise<void>): TemplateResult {
    return html`<section class="card">
      ${this.failureLine()}
      <button type="button" @click=${again} ?disabled=${this.busy}>${this.words.text("retry")}</button>
    </section>`;
  }

  protected loadingCard(): TemplateResult {
    return html`<section class="card waiting" role="status">${this.words.text("loading")}</section>`;
  }

  protected wrongLink(): TemplateResult {
    return html`<section class="card">
      <h1>${this.words.text("link.wrong.title")}</h1>
      <p>${this.words.text("link.wrong.text")}</p>
    </section>`;
  }

  /** Goes to the first field that needs another look. */
  protected async toFirstFault(): Promise<void> {
    await this.updateComplete;
    this.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }
}
