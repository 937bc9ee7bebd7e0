import { css, html, LitElement, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { Tone } from "../lib/describe.js";
import { element } from "../lib/element.js";
import type { IconName } from "../lib/icons.js";
import "./icon.js";
import { theme, tones } from "./style.js";

/** One coloured word with its icon. */
@element("hoa-badge")
export class Badge extends LitElement {
  static override readonly styles = [
    theme,
    tones,
    css`
      :host {
        display: inline-flex;
      }
      span {
        display: inline-flex;
        align-items: center;
        gap: 4px;
        padding: 3px 9px 3px 7px;
        border-radius: 999px;
        font-size: 13px;
        font-weight: 600;
        line-height: 18px;
        white-space: nowrap;
        --icon-size: 15px;
        --icon-stroke: 2.6;
      }
    `,
  ];

  @property() tone: Tone = "calm";
  @property() icon: IconName = "note";
  @property() text = "";

  protected override render(): TemplateResult {
    return html`<span class="tinted ${this.tone}"><hoa-icon .name=${this.icon}></hoa-icon>${this.text}</span>`;
  }
}
