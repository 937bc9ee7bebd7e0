import { css, html, LitElement, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../lib/element.js";
import type { IconName } from "../lib/icons.js";
import "./icon.js";
import { theme } from "./style.js";

/** A whole empty or closed screen, in words; more may be put inside. */
@element("hoa-message")
export class Message extends LitElement {
  static override readonly styles = [
    theme,
    css`
      :host {
        display: flex;
        flex-direction: column;
        align-items: center;
        gap: 8px;
        padding: 40px 24px;
        text-align: center;
        line-height: 1.45;
      }
      .circle {
        display: grid;
        place-items: center;
        inline-size: 72px;
        block-size: 72px;
        margin-block-end: 8px;
        border-radius: 50%;
        background: color-mix(in srgb, var(--accent) 14%, transparent);
        color: var(--accent);
        --icon-size: 36px;
      }
      h2 {
        margin: 0;
        font-size: 18px;
        font-weight: 500;
      }
      p {
        margin: 0;
        max-inline-size: 44ch;
        color: var(--quiet);
      }
    `,
  ];

  @property() icon: IconName = "car";
  @property() heading = "";
  @property() text = "";

  protected override render(): TemplateResult {
    return html`<div class="circle"><hoa-icon .name=${this.icon}></hoa-icon></div>
      <h2>${this.heading}</h2>
      <p>${this.text}</p>
      <slot></slot>`;
  }
}
