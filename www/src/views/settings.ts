import { css, html, LitElement, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { Parking } from "../api/parking.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { roomPath, type Address } from "../lib/route.js";
import type { PanelState } from "../lib/state.js";
import "./settings-erase.js";
import "./settings-page.js";
import "./settings-poster.js";
import "./settings-retention.js";
import { section } from "./style.js";

const POSTER = "poster";

/** The board's settings: the public page, how long things are kept, and erasing on request. */
@element("hoa-settings")
export class SettingsView extends LitElement {
  static override readonly styles = [
    section,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 28px;
        max-inline-size: 860px;
        margin-inline: auto;
      }
    `,
  ];

  @property({ attribute: false }) parking!: Parking;
  @property({ attribute: false }) journal!: PanelState;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) address!: Address;
  @property() base = "";

  protected override render(): TemplateResult {
    const { parking, language, base } = this;
    const site = this.journal.siteName;
    if (this.address.rest[0] === POSTER) {
      return html`<hoa-settings-poster
        .parking=${parking}
        .language=${language}
        .site=${site}
        .back=${`${base}${roomPath("settings")}`}
      ></hoa-settings-poster>`;
    }
    return html`<hoa-settings-page .parking=${parking} .language=${language} .base=${base}></hoa-settings-page>
      <hoa-settings-retention .parking=${parking} .language=${language}></hoa-settings-retention>
      <hoa-settings-erase .parking=${parking} .language=${language} .site=${site}></hoa-settings-erase>`;
  }
}
