import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { badgeOf, matchOf, outcomeOf, whyOf } from "../lib/describe.js";
import { element } from "../lib/element.js";
import { ageOf, clockOf, OPENABLE_MS } from "../lib/guard-words.js";
import type { Language } from "../lib/language.js";
import type { AskNow, Resolving } from "../types/guard.js";
import type { Passage } from "../types/model.js";
import "./badge.js";
import { cardStyle } from "./guard-card-style.js";
import "./guard-refuse.js";
import { guardForm } from "./guard-style.js";
import "./icon.js";
import "./picture.js";
import "./plate.js";
import { card, focus, theme, tones } from "./style.js";

/** A press on a card that has just been exchanged was meant for the one before. */
const ARMED_AFTER_MS = 600;

/** How a decision goes. */
export interface Deciding {
  readonly state: "busy" | "done" | "failed";
  readonly text: string;
}

export interface Decision {
  readonly passage: string;
  readonly answer: Resolving;
  readonly reason: string | null;
}

/**
 * The passage at the gate, large. Fires `hoa-decide` with a Decision, `hoa-details`, `hoa-next` for the one that waits,
 * `hoa-busy` while a reason is being given.
 */
@element("hoa-guard-card")
export class GuardCard extends LitElement {
  static override readonly styles = [theme, tones, card, focus, guardForm, cardStyle];

