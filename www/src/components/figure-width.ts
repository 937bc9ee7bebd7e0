import type { ReactiveController, ReactiveControllerHost } from "lit";

/** How wide an element is, for what is drawn in pixels. */
export class Width implements ReactiveController {
  /** Pixels. */
  value: number;
  #watch: ResizeObserver | undefined;

  constructor(
    private readonly host: ReactiveControllerHost & Element,
    first: number,
  ) {
    this.value = first;
    host.addController(this);
  }

  hostConnected(): void {
    this.#watch = new ResizeObserver(([entry]) => {
      const width = Math.round(entry?.contentRect.width ?? 0);
      if (width <= 0 || width === this.value) return;
      this.value = width;
      this.host.requestUpdate();
    });
    this.#watch.observe(this.host);
  }

  hostDisconnected(): void {
    this.#watch?.disconnect();
  }
}
