import { html, LitElement, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { Layouts } from "../api/layout.js";
import type { Parking } from "../api/parking.js";
import { Problem, problemOf } from "../api/problem.js";
import "../components/drawing-exchange.js";
import { element } from "../lib/element.js";
import type { Language } from "../lib/language.js";
import type { ImportReport } from "../types/layout.js";

/** A whole site's layout is far smaller. */
const MOST_BYTES = 4_000_000;

/** Brings the layout into a file and back. */
@element("hoa-layout-exchange")
export class LayoutExchange extends LitElement {
  @property({ attribute: false }) parking!: Parking;
  @property({ attribute: false }) language!: Language;
  /** The camera that a file without cameras is about. */
  @property() camera = "";
  @property({ type: Boolean }) unsaved = false;
  @state() private report: ImportReport | null = null;
  @state() private name = "";
  @state() private failure: string | null = null;
  @state() private note: string | null = null;
  @state() private busy = false;
  #document: unknown = null;

  protected override render(): TemplateResult {
    return html`<hoa-drawing-exchange
      .report=${this.report}
      .name=${this.name}
      .failure=${this.failure}
      .note=${this.note}
      .busy=${this.busy}
      .unsaved=${this.unsaved}
      .language=${this.language}
      @hoa-export=${() => this.#work(this.#export)}
      @hoa-file=${(event: CustomEvent<File>) => this.#work(async () => this.#look(event.detail))}
      @hoa-apply=${() => this.#work(this.#apply)}
      @hoa-forget=${this.#forget}
    ></hoa-drawing-exchange>`;
  }

  async #work(step: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.failure = this.note = null;
    try {
      await step();
    } catch (error) {
      const why = this.language.code("error", problemOf(error).code, "error.other");
      this.failure = this.language.text("layout.exchange.failed", { why });
    } finally {
      this.busy = false;
    }
  }

  readonly #export = async (): Promise<void> => {
    const document_ = await new Layouts(this.parking).document();
    const address = URL.createObjectURL(new Blob([JSON.stringify(document_, null, 1)], { type: "application/json" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = `hoa-parking-layout-${new Date().toISOString().slice(0, 10)}.json`;
    link.click();
    URL.revokeObjectURL(address);
  };

  async #look(file: File): Promise<void> {
    this.report = null;
    if (file.size > MOST_BYTES) throw new Problem("json_too_long");
    this.#document = parsed(await file.text());
    this.name = file.name;
    this.report = await new Layouts(this.parking).read(this.#document, this.camera, true);
  }

  readonly #apply = async (): Promise<void> => {
    const { added, changed, removed } = await new Layouts(this.parking).read(this.#document, this.camera, false);
    this.#forget();
    this.note = this.language.text("layout.import.done", { added, changed, removed });
  };

  readonly #forget = (): void => {
    this.#document = this.report = null;
    this.name = "";
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Problem("json_malformed", { cause: error });
  }
}
