import { html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { element } from "../lib/element.js";
import { account, setPassword } from "./door.js";
import { faultLine } from "./field.js";
import { LinkView } from "./link-view.js";

const LEAST = 10;
const MOST = 128;

/** Sets the password of an account that was made, once. */
@element("hoa-apply-password")
export class ApplyPassword extends LinkView {
  @state() private user: { readonly site: string; readonly username: string; readonly until: Date } | null = null;
  @state() private password = "";
  @state() private shown = false;
  @state() private done = false;

  protected override page(): TemplateResult | null {
    if (this.user === null) return null;
    return this.done ? this.#finished(this.user.username) : this.#form(this.user);
  }

  #form(user: { readonly username: string; readonly until: Date }): TemplateResult {
    const { words } = this;
    return html`<form class="card" novalidate @submit=${this.#submitted}>
      <h1>${words.text("password.title")}</h1>
      <div class="field">
        <label for="username">${words.text("password.user")}</label>
        <input id="username" name="username" autocomplete="username" readonly .value=${user.username} />
      </div>
      ${this.#field()} ${this.failureLine()}
      <button class="strong wide" ?disabled=${this.busy}>${words.text("password.set")}</button>
      <p class="hint">${words.text("password.until", { when: words.moment(user.until) })}</p>
    </form>`;
  }

  #field(): TemplateResult {
    const { words, fault, shown } = this;
    return html`<div class="field">
      <label for="password">${words.text("password.new")}</label>
      <div class="with-button">
        <input
          id="password"
          name="password"
          type=${shown ? "text" : "password"}
          autocomplete="new-password"
          spellcheck="false"
          autocapitalize="off"
          .value=${live(this.password)}
          aria-invalid=${fault === null ? "false" : "true"}
          aria-describedby="password-fault password-hint"
          required
          @input=${this.#typed}
        />
        <button
          type="button"
          aria-pressed=${shown ? "true" : "false"}
          aria-label=${words.text(shown ? "password.hide" : "password.show")}
          @click=${this.#turned}
        >
          ${eye(shown)}
        </button>
      </div>
      <p class="hint" id="password-hint">${words.text("password.rule")}</p>
      <p class="hint" role="status">${this.#left()}</p>
      ${faultLine({ id: "password", fault, words })}
    </div>`;
  }

  #left(): string {
    const { words } = this;
    const left = LEAST - Array.from(this.password).length;
    if (this.password === "") return "";
    return left > 0 ? words.count("password.left", left) : words.text("password.long_enough");
  }

  #finished(username: string): TemplateResult {
    const { words } = this;
    return html`<section class="card">
      <h1 tabindex="-1">${words.text("password.done.title")}</h1>
      <p class="notice good">${words.text("password.done.text", { user: username })}</p>
      <a class="button strong" href="/">${words.text("login")}</a>
    </section>`;
  }

  protected override async load(): Promise<void> {
    this.user = await account(this.token);
    this.tell(this.user.site, "password.title");
  }

  readonly #typed = (event: Event): void => {
    this.password = (event.target as HTMLInputElement).value;
    this.fault = null;
  };

  readonly #turned = (): void => {
    this.shown = !this.shown;
  };

  readonly #submitted = async (event: Event): Promise<void> => {
    event.preventDefault();
    const length = Array.from(this.password).length;
    this.fault = length < LEAST ? "password_short" : length > MOST ? "password_long" : null;
    if (this.fault === null) await this.attempt(() => this.#set(), this.refused);
    if (this.done) this.querySelector<HTMLElement>("h1")?.focus();
    else await this.toFirstFault();
  };

  async #set(): Promise<void> {
    await setPassword(this.token, this.password);
    this.password = "";
    this.done = true;
    await this.updateComplete;
  }
}

function eye(shown: boolean): TemplateResult {
  return html`<svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" fill="none" stroke="currentColor">
    <path d="M2 12q10-13 20 0q-10 13-20 0z" stroke-width="1.8"></path>
    <circle cx="12" cy="12" r="3" stroke-width="1.8"></circle>
    ${shown ? html`<svg><path d="M4 20L20 4" stroke-width="1.8"></path></svg>` : nothing}
  </svg>`;
}
