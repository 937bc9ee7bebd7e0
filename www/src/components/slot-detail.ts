import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, query } from "lit/decorators.js";
import type { Tone } from "../lib/describe.js";
import { element } from "../lib/element.js";
import type { Language, TextKey } from "../lib/language.js";
import { lastsWords, lookOf, standingWords, stateWords, STATE_ICONS } from "../lib/places.js";
import type { ActName, Going } from "../lib/slot-acts.js";
import type { Slot, SlotDetail } from "../types/places.js";
import "./badge.js";
import "./icon.js";
import "./notice.js";
import { detailStyle } from "./passage-detail-style.js";
import "./slot-actions.js";
import { slotDetailStyle } from "./slot-detail-style.js";
import "./slot-history.js";
import { focus, theme } from "./style.js";

const TONES = { free: "good", clear: "calm", occupied: "bad", unknown: "calm" } as const satisfies Record<string, Tone>;

/** Everything about one place, over the page. Fires `hoa-close`, and `hoa-act` with what is asked for. */
@element("hoa-slot-detail")
export class SlotDetailSheet extends LitElement {
  static override readonly styles = [theme, focus, detailStyle, slotDetailStyle];

  @property({ attribute: false }) slotNow!: Slot;
  /** null: not loaded yet. */
  @property({ attribute: false }) detail: SlotDetail | null = null;
  @property() failure = "";
  @property() zoneName = "";
  @property({ attribute: false }) acts: readonly ActName[] = [];
  @property({ attribute: false }) going: Going | null = null;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @query("dialog") private dialog!: HTMLDialogElement;

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  protected override render(): TemplateResult {
    const { slotNow: slot, language } = this;
    const look = lookOf(slot);
    return html`<dialog aria-labelledby="title" @cancel=${this.#cancel} @close=${this.#close} @click=${this.#outside}>
      <div class="sheet">
        <header>
          <button type="button" class="close" aria-label=${language.text("close")} @click=${this.#close}>
            <hoa-icon name="close"></hoa-icon>
          </button>
          <h2 id="title">${language.text("slot.title", { address: slot.address })}</h2>
          <hoa-badge
            .tone=${TONES[look]}
            .icon=${look === "clear" ? "noParking" : STATE_ICONS[look]}
            .text=${stateWords(slot, language)}
          ></hoa-badge>
        </header>
        <div class="body">
          ${this.#notices()}
          <dl>${this.#facts()}</dl>
          <hoa-slot-actions
            .slotNow=${slot}
            .acts=${this.acts}
            .candidates=${this.detail?.candidates ?? []}
            .vehicles=${this.detail?.vehicles ?? []}
            .going=${this.going}
            .language=${language}
          ></hoa-slot-actions>
          ${this.#more()}
        </div>
      </div>
    </dialog>`;
  }

  #notices(): TemplateResult | typeof nothing {
    const { slotNow: slot, language } = this;
    const notices = [];
    if (slot.notice !== null) {
      notices.push({ tone: "bad", icon: "alert", text: language.text(`slot.notice.${slot.notice}`) } as const);
    }
    if (slot.override !== null) {
      const { hold, reason } = slot.override;
      const at = language.clock(slot.override.at, this.now);
      const set = language.text(hold ? "slot.override.hold" : "slot.override.change", { at });
      const why = reason === null || reason === "" ? "" : language.text("slot.override.reason", { reason });
      notices.push({ tone: "warn", icon: "hand", text: why === "" ? `${set}.` : `${set}. ${why}` } as const);
    }
    if (notices.length === 0) return nothing;
    return html`<div class="notices">
      ${notices.map((notice) => html`<hoa-notice .notice=${notice}></hoa-notice>`)}
    </div>`;
  }

  #facts(): (TemplateResult | typeof nothing)[] {
    const { slotNow: slot, language, now } = this;
    const whose = slot.owned
      ? language.text("slot.owned")
      : slot.apartment === null
        ? ""
        : language.text("passage.apartment", { apartment: slot.apartment });
    return [
      this.#fact("slot.since", slot.since === null ? "" : language.clock(slot.since, now)),
      this.#fact("slot.lasts", lastsWords(slot, now, language)),
      this.#fact("slot.kind", language.text(`kind.${slot.kind}`)),
      this.#fact("slot.zone", this.zoneName),
      this.#fact("slot.apartment", whose),
      this.#fact("slot.standing", this.#standing()),
    ];
  }

  #standing(): string {
    const { slotNow: slot, language } = this;
    if (slot.state !== "occupied") return "";
    const apartment = slot.stay?.apartment ?? null;
    const parts = [
      standingWords(slot, language),
      slot.mine ? language.text("slot.mine") : "",
      apartment === null || slot.mine ? "" : language.text("passage.apartment", { apartment }),
    ];
    return parts.filter((part) => part !== "").join(" · ");
  }

  #fact(key: TextKey, value: string): TemplateResult | typeof nothing {
    if (value === "") return nothing;
    return html`<div>
      <dt>${this.language.text(key)}</dt>
      <dd>${value}</dd>
    </div>`;
  }

  #more(): TemplateResult | typeof nothing {
    const { language, detail } = this;
    if (this.failure !== "") {
      return html`<p class="failure" role="alert">${language.text("slot.detail.failed", { why: this.failure })}</p>`;
    }
    // Who may know nothing of others sees no empty list of them.
    if (detail === null || (detail.history.length === 0 && !this.acts.includes("override"))) return nothing;
    return html`<hoa-slot-history .stays=${detail.history} .language=${language} .now=${this.now}></hoa-slot-history>`;
  }

  readonly #cancel = (event: Event): void => {
    event.preventDefault();
    this.#close();
  };

  readonly #outside = (event: Event): void => {
    if (event.target === this.dialog) this.#close();
  };

  readonly #close = (): void => {
    this.dispatchEvent(new CustomEvent("hoa-close", { bubbles: true, composed: true }));
  };
}
