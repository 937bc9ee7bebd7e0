import { html, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../lib/element.js";
import { linkOf } from "./kept.js";
import "./link-box.js";
import { PublicView } from "./view.js";

/** After sending: the one link that leads back. */
@element("hoa-apply-sent")
export class ApplySent extends PublicView {
  @property() token = "";

  override firstUpdated(): void {
    this.querySelector("h1")?.focus();
  }

  protected override render(): TemplateResult {
    const { words } = this;
    const link = linkOf("/apply/status", this.token);
    return html`<section class="card">
      <h1 tabindex="-1">${words.text("sent.title")}</h1>
      <p class="notice good">${words.text("sent.keep")}</p>
      <hoa-link-box .words=${words} .link=${link}></hoa-link-box>
      <div class="buttons">
        <a class="button" href=${link}>${words.text("sent.open")}</a>
        <button type="button" class="plain" @click=${this.#again}>${words.text("sent.again")}</button>
      </div>
    </section>`;
  }

  readonly #again = (): void => {
    this.dispatchEvent(new CustomEvent("again"));
  };
}
