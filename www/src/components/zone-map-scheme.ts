import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import { element } from "../lib/element.js";
import { ICONS, type IconName } from "../lib/icons.js";
import type { Language } from "../lib/language.js";
import { KIND_ICONS, lookOf, slotLabel, STATE_ICONS, type Strip } from "../lib/places.js";
import type { Slot, SlotKind } from "../types/places.js";
import { theme } from "./style.js";
import { neighbour } from "./zone-map-keys.js";
import { cellStyle, schemeStyle } from "./zone-map-style.js";

/** A zone as rows of numbered cells. Fires `hoa-slot` with the id of the one that is chosen. */
@element("hoa-scheme")
export class Scheme extends LitElement {
  static override readonly styles = [theme, cellStyle, schemeStyle];

  @property({ attribute: false }) strips: readonly Strip[] = [];
  @property({ attribute: false }) language!: Language;
  /** null: every kind. */
  @property({ attribute: false }) kind: SlotKind | null = null;
  /** The one cell that Tab leads to. */
  @state() private active: string | null = null;

  /** Puts the keyboard on a slot, as after a dialog about it. */
  focusSlot(id: string): void {
    this.active = id;
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector<HTMLElement>(`[data-slot="${CSS.escape(id)}"]`)?.focus();
    });
  }

  protected override render(): TemplateResult {
    const active = this.#active();
    return html`<div @click=${this.#choose} @keydown=${this.#key} @focusin=${this.#focused}>
      ${repeat(
        this.strips,
        (strip) => strip.row,
        (strip) => this.#strip(strip, active),
      )}
    </div>`;
  }

  #strip(strip: Strip, active: string): TemplateResult {
    const { language } = this;
    const free = strip.slots.filter((slot) => lookOf(slot) === "free").length;
    const name = strip.row === "" ? language.text("places") : language.text("places.row", { row: strip.row });
    const count = language.count("places.row.free", free);
    return html`<section role="group" aria-label=${`${name}, ${count}`}>
      <h4 aria-hidden="true">${name}<span>${count}</span></h4>
      <div class="strip">
        ${repeat(
          strip.slots,
          (slot) => slot.id,
          (slot) => {
            const faded = this.kind !== null && slot.kind !== this.kind;
            return guard([slot, faded, slot.id === active, language], () =>
              this.#cell(slot, faded, slot.id === active),
            );
          },
        )}
      </div>
    </section>`;
  }

  #cell(slot: Slot, faded: boolean, active: boolean): TemplateResult {
    const look = lookOf(slot);
    const kind = KIND_ICONS[slot.kind];
    const glyph = look === "clear" ? null : STATE_ICONS[look];
    return html`<button
      type="button"
      class="cell ${look} ${slot.owned || slot.mine ? "owned" : ""} ${faded ? "faded" : ""}"
      data-slot=${slot.id}
      aria-haspopup="dialog"
      aria-label=${slotLabel(slot, this.language)}
      tabindex=${active ? 0 : -1}
    >
      <span class="number">${slot.number}</span>${icon("kind", kind)}${icon("glyph", glyph)}${icon(
        "home",
        slot.owned ? "home" : null,
      )}${icon("alert", slot.notice !== null ? "alert" : slot.override !== null ? "hand" : null)}
    </button>`;
  }

  #active(): string {
    const slots = this.strips.flatMap((strip) => strip.slots);
    return slots.some((slot) => slot.id === this.active) ? (this.active ?? "") : (slots[0]?.id ?? "");
  }

  readonly #choose = (event: Event): void => {
    const id = cellOf(event)?.dataset.slot;
    if (id !== undefined)
      this.dispatchEvent(new CustomEvent("hoa-slot", { detail: id, bubbles: true, composed: true }));
  };

  readonly #focused = (event: Event): void => {
    this.active = cellOf(event)?.dataset.slot ?? this.active;
  };

  readonly #key = (event: KeyboardEvent): void => {
    const from = cellOf(event);
    if (from === null) return;
    const to = neighbour([...this.renderRoot.querySelectorAll(".cell")], from, event.key);
    if (!(to instanceof HTMLElement)) return;
    event.preventDefault();
    to.focus();
  };
}

function cellOf(event: Event): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>(".cell") : null;
}

/** Drawn in place: a custom element for each of a thousand icons would be felt. */
function icon(name: string, shape: IconName | null): TemplateResult | typeof nothing {
  if (shape === null) return nothing;
  return html`<svg class=${name} viewBox="0 0 24 24" aria-hidden="true"><path d=${ICONS[shape]}></path></svg>`;
}
