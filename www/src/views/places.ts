import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { query, state } from "lit/decorators.js";
import { Places } from "../api/places.js";
import "../components/message.js";
import "../components/notice.js";
import "../components/skeleton.js";
import { card, focus } from "../components/style.js";
import { element } from "../lib/element.js";
import { placesAfter, type PlacesState } from "../lib/places.js";
import { go, zonePath } from "../lib/route.js";
import { may } from "../lib/state.js";
import type { Connection, Zone } from "../types/model.js";
import type { PlacesEvent, Slot } from "../types/places.js";
import { HeardRoom, type Ear } from "./heard-room.js";
import "./places-search.js";
import "./places-slot.js";
import { placesStyle } from "./places-style.js";
import "./places-zone.js";
import type { PlacesZone } from "./places-zone.js";
import { section } from "./style.js";

/** Every place of a zone and how it stands: hears the server, and draws what came once a frame. */
@element("hoa-places")
export class PlacesView extends HeardRoom {
  static override readonly styles = [section, card, focus, placesStyle];

  @state() private places: PlacesState | null = null;
  @query("hoa-places-zone") private zoneView!: PlacesZone | null;
  #server: Places | null = null;
  #waiting: PlacesEvent[] = [];
  #frame: number | undefined;
  /** Whether the open slot was come to from here, so that going back leads to the map. */
  #pushed = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    this.#waiting = [];
  }

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get("address");
    if (changed.has("address") && before?.zone !== this.address.zone) {
      // On a phone the zones are on one line, and the chosen one may be out of sight.
      this.renderRoot
        .querySelector(".zones [aria-current=page]")
        ?.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    if (before?.slot == null || this.address.slot !== null) return;
    this.#pushed = false;
    this.zoneView?.focusSlot(before.slot);
  }

  protected override render(): TemplateResult {
    const { language } = this;
    const zone = this.#zone();
    if (zone === undefined) {
      return html`<hoa-message icon="parking" .heading=${language.text("places.none")}></hoa-message>`;
    }
    return html`${this.old()}
      <div class="top">
        ${this.journal.zones.length > 1 ? this.#zones(zone) : nothing}
        <hoa-places-search
          .server=${this.#server}
          .places=${this.places}
          .language=${language}
          .now=${this.now}
          .base=${this.base}
        ></hoa-places-search>
      </div>
      ${this.#body(zone)}`;
  }

  #body(zone: Zone): TemplateResult {
    const { places, language } = this;
    return html`<hoa-places-zone
        .server=${this.#server}
        .places=${places}
        .zone=${zone}
        .language=${language}
        .now=${this.now}
        .base=${this.base}
        .history=${this.address.history}
        .canSet=${may(this.journal, "set_count")}
        .canDraw=${may(this.journal, "draw_layout")}
        @hoa-slot=${this.#open}
        @hoa-picture-lost=${this.renew}
      ></hoa-places-zone>
      ${this.#slot(places)}`;
  }

  #slot(places: PlacesState | null): TemplateResult | typeof nothing {
    const id = this.address.slot;
    if (id === null || places === null) return nothing;
    const slot = places.slots.get(id);
    if (slot === undefined) {
      const notice = { tone: "warn", icon: "alert", text: this.language.text("slot.gone") } as const;
      return html`<hoa-notice role="status" .notice=${notice}></hoa-notice>`;
    }
    return html`<hoa-places-slot
      .server=${this.#server}
      .slotNow=${slot}
      .zoneName=${this.journal.zones.find((one) => one.id === slot.zone)?.name ?? ""}
      .journal=${this.journal}
      .language=${this.language}
      .now=${this.now}
      @hoa-close=${this.#close}
      @hoa-slots=${this.#told}
    ></hoa-places-slot>`;
  }

  #zone(): Zone | undefined {
    const { zones } = this.journal;
    return zones.find((zone) => zone.id === this.address.zone) ?? zones[0];
  }

  #zones(current: Zone): TemplateResult {
    return html`<nav class="zones" aria-label=${this.language.text("places.zones")}>
      ${this.journal.zones.map(
        (zone) =>
          html`<a
            href=${`${this.base}${zonePath(zone.id, { history: this.address.history })}`}
            aria-current=${zone.id === current.id ? "page" : "false"}
            >${zone.name}<small>${zone.unknown < zone.total ? zone.free : "–"}</small></a
          >`,
      )}
    </nav>`;
  }

  protected override listen(linked: (link: Connection) => void): Ear {
    this.#server = new Places(this.parking);
    return this.#server.watch({
      event: (event) => {
        this.#later(event);
      },
      connection: linked,
    });
  }

  /** However many changes come, a frame is drawn once. */
  #later(event: PlacesEvent): void {
    this.#waiting.push(event);
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.places = placesAfter(this.places, this.#waiting);
      this.#waiting = [];
    });
  }

  readonly #told = (event: CustomEvent<readonly Slot[]>): void => {
    this.#later({ kind: "slots", slots: event.detail });
  };

  readonly #open = (event: CustomEvent<string>): void => {
    const zone = this.places?.slots.get(event.detail)?.zone;
    if (zone === undefined) return;
    this.#pushed = true;
    go(`${this.base}${zonePath(zone, { slot: event.detail })}`);
  };

  readonly #close = (): void => {
    if (this.#pushed) history.back();
    else go(`${this.base}${zonePath(this.address.zone ?? "")}`, true);
    this.#pushed = false;
  };
}
