import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { PublicLink } from "../lib/public-link.js";
import "./icon.js";
import "./pass-qr.js";
import { roomy } from "./pass-style.js";
import { focus, theme } from "./style.js";

/** A guest's link while it may be shown: as a code, to copy, and to hand to another app. */
@element("hoa-pass-link")
export class PassLink extends LitElement {
  static override readonly styles = [
    theme,
    focus,
    roomy,
    css`
      :host {
        display: grid;
        gap: 12px;
      }
      hoa-qr {
        inline-size: min(220px, 70vw);
        aspect-ratio: 1;
        justify-self: center;
      }
      .row button {
        flex: 1 1 140px;
      }
    `,
  ];

  @property({ attribute: false }) link!: PublicLink;
  @property({ attribute: false }) language!: Language;
  /** Whether the address is in the clipboard, or could not be put there. */
  @state() private copied: "no" | "yes" | "failed" = "no";

  protected override render(): TemplateResult {
    const { language, copied } = this;
    const { address, onlyAtHome } = this.link;
    const note = copied === "yes" ? "display.copied" : copied === "failed" ? "display.copy_failed" : "pass.link.once";
    return html`<hoa-qr .text=${address} .label=${language.text("pass.link.qr")}></hoa-qr>
      <input readonly aria-label=${language.text("pass.link")} .value=${address} @focus=${this.#all} />
      <div class="row">
        ${
          "share" in navigator
            ? html`<button type="button" class="main" @click=${this.#share}>
                <hoa-icon name="upload"></hoa-icon>${language.text("pass.link.share")}
              </button>`
            : nothing
        }
        <button type="button" @click=${this.#copy}>
          <hoa-icon name="copyOn"></hoa-icon>${language.text("display.copy")}
        </button>
      </div>
      <p class="quiet" role="status">${language.text(note)}</p>
      ${onlyAtHome ? html`<p class="quiet home">${language.text("link.home")}</p>` : nothing}`;
  }

  readonly #all = (event: FocusEvent): void => {
    (event.target as HTMLInputElement).select();
  };

  readonly #share = async (): Promise<void> => {
    try {
      await navigator.share({ text: this.language.text("pass.link.words"), url: this.link.address });
    } catch (error) {
      // Whoever closes the list of apps has said all there is to say.
      if (!(error instanceof DOMException)) throw error;
    }
  };

  readonly #copy = async (): Promise<void> => {
    // Without a secure address browsers keep the clipboard to themselves.
    const clipboard = (navigator as Partial<Navigator>).clipboard;
    try {
      if (clipboard === undefined) throw new DOMException("no clipboard", "NotAllowedError");
      await clipboard.writeText(this.link.address);
      this.copied = "yes";
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      this.copied = "failed";
      this.renderRoot.querySelector("input")?.select();
    }
  };
}
