import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { html as staticHtml, unsafeStatic } from "lit/static-html.js";
import type { Hass } from "./api/hass.js";
import { Parking } from "./api/parking.js";
import { externalOf, isMenuHidden, languageOf } from "./api/reading.js";
import "./components/header.js";
import "./components/message.js";
import "./components/skeleton.js";
import "./components/tabs.js";
import { element } from "./lib/element.js";
import { Language } from "./lib/language.js";
import { APPLY, fetchAsks, firstRoomOf, isAsked, roomsOf, viewOf, type View } from "./lib/rooms.js";
import { addressOf, go, linkOf, PREFIX, roomPath, type Address, type Room, type Route } from "./lib/route.js";
import { EMPTY, reduce, stageOf, type Change, type PanelState } from "./lib/state.js";
import type { Connection } from "./types/model.js";
import "./views/live.js";
import { panelStyle } from "./views/panel-style.js";

const TICK_MS = 15_000;

/** The panel: holds the one state, hears the server while it is on the page, and shows what stage it is in. */
@element("hoa-parking-panel")
export class ParkingPanel extends LitElement {
  static override readonly styles = panelStyle;

  @property({ type: Boolean }) narrow = false;
  /** Where in the panel, as Home Assistant tells it. */
  @property({ attribute: false }) route: Route = { prefix: PREFIX, path: "" };
  @state() private journal: PanelState = EMPTY;
  @state() private link: Connection = "connecting";
  @state() private code: string | null = null;
  @state() private now = new Date();
  @state() private language = new Language({ language: "en", hour12: undefined, timeZone: undefined });
  /** Whether the words of this person's language are here; until then there is nothing to read. */
  @state() private worded = false;
  @state() private menuHidden = false;
  @state() private parking: Parking | null = null;
  /** A view that could not be loaded. */
  @state() private missing: string | null = null;
  #hass!: Hass;
  #stop: (() => void) | undefined;
  #tick: ReturnType<typeof setInterval> | undefined;

  /** Set anew on every change of any entity, so only what concerns us is taken from it. */
  @property({ attribute: false })
  set hass(hass: Hass) {
    this.#hass = hass;
    this.menuHidden = isMenuHidden(hass);
    this.#read();
    if (hass.connection === this.parking?.connection) return;
    this.parking = new Parking(hass.connection, hass.fetchWithAuth, () => externalOf(this.#hass));
    if (this.isConnected) this.#listen();
  }

  get hass(): Hass {
    return this.#hass;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#tick = setInterval(() => {
      this.now = new Date();
    }, TICK_MS);
    this.#listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#tick);
    this.#stop?.();
    this.#stop = undefined;
  }

  protected override shouldUpdate(changed: PropertyValues): boolean {
    return changed.size > 1 || !changed.has("hass");
  }

  protected override render(): TemplateResult {
    if (!this.worded) {
      return html`<hoa-header .language=${this.language} .menu=${this.narrow || this.menuHidden}></hoa-header>
        <main>${this.#loading()}</main>`;
    }
    const heading = this.journal.siteName === "" ? this.language.text("title") : this.journal.siteName;
    const live = stageOf(this.journal, this.link) === "live";
    const address = this.#address();
    return html`<hoa-header
        .language=${this.language}
        .heading=${heading}
        .menu=${this.narrow || this.menuHidden}
        @click=${this.#followed}
        >${live ? this.#tabs(address.room) : nothing}</hoa-header
      >
      <main lang=${this.language.tag} @hoa-change=${this.#changed} @hoa-let-in=${this.#listen} @click=${this.#followed}>
        ${this.#stage(address)}
      </main>
      ${live ? this.#asks(address.room) : nothing}`;
  }

