import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Parking } from "../api/parking.js";
import { problemOf } from "../api/problem.js";
import "../components/price-card.js";
import { card } from "../components/style.js";
import { openingFailure } from "../lib/describe.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { Connection, Price } from "../types/model.js";
import { section } from "./style.js";

/** What the gates' matching costs on the list, for the board: asked for when the server is there, and when looked at. */
@element("hoa-price")
export class PriceView extends LitElement {
  static override readonly styles = [
    section,
    card,
    css`
      p {
        margin: 0;
        padding: 12px;
        color: var(--quiet);
        font-size: 14px;
        line-height: 20px;
      }
    `,
  ];

  @property({ attribute: false }) parking!: Parking;
  @property({ attribute: false }) language!: Language;
  @property() link: Connection = "connecting";
  @state() private price: Price | null = null;
  @state() private failure: string | null = null;

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("link") && this.link === "live") void this.#ask();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { price, failure, language } = this;
    if (price === null && failure === null) return nothing;
    return html`<h2>${language.text("price")}</h2>
      ${
        price === null
          ? html`<p class="card" role="status">${language.text("price.failed", { why: failure ?? "" })}</p>`
          : html`<hoa-price-card .price=${price} .language=${language} @hoa-asked=${this.#ask}></hoa-price-card>`
      }`;
  }

  readonly #ask = async (): Promise<void> => {
    try {
      this.price = await this.parking.price();
      this.failure = null;
    } catch (error) {
      this.failure = openingFailure(problemOf(error).code, this.language);
    }
  };
}
