import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Parking } from "../api/parking.js";
import { Places } from "../api/places.js";
import type { Watch } from "../api/watch.js";
import "../components/drawing-board.js";
import "../components/drawing-list.js";
import { controls } from "../components/drawing-style.js";
import "../components/drawing-tools.js";
import "../components/message.js";
import "../components/notice.js";
import { card, focus } from "../components/style.js";
import { commanded } from "../lib/drawing-keys.js";
import type { Action } from "../lib/drawing-model.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import { Renewal } from "../lib/renewal.js";
import { may, type PanelState } from "../lib/state.js";
import type { Connection } from "../types/model.js";
import type { PlacesEvent } from "../types/places.js";
import "./layout-display.js";
import { Easel } from "./layout-easel.js";
import "./layout-exchange.js";
import { isBehind } from "./layout-left.js";
import { noticesOf } from "./layout-notices.js";
import { helpPart, panelPart, questionPart, unplannedPart, waitingPart } from "./layout-parts.js";
import { layoutStyle } from "./layout-style.js";
import { section } from "./style.js";

/** The board's editor: a lot camera's picture, and the places drawn on it. */
@element("hoa-layout")
export class LayoutView extends LitElement {
  static override readonly styles = [section, card, focus, controls, layoutStyle];

  @property({ attribute: false }) parking!: Parking;
  @property({ attribute: false }) journal!: PanelState;
  @property({ attribute: false }) language!: Language;
  @property() link: Connection = "connecting";
  @state() private several = false;
  /** Why the server does not tell what is drawn. */
  @state() private denied: string | null = null;
  readonly #easel = new Easel(this, () => this.parking);
  #watch: Watch<PlacesEvent> | undefined;
  readonly #renewal = new Renewal();

  /** Whether something drawn is not saved; it is kept while the person looks at other views. */
  get unsaved(): boolean {
    return this.#easel.unsaved;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("keydown", this.#pressed);
    if (this.hasUpdated) this.#listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener("keydown", this.#pressed);
    this.#watch?.stop();
    this.#watch = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("parking")) this.#listen();
  }

  protected override render(): TemplateResult {
    const { language } = this;
    const { plan, lotCamera, camera } = this.#easel;
    if (plan === null) return unplannedPart(this.denied, language);
    if (lotCamera === null) {
      return html`<hoa-message
        icon="cameraOff"
        .heading=${language.text("layout.no_camera")}
        .text=${language.text("layout.no_camera.text")}
      ></hoa-message>`;
    }
    return html`${this.#top()} ${this.#notices()} ${questionPart(this.#easel, language)}
      ${this.#easel.ready ? this.#work() : waitingPart(this.#easel, language)}
      <div class="more">
        <hoa-layout-exchange
          .parking=${this.parking}
          .language=${language}
          .camera=${camera ?? ""}
          .unsaved=${this.unsaved}
        ></hoa-layout-exchange>
        ${
          may(this.journal, "set_display")
            ? html`<hoa-layout-display
                .parking=${this.parking}
                .language=${language}
                .link=${this.link}
              ></hoa-layout-display>`
            : nothing
        }
        ${helpPart(language)}
      </div>`;
  }

