import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, query } from "lit/decorators.js";
import { badgeOf, matchOf, outcomeOf, whyOf } from "../lib/describe.js";
import { element } from "../lib/element.js";
import type { Language, TextKey } from "../lib/language.js";
import type { Alternative, Passage } from "../types/model.js";
import "./badge.js";
import "./icon.js";
import { detailStyle } from "./passage-detail-style.js";
import "./picture.js";
import "./plate.js";
import { focus, theme } from "./style.js";

/** Everything about one passage, over the page; more may be put inside. Fires `hoa-close`; `hoa-picture-lost` when a picture cannot be loaded. */
@element("hoa-passage-detail")
export class PassageDetail extends LitElement {
  static override readonly styles = [theme, focus, detailStyle];

  @property({ attribute: false }) passage!: Passage;
  @property({ attribute: false }) language!: Language;
  @property() gateName = "";
  @query("dialog") private dialog!: HTMLDialogElement;

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  protected override render(): TemplateResult {
    const { passage, language } = this;
    const badge = badgeOf(passage);
    return html`<dialog aria-labelledby="title" @cancel=${this.#cancel} @close=${this.#close} @click=${this.#outside}>
      <div class="sheet">
        <header>
          <button type="button" class="close" aria-label=${language.text("close")} @click=${this.#close}>
            <hoa-icon name="close"></hoa-icon>
          </button>
          <h2 id="title">${language.text("passage.details")}</h2>
          <hoa-plate .plate=${passage.plate} .country=${passage.country}></hoa-plate>
        </header>
        <div class="body" @hoa-picture-lost=${this.#lost}>
          ${this.#pictures()}
          <div class="decision">
            <hoa-badge .tone=${badge.tone} .icon=${badge.icon} .text=${language.text(badge.key)}></hoa-badge>
            <p>${whyOf(passage, language)} ${matchOf(passage, language)}</p>
          </div>
          <dl>${this.#facts()}</dl>
          ${passage.alternatives.length === 0 ? nothing : this.#alternatives(passage.alternatives)}
          <slot></slot>
        </div>
      </div>
    </dialog>`;
  }

  #pictures(): TemplateResult | typeof nothing {
    const { passage, language } = this;
    const { frame, plate } = passage.pictures;
    if (frame === null && plate === null) return nothing;
    const label = { plate: passage.plate };
    return html`${
      frame === null
        ? nothing
        : html`<hoa-picture
            class="frame"
            .address=${frame}
            .label=${language.text("passage.frame", label)}
          ></hoa-picture>`
    }
    ${
      plate === null
        ? nothing
        : html`<hoa-picture
            class="crop"
            .address=${plate}
            .label=${language.text("passage.picture", label)}
          ></hoa-picture>`
    }`;
  }

  #facts(): (TemplateResult | typeof nothing)[] {
    const { passage, language } = this;
    const byHand = passage.source === "manual";
    return [
      this.#fact("passage.captured", language.moment(passage.capturedAt)),
      this.#fact("passage.gate", this.gateName),
      this.#fact("passage.direction", language.text(`direction.${passage.direction}`)),
      this.#fact("passage.decision", language.text(`verdict.${passage.verdict}`)),
      this.#fact("passage.outcome", outcomeOf(passage, language)),
      this.#fact("passage.household", passage.apartment ?? ""),
      this.#fact("passage.listed", passage.listedPlate ?? ""),
      this.#fact("passage.pass", passage.passKind === null ? "" : language.text(`passage.kind.${passage.passKind}`)),
      this.#fact("passage.source", byHand ? language.text("passage.source.manual") : ""),
      this.#fact("passage.raw", passage.raw),
      this.#fact("passage.confidence", byHand ? "" : language.percent(passage.confidence)),
      this.#fact("passage.reads", passage.reads === 0 ? "" : String(passage.reads)),
    ];
  }

  #fact(key: TextKey, value: string): TemplateResult | typeof nothing {
    if (value === "") return nothing;
    return html`<div>
      <dt>${this.language.text(key)}</dt>
      <dd>${value}</dd>
    </div>`;
  }

  #alternatives(alternatives: readonly Alternative[]): TemplateResult {
    return html`<h3>${this.language.text("passage.alternatives")}</h3>
      <ul>
        ${alternatives.map(
          (one) =>
            html`<li>
              <hoa-plate .plate=${one.text} .country=${one.country}></hoa-plate>
              <span>${this.language.percent(one.confidence)}</span>
            </li>`,
        )}
      </ul>`;
  }

  readonly #cancel = (event: Event): void => {
    event.preventDefault();
    this.#close();
  };

  readonly #outside = (event: Event): void => {
    if (event.target === this.dialog) this.#close();
  };

  readonly #close = (): void => {
    this.dispatchEvent(new CustomEvent("hoa-close", { bubbles: true, composed: true }));
  };

  readonly #lost = (event: Event): void => {
    event.stopPropagation();
    this.dispatchEvent(new CustomEvent("hoa-picture-lost", { detail: this.passage.id, bubbles: true, composed: true }));
  };
}
