import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { People } from "../api/people.js";
import { problemOf } from "../api/problem.js";
import "../components/icon.js";
import "../components/import-result.js";
import { roomy } from "../components/pass-style.js";
import "../components/segments.js";
import { card, focus } from "../components/style.js";
import { element } from "../lib/element.js";
import { listText, MOST_BYTES } from "../lib/import-text.js";
import type { Language } from "../lib/language.js";
import { LISTS, type Imported, type ListKind } from "../types/board.js";
import { section, wayBack } from "./style.js";

/** A file that was chosen. */
interface Chosen {
  readonly name: string;
  readonly text: string;
}

/** Whole lists: fetched as a spreadsheet has them, looked through row by row, and taken in. */
@element("hoa-people-import")
export class PeopleImport extends LitElement {
  static override readonly styles = [
    section,
    card,
    focus,
    roomy,
    wayBack,
    css`
      .card {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 14px;
        padding: 16px;
        margin-block-end: 16px;
      }
      .card h2 {
        margin: 0;
      }
      code {
        overflow-wrap: anywhere;
      }
      .drop {
        position: relative;
        display: grid;
        justify-items: center;
        gap: 8px;
        padding: 28px 16px;
        border: 2px dashed color-mix(in srgb, var(--text) 30%, transparent);
        border-radius: 12px;
        font-size: 15px;
        line-height: 21px;
        text-align: center;
        overflow-wrap: anywhere;
        cursor: pointer;
        --icon-size: 28px;
      }
      .drop.over {
        border-color: var(--accent);
        background: color-mix(in srgb, var(--accent) 10%, transparent);
      }
      .drop:focus-within {
        outline: 2px solid var(--accent);
        outline-offset: 2px;
      }
      input[type="file"] {
        position: absolute;
        inset: 0;
        block-size: 100%;
        opacity: 0;
        cursor: pointer;
      }
      button {
        justify-self: start;
      }
    `,
  ];

  @property({ attribute: false }) server: People | null = null;
  @property({ attribute: false }) language!: Language;
  @property() back = "";
  @state() private what: ListKind = "vehicles";
  @state() private chosen: Chosen | null = null;
  @state() private looked: Imported | null = null;
  @state() private done = false;
  @state() private over = false;
  @state() private busy = false;
  @state() private failure = "";

  protected override render(): TemplateResult {
    const { language } = this;
    const options = LISTS.map((id) => ({ id, text: language.text(`import.${id}`) }));
    return html`<a class="back" href=${this.back}
        ><hoa-icon name="forward"></hoa-icon>${language.text("tabs.people")}</a
      >
      <section class="card">
        <h2>${language.text("people.lists")}</h2>
        <hoa-segments
          .options=${options}
          .value=${this.what}
          .label=${language.text("import.what")}
          @hoa-chosen=${this.#choose}
        ></hoa-segments>
        <p class="quiet">${language.text("import.export.text")}</p>
        <button type="button" aria-disabled=${this.busy} @click=${this.#giveOut}>
          <hoa-icon name="download"></hoa-icon>${language.text("import.export")}
        </button>
      </section>
      <section class="card" aria-busy=${this.busy}>
        <h2>${language.text("import")}</h2>
        <p class="quiet">${language.text(`import.${this.what}.text`)}</p>
        ${this.#drop()} ${this.failure === "" ? nothing : html`<p class="fault" role="alert">${this.failure}</p>`}
        ${this.#result()}
      </section>`;
  }

  #drop(): TemplateResult {
    const { language, chosen } = this;
    const words = this.busy ? language.text("import.looking") : (chosen?.name ?? language.text("import.drop"));
    return html`<label
      class=${this.over ? "drop over" : "drop"}
      @dragover=${this.#hover}
      @dragleave=${this.#leave}
      @drop=${this.#dropped}
      ><hoa-icon name="upload"></hoa-icon><span>${words}</span
      ><input
        type="file"
        accept=".csv,.txt,text/csv,text/plain"
        aria-label=${language.text("import.drop")}
        @change=${this.#picked}
    /></label>`;
  }

  #result(): TemplateResult | typeof nothing {
    const { language, looked } = this;
    if (looked === null) return nothing;
    const ready = !this.done && looked.problems.length === 0 && looked.added + looked.changed > 0;
    return html`<hoa-import-result .imported=${looked} .done=${this.done} .language=${language}></hoa-import-result> ${
        ready
          ? html`<button type="button" class="main" aria-disabled=${this.busy} @click=${this.#takeIn}>
              ${language.text(this.busy ? "slot.busy" : "import.do")}
            </button>`
          : nothing
      }`;
  }

  readonly #choose = ({ detail }: CustomEvent<ListKind>): void => {
    this.what = detail;
    this.#forget();
  };

  readonly #hover = (event: DragEvent): void => {
    event.preventDefault();
    this.over = true;
  };

  readonly #leave = (): void => {
    this.over = false;
  };

  readonly #dropped = (event: DragEvent): void => {
    event.preventDefault();
    this.over = false;
    void this.#look(event.dataTransfer?.files[0]);
  };

  readonly #picked = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    void this.#look(file).then(() => {
      input.value = "";
    });
  };

  #forget(): void {
    this.chosen = null;
    this.looked = null;
    this.done = false;
    this.failure = "";
  }

  async #look(file: File | undefined): Promise<void> {
    if (file === undefined || this.busy) return;
    this.#forget();
    if (file.size > MOST_BYTES) {
      this.failure = this.language.text("error.list_too_long");
      return;
    }
    await this.#work(async (server) => {
      const chosen = { name: file.name, text: await listText(file) };
      this.looked = await server.takeIn(this.what, chosen.text, true);
      this.chosen = chosen;
    });
  }

  readonly #takeIn = (): Promise<void> =>
    this.#work(async (server) => {
      if (this.chosen === null) return;
      this.looked = await server.takeIn(this.what, this.chosen.text, false);
      this.done = this.looked.problems.length === 0;
    });

  readonly #giveOut = (): Promise<void> =>
    this.#work(async (server) => {
      const link = document.createElement("a");
      link.href = await server.giveOut(this.what, this.language.tag);
      link.download = "";
      link.click();
    });

  async #work(step: (server: People) => Promise<void>): Promise<void> {
    if (this.server === null || this.busy) return;
    this.busy = true;
    this.failure = "";
    try {
      await step(this.server);
    } catch (error) {
      this.failure = this.language.code("error", problemOf(error).code, "error.other");
    } finally {
      this.busy = false;
    }
  }
}
