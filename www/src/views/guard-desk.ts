import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Guard } from "../api/guard.js";
import type { Parking } from "../api/parking.js";
import { problemOf } from "../api/problem.js";
import "../components/guard-card.js";
import type { Deciding } from "../components/guard-card.js";
import type { Decision } from "../components/guard-decide.js";
import { guardForm } from "../components/guard-style.js";
import "../components/message.js";
import "../components/passage-detail.js";
import { card, focus } from "../components/style.js";
import { Attention } from "../lib/attention.js";
import type { Chime } from "../lib/chime.js";
import { whyOf } from "../lib/describe.js";
import { element } from "../lib/element.js";
import { resolvedWords } from "../lib/guard-words.js";
import type { Language } from "../lib/language.js";
import type { PanelState } from "../lib/state.js";
import type { ExceptionNow, GuardNow } from "../types/guard.js";
import type { Passage } from "../types/model.js";
import { deskStyle } from "./guard-desk-style.js";
import { Succession } from "./guard-focus.js";
import "./guard-handed.js";
import "./guard-notes.js";
import { Opened } from "./guard-opened.js";
import "./guard-side.js";
import { section } from "./style.js";

const TICK_MS = 1_000;

/** The gate as the guard works at it: one large card, and beside it the gates, what else waits, and the shift. */
@element("hoa-guard-desk")
export class GuardDesk extends LitElement {
  static override readonly styles = [section, card, focus, guardForm, deskStyle];

  @property({ attribute: false }) parking!: Parking;
  @property({ attribute: false }) server!: Guard;
  @property({ attribute: false }) guard!: GuardNow;
  @property({ attribute: false }) journal!: PanelState;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @property() base = "";
  @property({ attribute: false }) chime!: Chime;
  @state() private moment = new Date();
  @state() private deciding: { readonly id: string; readonly how: Deciding } | null = null;
  readonly #attention = new Attention();
  readonly #opened = new Opened(this);
  /** What is on the card, also when neither the queue nor the journal has it any more. */
  #shown: Passage | null = null;
  #tick: ReturnType<typeof setInterval> | undefined;
  #renewed = "";
  readonly #succession = new Succession(this, "hoa-guard-card", ".first");

