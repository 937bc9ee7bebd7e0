import { html, nothing, type TemplateResult } from "lit";
import "../components/drawing-form.js";
import "../components/drawing-strip-form.js";
import "../components/drawing-together.js";
import "../components/icon.js";
import "../components/message.js";
import "../components/skeleton.js";
import type { Language } from "../lib/language.js";
import type { Easel } from "./layout-easel.js";
import { isBehind } from "./layout-left.js";
import { codeWords } from "./layout-notices.js";

/** What becomes of a drawing that is not saved when another camera was chosen; else when somebody else was faster. */
export function questionPart(easel: Easel, language: Language): TemplateResult | typeof nothing {
  if (easel.wish === null) return outdatedPart(easel, language);
  const answer = (how: "save" | "discard" | "stay", kind: string): TemplateResult =>
    html`<button type="button" class="${kind} ${how}" @click=${() => easel.leave(how)}>
      ${language.text(`layout.leave.${how}`)}
    </button>`;
  return html`<div class="card ask" role="alertdialog" aria-label=${language.text("layout.leave")}>
    <p>${language.text("layout.leave")}</p>
    <div class="row">${answer("save", "main")} ${answer("discard", "")} ${answer("stay", "")}</div>
  </div>`;
}

/** What becomes of a drawing when somebody else has saved this camera's layout since it began. */
function outdatedPart(easel: Easel, language: Language): TemplateResult | typeof nothing {
  if (!isBehind(easel)) return nothing;
  const lost = language.text("layout.outdated.text");
  return html`<div class="card ask outdated" role="alertdialog" aria-label=${language.text("error.layout_outdated")}>
    <p>${language.text("error.layout_outdated")} ${lost}</p>
    <div class="row">
      ${(["theirs", "mine"] as const).map(
        (whose) =>
          html`<button
            type="button"
            class=${whose}
            @click=${() => {
              easel.settle(whose);
            }}
          >
            ${language.text(`layout.outdated.${whose}`)}
          </button>`,
      )}
    </div>
  </div>`;
}

/** What can be said and set now: of a row being laid, of all outlines, of the selection; else how to go on. */
export function panelPart(easel: Easel, language: Language): TemplateResult {
  const { drawing, faults } = easel;
  if (drawing.strip !== null) {
    return html`<hoa-drawing-strip-form
      class="card panel"
      .drawing=${drawing}
      .language=${language}
    ></hoa-drawing-strip-form>`;
  }
  if (drawing.tool === "all") {
    const beyond = faults.some((fault) => fault.fault === "outside");
    return html`<hoa-drawing-together
      class="card panel"
      .language=${language}
      .beyond=${beyond}
    ></hoa-drawing-together>`;
  }
  if (drawing.selected.length === 0 || drawing.pen.length > 0) {
    return html`<p class="card panel quiet">${language.text(`layout.how.${drawing.tool}`)}</p>`;
  }
  return html`<hoa-drawing-form
    class="card panel"
    .drawing=${drawing}
    .faults=${faults}
    .zones=${easel.plan?.zones ?? []}
    .refusal=${refusalOf(easel, language)}
    .language=${language}
  ></hoa-drawing-form>`;
}

/** Until it is known what is drawn, or why that is not told. */
export function unplannedPart(denied: string | null, language: Language): TemplateResult {
  if (denied === null) {
    return html`<hoa-skeleton .height=${64}></hoa-skeleton><hoa-skeleton .height=${420}></hoa-skeleton>`;
  }
  return html`<hoa-message
    icon="linkOff"
    .heading=${language.text("connection.refused.title")}
    .text=${codeWords(denied, language)}
  ></hoa-message>`;
}

/** Instead of the picture, until there is one. */
export function waitingPart({ taking, trouble }: Easel, language: Language): TemplateResult {
  return html`<div class="card waiting">
    ${
      taking
        ? html`<hoa-skeleton style="inline-size: 100%" .height=${200}></hoa-skeleton>`
        : html`<hoa-icon name="camera"></hoa-icon>`
    }
    <p>${language.text(taking ? "layout.waiting" : trouble === null ? "layout.first" : "layout.again")}</p>
  </div>`;
}

export function helpPart(language: Language): TemplateResult {
  return html`<details class="card help">
    <summary>${language.text("layout.help")}</summary>
    <p>${language.text("layout.keys")}</p>
    <p>${language.text("layout.fingers")}</p>
  </details>`;
}

/** What the server said of the slot that is selected. */
function refusalOf({ refusedKey, trouble, drawing }: Easel, language: Language): string | null {
  if (refusedKey === null || trouble?.kind !== "refused" || !drawing.selected.includes(refusedKey)) return null;
  return codeWords(trouble.code, language);
}
