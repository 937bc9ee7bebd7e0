import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import type { Places } from "../api/places.js";
import { problemOf } from "../api/problem.js";
import "../components/icon.js";
import { focus } from "../components/style.js";
import { minutesBetween, spanOf } from "../lib/calendar.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { rounded, slotLabel, type PlacesState } from "../lib/places.js";
import { go, zonePath } from "../lib/route.js";
import type { Found, FoundStay } from "../types/places.js";
import { section } from "./style.js";

const LONGEST = 32;

/** Finds a place by its address, or a car by its plate. */
@element("hoa-places-search")
export class PlacesSearch extends LitElement {
  static override readonly styles = [
    section,
    focus,
    css`
      form {
        display: flex;
        gap: 8px;
      }
      input {
        flex: 1;
        box-sizing: border-box;
        min-inline-size: 0;
        min-block-size: 44px;
        padding: 8px 16px;
        border: 1px solid color-mix(in srgb, var(--text) 30%, transparent);
        border-radius: 22px;
        background: var(--card);
        color: var(--text);
        font: inherit;
        font-size: 16px;
      }
      input::placeholder {
        color: var(--quiet);
        opacity: 1;
      }
      button {
        display: grid;
        place-items: center;
        inline-size: 48px;
        min-block-size: 44px;
        border: 0;
        border-radius: 22px;
        background: var(--accent);
        color: var(--text-primary-color, #fff);
        cursor: pointer;
        flex: none;
      }
      .answer {
        font-size: 14px;
        line-height: 20px;
      }
      p,
      ul {
        margin: 8px 4px 0;
        padding: 0;
        list-style: none;
      }
      a {
        display: block;
        padding-block: 6px;
        color: color-mix(in srgb, var(--accent) 75%, var(--text));
      }
    `,
  ];

  @property({ attribute: false }) server: Places | null = null;
  @property({ attribute: false }) places: PlacesState | null = null;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @property() base = "";
  @state() private found: Found | null = null;
  @state() private words = "";
  @query("input") private field!: HTMLInputElement;

  protected override render(): TemplateResult {
    const { language } = this;
    return html`<form role="search" @submit=${this.#submit}>
        <input
          type="search"
          maxlength=${LONGEST}
          autocomplete="off"
          aria-label=${language.text("places.search")}
          placeholder=${language.text("places.search")}
          title=${language.text("places.search.hint")}
        />
        <button type="submit" aria-label=${language.text("places.search.go")}>
          <hoa-icon name="search"></hoa-icon>
        </button>
      </form>
      <div class="answer" role="status">${this.words === "" ? this.#results() : html`<p>${this.words}</p>`}</div>`;
  }

  #results(): TemplateResult | typeof nothing {
    const { found, places } = this;
    if (found === null) return nothing;
    const told = new Set(found.stays.map((stay) => stay.slot));
    const slots = found.slots.filter((id) => !told.has(id)).flatMap((id) => places?.slots.get(id) ?? []);
    return html`<ul aria-label=${this.language.text("places.search.results")}>
      ${found.stays.map((stay) => html`<li>${this.#link(stay.zone, stay.slot, this.#stay(stay))}</li>`)}
      ${slots.map((slot) => html`<li>${this.#link(slot.zone, slot.id, slotLabel(slot, this.language))}</li>`)}
    </ul>`;
  }

  #link(zone: string, slot: string, text: string): TemplateResult {
    return html`<a href=${this.#addressOf(zone, slot)}>${text}</a>`;
  }

  #stay(stay: FoundStay): string {
    const { language } = this;
    const span = spanOf(minutesBetween(stay.since, this.now), language);
    const values = { plate: stay.plate ?? "", address: stay.address, span };
    if (stay.source !== "suggested") return language.text("places.search.stay", values);
    return language.text("places.search.guess", { ...values, percent: language.percent(rounded(stay.confidence)) });
  }

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const text = this.field.value.trim();
    this.found = null;
    this.words = "";
    if (text === "" || this.server === null) return;
    try {
      this.#show(await this.server.find(text), text);
    } catch (error) {
      const why = this.language.code("error", problemOf(error).code, "error.other");
      this.words = this.language.text("places.search.failed", { why });
    }
  };

  #show(found: Found, text: string): void {
    const slots = new Set([...found.slots, ...found.stays.map((stay) => stay.slot)]);
    this.found = found;
    if (slots.size === 0) this.words = this.language.text("places.search.none", { text });
    const [only] = slots;
    const zone = only === undefined ? undefined : (this.places?.slots.get(only)?.zone ?? found.stays[0]?.zone);
    if (slots.size === 1 && only !== undefined && zone !== undefined) go(this.#addressOf(zone, only));
  }

  #addressOf(zone: string, slot: string): string {
    return `${this.base}${zonePath(zone, { slot })}`;
  }
}
