import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { letterOf, type Letter } from "./application-letter.js";
import "./icon.js";
import "./pass-qr.js";
import { roomy } from "./pass-style.js";
import { printSheet } from "./poster-print.js";
import { focus, theme, tones } from "./style.js";

/** A link for a password while it is shown: it is told once, so it is copied, scanned or printed now. Fires `hoa-done`. */
@element("hoa-application-link")
export class ApplicationLink extends LitElement {
  static override readonly styles = [
    theme,
    tones,
    focus,
    roomy,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 12px;
      }
      .once {
        margin: 0;
        padding: 10px 12px;
        border-radius: 8px;
        font-size: 15px;
        line-height: 21px;
      }
      .once.tinted {
        color: var(--text);
      }
      .both {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 16px;
      }
      .words {
        display: grid;
        gap: 12px;
        align-content: start;
        min-inline-size: 0;
      }
      .words p {
        margin: 0;
        font-size: 15px;
        line-height: 21px;
      }
      hoa-qr {
        inline-size: min(200px, 60vw);
        aspect-ratio: 1;
        justify-self: center;
      }
      @media (min-width: 700px) {
        .both {
          grid-template-columns: auto minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) letter!: Letter;
  /** Until when it works, in words; empty where nobody said. */
  @property() until = "";
  @property({ attribute: false }) language!: Language;
  /** Whether the address is in the clipboard, or could not be put there. */
  @state() private copied: "no" | "yes" | "failed" = "no";

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>(".once")?.focus();
  }

  protected override render(): TemplateResult {
    const { language, letter, copied } = this;
    const said = copied === "yes" ? "display.copied" : copied === "failed" ? "display.copy_failed" : null;
    return html`<p class="once tinted warn" tabindex="-1">${language.text("queue.link.once")}</p>
      <div class="both">
        <hoa-qr .text=${letter.link.address} .label=${language.text("queue.link.qr")}></hoa-qr>
        <div class="words">
          <p>${language.text("queue.link.text", { name: letter.name })}</p>
          ${
            letter.username === null
              ? nothing
              : html`<p>${language.text("queue.username")}: <strong>${letter.username}</strong></p>`
          }
          ${this.until === "" ? nothing : html`<p class="quiet">${this.until}</p>`}
          <input readonly aria-label=${language.text("queue.link")} .value=${letter.link.address} @focus=${this.#all} />
          <div class="row">
            <button type="button" class="main" @click=${this.#copy}>
              <hoa-icon name="copyOn"></hoa-icon>${language.text("display.copy")}
            </button>
            <button type="button" @click=${this.#print}>
              <hoa-icon name="note"></hoa-icon>${language.text("queue.link.print")}
            </button>
            <button type="button" @click=${this.#done}>${language.text("queue.link.done")}</button>
          </div>
          ${letter.link.onlyAtHome ? html`<p class="quiet home">${language.text("link.home")}</p>` : nothing}
          <p class="quiet" role="status">${said === null ? nothing : language.text(said)}</p>
        </div>
      </div>`;
  }

  readonly #all = (event: FocusEvent): void => {
    (event.target as HTMLInputElement).select();
  };

  readonly #print = (): void => {
    printSheet(letterOf(this.letter));
  };

  readonly #done = (): void => {
    this.dispatchEvent(new CustomEvent("hoa-done", { bubbles: true, composed: true }));
  };

  readonly #copy = async (): Promise<void> => {
    // Without a secure address browsers keep the clipboard to themselves.
    const clipboard = (navigator as Partial<Navigator>).clipboard;
    try {
      if (clipboard === undefined) throw new DOMException("no clipboard", "NotAllowedError");
      await clipboard.writeText(this.letter.link.address);
      this.copied = "yes";
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      this.copied = "failed";
      this.renderRoot.querySelector("input")?.select();
    }
  };
}
