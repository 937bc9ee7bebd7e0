import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import type { Guard } from "../api/guard.js";
import type { Parking } from "../api/parking.js";
import { problemOf } from "../api/problem.js";
import { readPicture } from "../api/reads.js";
import { guardForm } from "../components/guard-style.js";
import "../components/manual-form.js";
import "../components/manual-picture.js";
import type { Reading } from "../components/manual-picture.js";
import "../components/notice.js";
import "../components/passage-row.js";
import { card, focus } from "../components/style.js";
import type { Notice } from "../lib/describe.js";
import { element } from "../lib/element.js";
import { resolvedWords } from "../lib/guard-words.js";
import type { Language } from "../lib/language.js";
import type { PanelState } from "../lib/state.js";
import type { Checked, Entering, PictureRead } from "../types/guard.js";
import type { Passage } from "../types/model.js";
import { enterStyle } from "./guard-enter-style.js";
import { section } from "./style.js";

/** A passage that no camera saw: photographed, read, put right and written down by hand. */
@element("hoa-guard-enter")
export class GuardEnter extends LitElement {
  static override readonly styles = [section, card, focus, guardForm, enterStyle];

  @property({ attribute: false }) parking!: Parking;
  @property({ attribute: false }) server!: Guard;
  @property({ attribute: false }) journal!: PanelState;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @state() private shown = "";
  @state() private reading: Reading | null = null;
  @state() private read: PictureRead | null = null;
  @state() private checked: { readonly text: string; readonly found: Checked } | null = null;
  @state() private confirming = false;
  @state() private busy = false;
  @state() private failure = "";
  @state() private done: Passage | null = null;
  /** The gate of the last one: a guard mostly stands at one. */
  @state() private gate = "";
  @state() private entries = 0;
  /** Every look-up is written down on the server, and its household sees it: one is enough. */
  #asked: { readonly text: string; readonly answer: Promise<Checked> } | null = null;
  /** Counts pictures and entries: an answer for one before is not taken for this one. */
  #turn = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#clear();
  }

  protected override render(): TemplateResult {
    const { language } = this;
    return html`<h2>${language.text("manual")}</h2>
      ${this.#told()}
      <div class="columns" @hoa-picture=${this.#taken} @hoa-clear=${this.#clear}>
        <div class="card">
          <hoa-manual-picture .language=${language} .reading=${this.reading} .shown=${this.shown}></hoa-manual-picture>
        </div>
        <div class="card">${this.#form()}</div>
      </div>`;
  }

  #form(): unknown {
    const form = html`<hoa-manual-form
      .first=${this.gate}
      .gates=${this.journal.gates}
      .read=${this.read}
      .checked=${this.checked?.found ?? null}
      .checkedText=${this.checked?.text ?? ""}
      .confirming=${this.confirming}
      .busy=${this.busy}
      .failure=${this.failure}
      .language=${this.language}
      .now=${this.now}
      @hoa-check=${this.#check}
      @hoa-enter=${this.#enter}
      @hoa-withdraw=${this.#withdraw}
    ></hoa-manual-form>`;
    return keyed(this.entries, form);
  }

  /** What was written down last, as the journal has it. */
  #told(): TemplateResult | typeof nothing {
    const { done, language, now } = this;
    if (done === null) return nothing;
    const passage = this.journal.passages.find((one) => one.id === done.id) ?? done;
    return html`<hoa-notice role="status" .notice=${this.#outcome(passage)}></hoa-notice>
      <div class="card done">
        <hoa-passage-row
          inert
          .passage=${passage}
          .language=${language}
          .apartment=${passage.apartment ?? ""}
          .clock=${language.clock(passage.capturedAt, now)}
          .ago=${language.ago(passage.capturedAt, now)}
        ></hoa-passage-row>
      </div>`;
  }

  #outcome(passage: Passage): Notice {
    const { language } = this;
    if (passage.verdict !== "open") return { tone: "good", icon: "check", text: language.text("manual.logged") };
    const { text, bad } = resolvedWords({ outcome: passage.outcome, reason: passage.outcomeReason }, language);
    return {
      tone: bad ? "bad" : "good",
      icon: bad ? "alert" : "check",
      text: `${language.text("manual.logged")} ${text}`,
    };
  }

  readonly #clear = (): void => {
    if (this.shown !== "") URL.revokeObjectURL(this.shown);
    this.#turn += 1;
    this.shown = "";
    this.reading = null;
    this.read = null;
  };

  readonly #taken = async (event: CustomEvent<Blob>): Promise<void> => {
    this.#clear();
    this.done = null;
    const { language } = this;
    const turn = this.#turn;
    this.shown = URL.createObjectURL(event.detail);
    this.reading = { state: "busy", text: language.text("manual.reading") };
    try {
      const read = await readPicture(this.parking, event.detail);
      if (turn !== this.#turn) return;
      this.read = read;
      this.reading = this.#readWords(read.problem, read.plates.length);
    } catch (error) {
      if (turn === this.#turn) this.reading = this.#readWords(problemOf(error).code, 0);
    }
  };

  #readWords(problem: string | null, plates: number): Reading {
    const { language } = this;
    if (problem !== null) {
      const why = language.code("error", problem, "error.other");
      return { state: "failed", text: language.text("manual.read.failed", { why }) };
    }
    return plates === 0
      ? { state: "failed", text: language.text("manual.read.none") }
      : { state: "done", text: language.text("manual.read.done") };
  }

  readonly #check = async (event: CustomEvent<string>): Promise<void> => {
    this.failure = "";
    this.confirming = false;
    try {
      await this.#found(event.detail);
    } catch (error) {
      this.#fail(error);
    }
  };

  /** What the lists say of a plate, asked once for the same text. */
  async #found(text: string): Promise<Checked> {
    if (this.#asked?.text !== text) this.#asked = { text, answer: this.server.check(text) };
    const asked = this.#asked;
    try {
      const found = await asked.answer;
      if (asked === this.#asked) this.checked = { text, found };
      return found;
    } catch (error) {
      this.#asked = null;
      throw error;
    }
  }

  readonly #enter = async (event: CustomEvent<Entering>): Promise<void> => {
    const entering = event.detail;
    if (this.busy) return;
    this.busy = true;
    this.failure = "";
    try {
      const { blocked } = await this.#found(entering.plate);
      if (blocked !== null && !entering.despiteBlock) this.confirming = true;
      else this.#entered(await this.server.enter(entering));
    } catch (error) {
      if (problemOf(error).code === "plate_blocked") this.confirming = true;
      else this.#fail(error);
    } finally {
      this.busy = false;
    }
  };

  /** The next one begins anew: nothing of this one may slip into it. */
  #entered(passage: Passage): void {
    this.#clear();
    this.checked = null;
    this.#asked = null;
    this.confirming = false;
    this.done = passage;
    this.gate = passage.gate ?? "";
    this.entries += 1;
    this.scrollIntoView({ block: "start" });
  }

  readonly #withdraw = (): void => {
    this.confirming = false;
  };

  #fail(error: unknown): void {
    const why = this.language.code("error", problemOf(error).code, "error.other");
    this.failure = this.language.text("slot.failed", { why });
  }
}
