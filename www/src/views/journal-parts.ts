import { html, nothing, type TemplateResult } from "lit";
import "../components/journal-day.js";
import "../components/passage-row.js";
import { dayName, type Dated } from "../lib/journal.js";
import type { Language } from "../lib/language.js";
import type { Gate, Passage } from "../types/model.js";
import { MOST_FOUND, type JournalSearch } from "./journal-search.js";

/** How a row of the journal is drawn. */
export function rowOf(language: Language, now: Date, gates: readonly Gate[]): (item: Dated<Passage>) => TemplateResult {
  const names = new Map(gates.length < 2 ? [] : gates.map((gate) => [gate.id, gate.name]));
  return (item) => {
    if (item.kind === "day") return html`<hoa-day .text=${dayName(item.day, now, language)}></hoa-day>`;
    const { row } = item;
    return html`<hoa-passage-row
      id=${`row-${row.id}`}
      .passage=${row}
      .language=${language}
      .gateName=${names.get(row.gate ?? "") ?? ""}
      .apartment=${row.apartment ?? ""}
      .clock=${language.clock(row.capturedAt, row.capturedAt)}
      .ago=${language.ago(row.capturedAt, now)}
    ></hoa-passage-row>`;
  };
}

/** What is below what was found so far: whether there is more, and how to come to it. */
export function searchEnd(
  search: JournalSearch,
  language: Language,
  more: () => void,
): TemplateResult | typeof nothing {
  const { found, busy, failure, full, done } = search;
  const button = (key: "retry" | "journal.go_on" | "passages.older"): TemplateResult =>
    html`<button type="button" @click=${more}>${language.text(key)}</button>`;
  if (failure !== null) {
    const why = language.code("error", failure, "error.other");
    return html`<p role="alert">${language.text("history.failed", { why })}</p>
      ${button("retry")}`;
  }
  if (found === null) return nothing;
  if (busy) return html`<p>${language.text(found.pausedAt === null ? "passages.older.busy" : "journal.going_on")}</p>`;
  if (found.pausedAt !== null) {
    return html`<p>${language.text("journal.searched", { time: language.moment(found.pausedAt) })}</p>
      ${button("journal.go_on")}`;
  }
  if (full) return html`<p>${language.count("journal.most", MOST_FOUND)}</p>`;
  if (done) return found.passages.length === 0 ? nothing : html`<p>${language.text("journal.end")}</p>`;
  return button("passages.older");
}
