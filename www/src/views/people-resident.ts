import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { People } from "../api/people.js";
import { problemOf } from "../api/problem.js";
import "../components/application-link.js";
import "../components/household-link.js";
import "../components/household-revoke.js";
import { householdStyle } from "../components/household-style.js";
import { failureOf, type Failure } from "../lib/board.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { LinkWish, PasswordLink, Resident, Revoked } from "../types/board.js";

type Doing = "change" | "revoke";

/** Somebody who lives or works here, and what the board does about them. Fires `hoa-kept` with words when something changed. */
@element("hoa-people-resident")
export class PeopleResident extends LitElement {
  static override readonly styles = [
    householdStyle,
    css`
      :host {
        padding: 12px 16px;
      }
      .under {
        margin-block-start: 12px;
      }
    `,
  ];

  @property({ attribute: false }) server!: People;
  @property({ attribute: false }) resident!: Resident;
  @property() apartment = "";
  /** Open guest passes that end with the last of a household. */
  @property({ type: Number }) passes = 0;
  @property() site = "";
  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) now!: Date;
  @state() private doing: Doing | null = null;
  @state() private busy = false;
  @state() private failure: Failure | null = null;
  /** A link for a password; it is told once. */
  @state() private link: PasswordLink | null = null;

  protected override render(): TemplateResult {
    const { language, resident } = this;
    return html`<div class="line">
        <span class="words"
          >${resident.name === "" ? language.text("people.nameless") : resident.name}<small
            >${this.#facts()}</small
          ></span
        >
        ${this.doing === null && this.link === null ? this.#buttons() : nothing}
      </div>
      ${this.#under()}
      ${
        this.failure === null || this.doing !== null
          ? nothing
          : html`<p class="fault" role="alert">${this.failure.text}</p>`
      }`;
  }

  #buttons(): TemplateResult {
    const { language, resident } = this;
    const { name } = resident;
    return html`<span class="row">
      <button
        type="button"
        aria-label=${language.text("people.change.label", { name })}
        @click=${() => {
          this.#begin("change");
        }}
      >
        ${language.text("people.change")}
      </button>
      ${
        resident.role === "board"
          ? nothing
          : html`<button
              type="button"
              aria-disabled=${this.busy}
              aria-label=${language.text("people.password.label", { name })}
              @click=${this.#password}
            >
              ${language.text("people.password")}
            </button>`
      }
      <button
        type="button"
        class="danger"
        aria-label=${language.text("people.revoke.label", { name })}
        @click=${() => {
          this.#begin("revoke");
        }}
      >
        ${language.text("people.revoke")}
      </button>
    </span>`;
  }

  #under(): TemplateResult | typeof nothing {
    const { language, busy } = this;
    if (this.link !== null) return this.#told(this.link);
    switch (this.doing) {
      case "change":
        return html`<hoa-household-link
          class="under"
          .resident=${this.resident}
          .apartment=${this.apartment}
          .language=${language}
          .busy=${busy}
          .failure=${this.failure}
          @hoa-save=${this.#change}
          @hoa-cancel=${this.#cancel}
        ></hoa-household-link>`;
      case "revoke":
        return html`<hoa-household-revoke
          class="under"
          .resident=${this.resident}
          .passes=${this.passes}
          .language=${language}
          .busy=${busy}
          .failure=${this.failure?.text ?? ""}
          @hoa-revoke=${this.#revoke}
          @hoa-cancel=${this.#cancel}
        ></hoa-household-revoke>`;
      case null:
        return nothing;
    }
  }

  #told({ link, username, until }: PasswordLink): TemplateResult {
    const { language, resident } = this;
    const letter = { site: this.site, name: resident.name, username, link, language: language.tag };
    const words = until === null ? "" : language.text("people.password.until", { time: language.moment(until) });
    return html`<hoa-application-link
      class="under"
      .letter=${letter}
      .until=${words}
      .language=${language}
      @hoa-done=${this.#done}
    ></hoa-application-link>`;
  }

  #facts(): string {
    const { language, resident } = this;
    const { username, contact, role, password, phones } = resident;
    return [
      language.text(`people.role.${role}`),
      username ?? "",
      contact ?? "",
      password === null ? "" : language.text(`people.password.${password}`),
      phones === 0 ? "" : language.count("people.phones", phones),
    ]
      .filter((part) => part !== "")
      .join(" · ");
  }

  #begin(doing: Doing): void {
    this.doing = doing;
    this.failure = null;
  }

  readonly #cancel = (event: Event): void => {
    event.stopPropagation();
    this.doing = null;
    this.failure = null;
  };

  readonly #done = (event: Event): void => {
    event.stopPropagation();
    this.link = null;
    this.#tell("");
  };

  readonly #change = (event: CustomEvent<LinkWish>): Promise<void> => {
    event.stopPropagation();
    return this.#work(async () => {
      await this.server.link(event.detail);
      this.#tell(this.language.text("people.saved"), event.detail.apartment);
    });
  };

  readonly #password = (): Promise<void> =>
    this.#work(async () => {
      this.link = await this.server.passwordLink(this.resident.userId);
    });

  readonly #revoke = (): Promise<void> =>
    this.#work(async () => {
      this.#tell(this.#gone(await this.server.revoke(this.resident.userId)));
    });

  #gone({ removedUser, phones, passes }: Revoked): string {
    const { language } = this;
    const { name } = this.resident;
    return [
      language.text(removedUser ? "people.revoked.user" : "people.revoked.link", { name }),
      ...(phones > 0 ? [language.count("people.revoked.phones", phones)] : []),
      ...(passes > 0 ? [language.count("people.revoked.passes", passes)] : []),
    ].join(" ");
  }

  async #work(step: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    try {
      await step();
      this.doing = null;
    } catch (error) {
      this.failure = failureOf(problemOf(error), this.language);
    } finally {
      this.busy = false;
    }
  }

  /** Says what was done, and where they live now where that may have changed. */
  #tell(words: string, moved: string | null = this.apartment): void {
    const detail = { words, elsewhere: (moved ?? "") !== this.apartment };
    this.dispatchEvent(new CustomEvent("hoa-kept", { detail, bubbles: true, composed: true }));
  }
}
