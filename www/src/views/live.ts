import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { Parking } from "../api/parking.js";
import "../components/message.js";
import "../components/notice.js";
import "../components/place-notices.js";
import { linkNotices, oldNotice } from "../lib/describe.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { PanelState } from "../lib/state.js";
import type { Connection } from "../types/model.js";
import "./gates.js";
import "./passages.js";
import "./price.js";
import { section } from "./style.js";
import { zoneCards } from "./zone-cards.js";

/** What happens now: gates, places, passages. */
@element("hoa-live")
export class LiveView extends LitElement {
  static override readonly styles = [
    section,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 20px;
      }
      .side,
      .zones,
      .notices {
        display: grid;
        gap: 12px;
        align-content: start;
      }
      .side {
        gap: 20px;
      }
      .notices {
        gap: 8px;
        grid-column: 1 / -1;
      }
      .zones {
        grid-template-columns: repeat(auto-fit, minmax(220px, 1fr));
      }
      @media (min-width: 600px) {
        .side {
          grid-template-columns: repeat(2, minmax(0, 1fr));
        }
        hoa-price {
          grid-column: 1 / -1;
        }
      }
      @media (min-width: 1000px) {
        :host {
          grid-template-columns: 340px minmax(0, 1fr);
          gap: 20px 24px;
          align-items: start;
        }
        .side {
          position: sticky;
          inset-block-start: calc(var(--header-height, 56px) + 16px + var(--safe-area-inset-top, 0px));
          max-block-size: calc(100dvh - var(--header-height, 56px) - 32px - var(--safe-area-inset-top, 0px));
          overflow: auto;
          scrollbar-width: thin;
          grid-template-columns: minmax(0, 1fr);
        }
        .zones {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) parking!: Parking;
  @property({ attribute: false }) journal!: PanelState;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @property() link: Connection = "live";
  /** The panel's own address. */
  @property() base = "";

  protected override render(): TemplateResult {
    const { journal, language } = this;
    if (this.#isBare()) {
      return html`<hoa-message
        icon="parking"
        .heading=${language.text("setup.title")}
        .text=${language.text("setup.text")}
      ></hoa-message>`;
    }
    const bare = journal.gates.length === 0 && journal.zones.length === 0;
    return html`${this.#notices()} ${this.#wrong()}
      <div class="side" ?hidden=${bare}>${this.#first()} ${this.#price()}</div>
      <hoa-passages
        .parking=${this.parking}
        .journal=${journal}
        .language=${language}
        .now=${this.now}
      ></hoa-passages>`;
  }

  /** What a person comes for is on top: a resident for a free place, the others for the gate. */
  #first(): TemplateResult {
    const { journal, language, base } = this;
    const zones =
      journal.zones.length === 0 ? nothing : zoneCards(language.text("zones"), journal.zones, base, language);
    const gates = html`<hoa-gates
      ?hidden=${journal.gates.length === 0}
      .parking=${this.parking}
      .gates=${journal.gates}
      .language=${language}
      .canOpen=${journal.me?.canOpen ?? false}
    ></hoa-gates>`;
    return journal.me?.role === "resident" ? html`${zones}${gates}` : html`${gates}${zones}`;
  }

  #isBare(): boolean {
    const { me, gates, zones, passages } = this.journal;
    return me?.role === "board" && gates.length + zones.length + passages.length === 0;
  }

  #notices(): TemplateResult | typeof nothing {
    const { journal, language } = this;
    const notices =
      this.link === "live" ? linkNotices(journal.links, this.now, language) : [oldNotice(this.link, language)];
    if (notices.length === 0) return nothing;
    return html`<section class="notices" role="status" aria-label=${language.text("links")}>
      ${notices.map((notice) => html`<hoa-notice .notice=${notice}></hoa-notice>`)}
    </section>`;
  }

  #wrong(): TemplateResult | typeof nothing {
    const { notices, me } = this.journal;
    if (notices.length === 0) return nothing;
    return html`<hoa-place-notices
      class="notices"
      .notices=${notices}
      .own=${me?.role === "resident"}
      .language=${this.language}
      .now=${this.now}
      .base=${this.base}
    ></hoa-place-notices>`;
  }

  #price(): TemplateResult | typeof nothing {
    const { me, gates } = this.journal;
    if (me?.role !== "board" || gates.length === 0) return nothing;
    return html`<hoa-price .parking=${this.parking} .language=${this.language} .link=${this.link}></hoa-price>`;
  }
}
