import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { Applications } from "../api/applications.js";
import type { Parking } from "../api/parking.js";
import { problemOf } from "../api/problem.js";
import "../components/icon.js";
import "../components/notice.js";
import "../components/poster-preview.js";
import { printSheet } from "../components/poster-print.js";
import { posterOf, posterStyle } from "../components/poster-sheet.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { publicLink } from "../lib/public-link.js";
import { settingsStyle } from "./settings-style.js";
import { wayBack } from "./style.js";

const LONGEST_ADDRESS = 200;
const LONGEST_NAME = 60;

/** The poster for the entrance: what it says, how it looks, and print. */
@element("hoa-settings-poster")
export class SettingsPoster extends LitElement {
  static override readonly styles = [
    settingsStyle,
    wayBack,
    css`
      .both {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 20px;
        justify-items: center;
      }
      .words {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 14px;
        align-content: start;
        inline-size: 100%;
      }
      .words p,
      .words h2 {
        margin: 0;
      }
      .words button {
        justify-self: start;
      }
      @media (min-width: 800px) {
        .both {
          grid-template-columns: minmax(0, 1fr) auto;
        }
      }
    `,
  ];

  @property({ attribute: false }) parking!: Parking;
  @property({ attribute: false }) language!: Language;
  @property() site = "";
  @property() back = "";
  @state() private address = "";
  @state() private name = "";
  /** Whether the page can be reached; null: not told yet. */
  @state() private enabled: boolean | null = null;
  @state() private failure = "";

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("parking")) void this.#ask();
    if (changed.has("site") && this.name === "") this.name = this.site;
  }

  protected override render(): TemplateResult {
    const { language, address } = this;
    return html`<a class="back" href=${this.back}
        ><hoa-icon name="forward"></hoa-icon>${language.text("tabs.settings")}</a
      >
      <div class="card">
        <div class="both">
          <div class="words">
            <h2>${language.text("poster")}</h2>
            <p class="quiet">${language.text("poster.text")}</p>
            ${this.failure === "" ? nothing : html`<p class="fault" role="alert">${this.failure}</p>`}
            ${this.enabled === false ? this.#warn(language.text("poster.off")) : nothing} ${this.#fields()}
            <button type="button" class="main" aria-disabled=${!this.#isWhole()} @click=${this.#print}>
              <hoa-icon name="note"></hoa-icon>${language.text("poster.print")}
            </button>
          </div>
          <hoa-poster-preview
            .site=${this.name}
            .address=${address}
            .label=${language.text("poster.preview")}
          ></hoa-poster-preview>
        </div>
      </div>`;
  }

  #fields(): TemplateResult {
    const { language, address } = this;
    return html`<label class="field"
        >${language.text("poster.name")}<input
          name="site"
          maxlength=${LONGEST_NAME}
          .value=${this.name}
          @input=${(event: Event) => {
            this.name = (event.target as HTMLInputElement).value;
          }}
      /></label>
      <label class="field"
        >${language.text("poster.address")}<input
          name="address"
          type="url"
          maxlength=${LONGEST_ADDRESS}
          .value=${address}
          aria-invalid=${!this.#isWhole()}
          @input=${(event: Event) => {
            this.address = (event.target as HTMLInputElement).value.trim();
          }}
        />${this.#isWhole() ? nothing : html`<span class="fault">${language.text("poster.address.wrong")}</span>`}</label
      >
      ${this.#isWhole() && address !== "" && publicLink("/", address, null).onlyAtHome ? this.#warn(language.text("poster.local")) : nothing}`;
  }

  #warn(text: string): TemplateResult {
    return html`<hoa-notice .notice=${{ tone: "warn", icon: "alert", text }}></hoa-notice>`;
  }

  #isWhole(): boolean {
    return this.address === "" || (URL.canParse(this.address) && /^https?:/.test(this.address));
  }

  readonly #print = (): void => {
    const { language, name, address } = this;
    if (!this.#isWhole() || address === "") return;
    const body = posterOf({ site: name, address });
    printSheet({ title: language.text("poster"), language: language.tag, style: posterStyle, body });
  };

  async #ask(): Promise<void> {
    try {
      const { link, enabled } = await new Applications(this.parking).page();
      if (this.address === "") this.address = link.address;
      this.enabled = enabled;
    } catch (error) {
      this.failure = this.language.code("error", problemOf(error).code, "error.other");
    }
  }
}
