import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { feedsOf, type Heard } from "./api/feed.js";
import type { Hass, HassConnection } from "./api/hass.js";
import { languageOf } from "./api/reading.js";
import { zoneOfDevice } from "./api/zone-device.js";
import type { CardConfig } from "./lib/card-config.js";
import { element } from "./lib/element.js";
import type { Language } from "./lib/language.js";
import type { PlacesState } from "./lib/places.js";
import { Renewal } from "./lib/renewal.js";
import type { PanelState } from "./lib/state.js";
import "./views/free-places.js";

/** A dashboard's card once somebody looks at it: hears what it shows while it is on the page. */
@element("hoa-card")
export class Card extends LitElement {
  @property({ attribute: false }) config!: CardConfig;
  @property({ type: Boolean }) preview = false;
  @state() private language: Language | null = null;
  @state() private zone: string | null = null;
  @state() private connection: HassConnection | null = null;
  @state() private journal: Heard<PanelState> | null = null;
  @state() private places: Heard<PlacesState | null> | null = null;
  #hass!: Hass;
  #leave: (() => void)[] = [];
  readonly #renewal = new Renewal();

  /** Set anew on every change of any entity, so only what concerns us is taken from it. */
  @property({ attribute: false })
  set hass(hass: Hass) {
    this.#hass = hass;
    this.#read();
    this.connection = hass.connection;
    this.#find();
  }

  get hass(): Hass {
    return this.#hass;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#part();
  }

  protected override shouldUpdate(changed: PropertyValues): boolean {
    return changed.size > 1 || !changed.has("hass");
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("config")) this.#find();
    if (changed.has("config") || changed.has("connection")) this.#listen();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.journal === null || this.language === null) return nothing;
    return html`<hoa-free-places
      .journal=${this.journal}
      .places=${this.places}
      .language=${this.language}
      .zone=${this.zone}
      .show=${this.config.show}
      .still=${this.preview}
      @hoa-picture-lost=${this.#renew}
    ></hoa-free-places>`;
  }

  readonly #read = (): void => {
    this.language = languageOf(this.#hass, this.language, this.#read);
  };

  /** A zone is chosen by its device, or written down by its name. */
  #find(): void {
    const { zone } = this.config;
    this.zone = zone === null ? null : (zoneOfDevice(this.#hass, zone) ?? zone);
  }

  #listen(): void {
    this.#part();
    if (this.connection === null || !this.isConnected) return;
    const { journal, places } = feedsOf(this.connection);
    this.#leave.push(
      journal.follow((heard) => {
        this.journal = heard;
      }),
    );
    if (this.config.show === "count") {
      this.places = null;
      return;
    }
    this.#leave.push(
      places.follow((heard) => {
        this.places = heard;
      }),
    );
  }

  #part(): void {
    for (const leave of this.#leave) leave();
    this.#leave = [];
  }

  /** A picture's address ends after an hour: the next snapshot has new ones. */
  readonly #renew = (): void => {
    if (this.connection !== null && this.#renewal.due(new Date())) feedsOf(this.connection).places.again();
  };
}
