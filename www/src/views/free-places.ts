import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Heard } from "../api/feed.js";
import "../components/notice.js";
import "../components/skeleton.js";
import { card, focus, theme } from "../components/style.js";
import "../components/zone-card.js";
import "../components/zone-map-picture.js";
import "../components/zone-map-scheme.js";
import type { Show } from "../lib/card-config.js";
import { oldNotice, type Notice } from "../lib/describe.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { picturesOf, stripsOf, type PlacesState } from "../lib/places.js";
import { go, linkOf, PREFIX, zonePath } from "../lib/route.js";
import { stageOf, type PanelState } from "../lib/state.js";
import type { Zone } from "../types/model.js";
import { freePlacesStyle } from "./free-places-style.js";

/** How full one zone is, or every one, with its map below: what a dashboard shows. Leads to the panel. */
@element("hoa-free-places")
export class FreePlaces extends LitElement {
  static override readonly styles = [theme, card, focus, freePlacesStyle];

  @property({ attribute: false }) journal!: Heard<PanelState>;
  /** null: only the count is shown. */
  @property({ attribute: false }) places: Heard<PlacesState | null> | null = null;
  @property({ attribute: false }) language!: Language;
  /** A zone's id or name; null: every zone. */
  @property() zone: string | null = null;
  @property() show: Show = "count";
  /** Whether it is only looked at, as where the card is set up. */
  @property({ type: Boolean }) still = false;
  /** The address of a picture that could not be loaded; a fresh one is tried. */
  @state() private lost: ReadonlySet<string> = new Set();

  protected override render(): TemplateResult {
    return html`<div class="card" lang=${this.language.tag} @click=${this.#followed}>${this.#stage()}</div>`;
  }

  #stage(): TemplateResult | readonly TemplateResult[] {
    const { language } = this;
    const { state, link, code } = this.journal;
    switch (stageOf(state, link)) {
      case "loading":
        return html`<hoa-skeleton .height=${92} role="status" aria-label=${language.text("loading")}></hoa-skeleton>`;
      case "absent":
        return said({ tone: "calm", icon: "linkOff", text: language.text("connection.absent.title") });
      case "refused":
        return said({ tone: "calm", icon: "linkOff", text: language.code("error", code ?? "", "error.other") });
      case "stranger":
        return said({ tone: "calm", icon: "person", text: language.text("card.stranger") });
      case "live":
        return this.#zones(state.zones);
    }
  }

  #zones(all: readonly Zone[]): TemplateResult {
    const { zone, language } = this;
    const zones = zone === null ? all : all.filter((one) => isCalled(one, zone));
    if (zones.length === 0) {
      const text = language.text(all.length === 0 ? "places.none" : "card.gone");
      return said({ tone: "calm", icon: "parking", text });
    }
    const old = this.#old();
    return html`${old === null ? nothing : said(old)}${zones.map(
      (one) => html`<section class=${old === null ? "" : "old"}>${this.#zone(one)}</section>`,
    )}`;
  }

  #zone(zone: Zone): TemplateResult {
    return html`<hoa-zone-card
        flat
        .zone=${zone}
        .language=${this.language}
        .href=${this.still ? "" : `${PREFIX}${zonePath(zone.id)}`}
      ></hoa-zone-card>
      ${this.show === "count" || zone.countedBy === "gates" ? nothing : this.#map(zone.id)}`;
  }

  #map(zone: string): TemplateResult | typeof nothing {
    const { language, places } = this;
    const drawn = places?.state ?? null;
    if (drawn === null) {
      return places?.link === "connecting" ? html`<hoa-skeleton .height=${120}></hoa-skeleton>` : nothing;
    }
    if (!drawn.rows.has(zone)) return nothing;
    const pictures = this.show === "picture" ? picturesOf(drawn, zone) : [];
    const shown = pictures.filter((camera) => !this.lost.has(camera.still ?? ""));
    return html`<div class="map" @hoa-slot=${this.#open}>
      ${
        shown.length === 0
          ? html`<hoa-scheme .strips=${stripsOf(drawn, zone)} .language=${language}></hoa-scheme>`
          : shown.map(
              (camera) =>
                html`<hoa-lot-picture
                  .camera=${camera}
                  .slots=${drawn.slots}
                  .zone=${zone}
                  .language=${language}
                  @hoa-picture-lost=${() => {
                    this.lost = new Set([...this.lost, camera.still ?? ""]);
                  }}
                ></hoa-lot-picture>`,
            )
      }
    </div>`;
  }

  /** Why what is shown may be old; null: it is not. */
  #old(): Notice | null {
    const links = [this.journal.link, ...(this.places === null ? [] : [this.places.link])];
    const broken = links.find((link) => link !== "live" && link !== "connecting");
    return broken === undefined ? null : oldNotice(broken, this.language);
  }

  readonly #followed = (event: MouseEvent): void => {
    const address = linkOf(event, PREFIX);
    if (address === null) return;
    event.preventDefault();
    go(address);
  };

  readonly #open = (event: CustomEvent<string>): void => {
    event.stopPropagation();
    const zone = this.places?.state?.slots.get(event.detail)?.zone;
    if (zone !== undefined && !this.still) go(`${PREFIX}${zonePath(zone, { slot: event.detail })}`);
  };
}

function isCalled(zone: Zone, name: string): boolean {
  return zone.id === name || zone.name.toLocaleLowerCase() === name.trim().toLocaleLowerCase();
}

function said(notice: Notice): TemplateResult {
  return html`<div class="said" role="status"><hoa-notice .notice=${notice}></hoa-notice></div>`;
}
