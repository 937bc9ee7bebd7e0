import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { badgeOf, matchOf, outcomeOf, speedOf, whyOf } from "../lib/describe.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { Passage } from "../types/model.js";
import "./badge.js";
import "./icon.js";
import { rowStyle } from "./passage-row-style.js";
import "./picture.js";
import "./plate.js";
import { focus, theme } from "./style.js";

/** One passage in the list. Fires `hoa-details` when pressed, `hoa-picture-lost` when its picture cannot be loaded. */
@element("hoa-passage-row")
export class PassageRow extends LitElement {
  static override readonly styles = [theme, focus, rowStyle];

  static override readonly shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  @property({ attribute: false }) passage!: Passage;
  @property({ attribute: false }) language!: Language;
  /** The gate's name; empty where there is only one. */
  @property() gateName = "";
  /** Whose car it is; empty where that goes without saying. */
  @property() apartment = "";
  @property() ago = "";
  @property() clock = "";
  @property({ type: Boolean, reflect: true }) fresh = false;

  protected override render(): TemplateResult {
    const { passage, language } = this;
    const badge = badgeOf(passage);
    return html`<button type="button" aria-haspopup="dialog" @click=${this.#open}>
      <hoa-picture
        .address=${passage.pictures.plate ?? passage.pictures.frame}
        .label=${language.text("passage.picture", { plate: passage.plate })}
        @hoa-picture-lost=${this.#lost}
      ></hoa-picture>
      <span class="main">
        <span class="top">
          <hoa-plate .plate=${passage.plate} .country=${passage.country}></hoa-plate>
          <hoa-badge .tone=${badge.tone} .icon=${badge.icon} .text=${language.text(badge.key)}></hoa-badge>
        </span>
        <span class="why">${this.#why()}</span>
        <span class="facts">${this.#facts()}</span>
      </span>
      <span class="when">
        <time datetime=${passage.capturedAt.toISOString()}>${this.clock}</time>
        <span class="ago">${this.ago}</span>
      </span>
    </button>`;
  }

  #why(): string {
    const { passage, language } = this;
    const outcome = passage.outcome === "pending" || passage.outcome === "opened" ? "" : outcomeOf(passage, language);
    return [whyOf(passage, language), matchOf(passage, language), outcome].filter((part) => part !== "").join(" ");
  }

  #facts(): (TemplateResult | typeof nothing)[] {
    const { passage, language } = this;
    const direction = ({ entry: "entry", exit: "exit", unknown: "swap" } as const)[passage.direction];
    return [
      html`<span class="fact"
        ><hoa-icon .name=${direction}></hoa-icon>${language.text(`direction.${passage.direction}`)}</span
      >`,
      fact(this.gateName),
      fact(this.apartment === "" ? "" : language.text("passage.apartment", { apartment: this.apartment })),
      fact(speedOf(passage, language)),
    ];
  }

  readonly #open = (): void => {
    this.dispatchEvent(new CustomEvent("hoa-details", { detail: this.passage.id, bubbles: true, composed: true }));
  };

  readonly #lost = (event: Event): void => {
    event.stopPropagation();
    this.dispatchEvent(new CustomEvent("hoa-picture-lost", { detail: this.passage.id, bubbles: true, composed: true }));
  };
}

function fact(text: string): TemplateResult | typeof nothing {
  return text === "" ? nothing : html`<span class="fact">${text}</span>`;
}
