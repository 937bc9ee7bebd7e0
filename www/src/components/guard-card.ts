import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { badgeOf, matchOf, outcomeOf, whyOf } from "../lib/describe.js";
import { element } from "../lib/element.js";
import { ageOf, clockOf, OPENABLE_MS } from "../lib/guard-words.js";
import type { Language } from "../lib/language.js";
import type { AskNow } from "../types/guard.js";
import type { Passage } from "../types/model.js";
import "./badge.js";
import { cardStyle } from "./guard-card-style.js";
import "./guard-decide.js";
import type { Decision } from "./guard-decide.js";
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

const TONES = { busy: "calm", done: "good", failed: "bad" } as const;

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
  #shownAt = -Infinity;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("passage") && changed.get("passage")?.id !== this.passage.id) {
      // The first one of all was not there before, and nobody pressed it.
      this.#shownAt = changed.get("passage") === undefined ? -Infinity : Date.now();
    }
  }

  /** Takes the keyboard to the card itself, from where its buttons are next. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector("article")?.focus(options);
  }

  protected override render(): TemplateResult {
    const { passage, language } = this;
    const badge = badgeOf(passage);
    return html`<article
      class="card"
      tabindex="-1"
      aria-label=${language.text("passage.plate", { plate: passage.plate })}
    >
      <div class="stage" @hoa-picture-lost=${this.#lost}>${this.#pictures()} ${this.#more()}</div>
      <div class="body" @click=${this.#pressed}>
        <hoa-plate .plate=${passage.plate} .country=${passage.country}></hoa-plate>
        <div class="whose">
          ${this.#apartment()}
          <hoa-badge .tone=${badge.tone} .icon=${badge.icon} .text=${language.text(badge.key)}></hoa-badge>
        </div>
        <div class="words">
          <p class="why">${this.#why()}</p>
          <p class="facts">${this.#facts()}</p>
          ${this.#ask()}
        </div>
        ${this.#decision()}
        <div class="foot">
          <button type="button" @click=${this.#details}>
            <hoa-icon name="note"></hoa-icon>${language.text("guard.details")}
          </button>
          ${
            this.waits && !this.#isOld()
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
    return html`<p class="ask"><hoa-icon name="person"></hoa-icon>${text}</p>`;
  }

  #decision(): TemplateResult {
    const { language, deciding } = this;
    const said = deciding === null ? (this.waits ? null : "calm") : TONES[deciding.state];
    const text = deciding?.text ?? language.text("guard.nothing");
    return html`${said === null ? nothing : html`<p class="said tinted ${said}" role="status">${text}</p>`}
    ${
      this.waits && (deciding === null || deciding.state === "failed")
        ? html`<hoa-guard-decide
            .passage=${this.passage}
            .old=${this.#isOld()}
            .language=${language}
          ></hoa-guard-decide>`
        : nothing
    }`;
  }

  /** Nobody stands at the gate any more: it opens by its own button. */
  #isOld(): boolean {
    return this.moment.getTime() - this.passage.capturedAt.getTime() > OPENABLE_MS;
  }

  /** Hears of a press before any button does. */
  readonly #pressed = {
    capture: true,
    handleEvent: (event: Event): void => {
      if (Date.now() - this.#shownAt < ARMED_AFTER_MS) event.stopPropagation();
    },
  };

  readonly #dismiss = (): void => {
    this.#say("hoa-decide", { passage: this.passage.id, answer: "dismiss", reason: null } satisfies Decision);
  };

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
