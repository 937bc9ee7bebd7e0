import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { zonePath } from "../lib/route.js";
import type { PlaceNotice } from "../types/model.js";
import "./icon.js";
import { focus, theme, tones } from "./style.js";

/** More than these are found on the map: a guard's first screen is for the gate. */
const MOST = 2;
const MOST_OWN = 4;

/** What is wrong with places, each line a link to its place. */
@element("hoa-place-notices")
export class PlaceNotices extends LitElement {
  static override readonly styles = [
    theme,
    tones,
    focus,
    css`
      ul {
        display: grid;
        gap: 8px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      a {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 10px;
        align-items: center;
        box-sizing: border-box;
        min-block-size: 44px;
        padding: 10px 14px 10px 12px;
        border-radius: 8px;
        color: var(--text);
        font-size: 14px;
        line-height: 20px;
        text-decoration: none;
        --icon-size: 20px;
      }
      .tinted {
        color: var(--text);
      }
      a:hover {
        background: color-mix(in srgb, var(--tone) 20%, transparent);
      }
      hoa-icon {
        color: color-mix(in srgb, var(--tone) 70%, var(--text));
      }
      .text {
        flex: 1 1 0;
        min-inline-size: 180px;
        overflow-wrap: anywhere;
      }
      .look {
        color: color-mix(in srgb, var(--tone) 60%, var(--text));
        font-weight: 500;
        text-decoration: underline;
        text-underline-offset: 3px;
      }
      @media (max-width: 599px) {
        .look {
          flex-basis: 100%;
          padding-inline-start: 30px;
        }
      }
    `,
  ];

  @property({ attribute: false }) notices: readonly PlaceNotice[] = [];
  /** Whether this person hears of their own place and car only. */
  @property({ type: Boolean }) own = false;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @property() base = "";

  protected override render(): TemplateResult | typeof nothing {
    const { notices, language } = this;
    const most = this.own ? MOST_OWN : MOST;
    const [hidden] = notices.slice(most);
    if (notices.length === 0) return nothing;
    return html`<div role="status" aria-label=${language.text("places.wrong")}>
      <ul>
        ${repeat(
          notices.slice(0, most),
          (notice) => `${notice.slot} ${notice.kind}`,
          (notice) => this.#line(notice),
        )}
        ${
          hidden === undefined
            ? nothing
            : html`<li>
                <a class="tinted calm" href=${`${this.base}${zonePath(hidden.zone)}`}>
                  <hoa-icon name="alert"></hoa-icon>
                  <span class="text">${language.count("alert.more", notices.length - most)}</span>
                  <span class="look">${language.text("alert.map")}</span>
                </a>
              </li>`
        }
      </ul>
    </div>`;
  }

  #line(notice: PlaceNotice): TemplateResult {
    const { language } = this;
    const { address, kind, since, zone, slot } = notice;
    const at = language.clock(since, this.now);
    return html`<li>
      <a class="tinted bad" href=${`${this.base}${zonePath(zone, { slot })}`}>
        <hoa-icon name="alert"></hoa-icon>
        <span class="text">${language.text(this.own ? `alert.own.${kind}` : `alert.${kind}`, { address, at })}</span>
        <span class="look">${language.text("alert.look")}</span>
      </a>
    </li>`;
  }
}
