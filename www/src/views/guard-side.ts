import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Guard } from "../api/guard.js";
import type { Parking } from "../api/parking.js";
import { problemOf } from "../api/problem.js";
import "../components/exception-row.js";
import { guardForm } from "../components/guard-style.js";
import "../components/icon.js";
import "../components/shift-card.js";
import { card, focus } from "../components/style.js";
import type { Chime } from "../lib/chime.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { roomPath } from "../lib/route.js";
import type { ExceptionNow, GuardNow } from "../types/guard.js";
import type { Gate } from "../types/model.js";
import "./gates.js";
import { sideStyle } from "./guard-side-style.js";
import { section } from "./style.js";

/** Older ones are shown on demand. */
const FIRST = 6;

/** What stands beside the card: where to enter by hand, the gates, what else waits, the shift. Fires `hoa-choose`. */
@element("hoa-guard-side")
export class GuardSide extends LitElement {
  static override readonly styles = [section, card, focus, guardForm, sideStyle];

  @property({ attribute: false }) parking!: Parking;
  @property({ attribute: false }) server!: Guard;
  @property({ attribute: false }) guard!: GuardNow;
  @property({ attribute: false }) gates: readonly Gate[] = [];
  @property({ type: Boolean }) canOpen = false;
  @property({ attribute: false }) shown: string | null = null;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @property() base = "";
  @property({ attribute: false }) chime!: Chime;
  @state() private whole = false;
  @state() private busy = false;
  @state() private failure = "";

  protected override render(): TemplateResult {
    const { language, base, guard } = this;
    return html`<nav class="tools" aria-label=${language.text("guard.tools")}>
        <a class="button" href=${`${base}${roomPath("guard", "enter")}`}
          ><hoa-icon name="camera"></hoa-icon>${language.text("manual")}</a
        >
        <a class="button" href=${`${base}${roomPath("guard", "blocklist")}`}
          ><hoa-icon name="noParking"></hoa-icon>${language.text("blocklist")}</a
        >
      </nav>
      <hoa-gates
        ?hidden=${this.gates.length === 0}
        .parking=${this.parking}
        .gates=${this.gates}
        .language=${language}
        .canOpen=${this.canOpen}
      ></hoa-gates>
      ${this.#queue()}
      <hoa-shift-card
        .shift=${guard.shift}
        .counts=${guard.counts}
        .language=${language}
        .now=${this.now}
        .busy=${this.busy}
        .failure=${this.failure}
        .past=${`${base}${roomPath("guard", "shifts")}`}
        @hoa-take=${this.#take}
        @hoa-hand-over=${this.#handOver}
      ></hoa-shift-card>`;
  }

  #queue(): TemplateResult {
    const { language, chime } = this;
    const { exceptions } = this.guard;
    return html`<section aria-label=${language.text("guard.queue")}>
      <div class="head">
        <h2>${language.text("guard.queue")}</h2>
        <button type="button" class="sound" role="switch" aria-checked=${chime.on} @click=${this.#sound}>
          <hoa-icon name=${chime.on ? "bell" : "bellOff"}></hoa-icon>${language.text("guard.sound")}
        </button>
      </div>
      <div class="card list">
        ${
          exceptions.length === 0
            ? html`<p class="empty"><hoa-icon name="check"></hoa-icon>${language.text("guard.queue.empty")}</p>`
            : this.#list(exceptions)
        }
      </div>
    </section>`;
  }

  #list(exceptions: readonly ExceptionNow[]): TemplateResult {
    const { language, now, gates } = this;
    const many = gates.length > 1;
    const rows = this.whole ? exceptions : exceptions.slice(0, FIRST);
    return html`<ul>
        ${repeat(
          rows,
          (one) => one.passage.id,
          (one) =>
            html`<li>
              <hoa-exception-row
                .exception=${one}
                .language=${language}
                .gateName=${many ? (gates.find((gate) => gate.id === one.passage.gate)?.name ?? "") : ""}
                .when=${language.ago(one.passage.capturedAt, now) || language.clock(one.passage.capturedAt, now)}
                .current=${one.passage.id === this.shown}
              ></hoa-exception-row>
            </li>`,
        )}
      </ul>
      ${
        rows.length === exceptions.length
          ? nothing
          : html`<button type="button" class="all" @click=${this.#all}>
              ${language.count("guard.queue.all", exceptions.length)}
            </button>`
      }`;
  }

  readonly #all = (): void => {
    this.whole = true;
  };

  readonly #sound = (): void => {
    this.chime.set(!this.chime.on);
    this.requestUpdate();
  };

  readonly #take = (): Promise<void> => this.#ask(() => this.server.takeShift());

  readonly #handOver = (event: CustomEvent<string>): Promise<void> =>
    this.#ask(() => this.server.handOver(event.detail));

  async #ask(what: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = "";
    try {
      await what();
    } catch (error) {
      const why = this.language.code("error", problemOf(error).code, "error.other");
      this.failure = this.language.text("slot.failed", { why });
    } finally {
      this.busy = false;
    }
  }
}
