import { css, html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Hass } from "./api/hass.js";
import { Parking } from "./api/parking.js";
import { isMenuHidden, readingOf } from "./api/reading.js";
import "./components/header.js";
import "./components/message.js";
import "./components/skeleton.js";
import { focus, theme } from "./components/style.js";
import { element } from "./lib/element.js";
import { Language } from "./lib/language.js";
import { EMPTY, reduce, stageOf, type Change, type PanelState } from "./lib/state.js";
import type { Connection } from "./types/model.js";
import "./views/live.js";

const TICK_MS = 15_000;

/** The panel: holds the one state, hears the server while it is on the page, and shows what stage it is in. */
@element("hoa-parking-panel")
export class ParkingPanel extends LitElement {
  static override readonly styles = [
    theme,
    focus,
    css`
      :host {
        display: block;
        min-block-size: 100%;
        background: var(--primary-background-color, #fafafa);
        font-family: var(--ha-font-family-body, Roboto, "Noto Sans", sans-serif);
        -webkit-font-smoothing: antialiased;
      }
      main {
        box-sizing: border-box;
        max-inline-size: 1240px;
        margin-inline: auto;
        padding: 16px calc(16px + var(--safe-area-inset-right, 0px)) calc(24px + var(--safe-area-inset-bottom, 0px))
          calc(16px + var(--safe-area-inset-left, 0px));
      }
      .loading {
        display: grid;
        gap: 16px;
        max-inline-size: 640px;
      }
      .login {
        padding: 6px 14px;
        border-radius: 999px;
        background: color-mix(in srgb, var(--text) 7%, transparent);
        font-size: 14px;
        line-height: 20px;
      }
      .how {
        margin: 0;
        max-inline-size: 44ch;
        color: var(--quiet);
      }
      @media (max-width: 599px) {
        main {
          padding-inline: calc(8px + var(--safe-area-inset-left, 0px)) calc(8px + var(--safe-area-inset-right, 0px));
        }
      }
    `,
  ];

  @property({ type: Boolean }) narrow = false;
  @state() private journal: PanelState = EMPTY;
  @state() private link: Connection = "connecting";
  @state() private code: string | null = null;
  @state() private now = new Date();
  @state() private language = new Language({ language: "en", hour12: undefined, timeZone: undefined });
  @state() private menuHidden = false;
  @state() private parking: Parking | null = null;
  #hass!: Hass;
  #reading = "";
  #stop: (() => void) | undefined;
  #tick: ReturnType<typeof setInterval> | undefined;

  /** Set anew on every change of any entity, so only what concerns us is taken from it. */
  @property({ attribute: false })
  set hass(hass: Hass) {
    this.#hass = hass;
    this.menuHidden = isMenuHidden(hass);
    const reading = readingOf(hass);
    const key = JSON.stringify(reading);
    if (key !== this.#reading) {
      this.#reading = key;
      this.language = new Language(reading);
    }
    if (hass.connection === this.parking?.connection) return;
    this.parking = new Parking(hass.connection);
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
    const heading = this.journal.siteName === "" ? this.language.text("title") : this.journal.siteName;
    return html`<hoa-header
        .language=${this.language}
        .heading=${heading}
        .menu=${this.narrow || this.menuHidden}
      ></hoa-header>
      <main lang=${this.language.tag} @hoa-change=${this.#changed}>${this.#stage()}</main>`;
  }

  #stage(): TemplateResult {
    const { language } = this;
    switch (stageOf(this.journal, this.link)) {
      case "loading":
        return html`<div class="loading" role="status" aria-label=${language.text("loading")}>
          <hoa-skeleton></hoa-skeleton><hoa-skeleton .height=${96}></hoa-skeleton
          ><hoa-skeleton .height=${380}></hoa-skeleton>
        </div>`;
      case "absent":
        return this.#message("connection.absent.title", language.text("connection.absent.text"));
      case "refused":
        return this.#message("connection.refused.title", language.code("error", this.code ?? "", "error.other"));
      case "stranger":
        return this.#stranger();
      case "live":
        return html`<hoa-live
          .parking=${this.parking}
          .journal=${this.journal}
          .language=${language}
          .now=${this.now}
          .link=${this.link}
        ></hoa-live>`;
    }
  }

  #message(heading: "connection.absent.title" | "connection.refused.title", text: string): TemplateResult {
    return html`<hoa-message icon="linkOff" .heading=${this.language.text(heading)} .text=${text}></hoa-message>`;
  }

  #stranger(): TemplateResult {
    const { language } = this;
    const name = this.journal.me?.name ?? "";
    return html`<hoa-message
      icon="person"
      .heading=${language.text("stranger.title", { name })}
      .text=${language.text("stranger.text")}
    >
      <p class="how">${language.text("stranger.how")}</p>
      <span class="login">${language.text("stranger.login", { name })}</span>
    </hoa-message>`;
  }

  #listen(): void {
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
  }

  readonly #changed = (event: CustomEvent<Change>): void => {
    this.#apply(event.detail);
  };

  #apply(change: Change): void {
    this.journal = reduce(this.journal, change);
    this.now = new Date();
  }
}