  /** Nobody gets into a room by typing its address either; the server asks again. */
  #address(): Address {
    const { me } = this.journal;
    const first = firstRoomOf(me);
    const address = addressOf(this.route.path, first);
    return roomsOf(me).includes(address.room) ? address : addressOf("", first);
  }

  #tabs(current: Room): TemplateResult {
    const { language, route, journal } = this;
    const first = firstRoomOf(journal.me);
    const tabs = roomsOf(journal.me).map((id) => {
      const count = viewOf(id)?.waiting?.(journal) ?? 0;
      return {
        id,
        text: language.text(`tabs.${id}`),
        href: id === first ? route.prefix : `${route.prefix}${roomPath(id)}`,
        count,
        hint: language.count("tabs.waiting", count),
      };
    });
    return html`<hoa-tabs .tabs=${tabs} .current=${current} .label=${language.text("tabs")}></hoa-tabs>`;
  }

  #stage(address: Address): TemplateResult {
    const { language } = this;
    switch (stageOf(this.journal, this.link)) {
      case "loading":
        return this.#loading();
      case "absent":
        return this.#message("connection.absent.title", language.text("connection.absent.text"));
      case "refused":
        return this.#message("connection.refused.title", language.code("error", this.code ?? "", "error.other"));
      case "stranger":
        return this.#view(APPLY, language.text("apply.title"), address);
      case "live":
        return this.#room(address);
    }
  }

  /** Their part comes by itself: until then nobody is asked here. */
  #asks(room: Room): TemplateResult | typeof nothing {
    if (!isAsked(this.journal.me)) return nothing;
    fetchAsks();
    return html`<hoa-asks
      lang=${this.language.tag}
      .parking=${this.parking}
      .language=${this.language}
      .base=${this.route.prefix}
      .here=${room === "mine"}
      @click=${this.#followed}
    ></hoa-asks>`;
  }

  #loading(): TemplateResult {
    return html`<div class="loading" role="status" aria-label=${this.worded ? this.language.text("loading") : nothing}>
      <hoa-skeleton></hoa-skeleton><hoa-skeleton .height=${96}></hoa-skeleton
      ><hoa-skeleton .height=${380}></hoa-skeleton>
    </div>`;
  }

  #room(address: Address): TemplateResult {
    const view = viewOf(address.room);
    return view === null ? this.#loading() : this.#view(view, this.language.text(`tabs.${address.room}`), address);
  }

  #view(view: View, heading: string, address: Address): TemplateResult {
    const { parking, journal, language, now, link, route } = this;
    if (this.missing === view.name) {
      return html`<hoa-message icon="linkOff" .heading=${heading} .text=${language.text("tabs.failed")}></hoa-message>`;
    }
    if (customElements.get(view.name) === undefined) {
      void this.#load(view);
      return this.#loading();
    }
    const name = unsafeStatic(view.name);
    return staticHtml`<${name}
      .parking=${parking}
      .journal=${journal}
      .language=${language}
      .now=${now}
      .link=${link}
      .base=${route.prefix}
      .address=${address}
    ></${name}>`;
  }

  async #load({ name, load }: View): Promise<void> {
    try {
      await load?.();
      this.missing = customElements.get(name) === undefined ? name : null;
      this.requestUpdate();
    } catch (error) {
      // After an update the parts of the version before are gone.
      console.warn("hoa_parking: a view could not be loaded:", error);
      this.missing = name;
    }
  }

  readonly #read = (): void => {
    const language = languageOf(this.#hass, this.worded ? this.language : null, this.#read);
    if (language === null) return;
    this.language = language;
    this.worded = true;
  };

  readonly #followed = (event: MouseEvent): void => {
    const address = linkOf(event, this.route.prefix);
    if (address === null) return;
    event.preventDefault();
    this.missing = null;
    go(address);
  };

  #message(heading: "connection.absent.title" | "connection.refused.title", text: string): TemplateResult {
    return html`<hoa-message icon="linkOff" .heading=${this.language.text(heading)} .text=${text}></hoa-message>`;
  }

  readonly #listen = (): void => {
    this.#stop?.();
    this.#stop = this.parking?.watch({
      event: (event) => {
        this.#apply(event);
      },
      connection: (link, code) => {
        this.link = link;
        this.code = code;
      },
    });
  };

  readonly #changed = (event: CustomEvent<Change>): void => {
    this.#apply(event.detail);
  };

  #apply(change: Change): void {
    this.journal = reduce(this.journal, change);
    this.now = new Date();
  }
}
