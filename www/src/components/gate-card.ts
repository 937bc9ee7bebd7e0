import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { gateNotices, type Tone } from "../lib/describe.js";
import { element } from "../lib/element.js";
import type { IconName } from "../lib/icons.js";
import type { Language } from "../lib/language.js";
import type { Gate, GateState } from "../types/model.js";
import "./icon.js";
import "./notice.js";
import { card, focus, theme, tones } from "./style.js";

/** How the last press of the button went. */
export interface Pressed {
  readonly state: "busy" | "done" | "failed";
  readonly text: string;
}

const ICON: Readonly<Record<GateState, IconName>> = {
  open: "gateOpen",
  opening: "gateOpen",
  closed: "gateClosed",
  closing: "gateClosed",
  unknown: "gateUnknown",
};
const TONE: Readonly<Record<GateState, Tone>> = {
  open: "good",
  opening: "good",
  closed: "calm",
  closing: "calm",
  unknown: "warn",
};

/** One gate: how it stands, what is wrong, and the button for those who may. Fires `hoa-open`. */
@element("hoa-gate-card")
export class GateCard extends LitElement {
  static override readonly styles = [
    theme,
    tones,
    card,
    focus,
    css`
      :host {
        display: block;
      }
      .card {
        padding: 12px;
      }
      header {
        display: flex;
        align-items: center;
        gap: 12px;
        min-block-size: 48px;
      }
      .circle {
        display: grid;
        place-items: center;
        inline-size: 44px;
        block-size: 44px;
        border-radius: 50%;
        flex: none;
      }
      .words {
        flex: 1;
        min-inline-size: 0;
      }
      h3 {
        margin: 0;
        font-size: 16px;
        font-weight: 500;
        line-height: 22px;
        overflow-wrap: anywhere;
      }
      .state {
        color: var(--quiet);
        font-size: 14px;
        line-height: 20px;
      }
      button {
        position: relative;
        min-inline-size: 104px;
        min-block-size: 48px;
        padding-inline: 18px;
        border: 0;
        border-radius: 999px;
        background: var(--accent);
        color: var(--text-primary-color, #fff);
        font-family: inherit;
        font-size: 15px;
        font-weight: 600;
        cursor: pointer;
      }
      button:hover {
        filter: brightness(1.08);
      }
      button[aria-disabled="true"] {
        cursor: default;
        background: color-mix(in srgb, var(--accent) 22%, var(--card));
        color: var(--text);
        filter: none;
      }
      hoa-notice {
        margin-block-start: 10px;
      }
      .said {
        font-size: 14px;
        line-height: 20px;
      }
      .said:not(:empty) {
        margin-block-start: 10px;
      }
      .said.bad {
        color: color-mix(in srgb, var(--bad) 70%, var(--text));
      }
    `,
  ];

  @property({ attribute: false }) gate!: Gate;
  @property({ attribute: false }) language!: Language;
  @property({ type: Boolean }) canOpen = false;
  @property({ attribute: false }) pressed: Pressed | null = null;

  protected override render(): TemplateResult {
    const { gate, language } = this;
    const said = this.#said();
    const notices = gateNotices(gate, language).filter((notice) => !said.includes(notice.text));
    return html`<article class="card" aria-label=${gate.name}>
      <header>
        <div class="circle tinted ${TONE[gate.state]}"><hoa-icon .name=${ICON[gate.state]}></hoa-icon></div>
        <div class="words">
          <h3>${gate.name}</h3>
          <div class="state" role="status">${language.text(`gate.state.${gate.state}`)}</div>
        </div>
        ${this.canOpen ? this.#button() : nothing}
      </header>
      <div class="said ${this.pressed?.state === "failed" ? "bad" : "calm"}" role="status">${said}</div>
      ${notices.map((notice) => html`<hoa-notice .notice=${notice}></hoa-notice>`)}
    </article>`;
  }

  #button(): TemplateResult {
    const { gate, language } = this;
    const busy = this.pressed?.state === "busy";
    const key = busy ? "gate.open.busy" : this.pressed?.state === "done" ? "gate.open.done" : "gate.open";
    return html`<button
      type="button"
      aria-disabled=${busy ? "true" : "false"}
      aria-label=${language.text("gate.open.label", { gate: gate.name })}
      @click=${this.#press}
    >
      ${language.text(key)}
    </button>`;
  }

  #said(): string {
    return this.pressed === null || this.pressed.state === "busy" ? "" : this.pressed.text;
  }

  readonly #press = (): void => {
    if (this.pressed?.state === "busy") return;
    this.dispatchEvent(new CustomEvent("hoa-open", { detail: this.gate.id, bubbles: true, composed: true }));
  };
}
