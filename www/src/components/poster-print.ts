import { render, type CSSResult, type TemplateResult } from "lit";

/** What is printed: a page of its own, so that nothing of Home Assistant's pages comes along. */
export interface Sheet {
  readonly title: string;
  readonly language: string;
  readonly style: CSSResult;
  readonly body: TemplateResult;
}

const PAGE = `@page { size: A4; margin: 0 } html, body { margin: 0; background: #fff; color: #000 }`;
const NAME = "hoa-print";

/** Prints a sheet of A4 paper as the browser does it. */
export function printSheet({ title, language, style, body }: Sheet): void {
  document.querySelector(`iframe[name="${NAME}"]`)?.remove();
  const frame = document.createElement("iframe");
  frame.name = NAME;
  frame.title = title;
  frame.style.cssText = "position:fixed;inset-inline-start:-10000px;inline-size:210mm;block-size:297mm;border:0";
  document.body.append(frame);
  const [page, view] = [frame.contentDocument, frame.contentWindow];
  if (page === null || view === null) return;
  page.title = title;
  page.documentElement.lang = language;
  const rules = page.createElement("style");
  rules.textContent = `${PAGE} ${style.cssText}`;
  page.head.append(rules);
  render(body, page.body);
  view.addEventListener("afterprint", () => {
    frame.remove();
  });
  view.focus();
  view.print();
}