  #top(): TemplateResult {
    const { language } = this;
    const { plan, camera, taking } = this.#easel;
    return html`<div class="top">
      <label class="field"
        >${language.text("layout.camera")}
        <select @change=${this.#chosen}>
          ${plan?.cameras.map(
            (one) => html`<option value=${one.id} .selected=${one.id === camera}>${one.name}</option>`,
          )}
        </select>
      </label>
      <button type="button" class="take" aria-disabled=${taking} @click=${() => this.#easel.takePicture()}>
        <hoa-icon name="camera"></hoa-icon>${language.text(taking ? "layout.taking" : "layout.take")}
      </button>
      ${this.#state()}
    </div>`;
  }

  #state(): TemplateResult | typeof nothing {
    const { unsaved, saved, drawing } = this.#easel;
    const { language } = this;
    const count = language.count("layout.count", drawing.slots.length);
    const text = unsaved ? language.text("layout.unsaved") : saved ? language.text("layout.saved") : "";
    return html`<p class=${unsaved ? "state unsaved" : "state"} role="status">
        ${text === "" ? count : `${count} · ${text}`}
      </p>
      <button type="button" class="revert" ?hidden=${!unsaved} @click=${this.#revert}>
        ${language.text("layout.leave.discard")}
      </button>`;
  }

  #notices(): TemplateResult | typeof nothing {
    const notices = noticesOf(this.#easel, this.journal.links, this.link, this.language);
    const moved = this.#isMoved() && this.#easel.drawing.tool !== "all";
    if (notices.length === 0) return nothing;
    return html`<div class="notices" role="status">
      ${notices.map((notice) => html`<hoa-notice .notice=${notice}></hoa-notice>`)}
      ${
        moved
          ? html`<div>
              <button type="button" class="main moved" @click=${this.#moveAll}>
                <hoa-icon name="moveAll"></hoa-icon>${this.language.text("layout.moved.mend")}
              </button>
            </div>`
          : nothing
      }
    </div>`;
  }

  #work(): TemplateResult {
    const { language, several } = this;
    const { drawing, picture, faults, saving, still } = this.#easel;
    const faulty = new Set(faults.map((fault) => fault.key));
    return html`<div
      class="work"
      @hoa-draw=${this.#draw}
      @hoa-several=${() => {
        this.several = !several;
      }}
      @hoa-save=${() => this.#easel.save()}
    >
      <hoa-drawing-tools
        class="card tools"
        .drawing=${drawing}
        .language=${language}
        .several=${several}
        .saving=${saving}
        .fresh=${still !== null}
      ></hoa-drawing-tools>
      <hoa-drawing-board
        class="easel"
        .drawing=${drawing}
        .picture=${picture}
        .faulty=${faulty}
        .language=${language}
        .several=${several}
        @hoa-picture-lost=${this.#lost}
      ></hoa-drawing-board>
      <div class="side">${panelPart(this.#easel, language)} ${this.#list(faulty)}</div>
    </div>`;
  }

  #list(faulty: ReadonlySet<string>): TemplateResult | typeof nothing {
    const { drawing } = this.#easel;
    if (drawing.slots.length === 0) return nothing;
    return html`<hoa-drawing-list
      class="card panel"
      .slots=${drawing.slots}
      .selected=${drawing.selected}
      .faulty=${faulty}
      .several=${this.several}
      .language=${this.language}
    ></hoa-drawing-list>`;
  }

  #isMoved(): boolean {
    const { camera } = this.#easel;
    return this.journal.links?.cameras.find((one) => one.id === camera)?.view === "moved";
  }

  #listen(): void {
    this.#watch?.stop();
    this.#watch = new Places(this.parking).watch({
      event: (event) => {
        if (event.kind === "places") this.#easel.hear(event.places);
      },
      connection: (link, code) => {
        this.denied = link === "refused" ? code : null;
      },
    });
  }

  readonly #lost = (): void => {
    if (this.#easel.lostPicture() && this.#renewal.due(new Date())) this.#watch?.again();
  };

  readonly #draw = (event: CustomEvent<Action>): void => {
    this.#easel.act(event.detail);
  };

  readonly #revert = (): void => {
    if (isBehind(this.#easel)) this.#easel.settle("theirs");
    else this.#easel.act({ kind: "revert" });
  };

  readonly #chosen = (event: Event): void => {
    const select = event.target as HTMLSelectElement;
    this.#easel.choose(select.value);
    // Until it is decided the old camera is the one that is shown.
    select.value = this.#easel.camera ?? "";
  };

  readonly #moveAll = async (): Promise<void> => {
    if (this.#easel.still === null) await this.#easel.takePicture();
    this.#easel.act({ kind: "tool", tool: "all" });
  };

  /** Undo and Delete work wherever the focus is, but in a field that has an undo of its own. */
  readonly #pressed = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) return;
    const away: readonly Action[] | null = event.key === "Delete" ? [{ kind: "remove" }] : null;
    const actions = away ?? commanded(event, this.#easel.drawing);
    if (actions === null) return;
    event.preventDefault();
    for (const action of actions) this.#easel.act(action);
  };
}
