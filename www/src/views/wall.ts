import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { problemOf } from "../api/problem.js";
import { wallState } from "../api/wall.js";
import { theme } from "../components/style.js";
import "../components/wall-zone.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { columnsOf, failed, heard, isStale, pauseOf, SILENT, wallRows, type Wall } from "../lib/wall.js";
import type { WallState } from "../types/wall.js";
import { wallStyle } from "./wall-style.js";

const SECOND_MS = 1_000;

/** The wall display: asks for the newest numbers by itself, and never passes old ones off as new. */
@element("hoa-wall")
export class WallView extends LitElement {
  static override readonly styles = [theme, wallStyle];

  @property({ attribute: false }) language!: Language;
  /** The address of this page, under which its state is. */
  @property() page = "";
  @state() private wall: Wall = SILENT;
  @state() private now = new Date();
  @state() private wide = true;
  #tick: ReturnType<typeof setInterval> | undefined;
  #next: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;
  readonly #shape = matchMedia("(min-aspect-ratio: 1/1)");

  override connectedCallback(): void {
    super.connectedCallback();
    this.#shape.addEventListener("change", this.#turned);
    document.addEventListener("visibilitychange", this.#seen);
    this.#turned();
    this.#tick = setInterval(() => {
      this.now = new Date();
    }, SECOND_MS);
    void this.#ask();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#shape.removeEventListener("change", this.#turned);
    document.removeEventListener("visibilitychange", this.#seen);
    clearInterval(this.#tick);
    clearTimeout(this.#next);
    this.#turn += 1;
  }

  protected override updated(): void {
    // The page's policy allows no style attribute; this way it needs none.
    const zones = this.wall.state?.zones.length ?? 1;
    this.style.setProperty("--columns", String(columnsOf(zones, this.wide)));
  }

  protected override render(): TemplateResult {
    const { wall, language, now } = this;
    return html`<main lang=${language.tag}>
      <header>
        <h1>${wall.state?.site ?? ""}</h1>
        <time class="clock">${language.clock(now, now)}</time>
      </header>
      ${wall.state === null ? this.#nothing() : this.#zones(wall.state)}
      <footer role="status">${this.#age(wall)}</footer>
    </main>`;
  }

  #zones(state: WallState): TemplateResult {
    const { language } = this;
    if (state.zones.length === 0) return html`<p class="message">${language.text("wall.empty")}</p>`;
    const stale = isStale(this.wall, this.now);
    return html`<div class="zones">
      ${repeat(
        state.zones,
        (zone) => zone.id,
        (zone) =>
          html`<hoa-wall-zone
            .zone=${zone}
            .rows=${wallRows(state.slots, zone.id)}
            .language=${language}
            .stale=${stale}
          ></hoa-wall-zone>`,
      )}
    </div>`;
  }

  #nothing(): TemplateResult {
    const { wall, language } = this;
    const key = wall.wrong ? "wall.wrong" : wall.failures > 0 ? "error.disconnected" : "wall.loading";
    return html`<p class="message">${language.text(key)}</p>`;
  }

  #age(wall: Wall): TemplateResult | typeof nothing {
    const { language, now } = this;
    if (wall.state === null || wall.heardAt === null) return nothing;
    if (wall.failures === 0 && !isStale(wall, now)) {
      return html`<span>${language.text("wall.as_of", { time: language.clock(wall.state.at, now) })}</span>`;
    }
    return html`<strong>${language.text("wall.lost", { time: language.clock(wall.heardAt, now) })}</strong>`;
  }

  async #ask(): Promise<void> {
    clearTimeout(this.#next);
    this.#turn += 1;
    const turn = this.#turn;
    let wall: Wall;
    try {
      wall = heard(await wallState(this.page), new Date());
    } catch (error) {
      wall = failed(this.wall, problemOf(error).code);
    }
    if (turn !== this.#turn) return;
    this.wall = wall;
    this.now = new Date();
    this.#next = setTimeout(() => void this.#ask(), pauseOf(wall));
  }

  readonly #turned = (): void => {
    this.wide = this.#shape.matches;
  };

  /** A tablet that slept asks at once. */
  readonly #seen = (): void => {
    if (document.visibilityState === "visible") void this.#ask();
  };
}
