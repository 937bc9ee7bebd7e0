import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { element } from "../lib/element.js";
import { jpegDrawn } from "../lib/jpeg.js";
import type { Language } from "../lib/language.js";
import "./icon.js";
import { focus, theme } from "./style.js";

const WISH: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: "environment" }, width: { ideal: 1920 }, height: { ideal: 1080 } },
};

/** A lamp is not in every browser's list of what a camera can do. */
type Lamp = MediaTrackConstraintSet & { readonly torch: boolean };

/** Whether this page may use the phone's camera itself: only over HTTPS, and where the app lets it. */
export function hasCamera(): boolean {
  const media = navigator.mediaDevices as MediaDevices | undefined;
  return window.isSecureContext && typeof media?.getUserMedia === "function";
}

/** What the phone's camera sees, with a shutter. Fires `hoa-picture` with a JPEG, `hoa-camera-lost`, `hoa-cancel`. */
@element("hoa-camera-live")
export class CameraLive extends LitElement {
  static override readonly styles = [
    theme,
    focus,
    css`
      :host {
        position: relative;
        display: block;
        overflow: hidden;
        border-radius: 12px;
        background: #000;
      }
      video {
        display: block;
        inline-size: 100%;
        block-size: min(64dvh, 75vw);
        min-block-size: 260px;
        object-fit: cover;
      }
      .bar {
        position: absolute;
        inset-inline: 0;
        inset-block-end: 0;
        display: grid;
        grid-template-columns: 1fr auto 1fr;
        align-items: center;
        padding: 14px 16px;
        background: linear-gradient(transparent, rgb(0 0 0 / 65%));
      }
      button {
        display: grid;
        place-items: center;
        inline-size: 52px;
        block-size: 52px;
        border: 0;
        border-radius: 50%;
        background: rgb(0 0 0 / 45%);
        color: #fff;
        cursor: pointer;
      }
      button[aria-pressed="true"] {
        background: #fff;
        color: #111;
      }
      .shutter {
        inline-size: 72px;
        block-size: 72px;
        border: 5px solid rgb(255 255 255 / 85%);
        background: #fff;
        background-clip: content-box;
        padding: 4px;
      }
      .shutter[aria-disabled="true"] {
        opacity: 0.5;
      }
      .lamp {
        justify-self: end;
      }
      :focus-visible {
        outline-color: #fff;
      }
    `,
  ];

  @property({ attribute: false }) language!: Language;
  @state() private ready = false;
  @state() private lamp: boolean | null = null;
  @query("video") private video!: HTMLVideoElement;
  #stream: MediaStream | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end();
  }

  protected override render(): TemplateResult {
    const { language } = this;
    return html`<video
        playsinline
        muted
        autoplay
        aria-label=${language.text("manual.preview")}
        @playing=${this.#playing}
      ></video>
      <div class="bar">
        <button type="button" aria-label=${language.text("slot.cancel")} @click=${this.#cancel}>
          <hoa-icon name="close"></hoa-icon>
        </button>
        <button
          type="button"
          class="shutter"
          aria-label=${language.text("manual.shutter")}
          aria-disabled=${!this.ready}
          @click=${this.#shoot}
        ></button>
        ${
          this.lamp === null
            ? nothing
            : html`<button
                type="button"
                class="lamp"
                aria-label=${language.text("manual.lamp")}
                aria-pressed=${this.lamp}
                @click=${this.#light}
              >
                <hoa-icon name="bolt"></hoa-icon>
              </button>`
        }
      </div>`;
  }

  async #begin(): Promise<void> {
    try {
      const stream = await navigator.mediaDevices.getUserMedia(WISH);
      this.#stream = stream;
      // It may have been left while the phone asked whether it may.
      if (!this.isConnected) {
        this.#end();
        return;
      }
      await this.updateComplete;
      this.video.srcObject = stream;
      await this.video.play();
      this.lamp = hasLamp(stream) ? false : null;
    } catch {
      this.#end();
      if (this.isConnected) this.#say("hoa-camera-lost", null);
    }
  }

  #end(): void {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = undefined;
  }

  readonly #playing = (): void => {
    this.ready = true;
  };

  readonly #shoot = async (): Promise<void> => {
    if (!this.ready) return;
    this.ready = false;
    try {
      const { video } = this;
      this.#say("hoa-picture", await jpegDrawn(video, video.videoWidth, video.videoHeight));
    } catch {
      this.#say("hoa-camera-lost", null);
    }
  };

  readonly #light = async (): Promise<void> => {
    const torch = this.lamp !== true;
    const [track] = this.#stream?.getVideoTracks() ?? [];
    try {
      const wish: Lamp = { torch };
      await track?.applyConstraints({ advanced: [wish] });
      this.lamp = torch;
    } catch {
      this.lamp = null;
    }
  };

  readonly #cancel = (): void => {
    this.#say("hoa-cancel", null);
  };

  #say(name: string, detail: Blob | null): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

function hasLamp(stream: MediaStream): boolean {
  const [track] = stream.getVideoTracks();
  const can = track !== undefined && "getCapabilities" in track ? track.getCapabilities() : {};
  return "torch" in can && can.torch === true;
}
