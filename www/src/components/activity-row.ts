import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import {
  actionIcon,
  actionWords,
  detailWords,
  doerWords,
  isWorrying,
  subjectWords,
  type Names,
} from "../lib/activity.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { ActivityEntry } from "../types/journal.js";
import "./icon.js";
import { focus, theme, tones } from "./style.js";

/** One thing that somebody did. */
@element("hoa-activity-row")
export class ActivityRow extends LitElement {
  static override readonly styles = [
    theme,
    tones,
    focus,
    css`
      :host {
        display: grid;
        grid-template-columns: 36px minmax(0, 1fr) auto;
        gap: 2px 12px;
        align-items: start;
        padding: 10px 16px;
        font-size: 15px;
        line-height: 22px;
      }
      :host(:focus-visible) {
        outline: 2px solid var(--accent);
        outline-offset: -3px;
        border-radius: 10px;
      }
      i {
        display: grid;
        place-items: center;
        inline-size: 36px;
        block-size: 36px;
        border-radius: 50%;
        --icon-size: 20px;
      }
      p {
        margin: 0;
        overflow-wrap: anywhere;
      }
      b {
        font-weight: 500;
      }
      .who {
        color: var(--quiet);
        font-size: 14px;
        line-height: 20px;
      }
      .more {
        white-space: pre-line;
        font-size: 14px;
        line-height: 20px;
      }
      time {
        color: var(--quiet);
        font-size: 14px;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      @media (max-width: 599px) {
        :host {
          padding: 10px 12px;
        }
      }
    `,
  ];

  @property({ attribute: false }) entry!: ActivityEntry;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) names!: Names;

  override connectedCallback(): void {
    super.connectedCallback();
    // So that arrow keys and page keys find it; there is nothing in it to press.
    this.tabIndex = 0;
  }

  protected override render(): TemplateResult {
    const { entry, language, names } = this;
    const [subject, detail] = [subjectWords(entry, language, names), detailWords(entry, language, names)];
    return html`<i class="tinted ${isWorrying(entry.action) ? "warn" : "calm"}"
        ><hoa-icon .name=${actionIcon(entry.action)}></hoa-icon
      ></i>
      <div>
        <p>${actionWords(entry.action, language)}${subject === "" ? nothing : html`: <b>${subject}</b>`}</p>
        ${detail === "" ? nothing : html`<p class="more">${detail}</p>`}
        <p class="who">${doerWords(entry, language)}</p>
      </div>
      <time datetime=${entry.at.toISOString()}>${language.clock(entry.at, entry.at)}</time>`;
  }
}
