import type { Notice } from "../lib/describe.js";
import { refusedWords } from "../lib/drawing-words.js";
import type { Language } from "../lib/language.js";
import type { Connection, Links } from "../types/model.js";
import type { Easel } from "./layout-easel.js";
import { isOutdated, type Trouble } from "./layout-left.js";

/** What must be known before drawing on: the link, the camera, what went wrong, what was kept. */
export function noticesOf(easel: Easel, links: Links | null, link: Connection, language: Language): readonly Notice[] {
  const notices: (Notice | null)[] = [
    link === "live" ? null : { tone: "warn", icon: "linkOff", text: language.text("layout.offline") },
    moved(easel, links, language),
    easel.restored ? { tone: "calm", icon: "note", text: language.text("layout.restored") } : null,
    // Where somebody else was faster a question is asked instead.
    easel.trouble === null || isOutdated(easel.trouble)
      ? null
      : { tone: "bad", icon: "alert", text: troubleWords(easel.trouble, language) },
    refused(easel, language),
  ];
  return notices.filter((notice) => notice !== null);
}

/** The words for a code of the server. */
export function codeWords(code: string, language: Language): string {
  return language.code("error", code, "error.other");
}

function moved(easel: Easel, links: Links | null, language: Language): Notice | null {
  const view = links?.cameras.find((one) => one.id === easel.camera)?.view;
  if (view !== "moved" || !easel.ready) return null;
  return { tone: "warn", icon: "camera", text: language.text("layout.moved") };
}

function refused(easel: Easel, language: Language): Notice | null {
  const { refused: fault } = easel.drawing;
  return fault === null ? null : { tone: "bad", icon: "alert", text: refusedWords(fault, language) };
}

function troubleWords(trouble: Trouble, language: Language): string {
  if (trouble.kind === "faults") return language.count("layout.save.faults", trouble.count);
  const why = codeWords(trouble.code, language);
  return language.text(trouble.kind === "refused" ? "layout.save.failed" : "layout.take.failed", { why });
}
