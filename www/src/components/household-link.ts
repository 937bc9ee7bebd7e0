import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { saidBelow, type Failure } from "../lib/board.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { GIVEN_ROLES, type GivenRole, type HouseUser, type LinkWish, type Resident } from "../types/board.js";
import { householdStyle } from "./household-style.js";
import { focusFault } from "./people-form.js";

const LONGEST = { apartment: 32, name: 80, contact: 120 } as const;

interface LinkSheet {
  readonly userId: string;
  readonly role: GivenRole;
  readonly apartment: string;
  readonly name: string;
  readonly contact: string;
}

/** Says who a user of Home Assistant is: their role, where they live, how they are called. Fires `hoa-save` with a LinkWish, `hoa-cancel`. */
@element("hoa-household-link")
export class HouseholdLink extends LitElement {
  static override readonly styles = householdStyle;

  /** Who is changed; null: one of `users`. */
  @property({ attribute: false }) resident: Resident | null = null;
  @property({ attribute: false }) users: readonly HouseUser[] = [];
  /** Where they live; empty: nowhere here. */
  @property() apartment = "";
  /** The role that is proposed. */
  @property() proposed: GivenRole = "resident";
  @property({ attribute: false }) language!: Language;
  @property({ type: Boolean }) busy = false;
  @property({ attribute: false }) failure: Failure | null = null;
  @state() private sheet!: LinkSheet;
  @state() private faults: Readonly<Record<string, string>> = {};

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hasUpdated) this.sheet = this.#start();
    if (changed.has("failure") && this.failure !== null && this.failure.field !== "") {
      this.faults = { [this.failure.field]: this.failure.text };
    }
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>("select, input")?.focus();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("failure") && this.failure !== null) focusFault(this.renderRoot);
  }

  protected override render(): TemplateResult {
    const { language, busy } = this;
    const fields = ["apartment", "name", "contact", ...(this.resident === null ? ["user_id"] : [])];
    const shown = saidBelow(this.failure, fields);
    return html`<form novalidate @submit=${this.#submit}>
      ${this.resident === null ? this.#users() : nothing}
      <div class="pair">${this.#roles()} ${this.#field("apartment")}</div>
      <div class="pair">${this.#field("name")} ${this.#field("contact")}</div>
      ${shown === "" ? nothing : html`<p class="fault" role="alert">${shown}</p>`}
      <div class="row">
        <button type="submit" class="main" aria-disabled=${busy}>
          ${language.text(busy ? "slot.busy" : "people.save")}
        </button>
        <button type="button" @click=${this.#cancel}>${language.text("slot.cancel")}</button>
      </div>
    </form>`;
  }

  #start(): LinkSheet {
    const { resident, apartment } = this;
    if (resident === null) return { userId: "", role: this.proposed, apartment, name: "", contact: "" };
    const { userId, role, name, contact } = resident;
    return { userId, role, apartment, name, contact: contact ?? "" };
  }

  #users(): TemplateResult {
    const { language, sheet } = this;
    const fault = this.faults.user_id ?? "";
    return html`<label class="field"
      >${language.text("people.user")}<select
        name="user"
        aria-invalid=${fault !== ""}
        @change=${(event: Event) => {
          this.#set({ userId: (event.target as HTMLSelectElement).value });
        }}
      >
        <option value="" ?selected=${sheet.userId === ""}>${language.text("people.user.choose")}</option>
        ${this.users.map(
          ({ id, name, linked }) =>
            html`<option value=${id} ?selected=${sheet.userId === id}>
              ${linked ? language.text("people.user.linked", { name }) : name}
            </option>`,
        )}</select
      ><span>${language.text("people.user.text")}</span>${
        fault === "" ? nothing : html`<span class="fault" role="alert">${fault}</span>`
      }</label
    >`;
  }

  #roles(): TemplateResult {
    const { language, sheet } = this;
    return html`<label class="field"
      >${language.text("people.role")}<select
        name="role"
        @change=${(event: Event) => {
          const { value } = event.target as HTMLSelectElement;
          this.#set({ role: GIVEN_ROLES.find((role) => role === value) ?? "resident" });
        }}
      >
        ${GIVEN_ROLES.map(
          (role) =>
            html`<option value=${role} ?selected=${sheet.role === role}>
              ${language.text(`people.role.${role}`)}
            </option>`,
        )}
      </select></label
    >`;
  }

  #field(name: "apartment" | "name" | "contact"): TemplateResult {
    const fault = this.faults[name] ?? "";
    return html`<label class="field"
      >${this.language.text(`people.${name}`)}<input
        name=${name}
        maxlength=${LONGEST[name]}
        autocomplete="off"
        .value=${this.sheet[name]}
        aria-invalid=${fault !== ""}
        @input=${(event: Event) => {
          this.#set({ [name]: (event.target as HTMLInputElement).value });
        }}
      />${fault === "" ? nothing : html`<span class="fault" role="alert">${fault}</span>`}</label
    >`;
  }

  #set(part: Partial<LinkSheet>): void {
    this.sheet = { ...this.sheet, ...part };
    this.faults = {};
  }

  readonly #cancel = (): void => {
    this.dispatchEvent(new CustomEvent("hoa-cancel", { bubbles: true, composed: true }));
  };

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.busy) return;
    const { sheet, language } = this;
    const faults: Record<string, string> = {};
    if (sheet.userId === "") faults.user_id = language.text("people.user.choose");
    if (sheet.role === "resident" && sheet.apartment.trim() === "")
      faults.apartment = language.text("error.resident_needs_apartment");
    this.faults = faults;
    if (Object.keys(faults).length > 0) {
      await this.updateComplete;
      focusFault(this.renderRoot);
      return;
    }
    const apartment = sheet.apartment.trim();
    const detail: LinkWish = {
      userId: sheet.userId,
      role: sheet.role,
      apartment: apartment === "" ? null : apartment,
      name: sheet.name.trim(),
      contact: sheet.contact.trim(),
    };
    this.dispatchEvent(new CustomEvent("hoa-save", { detail, bubbles: true, composed: true }));
  };
}
