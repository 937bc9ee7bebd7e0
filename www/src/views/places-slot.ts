import { html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Places } from "../api/places.js";
import { problemOf } from "../api/problem.js";
import "../components/slot-detail.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { actsOn, type Going, type SlotAct } from "../lib/slot-acts.js";
import type { PanelState } from "../lib/state.js";
import type { Slot, SlotDetail } from "../types/places.js";

/** One place, opened: asks for more of it, and does what is asked for. Fires `hoa-slots` with what came of it. */
@element("hoa-places-slot")
export class PlacesSlot extends LitElement {
  @property({ attribute: false }) server: Places | null = null;
  @property({ attribute: false }) slotNow!: Slot;
  @property() zoneName = "";
  @property({ attribute: false }) journal!: PanelState;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @state() private detail: SlotDetail | null = null;
  @state() private failure = "";
  @state() private going: Going | null = null;
  #turn = 0;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("slotNow")) return;
    if (changed.get("slotNow")?.id !== this.slotNow.id) {
      this.detail = null;
      this.going = null;
    }
    void this.#ask();
  }

  protected override render(): TemplateResult {
    const { slotNow, journal, language } = this;
    return html`<hoa-slot-detail
      .slotNow=${slotNow}
      .detail=${this.detail}
      .failure=${this.failure}
      .zoneName=${this.zoneName}
      .acts=${actsOn(slotNow, journal)}
      .going=${this.going}
      .language=${language}
      .now=${this.now}
      @hoa-act=${this.#act}
    ></hoa-slot-detail>`;
  }

  async #ask(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const detail = (await this.server?.detail(this.slotNow.id)) ?? null;
      if (turn !== this.#turn) return;
      this.detail = detail;
      this.failure = "";
    } catch (error) {
      if (turn === this.#turn) this.failure = this.#words(error);
    }
  }

  readonly #act = async (event: CustomEvent<SlotAct>): Promise<void> => {
    const { server, slotNow } = this;
    if (server === null || this.going?.state === "busy") return;
    const { act } = event.detail;
    this.going = { act, state: "busy", text: "" };
    try {
      const slot = await done(server, slotNow.id, event.detail);
      this.going = { act, state: "done", text: "" };
      this.dispatchEvent(new CustomEvent("hoa-slots", { detail: [slot], bubbles: true, composed: true }));
      // What changed may be nothing that the place shows, as its history.
      await this.#ask();
    } catch (error) {
      this.going = { act, state: "failed", text: this.#words(error) };
    }
  };

  #words(error: unknown): string {
    return this.language.code("error", problemOf(error).code, "error.other");
  }
}

function done(server: Places, slot: string, act: SlotAct): Promise<Slot> {
  switch (act.act) {
    case "claim":
      return server.claim(slot, act.plate);
    case "disclaim":
      return server.disclaim(slot);
    case "set_plate":
      return server.setPlate(slot, act.plate);
    case "release":
      return server.release(slot, act.reason);
    case "end_override":
      return server.endOverride(slot);
    case "override":
      return server.override(slot, { state: act.state, reason: act.reason, hold: act.hold });
  }
}
