import { html, LitElement, nothing, svg, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { styleMap } from "lit/directives/style-map.js";
import { addressOf } from "../lib/drawing-address.js";
import { Hands, type Deed, type Scene, type Touch } from "../lib/drawing-hands.js";
import { keyed } from "../lib/drawing-keys.js";
import { BLANK, leading, type Drawing } from "../lib/drawing-model.js";
import { fitted, isCloser, onPicture, showing, zoomed, type View } from "../lib/drawing-view.js";
import { element } from "../lib/element.js";
import { middleOf } from "../lib/geometry.js";
import type { Language } from "../lib/language.js";
import type { Point, Size } from "../types/layout.js";
import { boardStyle } from "./drawing-board-style.js";
import { draw } from "./drawing-event.js";
import { handles, penMark, slotMark, stripMark } from "./drawing-marks.js";
import { controls } from "./drawing-style.js";
import "./icon.js";
import { focus, theme } from "./style.js";

const STEP = 1.5;

/** The picture with everything drawn on it, under hands and keys. Fires `hoa-draw`. */
@element("hoa-drawing-board")
export class DrawingBoard extends LitElement {
  static override readonly styles = [theme, focus, controls, boardStyle];

  @property({ attribute: false }) drawing: Drawing = BLANK;
  /** The address of the picture. */
  @property({ attribute: false }) picture: string | null = null;
  @property({ attribute: false }) faulty: ReadonlySet<string> = new Set();
  @property({ attribute: false }) language!: Language;
  /** Whether a tap adds to what is selected. */
  @property({ type: Boolean }) several = false;
  @state() private view: View = { x: 0, y: 0, scale: 1 };
  @state() private frame: Size = [1, 1];
  @state() private next: Point | null = null;
  @query("svg") private board!: SVGSVGElement;
  @query(".frame") private edge!: HTMLElement;
  readonly #hands = new Hands();
  #watch: ResizeObserver | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch = new ResizeObserver(this.#sized);
    if (this.hasUpdated) this.#watch.observe(this.edge);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch?.disconnect();
  }

  protected override firstUpdated(): void {
    this.#watch?.observe(this.edge);
    // Lit's listeners are fine everywhere but here: a wheel that zooms must not scroll the page too.
    this.board.addEventListener("wheel", this.#wheeled, { passive: false });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("drawing")) return;
    const before = changed.get("drawing");
    if (before?.size.join() !== this.drawing.size.join()) this.view = fitted(this.drawing.size, this.frame);
    const slot = leading(this.drawing);
    const moved = before?.selected !== this.drawing.selected;
    if (slot === null || !moved || this.#hands.busy) return;
    this.view = showing(this.view, middleOf(slot.polygon), this.drawing.size, this.frame);
  }

  protected override render(): TemplateResult {
    const { drawing, view, frame, language } = this;
    const [width, height] = drawing.size;
    const box = `${view.x} ${view.y} ${frame[0] / view.scale} ${frame[1] / view.scale}`;
    return html`<div class="frame ${drawing.tool}" style=${styleMap({ "aspect-ratio": `${width} / ${height}` })}>
        <svg
          role="application"
          tabindex="0"
          aria-label=${language.text("layout.board")}
          aria-describedby="keys"
          viewBox=${box}
          preserveAspectRatio="none"
          @pointerdown=${this.#down}
          @pointermove=${this.#move}
          @pointerup=${this.#up}
          @pointercancel=${this.#cancel}
          @pointerleave=${this.#left}
          @keydown=${this.#pressed}
        >
          ${this.#picture()} ${this.#slots()} ${stripMark(drawing)} ${penMark(drawing, this.next, 1 / view.scale)}
          ${handles(drawing, 1 / view.scale)}
        </svg>
        ${this.#zoom()}
      </div>
      <p class="unseen" id="keys">${language.text("layout.keys")}</p>
      <p class="unseen" role="status">${this.#said()}</p>`;
  }

  #picture(): TemplateResult | typeof nothing {
    if (this.picture === null) return nothing;
    const [width, height] = this.drawing.size;
    return svg`<image href=${this.picture} width=${width} height=${height} preserveAspectRatio="none" @error=${this.#lost} />`;
  }

  #slots(): unknown {
    const selected = new Set(this.drawing.selected);
    const { faulty } = this;
    return repeat(
      this.drawing.slots,
      (slot) => slot.key,
      (slot) => svg`${slotMark(slot, selected.has(slot.key), faulty.has(slot.key))}`,
    );
  }

  #zoom(): TemplateResult {
    const { language } = this;
    const button = (key: "closer" | "farther" | "whole", icon: "plus" | "minus" | "wholePicture", factor: number) =>
      html`<button
        type="button"
        class="icon"
        aria-label=${language.text(`layout.zoom.${key}`)}
        title=${language.text(`layout.zoom.${key}`)}
        @click=${() => {
          this.#closer(factor);
        }}
      >
        <hoa-icon .name=${icon}></hoa-icon>
      </button>`;
    // On a small screen every button covers places, so there are no more than do something.
    const back = isCloser(this.view, this.drawing.size, this.frame)
      ? [button("farther", "minus", 1 / STEP), button("whole", "wholePicture", 0)]
      : nothing;
    return html`<div class="zoom">${back} ${button("closer", "plus", STEP)}</div>`;
  }

  /** What is selected now, for who cannot see it. */
  #said(): string {
    const { drawing, language } = this;
    const slot = leading(drawing);
    if (slot === null) return "";
    if (drawing.selected.length > 1) return language.count("layout.selected", drawing.selected.length);
    const place = { address: addressOf(slot) };
    return drawing.corner === null
      ? language.text("layout.said.slot", place)
      : language.text("layout.said.corner", { ...place, corner: drawing.corner + 1 });
  }

  get #scene(): Scene {
    return { drawing: this.drawing, view: this.view, frame: this.frame };
  }

  #closer(factor: number): void {
    const { view, drawing, frame } = this;
    const middle: Point = [frame[0] / 2, frame[1] / 2];
    this.view = factor === 0 ? fitted(drawing.size, frame) : zoomed(view, factor, middle, drawing.size, frame);
  }

  #touch(event: PointerEvent): Touch {
    const corner = this.board.getBoundingClientRect();
    const more = this.several || event.shiftKey || event.ctrlKey || event.metaKey;
    return { id: event.pointerId, at: [event.clientX - corner.left, event.clientY - corner.top], more };
  }

  #do(deeds: readonly Deed[]): void {
    for (const deed of deeds) {
      if (deed.kind === "view") this.view = deed.view;
      else draw(this, deed);
    }
  }

  readonly #down = (event: PointerEvent): void => {
    if (event.button > 0) return;
    this.board.focus({ preventScroll: true });
    this.board.setPointerCapture(event.pointerId);
    this.#do(this.#hands.down(this.#touch(event), this.#scene));
  };

  readonly #move = (event: PointerEvent): void => {
    const touch = this.#touch(event);
    if (this.drawing.pen.length > 0 && event.pointerType === "mouse") this.next = onPicture(this.view, touch.at);
    this.#do(this.#hands.move(touch, this.#scene));
  };

  readonly #up = (event: PointerEvent): void => {
    this.#do(this.#hands.up(this.#touch(event), this.#scene));
    if (event.pointerType !== "mouse") this.next = null;
  };

  readonly #cancel = (event: PointerEvent): void => {
    this.#hands.cancel(event.pointerId);
  };

  readonly #left = (): void => {
    this.next = null;
  };

  readonly #lost = (): void => {
    this.dispatchEvent(new CustomEvent("hoa-picture-lost", { bubbles: true, composed: true }));
  };

  readonly #wheeled = (event: WheelEvent): void => {
    event.preventDefault();
    const corner = this.board.getBoundingClientRect();
    const at: Point = [event.clientX - corner.left, event.clientY - corner.top];
    this.view = zoomed(this.view, Math.exp(-event.deltaY / 400), at, this.drawing.size, this.frame);
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    const { view, frame } = this;
    const centre = onPicture(view, [frame[0] / 2, frame[1] / 2]);
    const actions = keyed(event, this.drawing, centre);
    if (actions === null) return;
    event.preventDefault();
    event.stopPropagation();
    this.#do(actions);
  };

  readonly #sized = (): void => {
    const { clientWidth, clientHeight } = this.edge;
    if (clientWidth === 0 || clientHeight === 0) return;
    const whole = fitted(this.drawing.size, this.frame).scale;
    const factor = this.view.scale / whole;
    this.frame = [clientWidth, clientHeight];
    const view = fitted(this.drawing.size, this.frame);
    this.view =
      factor <= 1 ? view : zoomed(view, factor, [clientWidth / 2, clientHeight / 2], this.drawing.size, this.frame);
  };
}
