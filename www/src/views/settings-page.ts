import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { Applications } from "../api/applications.js";
import type { Parking } from "../api/parking.js";
import { problemOf } from "../api/problem.js";
import "../components/icon.js";
import "../components/skeleton.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { sheetText } from "../lib/poster-words.js";
import { roomPath } from "../lib/route.js";
import { CONSENT_LANGUAGES, type ConsentLanguage, type PublicPage } from "../types/board.js";
import { settingsStyle } from "./settings-style.js";

const LONGEST = 8000;

type Switch = "enabled" | "document" | "localOnly";

/** The public page where newcomers apply: whether it is there, where, and what it asks. */
@element("hoa-settings-page")
export class SettingsPage extends LitElement {
  static override readonly styles = [
    settingsStyle,
    css`
      .where {
        display: grid;
        gap: 10px;
        padding: 12px;
        border: 1px solid var(--line);
        border-radius: 8px;
      }
      textarea {
        min-block-size: 110px;
      }
      .check span {
        display: block;
      }
      .check small {
        display: block;
        color: var(--quiet);
        font-size: 14px;
        line-height: 20px;
      }
      .check {
        align-items: flex-start;
        padding-block: 6px;
      }
    `,
  ];

  @property({ attribute: false }) parking!: Parking;
  @property({ attribute: false }) language!: Language;
  @property() base = "";
  /** As it is kept; null: not told yet. */
  @state() private page: PublicPage | null = null;
  /** As it is being changed. */
  @state() private sheet: PublicPage | null = null;
  @state() private busy = false;
  @state() private failure = "";
  @state() private said = "";
  #server: Applications | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("parking")) return;
    const server = new Applications(this.parking);
    this.#server = server;
    void this.#work(() => server.page());
  }

  protected override render(): TemplateResult {
    const { language, sheet } = this;
    return html`<section>
      <h2>${language.text("settings.page")}</h2>
      <div class="card">
        <p class="quiet">${language.text("settings.page.text")}</p>
        ${sheet === null ? (this.failure === "" ? html`<hoa-skeleton .height=${260}></hoa-skeleton>` : nothing) : this.#form(sheet)}
        ${this.failure === "" ? nothing : html`<p class="fault" role="alert">${this.failure}</p>`}
      </div>
    </section>`;
  }

  #form(sheet: PublicPage): TemplateResult {
    const { language, busy } = this;
    return html`<form novalidate @submit=${this.#submit}>
      ${this.#check("enabled", sheet)} ${this.page?.enabled === true ? this.#where(this.page) : nothing}
      ${this.#check("document", sheet)} ${this.#check("localOnly", sheet)}
      <fieldset>
        <legend>${language.text("settings.consent")}</legend>
        <p class="quiet">${language.text("settings.consent.text")}</p>
        ${CONSENT_LANGUAGES.map((one) => this.#consent(one, sheet))}
      </fieldset>
      <div class="row">
        <button type="submit" class="main" aria-disabled=${busy || !this.#isChanged()}>
          ${language.text(busy ? "slot.busy" : "people.save")}
        </button>
        <p class="said" role="status">${this.said}</p>
      </div>
    </form>`;
  }

  #check(name: Switch, sheet: PublicPage): TemplateResult {
    const { language } = this;
    return html`<label class="check"
      ><input
        type="checkbox"
        name=${name}
        .checked=${sheet[name]}
        @change=${(event: Event) => {
          this.#set({ ...sheet, [name]: (event.target as HTMLInputElement).checked });
        }}
      /><span
        >${language.text(`settings.page.${name}`)}<small>${language.text(`settings.page.${name}.text`)}</small></span
      ></label
    >`;
  }

  #where({ link }: PublicPage): TemplateResult {
    const { language } = this;
    const { address, onlyAtHome } = link;
    return html`<div class="where">
      <label class="field"
        >${language.text("settings.page.address")}<input
          readonly
          .value=${address}
          @focus=${(event: FocusEvent) => {
            (event.target as HTMLInputElement).select();
          }}
      /></label>
      <div class="row">
        <a class="button" href=${`${this.base}${roomPath("settings", "poster")}`}
          ><hoa-icon name="note"></hoa-icon>${language.text("poster")}</a
        >
        <a class="button plain" href=${address} target="_blank" rel="noopener"
          >${language.text("settings.page.open")}</a
        >
      </div>
      ${onlyAtHome ? html`<p class="quiet home">${language.text("link.home")}</p>` : nothing}
    </div>`;
  }

  #consent(one: ConsentLanguage, sheet: PublicPage): TemplateResult {
    return html`<label class="field"
      >${sheetText(one, "language")}<textarea
        name=${`consent-${one}`}
        lang=${one}
        maxlength=${LONGEST}
        .value=${sheet.consent[one]}
        @input=${(event: Event) => {
          const text = (event.target as HTMLTextAreaElement).value;
          this.#set({ ...sheet, consent: { ...sheet.consent, [one]: text } });
        }}
      ></textarea>
    </label>`;
  }

  #isChanged(): boolean {
    return JSON.stringify(this.sheet) !== JSON.stringify(this.page);
  }

  #set(sheet: PublicPage): void {
    this.sheet = sheet;
    this.said = "";
  }

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { sheet } = this;
    const server = this.#server;
    if (sheet === null || server === null || !this.#isChanged()) return;
    if (await this.#work(() => server.setPage(sheet))) this.said = this.language.text("people.saved");
  };

  async #work(step: () => Promise<PublicPage>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failure = "";
    try {
      this.page = await step();
      this.sheet = this.page;
      return true;
    } catch (error) {
      this.failure = this.language.code("error", problemOf(error).code, "error.other");
      return false;
    } finally {
      this.busy = false;
    }
  }
}
