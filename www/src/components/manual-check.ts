import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { Notice } from "../lib/describe.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { Checked } from "../types/guard.js";
import { guardForm } from "./guard-style.js";
import "./notice.js";
import { focus, theme } from "./style.js";

/** What the lists say of a plate, before a guard decides. Fires `hoa-plate` with a look-alike that is meant. */
@element("hoa-manual-check")
export class ManualCheck extends LitElement {
  static override readonly styles = [
    theme,
    focus,
    guardForm,
    css`
      :host {
        display: grid;
        gap: 8px;
      }
    `,
  ];

  @property({ attribute: false }) checked!: Checked;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;

  protected override render(): TemplateResult {
    return html`${this.#notices().map((notice) => html`<hoa-notice .notice=${notice}></hoa-notice>`)} ${this.#alike()}`;
  }

  #notices(): readonly Notice[] {
    const { checked, language } = this;
    const notices: Notice[] = [this.#listed()];
    if (checked.guarded) notices.push({ tone: "warn", icon: "alert", text: language.text("check.guarded") });
    if (checked.blocked !== null) notices.unshift({ tone: "bad", icon: "noParking", text: this.#blocked() });
    return notices;
  }

  #listed(): Notice {
    const { checked, language } = this;
    if (!checked.listed) return { tone: "calm", icon: "question", text: language.text("check.unknown") };
    const apartment = checked.apartment ?? "–";
    const values = { apartment, kind: language.text(`passage.kind.${checked.kind ?? "resident"}`) };
    if (checked.valid) return { tone: "good", icon: "check", text: language.text("check.listed", values) };
    const why = checked.reason === null ? "" : language.code("reason", checked.reason, "reason.other");
    return { tone: "warn", icon: "clock", text: `${language.text("check.invalid", values)} ${why}`.trim() };
  }

  #blocked(): string {
    const { language } = this;
    const { reason = "", until = null } = this.checked.blocked ?? {};
    const what =
      until === null
        ? language.text("check.blocked")
        : language.text("check.blocked_until", { at: language.clock(until, this.now) });
    return reason === "" ? what : `${what} ${language.text("slot.override.reason", { reason })}`;
  }

  #alike(): TemplateResult | typeof nothing {
    const { language } = this;
    const { alike } = this.checked;
    if (alike.length === 0) return nothing;
    return html`<p class="hint">${language.text("check.alike")}</p>
      <div class="row">
        ${alike.map(({ plate, apartment }) => {
          const whose = apartment === null ? "" : `, ${language.text("passage.apartment", { apartment })}`;
          return html`<button
            type="button"
            class="chip"
            @click=${() => {
              this.dispatchEvent(new CustomEvent("hoa-plate", { detail: plate, bubbles: true, composed: true }));
            }}
          >
            ${plate}${whose}
          </button>`;
        })}
      </div>`;
  }
}
