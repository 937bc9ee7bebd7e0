import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { problemOf } from "../api/problem.js";
import "../components/icon.js";
import { journalForm } from "../components/journal-form-style.js";
import { focus, theme } from "../components/style.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { SHEETS, type Exported, type SheetKind } from "../types/journal.js";

/** How long somebody waits before it is worth a word. */
const LONG_MS = 4_000;
/** How long it is said what became of it. */
const TOLD_MS = 15_000;

/** What is shown as a file: asks the server to write it, and fetches it. */
@element("hoa-export")
export class ExportButtons extends LitElement {
  static override readonly styles = [
    theme,
    focus,
    journalForm,
    css`
      :host {
        display: block;
      }
      .row {
        justify-content: flex-end;
        gap: 8px;
      }
      p {
        margin: 0;
        color: var(--quiet);
        font-size: 14px;
        line-height: 20px;
      }
      progress {
        inline-size: 96px;
        accent-color: var(--accent);
      }
      /* Over the page, so that nothing under it moves. */
      @media (max-width: 599px) {
        p {
          position: fixed;
          inset-inline: 12px;
          inset-block-end: calc(12px + var(--safe-area-inset-bottom, 0px));
          z-index: 5;
          padding: 14px 16px;
          border-radius: 12px;
          background: var(--card);
          color: var(--text);
          box-shadow: 0 2px 12px rgba(0, 0, 0, 0.45);
        }
      }
    `,
  ];

  /** Has the server write the file. */
  @property({ attribute: false }) make!: (format: SheetKind) => Promise<Exported>;
  @property({ attribute: false }) language!: Language;
  @state() private writing: SheetKind | null = null;
  @state() private long = false;
  @state() private done: Exported | null = null;
  @state() private failure = "";
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render(): TemplateResult {
    const { language } = this;
    return html`<div class="row" role="group" aria-label=${language.text("journal.export")}>
      <span role="status" aria-live="polite">${this.#words()}</span>
      ${SHEETS.map(
        (format) =>
          html`<button
            type="button"
            aria-disabled=${this.writing !== null}
            aria-label=${language.text(`journal.export.${format}`)}
            @click=${() => void this.#start(format)}
          >
            <hoa-icon name="download"></hoa-icon>${format.toUpperCase()}
          </button>`,
      )}
    </div>`;
  }

  #words(): TemplateResult | typeof nothing {
    const { language, done } = this;
    if (this.writing !== null) {
      const key = this.long ? "journal.export.long" : "journal.export.busy";
      return html`<p>${language.text(key)} <progress aria-hidden="true"></progress></p>`;
    }
    if (this.failure !== "") return html`<p class="error">${this.failure}</p>`;
    if (done === null) return nothing;
    const rows = language.count("journal.export.done", done.rows);
    return html`<p>${done.more ? `${rows} ${language.text("journal.export.more")}` : rows}</p>`;
  }

  async #start(format: SheetKind): Promise<void> {
    if (this.writing !== null) return;
    clearTimeout(this.#timer);
    this.writing = format;
    this.failure = "";
    this.done = null;
    this.long = false;
    this.#timer = setTimeout(() => {
      this.long = true;
    }, LONG_MS);
    try {
      this.done = await this.make(format);
      if (this.isConnected) fetched(this.done.url);
    } catch (error) {
      const why = this.language.code("error", problemOf(error).code, "error.other");
      this.failure = this.language.text("journal.export.failed", { why });
    } finally {
      clearTimeout(this.#timer);
      this.writing = null;
      this.#timer = setTimeout(() => {
        this.done = null;
        this.failure = "";
      }, TOLD_MS);
    }
  }
}

/** As Home Assistant's own pages fetch files, so that its apps know it. */
function fetched(url: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.target = "_blank";
  link.download = "";
  link.style.display = "none";
  document.body.append(link);
  link.click();
  link.remove();
}
