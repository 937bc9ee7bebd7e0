import { html, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import "../components/zone-card.js";
import type { Language } from "../lib/language.js";
import { zonePath } from "../lib/route.js";
import type { Zone } from "../types/model.js";

/** How full each zone is, under a heading; each leads to its places. */
export function zoneCards(heading: string, zones: readonly Zone[], base: string, language: Language): TemplateResult {
  return html`<section>
    <h2>${heading}</h2>
    <div class="zones">
      ${repeat(
        zones,
        (zone) => zone.id,
        (zone) =>
          html`<hoa-zone-card
            .zone=${zone}
            .language=${language}
            .href=${`${base}${zonePath(zone.id)}`}
          ></hoa-zone-card>`,
      )}
    </div>
  </section>`;
}
