import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { isUnsaved } from "../lib/drawing.js";
import { BLANK, TOOLS, type Action, type Drawing, type Tool } from "../lib/drawing-model.js";
import { element } from "../lib/element.js";
import type { IconName } from "../lib/icons.js";
import type { Language, TextKey } from "../lib/language.js";
import { draw } from "./drawing-event.js";
import { controls } from "./drawing-style.js";
import "./icon.js";
import { focus, theme } from "./style.js";

const ICON: Readonly<Record<Tool, IconName>> = {
  select: "pointer",
  polygon: "outline",
  row: "rowOfPlaces",
  all: "moveAll",
};

/** The editor's tools, and what is done to the selection. Fires `hoa-draw`, `hoa-several`, `hoa-save`. */
@element("hoa-drawing-tools")
export class DrawingTools extends LitElement {
  static override readonly styles = [
    theme,
    focus,
    controls,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
      }
      .group {
        display: flex;
        gap: 6px;
      }
      .save {
        margin-inline-start: auto;
      }
      @media (max-width: 599px) {
        :host {
          gap: 6px;
          justify-content: space-between;
        }
        .group {
          gap: 4px;
        }
        .icon {
          min-inline-size: 42px;
        }
        .save {
          margin-inline-start: 0;
          flex: 1 1 auto;
        }
        .save button {
          inline-size: 100%;
        }
      }
    `,
  ];

  @property({ attribute: false }) drawing: Drawing = BLANK;
  @property({ attribute: false }) language!: Language;
  @property({ type: Boolean }) several = false;
  @property({ type: Boolean }) saving = false;
  /** A new reference picture is worth saving even where no outline changed. */
  @property({ type: Boolean }) fresh = false;

  protected override render(): TemplateResult {
    const { drawing, language, several } = this;
    const none = drawing.selected.length === 0;
    return html`<div
        class="group"
        role="radiogroup"
        aria-label=${language.text("layout.tools")}
        @keydown=${this.#arrows}
      >
        ${TOOLS.map((tool) => this.#tool(tool))}
      </div>
      <div class="group">
        ${this.#button("undo", { kind: "undo" }, drawing.past.length === 0)}
        ${this.#button("redo", { kind: "redo" }, drawing.future.length === 0)}
      </div>
      <div class="group">
        <button
          type="button"
          class="icon"
          aria-pressed=${several}
          aria-label=${language.text("layout.several")}
          title=${language.text("layout.several")}
          @click=${this.#many}
        >
          <hoa-icon name="several"></hoa-icon>
        </button>
        ${this.#button("copyOn", { kind: "copy" }, none)} ${this.#button("trash", { kind: "remove" }, none)}
      </div>
      <div class="save">${this.#save()}</div>`;
  }

  #tool(tool: Tool): TemplateResult {
    const on = this.drawing.tool === tool;
    const text = this.language.text(`layout.tool.${tool}`);
    return html`<button
      type="button"
      role="radio"
      class="icon tool-${tool}"
      aria-checked=${on}
      tabindex=${on ? 0 : -1}
      aria-label=${text}
      title=${text}
      @click=${() => {
        draw(this, { kind: "tool", tool });
      }}
    >
      <hoa-icon .name=${ICON[tool]}></hoa-icon>
    </button>`;
  }

  #button(icon: "undo" | "redo" | "copyOn" | "trash", action: Action, off: boolean): TemplateResult {
    const texts = { undo: "layout.undo", redo: "layout.redo", copyOn: "layout.copy", trash: "layout.remove" } as const;
    const text = this.language.text(texts[icon] satisfies TextKey);
    return html`<button
      type="button"
      class="icon ${action.kind}"
      aria-label=${text}
      title=${text}
      aria-disabled=${off}
      @click=${() => {
        if (!off) draw(this, action);
      }}
    >
      <hoa-icon .name=${icon}></hoa-icon>
    </button>`;
  }

  #save(): TemplateResult {
    const { drawing, language, saving } = this;
    const idle = saving || !(isUnsaved(drawing) || this.fresh);
    return html`<button type="button" class="main" aria-disabled=${idle} @click=${this.#saved}>
      ${idle ? nothing : html`<hoa-icon name="check"></hoa-icon>`}${language.text(saving ? "layout.saving" : "layout.save")}
    </button>`;
  }

  readonly #saved = (): void => {
    const idle = this.saving || !(isUnsaved(this.drawing) || this.fresh);
    if (!idle) this.dispatchEvent(new CustomEvent("hoa-save", { bubbles: true, composed: true }));
  };

  readonly #many = (): void => {
    this.dispatchEvent(new CustomEvent("hoa-several", { bubbles: true, composed: true }));
  };

  /** The arrow keys choose among the tools, as in every group of radio buttons. */
  readonly #arrows = (event: KeyboardEvent): void => {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const tool = TOOLS[(TOOLS.indexOf(this.drawing.tool) + by + TOOLS.length) % TOOLS.length];
    if (by === 0 || tool === undefined) return;
    event.preventDefault();
    draw(this, { kind: "tool", tool });
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`.tool-${tool}`)?.focus());
  };
}
