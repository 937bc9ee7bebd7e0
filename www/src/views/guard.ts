import { html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { Guard } from "../api/guard.js";
import "../components/icon.js";
import "../components/skeleton.js";
import { focus } from "../components/style.js";
import { Chime } from "../lib/chime.js";
import { whyOf } from "../lib/describe.js";
import { element } from "../lib/element.js";
import { roomPath } from "../lib/route.js";
import type { GuardNow } from "../types/guard.js";
import type { Connection } from "../types/model.js";
import "./guard-blocklist.js";
import "./guard-desk.js";
import "./guard-enter.js";
import { roomStyle } from "./guard-room-style.js";
import "./guard-shifts.js";
import { HeardRoom, type Ear } from "./heard-room.js";
import { section } from "./style.js";

const PAGES = ["enter", "blocklist", "shifts"] as const;
type Page = (typeof PAGES)[number];

/** The guard's room: hears what waits, says it aloud, and leads to the desk, manual entry, the block list and the shifts. */
@element("hoa-guard")
export class GuardRoom extends HeardRoom {
  static override readonly styles = [section, focus, roomStyle];

  @state() private guard: GuardNow | null = null;
  @state() private said = "";
  #server: Guard | null = null;
  /** Exceptions that were there before; null before the first were told. */
  #known: ReadonlySet<string> | null = null;
  readonly #chime = new Chime();

  protected override render(): TemplateResult {
    const page = PAGES.find((one) => one === this.address.rest[0]) ?? null;
    return html`<div class="aloud" aria-live="polite">${this.said}</div>
      ${this.old()} ${page === null ? this.#desk() : this.#page(page)}`;
  }

  #desk(): TemplateResult {
    if (this.guard === null) {
      return html`<div class="loading" role="status" aria-label=${this.language.text("loading")}>
        <hoa-skeleton .height=${520}></hoa-skeleton><hoa-skeleton .height=${180}></hoa-skeleton>
      </div>`;
    }
    return html`<hoa-guard-desk
      .parking=${this.parking}
      .server=${this.#server}
      .guard=${this.guard}
      .journal=${this.journal}
      .language=${this.language}
      .now=${this.now}
      .base=${this.base}
      .chime=${this.#chime}
      @hoa-picture-lost=${this.renew}
    ></hoa-guard-desk>`;
  }

  #page(page: Page): TemplateResult {
    const { language, base } = this;
    const waiting = this.guard?.exceptions.length ?? 0;
    return html`<nav class="back">
        <a href=${`${base}${roomPath("guard")}`}
          ><hoa-icon name="forward"></hoa-icon>${language.text("guard.back")}${
            waiting === 0 ? nothing : html`<b>${language.count("guard.waiting", waiting)}</b>`
          }</a
        >
      </nav>
      ${this.#inside(page)}`;
  }

  #inside(page: Page): TemplateResult {
    const { parking, language, journal, now } = this;
    switch (page) {
      case "enter":
        return html`<hoa-guard-enter
          .parking=${parking}
          .server=${this.#server}
          .journal=${journal}
          .language=${language}
          .now=${now}
        ></hoa-guard-enter>`;
      case "blocklist":
        return html`<hoa-guard-blocklist
          .server=${this.#server}
          .language=${language}
          .now=${now}
        ></hoa-guard-blocklist>`;
      case "shifts":
        return html`<hoa-guard-shifts .server=${this.#server} .language=${language} .now=${now}></hoa-guard-shifts>`;
    }
  }

  protected override listen(linked: (link: Connection) => void): Ear {
    this.#server = new Guard(this.parking);
    return this.#server.watch({
      event: (event) => {
        this.#announce(event.guard);
        this.guard = event.guard;
      },
      connection: linked,
    });
  }

  /** Says a new exception to a screen reader, and to the ear where that is wished. */
  #announce(guard: GuardNow): void {
    const known = this.#known;
    const fresh = known === null ? undefined : guard.exceptions.find((one) => !known.has(one.passage.id));
    this.#known = new Set(guard.exceptions.map((one) => one.passage.id));
    if (fresh === undefined) return;
    const { passage } = fresh;
    this.said = this.language.text("guard.said", { plate: passage.plate, why: whyOf(passage, this.language) });
    this.#chime.play();
  }
}
