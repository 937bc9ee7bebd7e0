import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import { addressOf, rowsOf } from "../lib/drawing-address.js";
import type { DraftSlot, Slots } from "../lib/drawing-model.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { KIND_ICONS } from "../lib/places.js";
import { draw } from "./drawing-event.js";
import { controls } from "./drawing-style.js";
import "./icon.js";
import { focus, theme } from "./style.js";

/** Everything drawn, row by row: the picture in words. Fires `hoa-draw`. */
@element("hoa-drawing-list")
export class DrawingList extends LitElement {
  static override readonly styles = [
    theme,
    focus,
    controls,
    css`
      :host {
        display: grid;
        gap: 12px;
      }
      section {
        display: grid;
        gap: 6px;
      }
      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 8px;
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li button {
        min-inline-size: 46px;
        padding: 0 8px;
        font-variant-numeric: tabular-nums;
        --icon-size: 16px;
      }
      .faulty {
        border-color: var(--bad);
        border-style: dashed;
        border-width: 2px;
      }
      .whole {
        border-color: transparent;
        color: color-mix(in srgb, var(--accent) 55%, var(--text));
      }
    `,
  ];

  @property({ attribute: false }) slots: Slots = [];
  @property({ attribute: false }) selected: readonly string[] = [];
  @property({ attribute: false }) faulty: ReadonlySet<string> = new Set();
  @property({ attribute: false }) language!: Language;
  @property({ type: Boolean }) several = false;

  protected override render(): TemplateResult {
    const { slots, selected, faulty, language } = this;
    const chosen = new Set(selected);
    return html`${guard([slots, selected, faulty, language, this.several], () =>
      rowsOf(slots).map((row) => this.#row(row.row, row.slots, chosen)),
    )}`;
  }

  #row(row: string, slots: Slots, chosen: ReadonlySet<string>): TemplateResult {
    const { language } = this;
    const name = row === "" ? language.text("layout.list.no_row") : language.text("layout.list.row", { row });
    return html`<section aria-label=${name}>
      <header>
        <h3>${name}</h3>
        <button
          type="button"
          class="whole"
          @click=${() => {
            draw(this, { kind: "select", keys: slots.map((slot) => slot.key), how: this.several ? "toggle" : "only" });
          }}
        >
          ${language.count("layout.list.select", slots.length)}
        </button>
      </header>
      <ul>
        ${repeat(
          slots,
          (slot) => slot.key,
          (slot) => this.#slot(slot, chosen.has(slot.key)),
        )}
      </ul>
    </section>`;
  }

  #slot(slot: DraftSlot, chosen: boolean): TemplateResult {
    const { language } = this;
    const faulty = this.faulty.has(slot.key);
    const icon = KIND_ICONS[slot.kind];
    const label = [
      addressOf(slot),
      language.text(`kind.${slot.kind}`),
      slot.apartment === null ? "" : language.text("layout.list.owner", { apartment: slot.apartment }),
      faulty ? language.text("layout.list.faulty") : "",
    ];
    return html`<li>
      <button
        type="button"
        class=${faulty ? "faulty" : ""}
        aria-pressed=${chosen}
        aria-label=${label.filter((part) => part !== "").join(", ")}
        @click=${(event: MouseEvent) => {
          const more = this.several || event.shiftKey || event.ctrlKey || event.metaKey;
          draw(this, { kind: "select", keys: [slot.key], how: more ? "toggle" : "only" });
        }}
      >
        ${icon === null ? nothing : html`<hoa-icon .name=${icon}></hoa-icon>`}${slot.number.trim() === "" ? "?" : slot.number}
      </button>
    </li>`;
  }
}
