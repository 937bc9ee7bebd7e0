import { html, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { codeOf, Refusal } from "./door.js";
import { PublicView } from "./view.js";

/** A page for whoever has a link: `token` is what stands behind its #. */
export abstract class LinkView extends PublicView {
  @property() token = "";
  /** What is wrong with the one field of the page. */
  @state() protected fault: string | null = null;
  /** Whether there is nothing behind the link. */
  @state() protected wrong = false;

  /** Asks for what is behind the link, and shows it. */
  protected abstract load(): Promise<void>;

  /** The page, or null while what is behind the link is not there yet. */
  protected abstract page(): TemplateResult | null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.loaded();
  }

  protected override render(): TemplateResult {
    if (this.wrong) return this.wrongLink();
    return this.page() ?? (this.failure === null ? this.loadingCard() : this.retryCard(this.loaded));
  }

  protected readonly loaded = (): Promise<void> => this.attempt(() => this.load(), this.notFound);

  protected readonly notFound = (error: unknown): boolean => {
    this.wrong = codeOf(error) === "not_found";
    return this.wrong;
  };

  /** A no about the field is said there. */
  protected readonly refused = (error: unknown): boolean => {
    if (!(error instanceof Refusal) || error.fields.length === 0) return this.notFound(error);
    this.fault = error.fields[0]?.problem ?? null;
    return true;
  };
}

/** A page whose state changes while somebody waits: whoever comes back to it sees what is so now; what they are writing stays. */
export abstract class StateView extends LinkView {
  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.#seen);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.#seen);
  }

  protected fact(label: string, value: unknown): TemplateResult {
    return html`<div>
      <dt>${label}</dt>
      <dd>${value}</dd>
    </div>`;
  }

  readonly #seen = (): void => {
    if (document.visibilityState === "visible" && !this.wrong) void this.loaded();
  };
}
