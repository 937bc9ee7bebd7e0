/**
 * What Home Assistant loads on every page, so it is small: the name of the card, its form, and a place for it. The card
 * itself comes when a dashboard shows one. As with the panel, nothing may be shared from here.
 */
import { zoneDeviceOf, ZONE_SELECTOR } from "./api/dashboard.js";
import type { Hass } from "./api/hass.js";
import type { Card } from "./card.js";
import { cardConfigOf, SHOWS, type CardConfig } from "./lib/card-config.js";
import { cardText } from "./lib/card-words.js";

const NAME = "hoa-parking-zone";
const TYPE = `custom:${NAME}`;
/** Rows of a dashboard, each of about 50 pixels. */
const SIZES = { count: 2, plan: 6, picture: 7 } as const;

interface Offer {
  readonly type: string;
  readonly name: string;
  readonly description: string;
  readonly preview: boolean;
  getEntitySuggestion(hass: Hass, entity: string): { readonly config: object } | null;
}

declare global {
  interface Window {
    customCards?: Offer[];
  }
}

/** A place on a dashboard, which the card fills once it is loaded. */
class ParkingZone extends HTMLElement {
  #config: CardConfig = { zone: null, show: "count" };
  #hass: Hass | undefined;
  #preview = false;
  #card: Card | undefined;

  static getConfigForm(): object {
    const options = SHOWS.map((value) => ({ value, label: cardText(`show.${value}`) }));
    return {
      schema: [
        { name: "zone", selector: ZONE_SELECTOR },
        { name: "show", required: true, default: "count", selector: { select: { mode: "list", options } } },
      ],
      computeLabel: (field: { readonly name: "zone" | "show" }) => cardText(`form.${field.name}`),
      computeHelper: (field: { readonly name: "zone" | "show" }) => cardText(`form.${field.name}.help`),
    };
  }

  static getStubConfig(): object {
    return { show: "count" };
  }

  /** Throws what is wrong in words: Home Assistant shows them in the card's place. */
  setConfig(value: unknown): void {
    const config = cardConfigOf(value);
    if (typeof config === "string") throw new Error(cardText(`fault.${config}`));
    this.#config = config;
    this.#tell();
  }

  set hass(hass: Hass) {
    this.#hass = hass;
    this.#tell();
  }

  /** Whether the card is being set up. */
  set preview(preview: boolean) {
    this.#preview = preview;
    this.#tell();
  }

  getCardSize(): number {
    return SIZES[this.#config.show];
  }

  getGridOptions(): object {
    const columns = this.#config.show === "count" ? 6 : 12;
    return { columns, min_columns: 6, rows: "auto" };
  }

  connectedCallback(): void {
    this.style.display = "block";
    this.style.blockSize = "100%";
    void this.#load();
  }

  async #load(): Promise<void> {
    if (this.#card !== undefined) return;
    try {
      const { Card } = await import("./card.js");
      this.#card ??= new Card();
    } catch (error) {
      // After an update the parts of the version before are gone.
      console.warn("hoa_parking: the card could not be loaded:", error);
      this.textContent = cardText("missing");
      return;
    }
    this.#tell();
    this.replaceChildren(this.#card);
  }

  #tell(): void {
    if (this.#card === undefined || this.#hass === undefined) return;
    Object.assign(this.#card, { config: this.#config, hass: this.#hass, preview: this.#preview });
  }
}

const OFFER: Offer = {
  type: NAME,
  // Asked for when somebody looks for a card: only then is the page's language sure.
  get name() {
    return cardText("name");
  },
  get description() {
    return cardText("description");
  },
  preview: true,
  getEntitySuggestion: (hass, entity) => {
    const zone = zoneDeviceOf(hass, entity);
    return zone === undefined ? null : { config: { type: TYPE, zone, show: "count" } };
  },
};

// An open page may be given the next version beside this one.
if (customElements.get(NAME) === undefined) {
  customElements.define(NAME, ParkingZone);
  (window.customCards ??= []).push(OFFER);
}
