import type { LitElement, ReactiveController } from "lit";

/** Takes the keyboard from a card that was decided on to the one that comes for it, and knows what is said of that. */
export class Succession implements ReactiveController {
  heard = "";
  /** What was decided on here and is on the card still. */
  #left: string | null = null;
  #moved = false;

  constructor(
    private readonly host: LitElement,
    /** The card, and where it is. */
    private readonly card: string,
    private readonly place: string,
  ) {
    host.addController(this);
  }

  decided(id: string): void {
    this.#left = id;
    void this.host.updateComplete.then(() => {
      this.#hold();
    });
  }

  failed(): void {
    this.#left = null;
  }

  /** To be called before the host is drawn: what is on the card from now on. */
  shows(id: string | null, words: () => string): void {
    if (this.#left === null || this.#left === id) return;
    this.#left = null;
    this.#moved = true;
    this.heard = words();
  }

  hostUpdated(): void {
    if (this.#moved) this.#hold();
    this.#moved = false;
  }

  /** The button is gone, and the keyboard with it; whoever went elsewhere meanwhile stays there. */
  #hold(): void {
    const root = this.host.renderRoot as ShadowRoot;
    const lost = root.activeElement === null && (document.activeElement ?? document.body) === document.body;
    if (!lost && root.activeElement?.localName !== this.card) return;
    root.querySelector<HTMLElement>(`${this.place} > *`)?.focus({ preventScroll: true });
  }
}
