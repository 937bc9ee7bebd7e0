import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { dayEnd } from "../lib/board.js";
import { element } from "../lib/element.js";
import { checkPlate } from "../lib/plate-forms.js";
import type { Approval, QueuedApplication } from "../types/board.js";
import { applicationStyle } from "./application-style.js";
import { BoardForm, type Faults } from "./board-form.js";
import "./icon.js";
import { plateRows, plateRowStyle } from "./plate-rows.js";

const MOST_PLATES = 10;
const LONGEST = { name: 80, apartment: 32, username: 32 } as const;
const USERNAME = /^[a-z0-9._-]{2,32}$/;

type TextField = keyof typeof LONGEST;

interface ApprovalSheet {
  readonly name: string;
  readonly apartment: string;
  readonly username: string;
  readonly plates: readonly string[];
  readonly localOnly: boolean;
  readonly until: string;
}

/** What the board makes of an application before it is approved. Fires `hoa-approve` with an Approval, `hoa-cancel`. */
@element("hoa-application-approve")
export class ApplicationApprove extends BoardForm<ApprovalSheet> {
  static override readonly styles = [applicationStyle, plateRowStyle];

  @property({ attribute: false }) application!: QueuedApplication;
  /** Whether newcomers' users may log in from the house's network only, unless somebody says otherwise. */
  @property({ type: Boolean }) localOnly = false;
  /** Today, as a field for dates writes it. */
  @property() today = "";

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>("input")?.focus();
  }

  protected override render(): TemplateResult {
    return this.frame(
      html`<div class="pair">
          ${this.#field("name")} ${this.application.kind === "access" ? this.#field("apartment") : nothing}
        </div>
        ${this.#plates()} ${this.#makesUser() ? this.#account() : nothing} ${this.#until()}`,
      html`<hoa-icon name="check"></hoa-icon>${this.language.text("queue.approve.do")}`,
    );
  }

  protected override fields(): readonly string[] {
    return [
      ...["name", "plates", "valid_until"],
      ...(this.application.kind === "access" ? ["apartment"] : []),
      ...(this.#makesUser() ? ["username"] : []),
    ];
  }

  protected override start(): ApprovalSheet {
    const { name, apartment, plates, username } = this.application;
    return { name, apartment, username, plates, localOnly: this.localOnly, until: "" };
  }

  #field(name: TextField, hint = ""): TemplateResult {
    return html`<label class="field"
      >${this.language.text(`queue.${name}`)}<input
        name=${name}
        maxlength=${LONGEST[name]}
        autocomplete="off"
        autocapitalize=${name === "username" ? "none" : nothing}
        spellcheck="false"
        .value=${this.sheet[name]}
        aria-invalid=${this.isWrong(name)}
        @input=${this.typed(name)}
      />${this.fault(name)}${hint === "" ? nothing : html`<span>${hint}</span>`}</label
    >`;
  }

  #plates(): TemplateResult {
    const { language, sheet } = this;
    const fault = this.faults.plates ?? "";
    return html`<fieldset>
      <legend>${language.text("queue.plates")}</legend>
      ${plateRows({
        plates: sheet.plates,
        most: MOST_PLATES,
        language,
        fault: (index) => this.faults[`plate${index}`] ?? "",
        change: (next) => {
          this.set({ plates: next(this.sheet.plates) });
        },
      })}
      ${fault === "" ? nothing : html`<p class="fault" role="alert" tabindex="-1" aria-invalid="true">${fault}</p>`}
    </fieldset>`;
  }

  #account(): TemplateResult {
    const { language, sheet } = this;
    return html`${this.#field("username", language.text("queue.username.text"))}
      <label class="check"
        ><input
          type="checkbox"
          name="local"
          .checked=${sheet.localOnly}
          @change=${(event: Event) => {
            this.set({ localOnly: (event.target as HTMLInputElement).checked });
          }}
        />${language.text("queue.local")}</label
      >`;
  }

  #until(): TemplateResult {
    return html`<label class="field"
      >${this.language.text("queue.until")}<input
        type="date"
        min=${this.today}
        .value=${this.sheet.until}
        aria-invalid=${this.isWrong("valid_until")}
        @input=${this.typed("until")}
      />${this.fault("valid_until")}</label
    >`;
  }

  /** Whoever has a user keeps it. */
  #makesUser(): boolean {
    return this.application.kind === "access" && this.application.user === null;
  }

  protected override send(): void {
    const { sheet } = this;
    const made = this.#makesUser();
    const approval: Approval = {
      name: sheet.name.trim(),
      apartment: sheet.apartment.trim(),
      plates: sheet.plates.map((plate) => plate.trim()).filter((plate) => plate !== ""),
      username: made ? sheet.username.trim() : null,
      localOnly: made && sheet.localOnly,
      validUntil: dayEnd(sheet.until, this.language.reading.timeZone),
    };
    this.tell("hoa-approve", approval);
  }

  protected override wrong(): Faults {
    const { sheet, language } = this;
    const faults: Record<string, string> = {};
    for (const field of ["name", "apartment"] as const)
      if (sheet[field].trim() === "") faults[field] = language.text("apply.missing");
    if (this.#makesUser() && !USERNAME.test(sheet.username.trim()))
      faults.username = language.text("error.username_letters");
    for (const [index, plate] of sheet.plates.entries()) {
      const check = checkPlate(plate, []);
      if (check.state === "wrong") faults[`plate${index}`] = language.text(`error.${check.why}`);
    }
    return faults;
  }
}
