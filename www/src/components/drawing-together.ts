import { css, html, LitElement, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../lib/element.js";
import type { IconName } from "../lib/icons.js";
import type { Language, TextKey } from "../lib/language.js";
import type { Point } from "../types/layout.js";
import { draw } from "./drawing-event.js";
import { controls } from "./drawing-style.js";
import "./icon.js";
import { focus, theme } from "./style.js";

const LARGER = 1.01;
const STEP = 2;

interface Push {
  readonly key: TextKey;
  readonly turn: number;
  readonly by: Point;
}

const PUSHES: readonly Push[] = [
  { key: "layout.together.left", turn: 90, by: [-STEP, 0] },
  { key: "layout.together.up", turn: 180, by: [0, -STEP] },
  { key: "layout.together.down", turn: 0, by: [0, STEP] },
  { key: "layout.together.right", turn: -90, by: [STEP, 0] },
];

/** All outlines moved and scaled together, after the camera moved. Fires `hoa-draw`. */
@element("hoa-drawing-together")
export class DrawingTogether extends LitElement {
  static override readonly styles = [
    theme,
    focus,
    controls,
    css`
      :host {
        display: grid;
        gap: 12px;
      }
    `,
  ];

  @property({ attribute: false }) language!: Language;
  /** Whether outlines run beyond the picture. */
  @property({ type: Boolean }) beyond = false;

  protected override render(): TemplateResult {
    const { language } = this;
    return html`<h3>${language.text("layout.together")}</h3>
      <p class="quiet">${language.text("layout.together.how")}</p>
      <div class="row">
        ${PUSHES.map((push) => this.#push(push))} ${this.#scale("minus", "layout.together.smaller", 1 / LARGER)}
        ${this.#scale("plus", "layout.together.larger", LARGER)}
      </div>
      <div class="row">
        <button type="button" class="main" @click=${this.#done}>${language.text("layout.together.done")}</button>
        <button type="button" ?hidden=${!this.beyond} @click=${this.#trim}>
          ${language.text("layout.together.trim")}
        </button>
      </div>`;
  }

  #push({ key, turn, by }: Push): TemplateResult {
    return this.#button(key, "down", turn, () => {
      draw(this, { kind: "all", by, scale: 1, gesture: `push-${key}` });
    });
  }

  #scale(icon: IconName, key: TextKey, scale: number): TemplateResult {
    return this.#button(key, icon, 0, () => {
      draw(this, { kind: "all", by: [0, 0], scale, gesture: `scale-${icon}` });
    });
  }

  #button(key: TextKey, icon: IconName, turn: number, press: () => void): TemplateResult {
    const text = this.language.text(key);
    return html`<button type="button" class="icon" aria-label=${text} title=${text} @click=${press}>
      <hoa-icon .name=${icon} style="rotate: ${turn}deg"></hoa-icon>
    </button>`;
  }

  readonly #trim = (): void => {
    draw(this, { kind: "trim" });
  };

  readonly #done = (): void => {
    draw(this, { kind: "tool", tool: "select" });
  };
}
