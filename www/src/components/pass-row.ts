import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { isOpen, passBadge, passTimes } from "../lib/mine.js";
import type { GuestPass } from "../types/people.js";
import "./badge.js";
import "./icon.js";
import { roomy } from "./pass-style.js";
import "./plate.js";
import { focus, theme } from "./style.js";

/** A pass that the household gave: for whom, when, and what became of it. Fires `hoa-pass-share` and `hoa-pass-end`. */
@element("hoa-pass-row")
export class PassRow extends LitElement {
  static override readonly styles = [
    theme,
    focus,
    roomy,
    css`
      :host {
        display: grid;
        gap: 6px;
        padding: 14px 16px;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 6px 10px;
        align-items: center;
      }
      .head hoa-badge {
        margin-inline-start: auto;
      }
      strong {
        font-size: 15px;
        font-weight: 500;
      }
      p {
        margin: 0;
        font-size: 14px;
        line-height: 20px;
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-block-start: 4px;
      }
      .acts button {
        min-block-size: 44px;
        font-size: 14px;
      }
    `,
  ];

  @property({ attribute: false }) pass!: GuestPass;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @property({ type: Boolean }) busy = false;
  /** Whether they were asked whether they mean it. */
  @state() private sure = false;

  protected override render(): TemplateResult {
    const { pass, language } = this;
    const badge = passBadge(pass);
    return html`<div class="head">
        <strong>${language.text(`pass.kind.${pass.kind}`)}</strong>
        ${pass.plate === null ? nothing : html`<hoa-plate .plate=${pass.plate}></hoa-plate>`}
        <hoa-badge .tone=${badge.tone} .icon=${badge.icon} .text=${language.text(badge.key)}></hoa-badge>
      </div>
      ${pass.note === null ? nothing : html`<p>${pass.note}</p>`}
      <p class="quiet">${this.#times()}</p>
      ${pass.plate === null && isOpen(pass) ? html`<p class="quiet">${this.#way()}</p>` : nothing}
      ${isOpen(pass) ? this.#acts() : nothing}`;
  }

  #times(): string {
    const { pass, language, now } = this;
    const used = pass.usedAt === null ? "" : language.text("pass.used_at", { time: language.clock(pass.usedAt, now) });
    return [passTimes(pass, language, now), used, pass.mine ? "" : language.text("pass.not_mine")]
      .filter((part) => part !== "")
      .join(" · ");
  }

  #way(): string {
    return this.language.text(this.pass.openPlate ? "pass.way.link.waits" : "pass.way.ask.waits");
  }

  #acts(): TemplateResult {
    const { language, busy, pass } = this;
    return html`<div class="acts">
      <button type="button" aria-disabled=${busy} @click=${this.#share}>
        <hoa-icon name="upload"></hoa-icon>${language.text(pass.shared ? "pass.share.again" : "pass.share")}
      </button>
      <button type="button" class="danger" aria-disabled=${busy} @click=${this.#end} @blur=${this.#doubt}>
        ${language.text(this.sure ? "pass.end.sure" : "pass.end")}
      </button>
    </div>`;
  }

  readonly #share = (): void => {
    this.#fire("hoa-pass-share");
  };

  readonly #end = (): void => {
    if (this.sure) this.#fire("hoa-pass-end");
    this.sure = !this.sure;
  };

  readonly #doubt = (): void => {
    this.sure = false;
  };

  #fire(name: "hoa-pass-share" | "hoa-pass-end"): void {
    if (this.busy) return;
    this.dispatchEvent(new CustomEvent(name, { detail: this.pass.id, bubbles: true, composed: true }));
  }
}
