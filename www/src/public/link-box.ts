import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { guard } from "lit/directives/guard.js";
import { element } from "../lib/element.js";
import { qrCode } from "./qr.js";
import type { Words } from "./words.js";

/** A link to keep: to copy, to share and to scan. */
@element("hoa-link-box")
export class LinkBox extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property() link = "";
  @state() private said: "link.copied" | "link.by_hand" | null = null;

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult {
    const { words, link } = this;
    const shares = "share" in navigator;
    return html`<div class="link">
      <label for="link">${words.text("sent.link")}</label>
      <input id="link" readonly .value=${link} @focus=${select} spellcheck="false" />
      <div class="buttons">
        <button type="button" class="strong" @click=${this.#copy}>${words.text("link.copy")}</button>
        ${shares ? html`<button type="button" @click=${this.#share}>${words.text("link.share")}</button>` : nothing}
        <span role="status">${this.said === null ? nothing : words.text(this.said)}</span>
      </div>
      ${guard([link, words], () => qrCode(link, words.text("link.qr")))}
    </div>`;
  }

  /** Where the page comes over plain http there is no clipboard for pages. */
  readonly #copy = async (): Promise<void> => {
    this.said = null;
    try {
      await navigator.clipboard.writeText(this.link);
      this.said = "link.copied";
    } catch {
      this.querySelector("input")?.select();
      this.said = "link.by_hand";
    }
  };

  readonly #share = async (): Promise<void> => {
    try {
      await navigator.share({ url: this.link });
    } catch {
      // Whoever thinks better of it has nothing to be told.
    }
  };
}

function select(event: Event): void {
  if (event.target instanceof HTMLInputElement) event.target.select();
}
