import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import { ownOf } from "../api/own.js";
import type { Parking } from "../api/parking.js";
import "../components/ask-strip.js";
import "../components/notice.js";
import { theme } from "../components/style.js";
import type { Notice } from "../lib/describe.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { roomPath } from "../lib/route.js";
import type { Ask } from "../types/people.js";
import { Answering, type Answer } from "./answering.js";

/** How long it is said what became of a question. */
const SAID_MS = 6_000;

/**
 * What the household is asked, below every room but its own: at the page's end and before the lower edge of the screen,
 * so that nothing moves under a finger. Hears the server while it is on the page.
 */
@element("hoa-asks")
export class Asks extends LitElement {
  static override readonly styles = [
    theme,
    css`
      :host {
        position: sticky;
        inset-block-end: 0;
        z-index: 3;
        display: block;
      }
      .strip {
        padding: 12px calc(16px + var(--safe-area-inset-right, 0px)) calc(12px + var(--safe-area-inset-bottom, 0px))
          calc(16px + var(--safe-area-inset-left, 0px));
        border-block-start: 2px solid var(--accent);
        background: linear-gradient(var(--card), var(--card)), var(--primary-background-color, #fafafa);
        box-shadow: 0 -2px 12px rgb(0 0 0 / 25%);
      }
      .strip > * {
        max-inline-size: 1208px;
        margin-inline: auto;
      }
      .strip > * + * {
        margin-block-start: 8px;
      }
      @media (prefers-reduced-motion: no-preference) {
        .strip {
          animation: rise 0.2s ease-out;
        }
      }
      @keyframes rise {
        from {
          translate: 0 100%;
        }
      }
    `,
  ];

  @property({ attribute: false }) parking!: Parking;
  @property({ attribute: false }) language!: Language;
  @property() base = "";
  /** Whether this is the household's own room, which has its own place for them. */
  @property({ type: Boolean }) here = false;
  @state() private asks: readonly Ask[] = [];
  readonly #answering = new Answering(this);
  #stop: (() => void) | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
    clearTimeout(this.#rest);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("parking")) this.#listen();
    if (changed.has("here") && this.here) this.#answering.say(null);
  }

  protected override render(): TemplateResult {
    const content = this.here ? [] : [this.#said(), this.#asked()].filter((part) => part !== nothing);
    return html`<div role="region" aria-live="assertive" aria-label=${this.language.text("asks")}>
      ${content.length === 0 ? nothing : html`<div class="strip">${content}</div>`}
    </div>`;
  }

  #asked(): unknown {
    const [ask, ...more] = this.asks.filter((one) => one.answer === null);
    if (ask === undefined) return nothing;
    const { going } = this.#answering;
    return keyed(
      ask.id,
      html`<hoa-ask-strip
        .ask=${ask}
        .language=${this.language}
        .href=${`${this.base}${roomPath("mine")}`}
        .more=${more.length}
        .going=${going?.ask === ask.id ? going.answer : null}
        @hoa-answer=${(event: CustomEvent<Answer>) => this.#answer(ask, event.detail)}
      ></hoa-ask-strip>`,
    );
  }

  #said(): TemplateResult | typeof nothing {
    const { failure, said } = this.#answering;
    const notice: Notice | null = failure === null ? said : { tone: "bad", icon: "alert", text: failure.text };
    return notice === null ? nothing : html`<hoa-notice .notice=${notice}></hoa-notice>`;
  }

  async #answer(ask: Ask, answer: Answer): Promise<void> {
    clearTimeout(this.#rest);
    await this.#answering.answer(ownOf(this.parking).household, ask, answer, this.language);
    this.#fade();
  }

  #listen(): void {
    this.#stop?.();
    this.#stop = ownOf(this.parking).listen({
      event: ({ mine }) => {
        this.#over(mine.asks);
        this.asks = mine.asks;
      },
      connection: () => undefined,
    });
  }

  /** Whoever was about to answer sees who was quicker, and no other button comes under the finger. */
  #over(now: readonly Ask[]): void {
    const { going, answered } = this.#answering;
    const open = this.asks.find((ask) => ask.answer === null);
    const ended = now.find((ask) => ask.id === open?.id)?.answer ?? null;
    if (this.here || ended === null || open?.id === going?.ask || open?.id === answered) return;
    this.#answering.say({ tone: "calm", icon: "check", text: this.language.text(`ask.over.${ended}`) });
    this.#fade();
  }

  #fade(): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.#answering.say(null);
    }, SAID_MS);
  }
}
