import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { controls } from "./drawing-style.js";
import "./icon.js";
import { card, focus, theme } from "./style.js";

/** The link for a screen on the wall: made, shown once, switched off. Fires `hoa-display-on` and `hoa-display-off`. */
@element("hoa-display-card")
export class DisplayCard extends LitElement {
  static override readonly styles = [
    theme,
    card,
    focus,
    controls,
    css`
      :host {
        display: block;
      }
      .card {
        display: grid;
        gap: 12px;
        padding: 16px;
      }
      header {
        display: flex;
        align-items: center;
        gap: 10px;
      }
      p {
        margin: 0;
      }
      .link {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 8px;
      }
    `,
  ];

  /** null: not known yet. */
  @property({ attribute: false }) enabled: boolean | null = null;
  /** The whole address, while it may be shown. */
  @property({ attribute: false }) address: string | null = null;
  @property({ attribute: false }) failure: string | null = null;
  @property({ type: Boolean }) busy = false;
  @property({ attribute: false }) language!: Language;
  /** Whether the address is in the clipboard, or could not be put there. */
  @state() private copied: "no" | "yes" | "failed" = "no";

  protected override render(): TemplateResult {
    const { language, enabled } = this;
    return html`<section class="card" aria-label=${language.text("display")}>
      <header>
        <hoa-icon name="screen"></hoa-icon>
        <h3>${language.text("display")}</h3>
      </header>
      <p class="quiet">${language.text("display.text")}</p>
      ${this.address === null ? this.#state() : this.#link(this.address)}
      ${this.failure === null ? nothing : html`<p class="fault" role="alert">${this.failure}</p>`}
      ${enabled === null ? nothing : this.#buttons(enabled)}
    </section>`;
  }

  #state(): TemplateResult | typeof nothing {
    if (this.enabled === null) return nothing;
    return html`<p role="status">${this.language.text(this.enabled ? "display.on" : "display.off")}</p>`;
  }

  #link(address: string): TemplateResult {
    const { language, copied } = this;
    const note = copied === "yes" ? "display.copied" : copied === "failed" ? "display.copy_failed" : "display.once";
    return html`<div class="link">
        <input readonly aria-label=${language.text("display.address")} .value=${address} @focus=${this.#all} />
        <button type="button" @click=${this.#copy}>
          <hoa-icon name="copyOn"></hoa-icon>${language.text("display.copy")}
        </button>
      </div>
      <p class="quiet" role="status">${language.text(note)}</p>`;
  }

  #buttons(enabled: boolean): TemplateResult {
    const { language, busy } = this;
    return html`<div class="row">
      <button type="button" class=${enabled ? "" : "main"} aria-disabled=${busy} @click=${this.#on}>
        ${language.text(enabled ? "display.renew" : "display.enable")}
      </button>
      ${
        enabled
          ? html`<button type="button" aria-disabled=${busy} @click=${this.#off}>
              ${language.text("display.disable")}
            </button>`
          : nothing
      }
    </div>`;
  }

  readonly #on = (): void => {
    this.copied = "no";
    if (!this.busy) this.dispatchEvent(new CustomEvent("hoa-display-on", { bubbles: true, composed: true }));
  };

  readonly #off = (): void => {
    if (!this.busy) this.dispatchEvent(new CustomEvent("hoa-display-off", { bubbles: true, composed: true }));
  };

  readonly #all = (event: FocusEvent): void => {
    (event.target as HTMLInputElement).select();
  };

  readonly #copy = async (): Promise<void> => {
    // Without a secure address browsers keep the clipboard to themselves.
    const clipboard = (navigator as Partial<Navigator>).clipboard;
    try {
      if (clipboard === undefined || this.address === null) throw new DOMException("no clipboard", "NotAllowedError");
      await clipboard.writeText(this.address);
      this.copied = "yes";
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      this.copied = "failed";
      this.renderRoot.querySelector("input")?.select();
    }
  };
}
