import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../lib/element.js";
import { GIVEN_ROLES, type GivenRole, type HouseUser, type LinkWish, type Resident } from "../types/board.js";
import { BoardForm, type Faults } from "./board-form.js";
import { householdStyle } from "./household-style.js";

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
export class HouseholdLink extends BoardForm<LinkSheet> {
  static override readonly styles = householdStyle;

  /** Who is changed; null: one of `users`. */
  @property({ attribute: false }) resident: Resident | null = null;
  @property({ attribute: false }) users: readonly HouseUser[] = [];
  /** Where they live; empty: nowhere here. */
  @property() apartment = "";
  /** The role that is proposed. */
  @property() proposed: GivenRole = "resident";
  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>("select, input")?.focus();
  }

  protected override render(): TemplateResult {
    return this.frame(
      html`${this.resident === null ? this.#users() : nothing}
        <div class="pair">${this.#roles()} ${this.#field("apartment")}</div>
        <div class="pair">${this.#field("name")} ${this.#field("contact")}</div>`,
      this.language.text("people.save"),
    );
  }

  protected override fields(): readonly string[] {
    return ["apartment", "name", "contact", ...(this.resident === null ? ["user_id"] : [])];
  }

  protected override start(): LinkSheet {
    const { resident, apartment } = this;
    if (resident === null) return { userId: "", role: this.proposed, apartment, name: "", contact: "" };
    const { userId, role, name, contact } = resident;
    return { userId, role, apartment, name, contact: contact ?? "" };
  }

  #users(): TemplateResult {
    const { language, sheet } = this;
    return html`<label class="field"
      >${language.text("people.user")}<select
        name="user"
        aria-invalid=${this.isWrong("user_id")}
        @change=${this.typed("userId")}
      >
        <option value="" ?selected=${sheet.userId === ""}>${language.text("people.user.choose")}</option>
        ${this.users.map(
          ({ id, name, linked }) =>
            html`<option value=${id} ?selected=${sheet.userId === id}>
              ${linked ? language.text("people.user.linked", { name }) : name}
            </option>`,
        )}</select
      ><span>${language.text("people.user.text")}</span>${this.fault("user_id")}</label
    >`;
  }

  #roles(): TemplateResult {
    const { language, sheet } = this;
    return html`<label class="field"
      >${language.text("people.role")}<select name="role" @change=${this.typed("role")}>
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
    return html`<label class="field"
      >${this.language.text(`people.${name}`)}<input
        name=${name}
        maxlength=${LONGEST[name]}
        autocomplete="off"
        .value=${this.sheet[name]}
        aria-invalid=${this.isWrong(name)}
        @input=${this.typed(name)}
      />${this.fault(name)}</label
    >`;
  }

  protected override wrong(): Faults {
    const { sheet, language } = this;
    const faults: Record<string, string> = {};
    if (sheet.userId === "") faults.user_id = language.text("people.user.choose");
    if (sheet.role === "resident" && sheet.apartment.trim() === "")
      faults.apartment = language.text("error.resident_needs_apartment");
    return faults;
  }

  protected override send(): void {
    const { userId, role, name, contact } = this.sheet;
    const apartment = this.sheet.apartment.trim();
    const wish: LinkWish = {
      userId,
      role,
      apartment: apartment === "" ? null : apartment,
      name: name.trim(),
      contact: contact.trim(),
    };
    this.tell("hoa-save", wish);
  }
}
