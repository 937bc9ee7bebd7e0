import { html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import "../components/plate.js";
import { element } from "../lib/element.js";
import type { Track } from "./answers.js";
import { answer, claim, track, withdraw } from "./door.js";
import { textField } from "./field.js";
import { keep, kept, linkOf } from "./kept.js";
import "./link-box.js";
import { StateView } from "./link-view.js";

const TONES = { new: "calm", asked: "warn", approved: "good", refused: "bad", withdrawn: "calm" } as const;

/** What became of an application, told to whoever has its link. */
@element("hoa-apply-status")
export class ApplyStatus extends StateView {
  @state() private now: Track | null = null;
  @state() private text = kept("answer") ?? "";
  @state() private asking = false;

  protected override page(): TemplateResult | null {
    return this.now === null ? null : this.#state(this.now);
  }

  #state(now: Track): TemplateResult {
    const { words } = this;
    return html`<section class="card">
        <h1>${words.text("status.title")}</h1>
        <p class="state ${TONES[now.state]}" role="status">${words.text(`status.state.${now.state}`)}</p>
        ${
          now.password === "open" || now.password === "expired"
            ? nothing
            : html`<p>${words.text(`status.text.${now.state}`)}</p>`
        }
        ${this.#next(now)} ${this.failureLine()} ${this.#facts(now)} ${this.#buttons(now)}
      </section>
      <details class="card">
        <summary>${words.text("status.keep")}</summary>
        <hoa-link-box .words=${words} .link=${linkOf("/apply/status", this.token)}></hoa-link-box>
      </details>`;
  }

  #next(now: Track): TemplateResult | typeof nothing {
    if (now.state === "asked") return this.#question(now);
    if (now.state === "approved" && now.password !== null) return this.#password(now.password);
    if (now.state === "refused" && now.reason !== null) {
      return html`<div class="quote">
        <h2>${this.words.text("status.reason")}</h2>
        <p>${now.reason}</p>
      </div>`;
    }
    return nothing;
  }

  #question(now: Track): TemplateResult {
    const { words } = this;
    return html`<div class="quote">
        <h2>${words.text("status.question")}</h2>
        <p>${now.question}</p>
      </div>
      <form novalidate @submit=${this.#answered}>
        ${textField({
          id: "answer",
          label: words.text("status.answer"),
          value: this.text,
          most: 500,
          words,
          fault: this.fault,
          lines: 3,
          change: (text) => {
            this.text = text;
            this.fault = null;
            keep("answer", text);
          },
        })}
        <button class="strong" ?disabled=${this.busy}>${words.text("status.answer.send")}</button>
      </form>`;
  }

  #password(password: NonNullable<Track["password"]>): TemplateResult {
    const { words } = this;
    const step = {
      open: html`<button type="button" class="strong" ?disabled=${this.busy} @click=${this.#claimed}>
        ${words.text("status.password")}
      </button>`,
      set: html`<a class="button strong" href="/">${words.text("login")}</a>`,
      expired: nothing,
    }[password];
    return html`<p>${words.text(`status.password.${password}`)}</p>
      <div class="buttons">${step}</div>`;
  }

  #facts(now: Track): TemplateResult {
    const { words } = this;
    const cars = now.plates.map((plate) => html`<hoa-plate .plate=${plate}></hoa-plate> `);
    return html`<dl>
      ${this.fact(words.text("status.name"), now.name)} ${this.fact(words.text("status.apartment"), now.apartment)}
      ${this.fact(words.text("status.cars"), cars.length === 0 ? words.text("status.cars.none") : cars)}
      ${
        now.state !== "asked" && now.question !== null && now.answer !== null
          ? [this.fact(words.text("status.question"), now.question), this.fact(words.text("status.answer"), now.answer)]
          : nothing
      }
      ${this.fact(words.text("status.made"), words.moment(now.madeAt))}
      ${now.changedAt > now.madeAt ? this.fact(words.text("status.changed"), words.moment(now.changedAt)) : nothing}
    </dl>`;
  }

  #buttons(now: Track): TemplateResult {
    const { words, busy } = this;
    const waits = now.state === "new" || now.state === "asked";
    if (!waits) {
      const over = now.state === "refused" || now.state === "withdrawn";
      return over
        ? html`<div class="buttons"><a class="button" href="/apply">${words.text("status.again")}</a></div>`
        : html`${nothing}`;
    }
    if (this.asking) return this.#sure();
    return html`<div class="buttons">
      <button type="button" ?disabled=${busy} @click=${this.loaded}>${words.text("status.refresh")}</button>
      <button type="button" class="plain" ?disabled=${busy} @click=${this.#ask}>
        ${words.text("status.withdraw")}
      </button>
    </div>`;
  }

  #sure(): TemplateResult {
    const { words, busy } = this;
    return html`<div class="quote" role="group" aria-labelledby="sure">
      <p id="sure">${words.text("status.withdraw.sure")}</p>
      <div class="buttons">
        <button type="button" id="stay" @click=${this.#stay}>${words.text("status.withdraw.no")}</button>
        <button type="button" class="bad" ?disabled=${busy} @click=${this.#withdrawn}>
          ${words.text("status.withdraw.yes")}
        </button>
      </div>
    </div>`;
  }

  protected override async load(): Promise<void> {
    this.#show(await track(this.token));
  }

  #show(now: Track): void {
    this.now = now;
    this.tell(now.site, "status.title");
  }

  readonly #answered = async (event: Event): Promise<void> => {
    event.preventDefault();
    this.fault = this.text.trim() === "" ? "required" : null;
    if (this.fault === null) await this.attempt(() => this.#answer(), this.refused);
    await this.#catchUp();
    await this.toFirstFault();
  };

  async #answer(): Promise<void> {
    this.#show(await answer(this.token, this.text.trim()));
    this.text = "";
    keep("answer", null);
  }

  readonly #claimed = async (): Promise<void> => {
    await this.attempt(async () => {
      location.assign(linkOf("/apply/password", await claim(this.token)));
    });
    if (this.failure === "not_found") void this.loaded();
  };

  readonly #ask = async (): Promise<void> => {
    this.asking = true;
    await this.updateComplete;
    this.querySelector<HTMLElement>("#stay")?.focus();
  };

  readonly #stay = (): void => {
    this.asking = false;
  };

  readonly #withdrawn = async (): Promise<void> => {
    await this.attempt(async () => {
      this.#show(await withdraw(this.token));
    }, this.notFound);
    this.asking = false;
    await this.#catchUp();
  };

  /** Shows how it stands when the board was quicker; what did not work stays said. */
  async #catchUp(): Promise<void> {
    if (this.failure !== "application_decided" && this.failure !== "nothing_asked") return;
    try {
      await this.load();
    } catch {
      // It was said already that something did not work.
    }
  }
}
