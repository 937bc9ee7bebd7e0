import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Parking } from "../api/parking.js";
import "../components/notice.js";
import { oldNotice } from "../lib/describe.js";
import type { Language } from "../lib/language.js";
import { Renewal } from "../lib/renewal.js";
import type { Address } from "../lib/route.js";
import type { PanelState } from "../lib/state.js";
import type { Connection } from "../types/model.js";

/** What a room hears the server by. */
export interface Ear {
  stop(): void;
  /** Asks for everything anew, with fresh addresses of pictures. */
  again(): void;
}

/** A room that hears the server by a subscription of its own while it is on the page, and says when what it shows is old. */
export abstract class HeardRoom extends LitElement {
  @property({ attribute: false }) parking!: Parking;
  @property({ attribute: false }) journal!: PanelState;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @property() link: Connection = "live";
  @property() base = "";
  @property({ attribute: false }) address!: Address;
  @state() private own: Connection = "connecting";
  #ear: Ear | undefined;
  readonly #renewal = new Renewal();

  /** Listens to the server, and says by `linked` how that goes. */
  protected abstract listen(linked: (link: Connection) => void): Ear;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#ear?.stop();
    this.#ear = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("parking")) this.#listen();
  }

  /** Says that what is shown is old, while it is. */
  protected old(): TemplateResult | typeof nothing {
    const link = this.link === "live" ? this.own : this.link;
    if (link === "live" || link === "connecting") return nothing;
    return html`<hoa-notice role="status" .notice=${oldNotice(link, this.language)}></hoa-notice>`;
  }

  /** A picture's address ends after an hour: what is told anew has new ones. */
  protected readonly renew = (): void => {
    if (this.#renewal.due(new Date())) this.#ear?.again();
  };

  #listen(): void {
    this.#ear?.stop();
    this.#ear = this.listen((link) => {
      this.own = link;
    });
  }
}
