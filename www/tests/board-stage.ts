import applications from "../../tests/contract/panel/applications.json" with { type: "json" };
import erasure from "../../tests/contract/panel/erasure.json" with { type: "json" };
import people from "../../tests/contract/panel/people.json" with { type: "json" };
import retention from "../../tests/contract/panel/retention.json" with { type: "json" };
import { vi } from "vitest";
import type { Answers, Message } from "../dev/fake-connection.js";
import "../src/views/applications.js";
import "../src/views/people.js";
import "../src/views/settings.js";
import { asked, press, pressNamed, refusal, type } from "./guard-stage.js";
import type { Raw } from "./golden.js";
import { all, live, one, settled, words, type Stage } from "./stage.js";

export { all, asked, one, press, pressNamed, refusal, settled, type, words, type Stage };
export const GOLDEN = { applications, erasure, people, retention };

const AIGUL = {
  role: "board",
  name: "Aigul",
  apartment: null,
  household: false,
  can_open: true,
  acts: ["see_all_passages", "decide_applications", "keep_people", "set_retention", "erase"],
};

const ANSWERS: Answers = {
  "hoa_parking/applications/list": ({ state }: Message) =>
    state === "waiting" ? { ...applications.list, next: null } : applications.list_decided,
  "hoa_parking/applications/page": () => applications.page,
  "hoa_parking/people/list": () => ({ ...people.list, next: null }),
  "hoa_parking/people/users": () => people.users,
  "hoa_parking/retention": () => retention.answer,
  "hoa_parking/erase/receipts": () => erasure.receipts.answer,
};

/** Somebody of the board in one of the rooms. */
export async function onBoard(path: string, answers: Answers = {}, changes: Raw = {}): Promise<Stage> {
  const waiting = { applications: 2, exceptions: null };
  const stage = await live({ me: AIGUL, waiting, ...changes }, { ...ANSWERS, ...answers });
  stage.panel.route = { prefix: "/hoa-parking", path };
  await settled();
  return stage;
}

/** Ticks a box, or not. */
export async function tick(stage: Stage, field: string, on: boolean): Promise<void> {
  const input = one(stage.panel, field) as HTMLInputElement;
  input.checked = on;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  await settled();
}

/** Waits until who types has paused. */
export async function paused(): Promise<void> {
  await vi.advanceTimersByTimeAsync(300);
  await settled();
}

/** What is printed; call it before something is. */
export function printed(): string[] {
  const pages: string[] = [];
  // Here frames hold no page of their own.
  const { settings } = (window as unknown as { happyDOM: { settings: Record<string, unknown> } }).happyDOM;
  settings.enableIframePageLoading = true;
  const page = document.implementation.createHTMLDocument("");
  const print = (): void => void pages.push(words(page.body));
  const view = { focus: () => undefined, print, addEventListener: () => undefined };
  vi.spyOn(HTMLIFrameElement.prototype, "contentDocument", "get").mockReturnValue(page);
  vi.spyOn(HTMLIFrameElement.prototype, "contentWindow", "get").mockReturnValue(view as never);
  return pages;
}
