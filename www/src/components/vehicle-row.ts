import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { whereWords } from "../lib/mine.js";
import type { OwnVehicle } from "../types/people.js";
import "./icon.js";
import "./plate.js";
import { focus, theme } from "./style.js";

/** One's own car: where it is, and whether one is asked before it leaves. Fires `hoa-guard-car` with that. */
@element("hoa-vehicle-row")
export class VehicleRow extends LitElement {
  static override readonly styles = [
    theme,
    focus,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 4px 12px;
        align-items: center;
        padding: 14px 16px;
      }
      .who {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 10px;
        align-items: center;
        min-inline-size: 0;
      }
      .note {
        overflow-wrap: anywhere;
        font-size: 15px;
      }
      p {
        grid-column: 1 / -1;
        display: flex;
        gap: 8px;
        align-items: center;
        margin: 0;
        color: var(--quiet);
        font-size: 14px;
        line-height: 20px;
        --icon-size: 18px;
      }
      p.inside {
        color: var(--text);
      }
      button {
        display: inline-flex;
        align-items: center;
        gap: 10px;
        min-block-size: 48px;
        padding: 0;
        border: 0;
        background: none;
        color: inherit;
        font: inherit;
        font-size: 14px;
        cursor: pointer;
      }
      i {
        position: relative;
        inline-size: 44px;
        block-size: 26px;
        border-radius: 13px;
        background: color-mix(in srgb, var(--text) 32%, transparent);
        transition: background 0.12s;
      }
      i::after {
        content: "";
        position: absolute;
        inset-block-start: 3px;
        inset-inline-start: 3px;
        inline-size: 20px;
        block-size: 20px;
        border-radius: 50%;
        background: #fff;
        transition: translate 0.12s;
      }
      [aria-checked="true"] i {
        background: var(--accent);
      }
      [aria-checked="true"] i::after {
        translate: 18px;
      }
      [aria-disabled="true"] {
        opacity: 0.6;
      }
      @media (prefers-reduced-motion: reduce) {
        i,
        i::after {
          transition: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) vehicle!: OwnVehicle;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @property({ type: Boolean }) busy = false;
  /** Whether this person may set the guard. */
  @property({ type: Boolean }) settable = false;

  protected override render(): TemplateResult {
    const { vehicle, language, now } = this;
    const until = vehicle.validUntil;
    return html`<div class="who">
        <hoa-plate .plate=${vehicle.plate}></hoa-plate>
        ${vehicle.note === null ? nothing : html`<span class="note">${vehicle.note}</span>`}
      </div>
      ${this.settable ? this.#switch() : nothing}
      <p class=${vehicle.where}>
        <hoa-icon name=${ICONS[vehicle.where]}></hoa-icon><span>${whereWords(vehicle, language, now)}</span>
      </p>
      ${
        until === null
          ? nothing
          : html`<p>
              ${language.text(until <= now ? "mine.listed.ended" : "mine.listed.until", { time: language.clock(until, now) })}
            </p>`
      }`;
  }

  #switch(): TemplateResult {
    const { vehicle, language, busy } = this;
    return html`<button
      type="button"
      role="switch"
      aria-checked=${vehicle.guarded}
      aria-disabled=${busy}
      aria-label=${language.text("mine.guard.of", { plate: vehicle.plate })}
      @click=${this.#toggle}
    >
      <span aria-hidden="true">${language.text("mine.guard")}</span><i></i>
    </button>`;
  }

  readonly #toggle = (): void => {
    const { plate, guarded } = this.vehicle;
    if (this.busy) return;
    const detail = { plate, on: !guarded };
    this.dispatchEvent(new CustomEvent("hoa-guard-car", { detail, bubbles: true, composed: true }));
  };
}

const ICONS = { inside: "parking", outside: "exit", unknown: "question" } as const;
