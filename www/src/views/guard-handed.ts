import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { guardForm } from "../components/guard-style.js";
import { card, focus } from "../components/style.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { HandOver } from "../types/guard.js";
import { handedStyle } from "./guard-side-style.js";
import { section } from "./style.js";

const KEY = "hoaParkingHandOver";

/** What the guard before left word of, until it is read on this device. */
@element("hoa-guard-handed")
export class GuardHanded extends LitElement {
  static override readonly styles = [section, card, focus, guardForm, handedStyle];

  @property({ attribute: false }) last: HandOver | null = null;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @state() private read = localStorage.getItem(KEY) ?? "";

  protected override render(): TemplateResult | typeof nothing {
    const { last, language } = this;
    if (last?.note == null || last.note === "" || this.read === last.until.toISOString()) return nothing;
    const at = language.clock(last.until, this.now);
    return html`<article class="card handed">
      <h3>${language.text("shift.handed", { name: last.name, at })}</h3>
      <p>${last.note}</p>
      <button type="button" @click=${this.#done}>${language.text("shift.read")}</button>
    </article>`;
  }

  readonly #done = (): void => {
    this.read = this.last?.until.toISOString() ?? "";
    localStorage.setItem(KEY, this.read);
  };
}
