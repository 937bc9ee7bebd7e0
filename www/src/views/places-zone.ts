import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import type { Places } from "../api/places.js";
import { problemOf } from "../api/problem.js";
import "../components/badge.js";
import "../components/icon.js";
import "../components/message.js";
import "../components/skeleton.js";
import { card, focus } from "../components/style.js";
import "../components/tabs.js";
import "../components/zone-count.js";
import type { Counting } from "../components/zone-count.js";
import "../components/zone-map.js";
import type { ZoneMap } from "../components/zone-map.js";
import { zoneBadge, zoneWords } from "../lib/describe.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { slotsOf, type PlacesState } from "../lib/places.js";
import { zonePath } from "../lib/route.js";
import type { Zone } from "../types/model.js";
import "./history.js";
import { section } from "./style.js";

/** More than these are found on the map. */
const MOST_WRONG = 8;

/** One zone: how full it is, its map (or its count), and how it was over time. */
@element("hoa-places-zone")
export class PlacesZone extends LitElement {
  static override readonly styles = [
    section,
    card,
    focus,
    css`
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 12px;
        margin-block: 4px 10px;
      }
      h2 {
        margin: 0;
        font-size: 22px;
        font-weight: 500;
        line-height: 28px;
        overflow-wrap: anywhere;
      }
      .words {
        flex: 1 1 220px;
        margin: 0;
        color: var(--quiet);
        font-size: 15px;
        line-height: 22px;
      }
      .wrong {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        margin: 0 0 12px;
        padding: 0;
        list-style: none;
      }
      .wrong a {
        display: inline-flex;
        align-items: center;
        gap: 8px;
        box-sizing: border-box;
        min-block-size: 40px;
        padding: 4px 14px 4px 10px;
        border-radius: 10px;
        background: color-mix(in srgb, var(--bad) 12%, transparent);
        color: var(--text);
        font-size: 14px;
        line-height: 20px;
        text-decoration: none;
        --icon-size: 18px;
      }
      .wrong hoa-icon {
        color: color-mix(in srgb, var(--bad) 75%, var(--text));
      }
      .wrong a:hover {
        background: color-mix(in srgb, var(--bad) 18%, transparent);
      }
      hoa-tabs {
        margin-block-end: 12px;
        border-block-end: 1px solid var(--line);
      }
    `,
  ];

  @property({ attribute: false }) server: Places | null = null;
  @property({ attribute: false }) places: PlacesState | null = null;
  @property({ attribute: false }) zone!: Zone;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @property() base = "";
  @property({ type: Boolean }) history = false;
  @property({ type: Boolean }) canSet = false;
  @property({ type: Boolean }) canDraw = false;
  @state() private counting: Counting | null = null;
  @query("hoa-zone-map") private map!: ZoneMap | null;

  focusSlot(id: string): void {
    this.map?.focusSlot(id);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("zone") && changed.get("zone")?.id !== this.zone.id) this.counting = null;
  }

  protected override render(): TemplateResult {
    const { zone, language, base } = this;
    const badge = zoneBadge(zone);
    const tabs = [
      {
        id: "map",
        text: language.text(zone.countedBy === "gates" ? "tabs.live" : "places.map"),
        href: `${base}${zonePath(zone.id)}`,
      },
      {
        id: "history",
        text: language.text("places.history"),
        href: `${base}${zonePath(zone.id, { history: true })}`,
      },
    ];
    return html`<header>
        <h2>${zone.name}</h2>
        ${
          badge === null
            ? nothing
            : html`<hoa-badge .tone=${badge.tone} .icon=${badge.icon} .text=${language.text(badge.key)}></hoa-badge>`
        }
        <p class="words" role="status">${zoneWords(zone, language)}</p>
      </header>
      <hoa-tabs .tabs=${tabs} .current=${this.history ? "history" : "map"} .label=${zone.name}></hoa-tabs>
      ${this.history ? this.#history() : this.#now()}`;
  }

  #history(): TemplateResult {
    return html`<hoa-history
      .server=${this.server}
      .zone=${this.zone.id}
      .language=${this.language}
      .now=${this.now}
    ></hoa-history>`;
  }

  #now(): TemplateResult {
    const { zone, places, language } = this;
    if (zone.countedBy === "gates") {
      return html`<hoa-zone-count
        .zone=${zone}
        .language=${language}
        .canSet=${this.canSet}
        .counting=${this.counting}
        @hoa-count=${this.#count}
      ></hoa-zone-count>`;
    }
    if (places === null) return html`<hoa-skeleton .height=${360}></hoa-skeleton>`;
    if (!places.rows.has(zone.id)) {
      return html`<hoa-message
        icon="plan"
        .heading=${language.text("places.empty")}
        .text=${language.text(this.canDraw ? "places.empty.board" : "places.empty.text")}
      ></hoa-message>`;
    }
    return html`${this.#wrong(places)}
      <hoa-zone-map .places=${places} .zone=${zone.id} .language=${language}></hoa-zone-map>`;
  }

  /** Places where something is wrong, as far as this person may know. */
  #wrong(places: PlacesState): TemplateResult | typeof nothing {
    const { language, base } = this;
    const wrong = slotsOf(places, this.zone.id).flatMap((slot) =>
      slot.notice === null ? [] : [{ slot, text: language.text(`slot.notice.${slot.notice}`) }],
    );
    if (wrong.length === 0) return nothing;
    return html`<ul class="wrong" aria-label=${language.text("places.wrong")}>
      ${wrong.slice(0, MOST_WRONG).map(
        ({ slot, text }) =>
          html`<li>
            <a href=${`${base}${zonePath(slot.zone, { slot: slot.id })}`}
              ><hoa-icon name="alert"></hoa-icon><strong>${slot.address}</strong> ${text}</a
            >
          </li>`,
      )}
    </ul>`;
  }

  readonly #count = async (event: CustomEvent<number>): Promise<void> => {
    const { zone, language, server } = this;
    if (server === null) return;
    this.counting = { state: "busy", text: "" };
    try {
      const after = await server.setCount(zone.id, event.detail);
      this.counting = { state: "done", text: language.count("zone.count.done", after.occupied) };
    } catch (error) {
      const why = language.code("error", problemOf(error).code, "error.other");
      this.counting = { state: "failed", text: language.text("zone.count.failed", { why }) };
    }
  };
}
