import { html, nothing, type TemplateResult } from "lit";
import { ifDefined } from "lit/directives/if-defined.js";
import { live } from "lit/directives/live.js";
import type { Words } from "./words.js";

export interface Field {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly most: number;
  readonly words: Words;
  /** The server's word for what is wrong, null where nothing is. */
  readonly fault: string | null;
  readonly change: (text: string) => void;
  readonly hint?: string;
  readonly optional?: boolean;
  readonly lines?: number;
  readonly autocomplete?: AutoFill;
}

/** A labelled field with what is wrong said at it. */
export function textField(field: Field): TemplateResult {
  return html`<div class="field">
    <label for=${field.id}>${field.label}${field.optional ? optional(field.words) : nothing}</label>
    ${field.lines === undefined ? input(field) : area(field, field.lines)}
    ${field.hint === undefined ? nothing : html`<p class="hint" id="${field.id}-hint">${field.hint}</p>`}
    ${faultLine(field)}
  </div>`;
}

export function optional(words: Words): TemplateResult {
  return html`, <span class="optional">${words.text("optional")}</span>`;
}

export function faultLine(field: Pick<Field, "id" | "fault" | "words">): TemplateResult {
  return html`<p class="fault" id="${field.id}-fault" role="alert">
    ${field.fault === null ? nothing : field.words.code("field", field.fault)}
  </p>`;
}

/** What is said about a field besides its label. */
export function described(field: Pick<Field, "id" | "fault" | "hint">): string | undefined {
  const hint = field.hint === undefined ? [] : [`${field.id}-hint`];
  const said = field.fault === null ? hint : [`${field.id}-fault`, ...hint];
  return said.length === 0 ? undefined : said.join(" ");
}

function input(field: Field): TemplateResult {
  return html`<input
    id=${field.id}
    name=${field.id}
    .value=${live(field.value)}
    maxlength=${field.most}
    autocomplete=${field.autocomplete ?? "off"}
    aria-invalid=${field.fault === null ? "false" : "true"}
    aria-describedby=${ifDefined(described(field))}
    ?required=${!field.optional}
    @input=${(event: Event): void => {
      field.change((event.target as HTMLInputElement).value);
    }}
  />`;
}

function area(field: Field, lines: number): TemplateResult {
  return html`<textarea
    id=${field.id}
    name=${field.id}
    rows=${lines}
    .value=${live(field.value)}
    maxlength=${field.most}
    aria-invalid=${field.fault === null ? "false" : "true"}
    aria-describedby=${ifDefined(described(field))}
    ?required=${!field.optional}
    @input=${(event: Event): void => {
      field.change((event.target as HTMLTextAreaElement).value);
    }}
  ></textarea>`;
}
