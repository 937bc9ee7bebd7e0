import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Guard } from "../api/guard.js";
import { problemOf } from "../api/problem.js";
import "../components/blocklist-form.js";
import type { Blocking } from "../components/blocklist-form.js";
import { guardForm } from "../components/guard-style.js";
import "../components/icon.js";
import "../components/message.js";
import "../components/plate.js";
import "../components/skeleton.js";
import { card, focus } from "../components/style.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { BlockedPlate } from "../types/guard.js";
import { section } from "./style.js";

/** From here on a field to search is worth its place. */
const MANY = 8;

/** Plates that no gate opens for: the list, and what a guard adds and ends. */
@element("hoa-guard-blocklist")
export class GuardBlocklist extends LitElement {
  static override readonly styles = [
    section,
    card,
    focus,
    guardForm,
    css`
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
        justify-content: space-between;
        margin-block-end: 12px;
        min-block-size: 48px;
      }
      .head h2 {
        margin: 0 4px;
      }
      .add {
        margin-block-end: 16px;
        padding: 16px;
      }
      input[type="search"] {
        margin-block-end: 12px;
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 14px;
        align-items: center;
        padding: 10px 16px;
        --plate-size: 18px;
      }
      li + li {
        border-block-start: 1px solid var(--line);
      }
      .words {
        flex: 1 1 90px;
        min-inline-size: 0;
        font-size: 15px;
        line-height: 21px;
        overflow-wrap: anywhere;
      }
      small {
        display: block;
        color: var(--quiet);
        font-size: 13px;
        line-height: 18px;
      }
      .failure {
        margin-block-end: 12px;
      }
    `,
  ];

  @property({ attribute: false }) server!: Guard;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @state() private blocked: readonly BlockedPlate[] | null = null;
  @state() private adding = false;
  @state() private wanted = "";
  /** The plate whose block is about to be ended. */
  @state() private ending: string | null = null;
  @state() private busy = false;
  @state() private failure = "";

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("server")) void this.#ask(() => this.server.blocklist());
  }

  protected override render(): TemplateResult {
    const { language } = this;
    return html`<div class="head">
        <h2>${language.text("blocklist")}</h2>
        ${
          this.adding
            ? nothing
            : html`<button type="button" class="main" @click=${this.#add}>
                <hoa-icon name="plus"></hoa-icon>${language.text("blocklist.add")}
              </button>`
        }
      </div>
      ${this.adding ? this.#form() : nothing}
      ${this.failure === "" || this.adding ? nothing : html`<p class="error failure" role="alert">${this.failure}</p>`}
      ${this.blocked === null ? this.#waiting() : this.#list(this.blocked)}`;
  }

  #waiting(): TemplateResult | typeof nothing {
    return this.failure === "" ? html`<hoa-skeleton .height=${220}></hoa-skeleton>` : nothing;
  }

  #form(): TemplateResult {
    return html`<div class="card add">
      <hoa-blocklist-form
        .language=${this.language}
        .today=${dayOf(this.now)}
        .busy=${this.busy}
        .failure=${this.failure}
        @hoa-block=${this.#block}
        @hoa-cancel=${this.#cancel}
      ></hoa-blocklist-form>
    </div>`;
  }

  #list(blocked: readonly BlockedPlate[]): TemplateResult {
    const { language } = this;
    if (blocked.length === 0) {
      return html`<hoa-message
        icon="check"
        .heading=${language.text("blocklist.empty")}
        .text=${language.text("blocklist.empty.text")}
      ></hoa-message>`;
    }
    const text = this.wanted.toUpperCase();
    const rows = blocked.filter((one) => one.plate.includes(text) || one.reason.toUpperCase().includes(text));
    return html`${blocked.length < MANY ? nothing : this.#search()}
      <div class="card" role="status" ?hidden=${rows.length > 0}>
        <hoa-message icon="search" .heading=${language.text("blocklist.none")}></hoa-message>
      </div>
      <ul class="card" ?hidden=${rows.length === 0}>
        ${repeat(
          rows,
          (one) => one.plate,
          (one) => this.#row(one),
        )}
      </ul>`;
  }

  #search(): TemplateResult {
    const label = this.language.text("blocklist.search");
    return html`<input type="search" placeholder=${label} aria-label=${label} @input=${this.#narrow} />`;
  }

  #row({ plate, reason, until }: BlockedPlate): TemplateResult {
    const { language } = this;
    const end =
      until === null
        ? language.text("blocklist.for_good")
        : language.text("blocklist.ends", { at: language.clock(until, this.now) });
    return html`<li>
      <hoa-plate .plate=${plate}></hoa-plate>
      <span class="words">${reason}<small>${end}</small></span>
      ${this.ending === plate ? this.#sure(plate) : this.#end(plate)}
    </li>`;
  }

  #end(plate: string): TemplateResult {
    const { language } = this;
    return html`<button
      type="button"
      class="chip"
      aria-label=${language.text("blocklist.end.label", { plate })}
      @click=${() => {
        this.ending = plate;
      }}
    >
      ${language.text("blocklist.end")}
    </button>`;
  }

  #sure(plate: string): TemplateResult {
    const { language } = this;
    return html`<span class="row">
      <button
        type="button"
        class="chip danger"
        aria-disabled=${this.busy}
        @click=${() => void this.#ask(() => this.server.unblock(plate))}
      >
        ${language.text(this.busy ? "slot.busy" : "blocklist.end.sure")}
      </button>
      <button type="button" class="chip" @click=${this.#cancel}>${language.text("slot.cancel")}</button>
    </span>`;
  }

  readonly #add = (): void => {
    this.adding = true;
    this.failure = "";
  };

  readonly #cancel = (): void => {
    this.adding = false;
    this.ending = null;
    this.failure = "";
  };

  readonly #narrow = (event: Event): void => {
    this.wanted = event.target instanceof HTMLInputElement ? event.target.value.trim() : "";
  };

  readonly #block = (event: CustomEvent<Blocking>): Promise<void> => {
    const { plate, reason, until } = event.detail;
    return this.#ask(() => this.server.block(plate, reason, until));
  };

  async #ask(what: () => Promise<readonly BlockedPlate[]>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = "";
    try {
      this.blocked = await what();
      this.#cancel();
    } catch (error) {
      const why = this.language.code("error", problemOf(error).code, "error.other");
      this.failure = this.language.text("slot.failed", { why });
    } finally {
      this.busy = false;
    }
  }
}

/** A day as a field for dates writes it, on this device's clock. */
function dayOf(moment: Date): string {
  const two = (part: number): string => String(part).padStart(2, "0");
  return [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join("-");
}
