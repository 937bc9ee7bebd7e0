import { css, html, LitElement, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { Notice } from "../lib/describe.js";
import { element } from "../lib/element.js";
import "./icon.js";
import { theme, tones } from "./style.js";

/** A strip of words that must not be overlooked. */
@element("hoa-notice")
export class NoticeStrip extends LitElement {
  static override readonly styles = [
    theme,
    tones,
    css`
      :host {
        display: block;
      }
      div {
        display: flex;
        gap: 10px;
        align-items: flex-start;
        padding: 10px 12px;
        border-radius: var(--notice-radius, 8px);
        font-size: 14px;
        line-height: 20px;
        --icon-size: 20px;
      }
      .tinted {
        color: var(--text);
      }
      hoa-icon {
        color: color-mix(in srgb, var(--tone) 70%, var(--text));
      }
      p {
        margin: 0;
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) notice!: Notice;

  protected override render(): TemplateResult {
    const { tone, icon, text } = this.notice;
    return html`<div class="tinted ${tone}">
      <hoa-icon .name=${icon}></hoa-icon>
      <p>${text}</p>
    </div>`;
  }
}
