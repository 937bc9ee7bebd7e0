import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../lib/element.js";
import { faultLine, optional } from "./field.js";
import { redrawn, type Picture } from "./picture.js";
import type { Words } from "./words.js";

/** The photo of a document: taken or chosen, drawn anew on this device, looked at, taken away again. */
@element("hoa-document-field")
export class DocumentField extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) picture: Picture | null = null;
  @property() fault: string | null = null;
  @state() private busy = false;
  @state() private unusable = false;

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult {
    const { words } = this;
    return html`<fieldset class="field" aria-describedby="document-hint">
      <legend>${words.text("form.document")}${optional(words)}</legend>
      <p class="hint" id="document-hint">${words.text("form.document.hint")}</p>
      ${this.picture === null ? this.#choice() : this.#preview(this.picture)}
      <p class="hint" role="status">${this.busy ? words.text("form.document.busy") : nothing}</p>
      ${faultLine({ id: "document", fault: this.unusable ? "document_no_picture" : this.fault, words })}
    </fieldset>`;
  }

  #choice(): TemplateResult {
    const { words } = this;
    // A camera is asked for by phones only; elsewhere both buttons would do the same.
    const hasCamera = matchMedia("(pointer: coarse)").matches;
    return html`<div class="buttons">
      ${hasCamera ? this.#button("document-take", words.text("form.document.take"), true) : nothing}
      ${this.#button("document", words.text("form.document.choose"), false)}
    </div>`;
  }

  #button(id: string, label: string, camera: boolean): TemplateResult {
    const wrong = this.fault !== null || this.unusable;
    const input = camera
      ? html`<input id=${id} type="file" accept="image/*" capture="environment" @change=${this.#chosen} />`
      : html`<input
          id=${id}
          type="file"
          accept="image/*"
          aria-invalid=${wrong ? "true" : "false"}
          aria-describedby="document-fault"
          @change=${this.#chosen}
        />`;
    return html`<label class="button file">${input}<span>${label}</span></label>`;
  }

  #preview(picture: Picture): TemplateResult {
    const { words } = this;
    const size = Math.max(1, Math.round(picture.jpeg.size / 1000));
    return html`<figure>
      ${picture.canvas}
      <figcaption>${words.text("form.document.ready", { size })}</figcaption>
      <button type="button" @click=${this.#removed}>${words.text("form.document.remove")}</button>
    </figure>`;
  }

  readonly #chosen = async (event: Event): Promise<void> => {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (file === undefined) return;
    this.busy = true;
    this.unusable = false;
    const picture = await redrawn(file);
    this.busy = false;
    this.unusable = picture === null;
    this.#tell(picture);
  };

  readonly #removed = async (): Promise<void> => {
    this.#tell(null);
    await this.updateComplete;
    await Promise.resolve();
    this.querySelector<HTMLElement>("input[type=file]")?.focus();
  };

  #tell(picture: Picture | null): void {
    this.dispatchEvent(new CustomEvent<Picture | null>("picture", { detail: picture }));
  }
}
