import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { badgeOf, outcomeOf, whyOf } from "../lib/describe.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { ExceptionNow } from "../types/guard.js";
import "./icon.js";
import "./picture.js";
import "./plate.js";
import { focus, theme } from "./style.js";

/** One passage that waits for a guard. Fires `hoa-choose` with its id when pressed. */
@element("hoa-exception-row")
export class ExceptionRow extends LitElement {
  static override readonly styles = [
    theme,
    focus,
    css`
      :host {
        display: block;
      }
      button {
        display: grid;
        grid-template-columns: 84px minmax(0, 1fr) auto;
        gap: 12px;
        align-items: center;
        box-sizing: border-box;
        inline-size: 100%;
        min-block-size: 76px;
        padding: 8px 14px;
        border: 0;
        border-inline-start: 4px solid transparent;
        background: none;
        color: inherit;
        font: inherit;
        text-align: start;
        cursor: pointer;
      }
      button:hover {
        background: color-mix(in srgb, var(--text) 4%, transparent);
      }
      button[aria-current="true"] {
        border-inline-start-color: var(--accent);
        background: color-mix(in srgb, var(--accent) 10%, transparent);
      }
      :focus-visible {
        outline-offset: -3px;
      }
      hoa-picture {
        inline-size: 84px;
        block-size: 42px;
      }
      .main {
        display: grid;
        gap: 4px;
        min-inline-size: 0;
      }
      .top {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 10px;
        align-items: center;
        font-size: 14px;
      }
      .why {
        overflow: hidden;
        color: var(--quiet);
        font-size: 14px;
        line-height: 19px;
        display: -webkit-box;
        -webkit-line-clamp: 2;
        -webkit-box-orient: vertical;
      }
      .when {
        display: grid;
        justify-items: end;
        gap: 4px;
        color: var(--quiet);
        font-size: 13px;
        line-height: 18px;
        font-variant-numeric: tabular-nums;
        --icon-size: 18px;
      }
      .when hoa-icon {
        color: var(--accent);
      }
      @media (max-width: 599px) {
        button {
          grid-template-columns: 64px minmax(0, 1fr) auto;
          gap: 10px;
          padding-inline: 8px 12px;
        }
        hoa-picture {
          inline-size: 64px;
        }
      }
    `,
  ];

  @property({ attribute: false }) exception!: ExceptionNow;
  @property({ attribute: false }) language!: Language;
  @property() gateName = "";
  @property() when = "";
  @property({ type: Boolean }) current = false;

  protected override render(): TemplateResult {
    const { language } = this;
    const { passage, ask } = this.exception;
    const { apartment } = passage;
    return html`<button type="button" aria-current=${this.current} @click=${this.#choose}>
      <hoa-picture
        .address=${passage.pictures.plate ?? passage.pictures.frame}
        .label=${language.text("passage.picture", { plate: passage.plate })}
      ></hoa-picture>
      <span class="main">
        <span class="top">
          <hoa-plate .plate=${passage.plate} .country=${passage.country}></hoa-plate>
          ${apartment === null ? nothing : html`<span>${language.text("passage.apartment", { apartment })}</span>`}
        </span>
        <span class="why">${this.#why()}</span>
      </span>
      <span class="when">
        <time datetime=${passage.capturedAt.toISOString()}>${this.when}</time>
        ${ask === null ? nothing : html`<hoa-icon name="person" title=${language.text("guard.asked")}></hoa-icon>`}
      </span>
    </button>`;
  }

  #why(): string {
    const { passage } = this.exception;
    const { language } = this;
    const failed = passage.verdict === "open";
    const words = failed ? outcomeOf(passage, language) : whyOf(passage, language);
    const badge = failed ? language.text(badgeOf(passage).key) : "";
    return [this.gateName, badge, words].filter((part) => part !== "").join(" · ");
  }

  readonly #choose = (): void => {
    const detail = this.exception.passage.id;
    this.dispatchEvent(new CustomEvent("hoa-choose", { detail, bubbles: true, composed: true }));
  };
}