  @property({ attribute: false }) passage!: Passage;
  @property({ attribute: false }) language!: Language;
  /** To the second. */
  @property({ attribute: false }) moment!: Date;
  @property() gateName = "";
  /** Whether it waits for a decision. */
  @property({ type: Boolean }) waits = false;
  @property({ attribute: false }) ask: AskNow | null = null;
  @property({ attribute: false }) deciding: Deciding | null = null;
  /** Newer ones that wait while this one is being looked at. */
  @property({ type: Number }) newer = 0;
  @state() private refusing = false;
  #shownAt = -Infinity;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("passage") && changed.get("passage")?.id !== this.passage.id) {
      // The first one of all was not there before, and nobody pressed it.
      this.#shownAt = changed.get("passage") === undefined ? -Infinity : Date.now();
      this.refusing = false;
    }
    if (!this.waits) this.refusing = false;
  }

  protected override render(): TemplateResult {
    const { passage, language } = this;
    const badge = badgeOf(passage);
    return html`<article class="card" aria-label=${language.text("passage.plate", { plate: passage.plate })}>
      <div class="stage" @hoa-picture-lost=${this.#lost}>${this.#pictures()} ${this.#more()}</div>
      <div class="body">
        <hoa-plate .plate=${passage.plate} .country=${passage.country}></hoa-plate>
        <div class="whose">
          ${this.#apartment()}
          <hoa-badge .tone=${badge.tone} .icon=${badge.icon} .text=${language.text(badge.key)}></hoa-badge>
        </div>
        <p class="why">${this.#why()}</p>
        <p class="facts">${this.#facts()}</p>
        <p class="ask">${this.#ask()}</p>
        ${this.#decision()}
        <div class="foot">
          <button type="button" @click=${this.#details}>
            <hoa-icon name="note"></hoa-icon>${language.text("guard.details")}
          </button>
          ${
            this.waits && !this.refusing && !this.#isOld()
              ? html`<button type="button" @click=${this.#dismiss}>${language.text("guard.dismiss")}</button>`
              : nothing
          }
        </div>
      </div>
    </article>`;
  }

  #pictures(): TemplateResult {
    const { passage, language } = this;
    const { frame, plate } = passage.pictures;
    const label = { plate: passage.plate };
    return html`<hoa-picture
        class="frame"
        .address=${frame}
        .label=${language.text("passage.frame", label)}
        @click=${this.#details}
      ></hoa-picture>
      ${
        plate === null
          ? nothing
          : html`<hoa-picture
              class="crop"
              .address=${plate}
              .label=${language.text("passage.picture", label)}
            ></hoa-picture>`
      }`;
  }

  #more(): TemplateResult | typeof nothing {
    if (this.newer === 0) return nothing;
    return html`<button type="button" class="more" @click=${this.#next}>
      ${this.language.count("guard.newer", this.newer)}<hoa-icon name="forward"></hoa-icon>
    </button>`;
  }

  #apartment(): TemplateResult {
    const { apartment } = this.passage;
    return apartment === null
      ? html`<span class="apartment nobody">${this.language.text("guard.nobody")}</span>`
      : html`<span class="apartment">${this.language.text("passage.apartment", { apartment })}</span>`;
  }

  #why(): string {
    const { passage, language } = this;
    const parts = [whyOf(passage, language), matchOf(passage, language), outcomeOf(passage, language)];
    return parts.filter((part) => part !== "").join(" ");
  }

  #facts(): string {
    const { passage, language } = this;
    const parts = [
      this.gateName,
      language.text(`direction.${passage.direction}`),
      passage.passKind === null ? "" : language.text(`passage.kind.${passage.passKind}`),
      ageOf(passage.capturedAt, this.moment, language),
    ];
    return parts.filter((part) => part !== "").join(" · ");
  }

  #ask(): TemplateResult | typeof nothing {
    const left = (this.ask?.until.getTime() ?? 0) - this.moment.getTime();
    if (this.ask === null || !this.waits) return nothing;
    const text =
      left > 0 ? this.language.text("guard.ask", { left: clockOf(left) }) : this.language.text("guard.ask.over");
    return html`<hoa-icon name="person"></hoa-icon>${text}`;
  }

  #decision(): TemplateResult {
    const { language, deciding } = this;
    if (deciding !== null) {
      const tone = deciding.state === "failed" ? "bad" : deciding.state === "done" ? "good" : "calm";
      return html`<p class="said tinted ${tone}" role="status">${deciding.text}</p>
        ${deciding.state === "failed" && this.waits ? this.#buttons() : nothing}`;
    }
    if (!this.waits) return html`<p class="said tinted calm" role="status">${language.text("guard.nothing")}</p>`;
    return this.refusing
      ? html`<hoa-guard-refuse
          .language=${language}
          @hoa-reason=${this.#refuse}
          @hoa-cancel=${this.#keep}
        ></hoa-guard-refuse>`
      : this.#buttons();
  }

  #buttons(): TemplateResult {
    const { language } = this;
    return html`<div class="decide">
      ${
        this.#isOld()
          ? html`<button type="button" @click=${this.#dismiss}>${language.text("guard.dismiss")}</button>`
          : html`<button type="button" class="open" @click=${this.#open}>
              <hoa-icon name="check"></hoa-icon>${language.text("guard.open")}
            </button>`
      }
      <button type="button" class="refuse" @click=${this.#reason}>
        <hoa-icon name="close"></hoa-icon>${language.text("guard.refuse")}
      </button>
    </div>`;
  }

  /** Nobody stands at the gate any more: it opens by its own button. */
  #isOld(): boolean {
    return this.moment.getTime() - this.passage.capturedAt.getTime() > OPENABLE_MS;
  }

  readonly #open = (): void => {
    this.#decide("open", null);
  };

  readonly #dismiss = (): void => {
    this.#decide("dismiss", null);
  };

  readonly #reason = (): void => {
    if (!this.#armed()) return;
    this.refusing = true;
    this.#say("hoa-busy", true);
  };

  readonly #keep = (): void => {
    this.refusing = false;
    this.#say("hoa-busy", false);
  };

  readonly #refuse = (event: CustomEvent<string>): void => {
    this.refusing = false;
    this.#decide("refuse", event.detail);
  };

  #decide(answer: Resolving, reason: string | null): void {
    if (this.#armed()) this.#say("hoa-decide", { passage: this.passage.id, answer, reason } satisfies Decision);
  }

  #armed(): boolean {
    return Date.now() - this.#shownAt >= ARMED_AFTER_MS;
  }

  readonly #next = (): void => {
    this.#say("hoa-next", null);
  };

  readonly #details = (): void => {
    this.#say("hoa-details", this.passage.id);
  };

  readonly #lost = (event: Event): void => {
    event.stopPropagation();
    this.#say("hoa-picture-lost", this.passage.id);
  };

  #say(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
