import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Household } from "../api/mine.js";
import { ownOf } from "../api/own.js";
import type { Parking } from "../api/parking.js";
import "../components/notice.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { INVITE, REQUEST } from "../lib/mine.js";
import { Renewal } from "../lib/renewal.js";
import type { Address } from "../lib/route.js";
import type { PanelState } from "../lib/state.js";
import type { Connection } from "../types/model.js";
import type { Mine } from "../types/people.js";
import "./mine-asks.js";
import "./mine-home.js";
import "./mine-invite.js";
import "./mine-request.js";
import { section } from "./style.js";

/** A resident's own: places, cars, guests, passages. Hears the server while it is on the page. */
@element("hoa-mine")
export class MineView extends LitElement {
  static override readonly styles = section;

  @property({ attribute: false }) parking!: Parking;
  @property({ attribute: false }) journal!: PanelState;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @property() link: Connection = "live";
  @property() base = "";
  @property({ attribute: false }) address!: Address;
  @state() private mine: Mine | null = null;
  @state() private own: Connection = "connecting";
  @state() private household: Household | null = null;
  #stop: (() => void) | undefined;
  readonly #renewal = new Renewal();

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
    this.#stop = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("parking")) this.#listen();
  }

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get("address");
    if (before !== undefined && before.rest[0] !== this.address.rest[0]) scrollTo({ top: 0 });
  }

  protected override render(): TemplateResult {
    return html`${this.#old()}
      <hoa-mine-asks
        .household=${this.household}
        .asks=${this.mine?.asks ?? []}
        .language=${this.language}
        @hoa-picture-lost=${this.#renew}
      ></hoa-mine-asks>
      ${this.#page()}`;
  }

  #page(): TemplateResult {
    const { parking, journal, language, now, base, household, mine } = this;
    switch (this.address.rest[0]) {
      case INVITE:
        return html`<hoa-mine-invite
          .household=${household}
          .language=${language}
          .now=${now}
          .base=${base}
        ></hoa-mine-invite>`;
      case REQUEST:
        return html`<hoa-mine-request
          .parking=${parking}
          .me=${journal.me}
          .language=${language}
          .base=${base}
        ></hoa-mine-request>`;
      default:
        return html`<hoa-mine-home
          .parking=${parking}
          .household=${household}
          .mine=${mine}
          .journal=${journal}
          .language=${language}
          .now=${now}
          .base=${base}
        ></hoa-mine-home>`;
    }
  }

  #old(): TemplateResult | typeof nothing {
    const link = this.link === "live" ? this.own : this.link;
    if (link === "live" || link === "connecting") return nothing;
    const key = link === "absent" || link === "refused" ? "connection.paused" : "connection.lost";
    const notice = { tone: "warn", icon: "linkOff", text: this.language.text(key) } as const;
    return html`<hoa-notice role="status" .notice=${notice}></hoa-notice>`;
  }

  #listen(): void {
    this.#stop?.();
    const own = ownOf(this.parking);
    this.household = own.household;
    this.#stop = own.listen({
      event: ({ mine }) => {
        this.mine = mine;
      },
      connection: (link) => {
        this.own = link;
      },
    });
  }

  /** A picture's address ends after an hour: the next snapshot has new ones. */
  readonly #renew = (): void => {
    if (this.#renewal.due(new Date())) ownOf(this.parking).again();
  };
}
