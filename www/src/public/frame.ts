import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../lib/element.js";
import "./form-view.js";
import { takeToken } from "./kept.js";
import "./pass-view.js";
import "./password-view.js";
import "./status-view.js";
import { TONGUE_NAMES, TONGUES, tongueOf, wordsOf, type Words } from "./words.js";

export const PAGES = ["form", "status", "password", "pass"] as const;
export type PageName = (typeof PAGES)[number];

const CHOSEN = "hoa-apply:language";

/** The last part of the address says which page it is. */
export function pageOf(path: string): PageName {
  const last = path.replace(/\/+$/, "").split("/").at(-1);
  return PAGES.find((page) => page === last) ?? "form";
}

/** What stands around every page: whose it is, and in which language. */
@element("hoa-apply")
export class ApplyFrame extends LitElement {
  @property() page: PageName = "form";
  @state() private words: Words | null = null;
  @state() private site = "";
  @state() private token: string | null = null;
  #turn = 0;

  protected override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("hashchange", this.#taken);
    this.#taken();
    void this.#speak(tongueOf([chosen(), ...navigator.languages]));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("hashchange", this.#taken);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { words } = this;
    if (words === null) return nothing;
    return html`<header>
        <p class="site">${this.site}</p>
        <select aria-label=${words.text("language")} @change=${this.#chosen}>
          ${TONGUES.map(
            (tongue) =>
              html`<option value=${tongue} lang=${tongue} ?selected=${tongue === words.tongue}>
                ${TONGUE_NAMES[tongue]}
              </option>`,
          )}
        </select>
      </header>
      <main @named=${this.#named}>${this.#view(words)}</main>`;
  }

  #view(words: Words): TemplateResult {
    const { page, token } = this;
    if (page === "form") return html`<hoa-apply-form .words=${words}></hoa-apply-form>`;
    if (token === null) {
      return html`<section class="card">
        <h1>${words.text("link.wrong.title")}</h1>
        <p>${words.text("link.wrong.text")}</p>
      </section>`;
    }
    switch (page) {
      case "status":
        return html`<hoa-apply-status .words=${words} .token=${token}></hoa-apply-status>`;
      case "password":
        return html`<hoa-apply-password .words=${words} .token=${token}></hoa-apply-password>`;
      case "pass":
        return html`<hoa-apply-pass .words=${words} .token=${token}></hoa-apply-pass>`;
    }
  }

  async #speak(tongue: (typeof TONGUES)[number]): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const words = await wordsOf(tongue);
    if (turn !== this.#turn) return;
    this.words = words;
    document.documentElement.lang = words.tongue;
  }

  /** Another link of the same page, opened in the same tab, changes nothing but what stands behind the #. */
  readonly #taken = (): void => {
    if (this.page === "form") return;
    const token = takeToken(this.page);
    if (this.token !== null && token !== this.token) location.reload();
    this.token = token;
  };

  readonly #chosen = (event: Event): void => {
    const tongue = tongueOf([(event.target as HTMLSelectElement).value]);
    try {
      localStorage.setItem(CHOSEN, tongue);
    } catch {
      // It holds for this page, then.
    }
    void this.#speak(tongue);
  };

  readonly #named = (event: CustomEvent<{ readonly site: string; readonly title: string }>): void => {
    this.site = event.detail.site;
    document.title = `${event.detail.title} – ${event.detail.site}`;
  };
}

function chosen(): string | null {
  try {
    return localStorage.getItem(CHOSEN);
  } catch {
    return null;
  }
}
