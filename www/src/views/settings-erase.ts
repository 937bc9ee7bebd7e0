import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Parking } from "../api/parking.js";
import { problemOf } from "../api/problem.js";
import { Settings } from "../api/settings.js";
import "../components/erase-form.js";
import type { Erasing } from "../components/erase-form.js";
import "../components/erase-receipt.js";
import "../components/notice.js";
import { failureOf, type Failure } from "../lib/board.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { ErasedCounts, EraseTarget, Receipt } from "../types/board.js";
import { settingsStyle } from "./settings-style.js";

/** Erasing on request, and the receipts of it. */
@element("hoa-settings-erase")
export class SettingsErase extends LitElement {
  static override readonly styles = [
    settingsStyle,
    css`
      hoa-erase-receipt + hoa-erase-receipt {
        border-block-start: 1px solid var(--line);
      }
      h3 {
        margin-block-start: 8px;
      }
    `,
  ];

  @property({ attribute: false }) parking!: Parking;
  @property({ attribute: false }) language!: Language;
  @property() site = "";
  @state() private counts: ErasedCounts | null = null;
  @state() private receipts: readonly Receipt[] = [];
  /** What was just erased. */
  @state() private fresh: Receipt | null = null;
  @state() private busy = false;
  @state() private failure: Failure | null = null;
  #server: Settings | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("parking")) return;
    const server = new Settings(this.parking);
    this.#server = server;
    void this.#work(async () => {
      this.receipts = await server.receipts();
    });
  }

  protected override render(): TemplateResult {
    const { language, fresh } = this;
    const older = this.receipts.filter((one) => one.id !== fresh?.id);
    return html`<section>
      <h2>${language.text("erase")}</h2>
      <div class="card">
        <p class="quiet">${language.text("erase.text")}</p>
        ${fresh === null ? this.#form() : this.#done(fresh)} ${older.length === 0 ? nothing : this.#older(older)}
      </div>
    </section>`;
  }

  #form(): TemplateResult {
    return html`<hoa-erase-form
      .counts=${this.counts}
      .language=${this.language}
      .busy=${this.busy}
      .failure=${this.failure}
      @hoa-preview=${this.#preview}
      @hoa-erase=${this.#erase}
      @hoa-cancel=${this.#cancel}
    ></hoa-erase-form>`;
  }

  #done(receipt: Receipt): TemplateResult {
    const { language } = this;
    return html`<hoa-notice
        role="status"
        .notice=${{ tone: "good", icon: "check", text: language.text("erase.done") }}
      ></hoa-notice>
      <hoa-erase-receipt .receipt=${receipt} .site=${this.site} .language=${language}></hoa-erase-receipt>
      <div class="row"><button type="button" @click=${this.#cancel}>${language.text("erase.another")}</button></div>`;
  }

  #older(receipts: readonly Receipt[]): TemplateResult {
    const { language } = this;
    return html`<div>
      <h3>${language.text("erase.receipts")}</h3>
      ${receipts.map(
        (one) => html`<hoa-erase-receipt .receipt=${one} .site=${this.site} .language=${language}></hoa-erase-receipt>`,
      )}
    </div>`;
  }

  readonly #cancel = (): void => {
    this.counts = null;
    this.fresh = null;
    this.failure = null;
  };

  readonly #preview = ({ detail }: CustomEvent<EraseTarget>): Promise<void> =>
    this.#work(async (server) => {
      this.counts = await server.preview(detail);
    });

  readonly #erase = ({ detail }: CustomEvent<Erasing>): Promise<void> =>
    this.#work(async (server) => {
      const receipt = await server.erase(detail.target, detail.reason);
      this.receipts = [receipt, ...this.receipts];
      this.fresh = receipt;
      this.counts = null;
    });

  async #work(step: (server: Settings) => Promise<void>): Promise<void> {
    if (this.#server === null || this.busy) return;
    this.busy = true;
    this.failure = null;
    try {
      await step(this.#server);
    } catch (error) {
      this.failure = failureOf(problemOf(error), this.language);
    } finally {
      this.busy = false;
    }
  }
}
