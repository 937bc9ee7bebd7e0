import { html, type PropertyValues, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import type { Household } from "../api/mine.js";
import { ownOf } from "../api/own.js";
import { element } from "../lib/element.js";
import { INVITE, REQUEST } from "../lib/mine.js";
import type { Connection } from "../types/model.js";
import type { Mine } from "../types/people.js";
import { HeardRoom, type Ear } from "./heard-room.js";
import "./mine-asks.js";
import "./mine-home.js";
import "./mine-invite.js";
import "./mine-request.js";
import { section } from "./style.js";

/** A resident's own: places, cars, guests, passages. Hears the server while it is on the page. */
@element("hoa-mine")
export class MineView extends HeardRoom {
  static override readonly styles = section;

  @state() private mine: Mine | null = null;
  @state() private household: Household | null = null;

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get("address");
    if (before !== undefined && before.rest[0] !== this.address.rest[0]) scrollTo({ top: 0 });
  }

  protected override render(): TemplateResult {
    return html`${this.old()}
      <hoa-mine-asks
        .household=${this.household}
        .asks=${this.mine?.asks ?? []}
        .language=${this.language}
        @hoa-picture-lost=${this.renew}
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

  protected override listen(linked: (link: Connection) => void): Ear {
    const own = ownOf(this.parking);
    this.household = own.household;
    const stop = own.listen({
      event: ({ mine }) => {
        this.mine = mine;
      },
      connection: linked,
    });
    return {
      stop,
      again: () => {
        own.again();
      },
    };
  }
}
