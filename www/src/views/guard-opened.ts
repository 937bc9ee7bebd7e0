import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Something opened over the page, which the back button closes. */
export class Opened implements ReactiveController {
  #id: string | null = null;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  get id(): string | null {
    return this.#id;
  }

  hostConnected(): void {
    window.addEventListener("popstate", this.#back);
  }

  hostDisconnected(): void {
    window.removeEventListener("popstate", this.#back);
    this.#id = null;
  }

  readonly open = (id: string): void => {
    this.#id = id;
    history.pushState({ ...(history.state as object | null), hoaPassage: id }, "");
    this.host.requestUpdate();
  };

  readonly close = (): void => {
    const state = history.state as { readonly hoaPassage?: string } | null;
    if (state?.hoaPassage !== undefined) history.back();
    this.#back();
  };

  readonly #back = (): void => {
    if (this.#id === null) return;
    this.#id = null;
    this.host.requestUpdate();
  };
}
