import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Household } from "../api/mine.js";
import { problemOf } from "../api/problem.js";
import "../components/icon.js";
import "../components/notice.js";
import "../components/pass-form.js";
import "../components/pass-link.js";
import { roomy } from "../components/pass-style.js";
import { card, focus } from "../components/style.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { passTimes } from "../lib/mine.js";
import type { PublicLink } from "../lib/public-link.js";
import { roomPath } from "../lib/route.js";
import type { GuestPass, PassWish } from "../types/people.js";
import { pageStyle } from "./mine-style.js";
import { section } from "./style.js";

/** Letting somebody in: the form, and what was given. */
@element("hoa-mine-invite")
export class MineInvite extends LitElement {
  static override readonly styles = [section, card, focus, roomy, pageStyle];

  @property({ attribute: false }) household: Household | null = null;
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @property() base = "";
  @state() private busy = false;
  @state() private failure = "";
  @state() private given: GuestPass | null = null;
  @state() private link: PublicLink | null = null;

  protected override render(): TemplateResult {
    const { language, given } = this;
    return html`<a class="back" href=${`${this.base}${roomPath("mine")}`}>
        <hoa-icon name="forward"></hoa-icon>${language.text("tabs.mine")}
      </a>
      <section class="card">
        <h2>${language.text("passes.give")}</h2>
        ${given === null ? this.#form() : this.#done(given)}
      </section>`;
  }

  #form(): TemplateResult {
    return html`<hoa-pass-form
      .language=${this.language}
      .now=${this.now}
      .busy=${this.busy}
      .failure=${this.failure}
      @hoa-give=${this.#give}
    ></hoa-pass-form>`;
  }

  #done(pass: GuestPass): TemplateResult {
    const { language, busy } = this;
    const text = language.text(pass.plate === null ? "pass.given.open" : "pass.given", {
      plate: pass.plate ?? "",
      kind: language.text(`pass.kind.${pass.kind}`),
      times: passTimes(pass, language, this.now),
    });
    return html`<hoa-notice role="status" .notice=${{ tone: "good", icon: "check", text }}></hoa-notice>
      ${
        this.link === null
          ? html`<p class="quiet">${language.text("pass.link.text")}</p>
              <button type="button" class="main" aria-disabled=${busy} @click=${this.#share}>
                <hoa-icon name="upload"></hoa-icon>${language.text("pass.share")}
              </button>`
          : html`<hoa-pass-link .link=${this.link} .language=${language}></hoa-pass-link>`
      }
      ${this.failure === "" ? nothing : html`<p class="fault" role="alert">${this.failure}</p>`}
      <button type="button" @click=${this.#again}>${language.text("pass.another")}</button>`;
  }

  readonly #give = async ({ detail }: CustomEvent<PassWish>): Promise<void> => {
    await this.#work(async (household) => {
      this.given = await household.give(detail);
    });
  };

  readonly #share = async (): Promise<void> => {
    const { given } = this;
    if (given === null) return;
    await this.#work(async (household) => {
      this.link = await household.share(given.id);
    });
  };

  readonly #again = (): void => {
    this.given = null;
    this.link = null;
    this.failure = "";
  };

  async #work(step: (household: Household) => Promise<void>): Promise<void> {
    if (this.household === null || this.busy) return;
    this.busy = true;
    this.failure = "";
    try {
      await step(this.household);
    } catch (error) {
      this.failure = this.language.code("error", problemOf(error).code, "error.other");
    } finally {
      this.busy = false;
    }
  }
}
