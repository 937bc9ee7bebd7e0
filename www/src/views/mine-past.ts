import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import "../components/plate.js";
import { card, focus } from "../components/style.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { Ask, Lookup, Mine } from "../types/people.js";
import { section } from "./style.js";

/** What the household was asked lately, and who looked for its plates. */
@element("hoa-mine-past")
export class MinePast extends LitElement {
  static override readonly styles = [
    section,
    card,
    focus,
    css`
      :host {
        display: grid;
        gap: 24px;
      }
      ul {
        margin: 0;
        padding: 4px 0;
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 12px;
        align-items: center;
        padding: 10px 16px;
        font-size: 14px;
        line-height: 20px;
      }
      li + li {
        border-block-start: 1px solid var(--line);
      }
      time {
        margin-inline-start: auto;
        color: var(--quiet);
      }
      p {
        margin: 0 4px 8px;
        color: var(--quiet);
        font-size: 14px;
        line-height: 20px;
      }
    `,
  ];

  @property({ attribute: false }) mine: Mine | null = null;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;

  protected override render(): TemplateResult | typeof nothing {
    const { mine, language } = this;
    if (mine === null) return nothing;
    const asks = mine.asks.filter((ask) => ask.answer !== null);
    return html`${
        asks.length === 0
          ? nothing
          : html`<section>
              <h2>${language.text("asks.past")}</h2>
              <ul class="card">
                ${asks.map((ask) => this.#ask(ask))}
              </ul>
            </section>`
      }
      <section>
        <h2>${language.text("lookups")}</h2>
        <p>${language.text(mine.lookups.length === 0 ? "lookups.none" : "lookups.text")}</p>
        ${
          mine.lookups.length === 0
            ? nothing
            : html`<ul class="card">
                ${mine.lookups.map((lookup) => this.#lookup(lookup))}
              </ul>`
        }
      </section>`;
  }

  #ask(ask: Ask): TemplateResult {
    const { language } = this;
    const name = ask.plate === null ? language.text("ask.stranger") : html`<hoa-plate .plate=${ask.plate}></hoa-plate>`;
    return html`<li>
      ${name}<span>${language.text(`ask.answer.${ask.answer ?? "late"}`)}</span>${this.#time(ask.askedAt)}
    </li>`;
  }

  #lookup({ at, role, plate }: Lookup): TemplateResult {
    return html`<li>
      <hoa-plate .plate=${plate}></hoa-plate
      ><span>${this.language.text(`lookup.${role ?? "guard"}`)}</span>${this.#time(at)}
    </li>`;
  }

  #time(moment: Date): TemplateResult {
    return html`<time datetime=${moment.toISOString()}>${this.language.clock(moment, this.now)}</time>`;
  }
}
