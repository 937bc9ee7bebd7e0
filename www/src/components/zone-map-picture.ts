import { html, LitElement, nothing, svg, type PropertyValues, type SVGTemplateResult, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import { element } from "../lib/element.js";
import { ICONS } from "../lib/icons.js";
import type { Language } from "../lib/language.js";
import { markOf } from "../lib/outline.js";
import { lookOf, slotLabel, STATE_ICONS } from "../lib/places.js";
import type { LotCamera, Outline, Slot, SlotKind } from "../types/places.js";
import "./notice.js";
import { theme } from "./style.js";
import { neighbour } from "./zone-map-keys.js";
import { pictureStyle } from "./zone-map-picture-style.js";

/** A camera's picture with the outlines of its slots over it. Fires `hoa-slot`, and `hoa-picture-lost` where it cannot be loaded. */
@element("hoa-lot-picture")
export class LotPicture extends LitElement {
  static override readonly styles = [theme, pictureStyle];

  @property({ attribute: false }) camera!: LotCamera;
  @property({ attribute: false }) slots: ReadonlyMap<string, Slot> = new Map();
  /** Only slots of this zone are shown. */
  @property() zone = "";
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) kind: SlotKind | null = null;
  @state() private active: string | null = null;
  @state() private lost = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("camera");
    if (before !== undefined && before.still !== this.camera.still) this.lost = false;
  }

  focusSlot(id: string): void {
    this.active = id;
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector<SVGElement>(`[data-slot="${CSS.escape(id)}"]`)?.focus();
    });
  }

  protected override render(): TemplateResult | typeof nothing {
    const { camera, language } = this;
    if (camera.size === null || camera.still === null) return nothing;
    if (this.lost) {
      const notice = { tone: "calm", icon: "picture", text: language.text("places.picture.lost") } as const;
      return html`<hoa-notice .notice=${notice}></hoa-notice>`;
    }
    const [width, height] = camera.size;
    const own = camera.outlines.flatMap((outline) => {
      const slot = this.slots.get(outline.slot);
      return slot?.zone === this.zone ? [{ outline, slot }] : [];
    });
    const active = own.some(({ slot }) => slot.id === this.active) ? this.active : (own[0]?.slot.id ?? null);
    return html`<figure>
      <div class="frame" @click=${this.#choose} @keydown=${this.#key} @focusin=${this.#focused}>
        <img
          src=${camera.still}
          alt=${language.text("places.picture.of", { camera: camera.name })}
          @error=${this.#fail}
        />
        <svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="group" aria-label=${camera.name}>
          ${patterns(width)}
          ${repeat(
            own,
            ({ slot }) => slot.id,
            ({ outline, slot }) => {
              const faded = this.kind !== null && slot.kind !== this.kind;
              return guard([slot, outline, faded, slot.id === active, language], () =>
                this.#outline(outline, slot, faded, slot.id === active),
              );
            },
          )}
        </svg>
      </div>
      <figcaption>${camera.name}. ${language.text("places.picture.old")}</figcaption>
    </figure>`;
  }

  #outline(outline: Outline, slot: Slot, faded: boolean, active: boolean): SVGTemplateResult {
    const look = lookOf(slot);
    const { x, y, size } = markOf(outline.polygon);
    const glyph = look === "clear" ? ICONS.noParking : ICONS[STATE_ICONS[look]];
    const classes = `slot ${look} ${slot.owned || slot.mine ? "owned" : ""} ${faded ? "faded" : ""}`;
    return svg`<g
      class=${classes}
      data-slot=${slot.id}
      role="button"
      tabindex=${active ? 0 : -1}
      aria-haspopup="dialog"
      aria-label=${slotLabel(slot, this.language)}
    >
      <polygon points=${outline.polygon.map((point) => point.join(",")).join(" ")}></polygon>
      <svg x=${x - size * 0.45} y=${y - size * 0.95} width=${size * 0.9} height=${size * 0.9} viewBox="0 0 24 24">
        <path class="halo" d=${glyph}></path><path d=${glyph}></path>
      </svg>
      <text x=${x} y=${y + size * 0.85} font-size=${size * Math.min(0.8, 2.6 / slot.address.length)}>${slot.address}</text>
    </g>`;
  }

  readonly #choose = (event: Event): void => {
    const id = outlineOf(event)?.dataset.slot;
    if (id !== undefined)
      this.dispatchEvent(new CustomEvent("hoa-slot", { detail: id, bubbles: true, composed: true }));
  };

  readonly #focused = (event: Event): void => {
    this.active = outlineOf(event)?.dataset.slot ?? this.active;
  };

  readonly #key = (event: KeyboardEvent): void => {
    const from = outlineOf(event);
    if (from === null) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.#choose(event);
      return;
    }
    const to = neighbour([...this.renderRoot.querySelectorAll(".slot")], from, event.key);
    if (!(to instanceof SVGElement)) return;
    event.preventDefault();
    to.focus();
  };

  readonly #fail = (): void => {
    this.lost = true;
    this.dispatchEvent(new CustomEvent("hoa-picture-lost", { bubbles: true, composed: true }));
  };
}

function outlineOf(event: Event): SVGElement | null {
  return event.target instanceof Element ? event.target.closest<SVGElement>(".slot") : null;
}

/** Stripes for taken, dots for not known: the colour is not alone. Sized for the picture. */
function patterns(width: number): SVGTemplateResult {
  const step = Math.max(6, width / 110);
  return svg`<defs>
    <pattern id="taken" width=${step} height=${step} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect class="taken-ground" width=${step} height=${step}></rect>
      <rect class="taken-line" width=${step / 2.6} height=${step}></rect>
    </pattern>
    <pattern id="dots" width=${step} height=${step} patternUnits="userSpaceOnUse">
      <rect class="dots-ground" width=${step} height=${step}></rect>
      <circle class="dots-dot" cx=${step / 2} cy=${step / 2} r=${step / 5}></circle>
    </pattern>
  </defs>`;
}
