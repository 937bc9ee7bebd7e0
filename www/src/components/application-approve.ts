import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { dayEnd, saidBelow, type Failure } from "../lib/board.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { checkPlate } from "../lib/plate-forms.js";
import type { Approval, QueuedApplication } from "../types/board.js";
import { applicationStyle } from "./application-style.js";
import "./icon.js";
import { focusFault } from "./people-form.js";
import "./vehicle-plate.js";

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
export class ApplicationApprove extends LitElement {
  static override readonly styles = [
    applicationStyle,
    css`
      .plate {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 8px;
      }
      .plate button {
        align-self: start;
        margin-block-start: 22px;
        inline-size: 48px;
      }
      .add {
        justify-self: start;
      }
    `,
  ];

  @property({ attribute: false }) application!: QueuedApplication;
  /** Whether newcomers' users may log in from the house's network only, unless somebody says otherwise. */
  @property({ type: Boolean }) localOnly = false;
  @property({ attribute: false }) language!: Language;
  /** Today, as a field for dates writes it. */
  @property() today = "";
  @property({ type: Boolean }) busy = false;
  @property({ attribute: false }) failure: Failure | null = null;
  @state() private sheet!: ApprovalSheet;
  @state() private faults: Readonly<Record<string, string>> = {};

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { name, apartment, plates, username } = this.application;
    if (!this.hasUpdated) this.sheet = { name, apartment, username, plates, localOnly: this.localOnly, until: "" };
    if (changed.has("failure") && this.failure !== null && this.failure.field !== "") {
      this.faults = { [this.failure.field]: this.failure.text };
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("failure") && this.failure !== null) focusFault(this.renderRoot);
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>("input")?.focus();
  }

  protected override render(): TemplateResult {
    const { language, busy } = this;
    return html`<form novalidate @submit=${this.#submit}>
      <div class="pair">
        ${this.#field("name")} ${this.application.kind === "access" ? this.#field("apartment") : nothing}
      </div>
      ${this.#plates()} ${this.#makesUser() ? this.#account() : nothing} ${this.#until()} ${this.#failure()}
      <div class="row">
        <button type="submit" class="main" aria-disabled=${busy}>
          <hoa-icon name="check"></hoa-icon>${language.text(busy ? "slot.busy" : "queue.approve.do")}
        </button>
        <button type="button" @click=${this.#cancel}>${language.text("slot.cancel")}</button>
      </div>
    </form>`;
  }

  #field(name: TextField, hint = ""): TemplateResult {
    const fault = this.faults[name] ?? "";
    return html`<label class="field"
      >${this.language.text(`queue.${name}`)}<input
        name=${name}
        maxlength=${LONGEST[name]}
        autocomplete="off"
        autocapitalize=${name === "username" ? "none" : nothing}
        spellcheck="false"
        .value=${this.sheet[name]}
        aria-invalid=${fault !== ""}
        @input=${(event: Event) => {
          this.#set({ [name]: (event.target as HTMLInputElement).value });
        }}
      />${fault === "" ? nothing : html`<span class="fault" role="alert">${fault}</span>`}${
        hint === "" ? nothing : html`<span>${hint}</span>`
      }</label
    >`;
  }

  #plates(): TemplateResult {
    const { language, sheet } = this;
    const fault = this.faults.plates ?? "";
    return html`<fieldset>
      <legend>${language.text("queue.plates")}</legend>
      ${sheet.plates.map((plate, index) => this.#plate(plate, index))}
      ${fault === "" ? nothing : html`<p class="fault" role="alert" tabindex="-1" aria-invalid="true">${fault}</p>`}
      ${
        sheet.plates.length < MOST_PLATES
          ? html`<button type="button" class="add" @click=${this.#add}>
              <hoa-icon name="plus"></hoa-icon>${language.text("apply.plate.add")}
            </button>`
          : nothing
      }
    </fieldset>`;
  }

  #plate(plate: string, index: number): TemplateResult {
    const { language, sheet } = this;
    return html`<div class="plate">
      <hoa-vehicle-plate
        .label=${language.text("apply.plate", { number: index + 1 })}
        .value=${plate}
        .fault=${this.faults[`plate${index}`] ?? ""}
        .language=${language}
        @hoa-plate=${({ detail }: CustomEvent<string>) => {
          this.#set({ plates: sheet.plates.map((one, at) => (at === index ? detail : one)) });
        }}
      ></hoa-vehicle-plate>
      <button
        type="button"
        class="icon"
        aria-label=${language.text("apply.plate.remove", { number: index + 1 })}
        @click=${() => {
          this.#set({ plates: sheet.plates.filter((_one, at) => at !== index) });
        }}
      >
        <hoa-icon name="trash"></hoa-icon>
      </button>
    </div>`;
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
            this.#set({ localOnly: (event.target as HTMLInputElement).checked });
          }}
        />${language.text("queue.local")}</label
      >`;
  }

  #until(): TemplateResult {
    const fault = this.faults.valid_until ?? "";
    return html`<label class="field"
      >${this.language.text("queue.until")}<input
        type="date"
        min=${this.today}
        .value=${this.sheet.until}
        aria-invalid=${fault !== ""}
        @input=${(event: Event) => {
          this.#set({ until: (event.target as HTMLInputElement).value });
        }}
      />${fault === "" ? nothing : html`<span class="fault" role="alert">${fault}</span>`}</label
    >`;
  }

  #failure(): TemplateResult | typeof nothing {
    const asked = [
      ...(this.application.kind === "access" ? ["apartment"] : []),
      ...(this.#makesUser() ? ["username"] : []),
    ];
    const text = saidBelow(this.failure, ["name", "plates", "valid_until", ...asked]);
    return text === "" ? nothing : html`<p class="fault" role="alert">${text}</p>`;
  }

  /** Whoever has a user keeps it. */
  #makesUser(): boolean {
    return this.application.kind === "access" && this.application.user === null;
  }

  #set(part: Partial<ApprovalSheet>): void {
    this.sheet = { ...this.sheet, ...part };
    this.faults = {};
  }

  readonly #add = (): void => {
    this.#set({ plates: [...this.sheet.plates, ""] });
  };

  readonly #cancel = (): void => {
    this.dispatchEvent(new CustomEvent("hoa-cancel", { bubbles: true, composed: true }));
  };

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.busy) return;
    this.faults = this.#wrong();
    if (Object.keys(this.faults).length > 0) {
      await this.updateComplete;
      focusFault(this.renderRoot);
      return;
    }
    const { sheet } = this;
    const made = this.#makesUser();
    const detail: Approval = {
      name: sheet.name.trim(),
      apartment: sheet.apartment.trim(),
      plates: sheet.plates.map((plate) => plate.trim()).filter((plate) => plate !== ""),
      username: made ? sheet.username.trim() : null,
      localOnly: made && sheet.localOnly,
      validUntil: dayEnd(sheet.until, this.language.reading.timeZone),
    };
    this.dispatchEvent(new CustomEvent("hoa-approve", { detail, bubbles: true, composed: true }));
  };

  #wrong(): Record<string, string> {
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
