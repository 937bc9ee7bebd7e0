import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Household } from "../api/mine.js";
import { problemOf } from "../api/problem.js";
import "../components/pass-link.js";
import "../components/pass-row.js";
import { roomy } from "../components/pass-style.js";
import { card, focus } from "../components/style.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { isOpen } from "../lib/mine.js";
import type { PublicLink } from "../lib/public-link.js";
import type { GuestPass } from "../types/people.js";
import { section } from "./style.js";

/** The passes of a household: those that somebody may still come on, and those that are over. */
@element("hoa-mine-passes")
export class MinePasses extends LitElement {
  static override readonly styles = [
    section,
    card,
    focus,
    roomy,
    css`
      :host {
        display: grid;
        gap: 12px;
        margin-block-start: 12px;
      }
      .card > * + * {
        border-block-start: 1px solid var(--line);
      }
      hoa-pass-link,
      .fault {
        padding: 4px 16px 16px;
        border: 0 !important;
      }
      summary {
        min-block-size: 48px;
        padding-inline: 16px;
        color: var(--quiet);
        font-size: 15px;
        line-height: 48px;
        cursor: pointer;
      }
      .none {
        margin: 4px;
      }
    `,
  ];

  @property({ attribute: false }) household: Household | null = null;
  @property({ attribute: false }) passes: readonly GuestPass[] = [];
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @state() private busy: number | null = null;
  /** A link that was told for a pass. */
  @state() private link: { readonly pass: number; readonly to: PublicLink } | null = null;
  @state() private failure: { readonly pass: number; readonly text: string } | null = null;

  protected override render(): TemplateResult {
    const { language } = this;
    const open = this.passes.filter(isOpen);
    const past = this.passes.filter((pass) => !isOpen(pass));
    return html`${
      open.length === 0
        ? html`<p class="quiet none">${language.text("passes.none")}</p>`
        : html`<div class="card">${this.#rows(open)}</div>`
    }
    ${
      past.length === 0
        ? nothing
        : html`<details class="card">
            <summary>${language.count("passes.past", past.length)}</summary>
            ${this.#rows(past)}
          </details>`
    }`;
  }

  #rows(passes: readonly GuestPass[]): unknown {
    return repeat(
      passes,
      (pass) => pass.id,
      (pass) =>
        html`<div>
          <hoa-pass-row
            .pass=${pass}
            .language=${this.language}
            .now=${this.now}
            .busy=${this.busy === pass.id}
            @hoa-pass-share=${() => this.#share(pass)}
            @hoa-pass-end=${() => this.#end(pass)}
          ></hoa-pass-row>
          ${
            this.link?.pass === pass.id && isOpen(pass)
              ? html`<hoa-pass-link .link=${this.link.to} .language=${this.language}></hoa-pass-link>`
              : nothing
          }
          ${this.failure?.pass === pass.id ? html`<p class="fault" role="alert">${this.failure.text}</p>` : nothing}
        </div>`,
    );
  }

  async #share(pass: GuestPass): Promise<void> {
    await this.#work(pass, async (household) => {
      this.link = { pass: pass.id, to: await household.share(pass.id) };
    });
  }

  async #end(pass: GuestPass): Promise<void> {
    await this.#work(pass, async (household) => {
      await household.end(pass.id);
    });
  }

  async #work(pass: GuestPass, step: (household: Household) => Promise<void>): Promise<void> {
    if (this.household === null || this.busy !== null) return;
    this.busy = pass.id;
    this.failure = null;
    try {
      await step(this.household);
    } catch (error) {
      this.failure = { pass: pass.id, text: this.language.code("error", problemOf(error).code, "error.other") };
    } finally {
      this.busy = null;
    }
  }
}
