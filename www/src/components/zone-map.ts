import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { countsOf, KIND_ICONS, kindsOf, picturesOf, slotsOf, stripsOf, type PlacesState } from "../lib/places.js";
import { SLOT_KINDS, type Slot, type SlotKind } from "../types/places.js";
import "./segments.js";
import type { Segment } from "./segments.js";
import { card, theme } from "./style.js";
import "./zone-map-legend.js";
import "./zone-map-picture.js";
import type { LotPicture } from "./zone-map-picture.js";
import "./zone-map-scheme.js";
import type { Scheme } from "./zone-map-scheme.js";

const LOOKS = ["scheme", "picture"] as const;
type Look = (typeof LOOKS)[number];
const REMEMBERED = "hoaParkingMap";

/** A zone's places, as a plan or over the camera's picture, of one kind or of all. Fires `hoa-slot` and `hoa-picture-lost`. */
@element("hoa-zone-map")
export class ZoneMap extends LitElement {
  static override readonly styles = [
    theme,
    card,
    css`
      :host {
        display: block;
      }
      .tools {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 20px;
        justify-content: space-between;
        margin-block-end: 10px;
      }
      .card {
        overflow: hidden;
      }
      .card > * + * {
        border-block-start: 1px solid var(--line);
      }
      p {
        margin: 8px 4px 0;
        color: var(--quiet);
        font-size: 14px;
        line-height: 20px;
      }
      @media (pointer: coarse), (max-width: 599px) {
        .keys {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) places!: PlacesState;
  @property() zone = "";
  @property({ attribute: false }) language!: Language;
  @state() private look: Look = remembered();
  @state() private kind: SlotKind | null = null;

  /** Puts the keyboard back on a slot. */
  focusSlot(id: string): void {
    this.renderRoot.querySelector<Scheme | LotPicture>("hoa-scheme, hoa-lot-picture")?.focusSlot(id);
  }

  protected override render(): TemplateResult {
    const { places, zone, language } = this;
    const slots = slotsOf(places, zone);
    const kinds = kindsOf(slots);
    const pictures = picturesOf(places, zone);
    const kind = this.kind !== null && kinds.includes(this.kind) ? this.kind : null;
    const picture = this.look === "picture" && pictures.length > 0;
    return html`<div class="tools">
        ${kinds.length > 1 ? this.#filter(slots, kinds, kind) : nothing}
        ${pictures.length > 0 ? this.#looks(picture) : nothing}
      </div>
      <div class="card">
        ${
          picture
            ? pictures.map(
                (camera) =>
                  html`<hoa-lot-picture
                    .camera=${camera}
                    .slots=${places.slots}
                    .zone=${zone}
                    .language=${language}
                    .kind=${kind}
                  ></hoa-lot-picture>`,
              )
            : html`<hoa-scheme .strips=${stripsOf(places, zone)} .language=${language} .kind=${kind}></hoa-scheme>`
        }
        <hoa-legend
          .kinds=${kinds}
          .language=${language}
          .own=${slots.some((slot) => slot.owned || slot.mine)}
        ></hoa-legend>
      </div>
      <p class="keys">${language.text("places.keys")}</p>`;
  }

  #filter(slots: readonly Slot[], kinds: readonly SlotKind[], chosen: SlotKind | null): TemplateResult {
    const { language } = this;
    const options = kinds.map((kind): Segment => {
      const segment = { id: kind, text: language.text(`kind.${kind}`), icon: KIND_ICONS[kind] };
      if (kind === "no_parking") return segment;
      const { free, total } = countsOf(slots, kind);
      return { ...segment, count: free, hint: language.text("places.filter.free", { free, total }) };
    });
    return html`<hoa-segments
      line
      .label=${language.text("places.filter")}
      .options=${[{ id: "", text: language.text("places.filter.all") }, ...options]}
      .value=${chosen ?? ""}
      @hoa-chosen=${this.#filtered}
    ></hoa-segments>`;
  }

  #looks(picture: boolean): TemplateResult {
    const { language } = this;
    return html`<hoa-segments
      .label=${language.text("places.show")}
      .options=${[
        { id: "scheme", text: language.text("places.scheme"), icon: "plan" },
        { id: "picture", text: language.text("places.picture"), icon: "picture" },
      ]}
      .value=${picture ? "picture" : "scheme"}
      @hoa-chosen=${this.#looked}
    ></hoa-segments>`;
  }

  readonly #filtered = (event: CustomEvent<string>): void => {
    this.kind = SLOT_KINDS.find((kind) => kind === event.detail) ?? null;
  };

  readonly #looked = (event: CustomEvent<string>): void => {
    this.look = LOOKS.find((look) => look === event.detail) ?? "scheme";
    try {
      localStorage.setItem(REMEMBERED, this.look);
    } catch {
      // Private windows may not keep anything; then it is asked for again.
    }
  };
}

function remembered(): Look {
  try {
    return LOOKS.find((look) => look === localStorage.getItem(REMEMBERED)) ?? "scheme";
  } catch {
    return "scheme";
  }
}