  override connectedCallback(): void {
    super.connectedCallback();
    this.#tick = setInterval(() => {
      this.moment = new Date();
    }, TICK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#tick);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("guard") || changed.has("journal")) this.moment = new Date();
    const waiting = this.guard.exceptions.map((one) => one.passage.id);
    const id = this.#attention.shown(waiting, this.journal.passages[0]?.id ?? null, Date.now());
    this.#shown = this.#known(id) ?? (this.#shown?.id === id ? this.#shown : null);
    if (this.deciding !== null && this.deciding.id !== id) this.deciding = null;
    this.#succession.shows(id, () => this.#words());
  }

  protected override render(): TemplateResult {
    const { language, guard, journal } = this;
    return html`<hoa-guard-handed .last=${guard.last} .language=${language} .now=${this.now}></hoa-guard-handed>
      <div class="first" @pointerdown=${this.#touched} @keydown=${this.#touched}>${this.#card()}</div>
      <hoa-guard-side
        .parking=${this.parking}
        .server=${this.server}
        .guard=${guard}
        .gates=${journal.gates}
        .canOpen=${journal.me?.canOpen ?? false}
        .shown=${this.#shown?.id ?? null}
        .language=${language}
        .now=${this.now}
        .base=${this.base}
        .chime=${this.chime}
        @hoa-choose=${this.#choose}
      ></hoa-guard-side>
      <p class="heard" role="status">${this.#succession.heard}</p>
      ${this.#detail()}`;
  }

  #card(): TemplateResult {
    const { language } = this;
    const passage = this.#shown;
    if (passage === null) {
      return html`<div class="card" tabindex="-1">
        <hoa-message
          icon="car"
          .heading=${language.text("passages.empty")}
          .text=${language.text("passages.empty.text")}
        ></hoa-message>
      </div>`;
    }
    const exception = this.#exception(passage.id);
    return html`<hoa-guard-card
      .passage=${passage}
      .language=${language}
      .moment=${this.moment}
      .gateName=${this.#gateName(passage)}
      .waits=${exception !== undefined}
      .ask=${exception?.ask ?? null}
      .deciding=${this.deciding?.how ?? null}
      .newer=${this.#newer(passage.id)}
      @hoa-decide=${this.#decide}
      @hoa-busy=${this.#busy}
      @hoa-next=${this.#next}
      @hoa-details=${this.#details}
      @hoa-picture-lost=${this.#lost}
    ></hoa-guard-card>`;
  }

  #detail(): TemplateResult | typeof nothing {
    const passage = this.#opened.id === null ? null : (this.#known(this.#opened.id) ?? this.#shown);
    if (passage === null) return nothing;
    return html`<hoa-passage-detail
      .passage=${passage}
      .language=${this.language}
      .gateName=${this.#gateName(passage)}
      @hoa-close=${this.#opened.close}
      ><hoa-passage-notes
        .parking=${this.parking}
        .passage=${passage.id}
        .language=${this.language}
        .now=${this.now}
        .canNote=${true}
      ></hoa-passage-notes
    ></hoa-passage-detail>`;
  }

  /** The journal hears of every change first; the pictures of what waits have the newer addresses. */
  #known(id: string | null): Passage | undefined {
    const logged = this.journal.passages.find((one) => one.id === id);
    const waiting = this.#exception(id)?.passage;
    return logged === undefined || waiting === undefined
      ? (logged ?? waiting)
      : { ...logged, pictures: waiting.pictures };
  }

  #exception(id: string | null): ExceptionNow | undefined {
    return this.guard.exceptions.find((one) => one.passage.id === id);
  }

  #gateName(passage: Passage): string {
    return this.journal.gates.find((gate) => gate.id === passage.gate)?.name ?? "";
  }

  /** How many wait that are newer than the one that is shown. */
  #newer(id: string): number {
    const at = this.guard.exceptions.findIndex((one) => one.passage.id === id);
    return at < 0 ? this.guard.exceptions.length : at;
  }

  /** What is on the card, for who does not see it come. */
  #words(): string {
    const { language } = this;
    const passage = this.#shown;
    if (passage === null) return language.text("passages.empty");
    if (this.#exception(passage.id) === undefined) return language.text("guard.nothing");
    return `${language.text("passage.plate", { plate: passage.plate })}. ${whyOf(passage, language)}`;
  }

  readonly #touched = (): void => {
    this.#attention.touch(Date.now());
  };

  readonly #busy = (event: CustomEvent<boolean>): void => {
    this.#attention.busy(event.detail, Date.now());
  };

  readonly #choose = (event: CustomEvent<string>): void => {
    this.#attention.choose(event.detail, Date.now());
    this.requestUpdate();
    this.scrollIntoView({ block: "start" });
  };

  readonly #next = (): void => {
    const [newest] = this.guard.exceptions;
    if (newest === undefined) return;
    this.#attention.choose(newest.passage.id, Date.now());
    this.requestUpdate();
  };

  readonly #details = (event: CustomEvent<string>): void => {
    this.#opened.open(event.detail);
  };

  readonly #decide = async (event: CustomEvent<Decision>): Promise<void> => {
    const { passage: id, answer, reason } = event.detail;
    if (this.deciding?.how.state === "busy") return;
    const { language } = this;
    const say = (state: Deciding["state"], text: string): void => {
      if (this.deciding?.id === id) this.deciding = { id, how: { state, text } };
    };
    this.#attention.busy(true, Date.now());
    this.deciding = { id, how: { state: "busy", text: language.text(`guard.busy.${answer}`) } };
    this.#succession.decided(id);
    try {
      const resolved = await this.server.resolve(id, answer, reason);
      const { text, bad } =
        answer === "open"
          ? resolvedWords(resolved, language)
          : { text: language.text(`guard.done.${answer}`), bad: false };
      say(bad ? "failed" : "done", text);
      this.#attention.decided(Date.now());
    } catch (error) {
      const why = language.code("error", problemOf(error).code, "error.other");
      this.#succession.failed();
      say("failed", language.text("slot.failed", { why }));
      this.#attention.busy(false, Date.now());
    }
  };

  /** What is no exception has its address from the journal, which is asked once more for it. */
  readonly #lost = async (event: CustomEvent<string>): Promise<void> => {
    const newest = this.journal.passages[0]?.id;
    if (this.#exception(event.detail) !== undefined) return;
    event.stopPropagation();
    if (newest !== event.detail || this.#renewed === newest) return;
    this.#renewed = newest;
    try {
      const { passages } = await this.parking.passages(null, 1);
      const detail = { kind: "renewed", passages };
      this.dispatchEvent(new CustomEvent("hoa-change", { detail, bubbles: true, composed: true }));
    } catch (error) {
      console.warn("hoa_parking: a picture could not be renewed:", problemOf(error).code);
    }
  };
}
