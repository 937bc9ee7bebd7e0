import { css, html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../lib/element.js";
import "./icon.js";
import { theme } from "./style.js";

/** A picture in a box of fixed size, or a placeholder. Fires `hoa-picture-lost` when it cannot be loaded. */
@element("hoa-picture")
export class Picture extends LitElement {
  static override readonly styles = [
    theme,
    css`
      :host {
        display: block;
        overflow: hidden;
        border-radius: 8px;
        background: color-mix(in srgb, var(--text) 8%, transparent);
      }
      img {
        display: block;
        inline-size: 100%;
        block-size: 100%;
        object-fit: contain;
      }
      div {
        display: grid;
        place-items: center;
        inline-size: 100%;
        block-size: 100%;
        color: var(--quiet);
        opacity: 0.6;
      }
    `,
  ];

  @property({ attribute: false }) address: string | null = null;
  @property() label = "";
  @state() private lost = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("address")) this.lost = false;
  }

  protected override render(): TemplateResult {
    if (this.address === null || this.lost) return html`<div><hoa-icon name="car"></hoa-icon></div>`;
    return html`<img src=${this.address} alt=${this.label} loading="lazy" decoding="async" @error=${this.#fail} />`;
  }

  readonly #fail = (): void => {
    this.lost = true;
    this.dispatchEvent(new CustomEvent("hoa-picture-lost", { bubbles: true, composed: true }));
  };
}
