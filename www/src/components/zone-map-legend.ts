import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../lib/element.js";
import { ICONS, type IconName } from "../lib/icons.js";
import type { Language } from "../lib/language.js";
import { KIND_ICONS, STATE_ICONS } from "../lib/places.js";
import { SLOT_STATES, type SlotKind } from "../types/places.js";
import "./icon.js";
import { focus, theme } from "./style.js";
import { cellStyle } from "./zone-map-style.js";

/** What frames, surfaces and signs of a map mean. */
@element("hoa-legend")
export class Legend extends LitElement {
  static override readonly styles = [
    theme,
    focus,
    cellStyle,
    css`
      :host {
        display: block;
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 18px;
        margin: 0;
        padding: 10px 12px;
        list-style: none;
        font-size: 14px;
        line-height: 20px;
        color: var(--quiet);
        --icon-size: 18px;
      }
      li {
        display: inline-flex;
        align-items: center;
        gap: 7px;
      }
      .cell {
        display: inline-grid;
        place-items: center;
        grid-template: 1fr / 1fr;
        inline-size: 26px;
        block-size: 24px;
        padding: 0;
        border-radius: 5px;
        cursor: default;
      }
      .cell .glyph {
        grid-area: 1 / 1;
        inline-size: 15px;
        block-size: 15px;
        stroke-width: 3;
      }
      .cell.owned {
        inline-size: 20px;
        block-size: 18px;
        margin: 4px;
      }
    `,
  ];

  @property({ attribute: false }) kinds: readonly SlotKind[] = [];
  @property({ attribute: false }) language!: Language;
  /** Whether there is anything of this person's own. */
  @property({ type: Boolean }) own = false;

  protected override render(): TemplateResult {
    const { language } = this;
    return html`<ul aria-label=${language.text("places.legend")}>
      ${SLOT_STATES.map((state) => html`<li>${cell(state, STATE_ICONS[state])}${language.text(`slot.state.${state}`)}</li>`)}
      ${this.kinds.map((kind) => {
        const icon = KIND_ICONS[kind];
        return icon === null
          ? nothing
          : html`<li><hoa-icon .name=${icon}></hoa-icon>${language.text(`kind.${kind}`)}</li>`;
      })}
      ${this.own ? html`<li>${cell("owned", null)}${language.text("slot.own")}</li>` : nothing}
    </ul>`;
  }
}

function cell(look: string, icon: IconName | null): TemplateResult {
  return html`<span class="cell ${look}" aria-hidden="true"
    >${icon === null ? nothing : html`<svg class="glyph" viewBox="0 0 24 24"><path d=${ICONS[icon]}></path></svg>`}</span
  >`;
}
