import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Parking } from "../api/parking.js";
import { problemOf } from "../api/problem.js";
import "../components/gate-card.js";
import type { Pressed } from "../components/gate-card.js";
import { openingFailure } from "../lib/describe.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { Gate, Opening } from "../types/model.js";
import { section } from "./style.js";

const SHOWN_MS = { done: 5_000, failed: 20_000 } as const;

/** The gates, and opening them by hand. */
@element("hoa-gates")
export class GatesView extends LitElement {
  static override readonly styles = [
    section,
    css`
      .cards {
        display: grid;
        gap: 12px;
      }
    `,
  ];

  @property({ attribute: false }) parking!: Parking;
  @property({ attribute: false }) gates: readonly Gate[] = [];
  @property({ attribute: false }) language!: Language;
  @property({ type: Boolean }) canOpen = false;
  @state() private pressed: ReadonlyMap<string, Pressed> = new Map();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.pressed = new Map();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.gates.length === 0) return nothing;
    return html`<h2>${this.language.text("gates")}</h2>
      <div class="cards" @hoa-open=${this.#open}>
        ${repeat(
          this.gates,
          (gate) => gate.id,
          (gate) =>
            html`<hoa-gate-card
              .gate=${gate}
              .language=${this.language}
              .canOpen=${this.canOpen}
              .pressed=${this.pressed.get(gate.id) ?? null}
            ></hoa-gate-card>`,
        )}
      </div>`;
  }

  readonly #open = async (event: CustomEvent<string>): Promise<void> => {
    const gate = event.detail;
    this.#show(gate, { state: "busy", text: "" });
    try {
      this.#show(gate, this.#answer(await this.parking.openGate(gate)));
    } catch (error) {
      this.#show(gate, this.#failed(problemOf(error).code));
    }
  };

  #answer(opening: Opening): Pressed {
    switch (opening.outcome) {
      case "opened":
        return { state: "done", text: "" };
      case "pending":
        return { state: "done", text: this.language.text("gate.open.sent") };
      case "shadow":
        return { state: "done", text: this.language.text("gate.open.shadow") };
      default:
        return this.#failed(opening.reason ?? "none");
    }
  }

  #failed(code: string): Pressed {
    const why = openingFailure(code, this.language);
    return { state: "failed", text: this.language.text("gate.open.failed", { why }) };
  }

  #show(gate: string, pressed: Pressed): void {
    if (!this.isConnected) return;
    clearTimeout(this.#timers.get(gate));
    this.#timers.delete(gate);
    this.pressed = new Map(this.pressed).set(gate, pressed);
    if (pressed.state === "busy") return;
    const forget = (): void => {
      this.#timers.delete(gate);
      this.pressed = new Map([...this.pressed].filter(([id]) => id !== gate));
    };
    this.#timers.set(gate, setTimeout(forget, SHOWN_MS[pressed.state]));
  }
}
