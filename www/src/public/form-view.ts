import { html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../lib/element.js";
import { foldPlate } from "../lib/plate-forms.js";
import { consentOf, type ApplicationForm } from "./answers.js";
import "./document-field.js";
import { apply, challenge, codeOf, form, Refusal } from "./door.js";
import { EMPTY_DRAFT, keepDraft, keptDraft, MOST_CARS, type Draft } from "./draft.js";
import { faultsFrom, faultsOf, without, type Faults } from "./faults.js";
import { keep, kept } from "./kept.js";
import { carFields, consentField, textFields, trap, type Change, type FormParts } from "./form-parts.js";
import { base64Of, type Picture } from "./picture.js";
import "./sent-view.js";
import { Toll } from "./toll.js";
import { PublicView } from "./view.js";

/** The application: what is entered survives an error and a reload, and nothing but a filled-in form is sent. */
@element("hoa-apply-form")
export class ApplyForm extends PublicView {
  @property({ attribute: false }) initial: ApplicationForm | null = null;
  @state() private draft: Draft = keptDraft();
  @state() private picture: Picture | null = null;
  @state() private faults: Faults = {};
  @state() private working = false;
  @state() private off = false;
  @state() private sent: string | null = kept("sent");
  #toll: Toll | null = null;
  #trapped = "";

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#toll?.stop();
  }

  protected override render(): TemplateResult {
    const { words, sent } = this;
    if (sent !== null) {
      return html`<hoa-apply-sent .words=${words} .token=${sent} @again=${this.#again}></hoa-apply-sent>`;
    }
    if (this.off) return this.#closed();
    if (this.initial === null) return this.failure === null ? this.loadingCard() : this.retryCard(this.#load);
    return this.#form(this.initial);
  }

  #closed(): TemplateResult {
    return html`<section class="card">
      <h1>${this.words.text("form.off.title")}</h1>
      <p>${this.words.text("form.off.text")}</p>
    </section>`;
  }

  #form(initial: ApplicationForm): TemplateResult {
    const { words } = this;
    const parts = this.#parts(initial);
    return html`<form class="card" novalidate @submit=${this.#submitted} @focusin=${this.#touched}>
      <h1>${words.text("form.title")}</h1>
      <p class="lead">${words.text("form.intro")}</p>
      ${textFields(parts)} ${carFields(parts)} ${textFields(parts, "note")}
      ${
        initial.document
          ? html`<hoa-document-field
              .words=${words}
              .picture=${this.picture}
              .fault=${this.faults.document ?? null}
              @picture=${this.#pictured}
            ></hoa-document-field>`
          : nothing
      }
      ${consentField(parts, consentOf(initial, words.tongue), initial.consentVersion)}
      ${trap(words, (text) => {
        this.#trapped = text;
      })}
      ${this.#foot()}
    </form>`;
  }

  #parts(initial: ApplicationForm): FormParts {
    return {
      words: this.words,
      draft: this.draft,
      faults: this.faults,
      countries: initial.countries,
      change: this.#change,
    };
  }

  #foot(): TemplateResult {
    const { words, busy } = this;
    const count = Object.keys(this.faults).length;
    return html`<div class="foot">
      <div role="alert">
        ${count === 0 ? nothing : html`<p class="notice bad">${words.count("form.faults", count)}</p>`}
      </div>
      ${this.failureLine()}
      <button class="strong wide" ?disabled=${busy} aria-busy=${busy ? "true" : "false"}>
        ${words.text(busy ? "form.sending" : "form.send")}
      </button>
      <p class="hint calm" role="status">${this.working ? words.text("form.working") : nothing}</p>
    </div>`;
  }

  readonly #load = async (): Promise<void> => {
    if (this.sent !== null) return;
    await this.attempt(
      async () => {
        this.initial = await form();
        this.off = false;
        this.#toll = new Toll(this.initial.challenge, challenge);
        this.tell(this.initial.site, "form.title");
      },
      (error) => {
        this.off = codeOf(error) === "not_found";
        return this.off;
      },
    );
  };

  readonly #touched = (): void => {
    this.#toll?.begin();
  };

  readonly #change: Change = (after, field) => {
    this.draft = { ...this.draft, ...after(this.draft) };
    this.faults = without(this.faults, field);
    keepDraft(this.draft);
  };

  readonly #pictured = (event: CustomEvent<Picture | null>): void => {
    this.picture = event.detail;
    this.faults = without(this.faults, "document");
  };

  readonly #submitted = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { initial } = this;
    if (initial === null || this.busy) return;
    const wanted = consentOf(initial, this.words.tongue) === null ? null : initial.consentVersion;
    this.faults = faultsOf(this.draft, wanted);
    this.failure = null;
    if (Object.keys(this.faults).length > 0) {
      await this.toFirstFault();
      return;
    }
    await this.attempt(() => this.#send(wanted), this.#refused);
    await this.toFirstFault();
  };

  readonly #refused = (error: unknown): boolean => {
    if (!(error instanceof Refusal) || error.fields.length === 0) return false;
    this.faults = faultsFrom(error.fields, this.#rows());
    return true;
  };

  async #send(wanted: string | null): Promise<void> {
    const { draft, picture } = this;
    const application = {
      name: draft.name.trim(),
      apartment: draft.apartment.trim(),
      contact: draft.contact.trim(),
      plates: this.#rows().map((row) => foldPlate(draft.plates[row] ?? "")),
      note: draft.note.trim(),
      language: this.words.tongue,
      consent_version: wanted,
      website: this.#trapped,
      document: picture === null ? null : await base64Of(picture.jpeg),
    };
    const token = await this.#paid((paid) => apply({ ...application, ...paid }));
    this.#toll?.stop();
    keep("sent", token);
    keepDraft(null);
    this.sent = token;
    scrollTo({ top: 0 });
  }

  /** Sends with the work done, once more where the server found the work too old: it was told nothing yet. */
  async #paid(send: (paid: { readonly salt: string; readonly nonce: string }) => Promise<string>): Promise<string> {
    const toll = this.#toll;
    if (toll === null) throw new Error("nothing was asked for");
    this.working = true;
    try {
      return await send(await toll.pay());
    } catch (error) {
      toll.spend();
      if (!codeOf(error).startsWith("work_")) throw error;
      return await send(await toll.pay());
    } finally {
      this.working = false;
    }
  }

  /** The rows with something in them: what the server knows as its first, second… plate. */
  #rows(): readonly number[] {
    return this.draft.plates.slice(0, MOST_CARS).flatMap((text, row) => (foldPlate(text) === "" ? [] : [row]));
  }

  readonly #again = (): void => {
    keep("sent", null);
    this.sent = null;
    this.draft = EMPTY_DRAFT;
    this.picture = null;
    this.initial = null;
    void this.#load();
  };
}
