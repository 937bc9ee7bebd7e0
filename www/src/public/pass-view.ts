import { html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import "../components/plate.js";
import { element } from "../lib/element.js";
import { checkPlate, foldPlate } from "../lib/plate-forms.js";
import type { GuestPass } from "./answers.js";
import { namePlate, pass } from "./door.js";
import "./plate-field.js";
import { keep, kept } from "./kept.js";
import { StateView } from "./link-view.js";

const TONES = { waiting: "calm", active: "good", used: "calm", over: "bad", ended: "bad" } as const;

/** A guest's pass: where, when, for which car. */
@element("hoa-apply-pass")
export class ApplyPass extends StateView {
  @state() private pass: GuestPass | null = null;
  @state() private typed = kept("plate") ?? "";

  protected override page(): TemplateResult | null {
    return this.pass === null ? null : this.#card(this.pass);
  }

  #card(pass: GuestPass): TemplateResult {
    const { words } = this;
    const open = pass.state === "waiting" || pass.state === "active";
    const enters = open && pass.openPlate && pass.plate === null;
    return html`<section class="card">
      <h1>${words.text(`pass.kind.${pass.kind}`)}</h1>
      <p class="state ${TONES[pass.state]}" role="status">${words.text(`pass.state.${pass.state}`)}</p>
      ${
        pass.plate === null
          ? nothing
          : html`<p class="big-plate"><hoa-plate .plate=${pass.plate}></hoa-plate></p>
              ${open ? html`<p>${words.text("pass.ready")}</p>` : nothing}`
      }
      ${enters ? this.#entry() : nothing} ${this.failureLine()} ${this.#facts(pass)}
    </section>`;
  }

  #facts(pass: GuestPass): TemplateResult {
    const { words } = this;
    return html`<dl>
      ${this.fact(words.text("pass.from"), words.moment(pass.from))}
      ${this.fact(words.text("pass.until"), words.moment(pass.until))}
      ${pass.hours === null ? nothing : this.fact(words.text("pass.hours"), this.#hours(pass.hours))}
      ${this.fact(words.text("pass.entries"), words.text(pass.once ? "pass.entries.once" : "pass.entries.many"))}
      ${pass.plate === null && !pass.openPlate ? this.fact(words.text("pass.plate"), words.text("pass.plate.none")) : nothing}
    </dl>`;
  }

  #hours(hours: NonNullable<GuestPass["hours"]>): string {
    const { days, start, end } = hours;
    return this.words.text("pass.hours.value", { days: this.words.days(days), start, end });
  }

  #entry(): TemplateResult {
    const { words } = this;
    return html`<form class="entry" novalidate @submit=${this.#submitted}>
      <hoa-plate-field
        .words=${words}
        .label=${words.text("pass.enter")}
        .value=${this.typed}
        .fault=${this.fault}
        @plate=${this.#changed}
      ></hoa-plate-field>
      <p class="hint">${words.text("pass.enter.hint")}</p>
      <button class="strong" ?disabled=${this.busy}>${words.text("pass.enter.send")}</button>
    </form>`;
  }

  protected override async load(): Promise<void> {
    this.#show(await pass(this.token));
  }

  #show(shown: GuestPass): void {
    this.pass = shown;
    this.tell(shown.site, `pass.kind.${shown.kind}`);
  }

  readonly #changed = (event: CustomEvent<string>): void => {
    this.typed = event.detail;
    this.fault = null;
    keep("plate", event.detail);
  };

  readonly #submitted = async (event: Event): Promise<void> => {
    event.preventDefault();
    const check = checkPlate(this.typed, []);
    this.fault = check.state === "empty" ? "required" : check.state === "wrong" ? check.why : null;
    if (this.fault === null) await this.attempt(() => this.#name(), this.refused);
    await this.toFirstFault();
  };

  async #name(): Promise<void> {
    this.#show(await namePlate(this.token, foldPlate(this.typed)));
    keep("plate", null);
  }
}
