import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { element } from "../lib/element.js";
import { jpegOf } from "../lib/jpeg.js";
import type { Language } from "../lib/language.js";
import "./camera-live.js";
import { hasCamera } from "./camera-live.js";
import { guardForm } from "./guard-style.js";
import "./icon.js";
import { focus, theme, tones } from "./style.js";

/** How the reading of a picture goes; `text` tells what came of it. */
export interface Reading {
  readonly state: "busy" | "done" | "failed";
  readonly text: string;
}

/** Where a picture of the plate comes from: the phone's camera, live where that is allowed. Fires `hoa-picture`, `hoa-clear`. */
@element("hoa-manual-picture")
export class ManualPicture extends LitElement {
  static override readonly styles = [
    theme,
    tones,
    focus,
    guardForm,
    css`
      :host {
        display: grid;
        gap: 12px;
      }
      .none {
        display: grid;
        gap: 12px;
        justify-items: center;
        padding: 20px 16px;
        border: 2px dashed color-mix(in srgb, var(--text) 22%, transparent);
        border-radius: 12px;
        text-align: center;
      }
      .none .row {
        justify-content: center;
      }
      img {
        display: block;
        inline-size: 100%;
        max-block-size: 38dvh;
        border-radius: 12px;
        background: color-mix(in srgb, var(--text) 8%, transparent);
        object-fit: contain;
      }
      input[type="file"] {
        position: absolute;
        inline-size: 1px;
        block-size: 1px;
        opacity: 0;
        pointer-events: none;
      }
      .told {
        display: flex;
        gap: 10px;
        align-items: center;
        justify-content: space-between;
        min-block-size: 48px;
        padding-inline: 14px 6px;
        border-radius: 12px;
        font-size: 15px;
        line-height: 20px;
      }
      .told button {
        flex: none;
        white-space: nowrap;
      }
      .told.tinted {
        color: var(--text);
      }
    `,
  ];

  @property({ attribute: false }) language!: Language;
  @property({ attribute: false }) reading: Reading | null = null;
  /** The address of the picture that was taken; empty: none yet. */
  @property() shown = "";
  @state() private live = false;
  @state() private failure: "manual.camera.lost" | "error.no_picture" | null = null;
  @query("input") private field!: HTMLInputElement;

  protected override render(): TemplateResult {
    if (this.live) {
      return html`<hoa-camera-live
        .language=${this.language}
        @hoa-picture=${this.#leave}
        @hoa-camera-lost=${this.#lost}
        @hoa-cancel=${this.#leave}
      ></hoa-camera-live>`;
    }
    return html`<input
        type="file"
        accept="image/*"
        capture="environment"
        tabindex="-1"
        aria-hidden="true"
        @change=${this.#chosen}
      />
      ${this.shown === "" ? this.#none() : this.#taken()}
      ${this.failure === null ? nothing : html`<p class="error" role="alert">${this.language.text(this.failure)}</p>`}`;
  }

  #none(): TemplateResult {
    const { language } = this;
    return html`<div class="none">
      <p class="hint">${language.text("manual.picture.text")}</p>
      <div class="row">
        <button type="button" class="main" @click=${this.#take}>
          <hoa-icon name="camera"></hoa-icon>${language.text("manual.take")}
        </button>
        ${
          hasCamera() && this.failure === null
            ? html`<button type="button" @click=${this.#file}>
                <hoa-icon name="picture"></hoa-icon>${language.text("manual.file")}
              </button>`
            : nothing
        }
      </div>
    </div>`;
  }

  #taken(): TemplateResult {
    const { language, reading } = this;
    const tone = reading?.state === "failed" ? "warn" : reading?.state === "done" ? "good" : "calm";
    return html`<img src=${this.shown} alt=${language.text("manual.picture")} />
      <div class="told tinted ${tone}">
        <span role="status">${reading?.text ?? ""}</span>
        <button type="button" class="chip" @click=${this.#again}>${language.text("manual.again")}</button>
      </div>`;
  }

  readonly #take = (): void => {
    if (hasCamera() && this.failure !== "manual.camera.lost") this.live = true;
    else this.field.click();
  };

  readonly #file = (): void => {
    this.field.click();
  };

  readonly #leave = (): void => {
    this.live = false;
    this.failure = null;
  };

  readonly #lost = (): void => {
    this.live = false;
    this.failure = "manual.camera.lost";
  };

  readonly #again = (): void => {
    this.dispatchEvent(new CustomEvent("hoa-clear", { bubbles: true, composed: true }));
  };

  readonly #chosen = async (): Promise<void> => {
    const [file] = this.field.files ?? [];
    this.field.value = "";
    if (file === undefined) return;
    try {
      const detail = await jpegOf(file);
      this.failure = null;
      this.dispatchEvent(new CustomEvent("hoa-picture", { detail, bubbles: true, composed: true }));
    } catch {
      this.failure = "error.no_picture";
    }
  };
}
