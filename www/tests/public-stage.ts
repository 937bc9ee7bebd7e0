import { vi } from "vitest";
import apply from "../../tests/contract/public/apply.json" with { type: "json" };
import errors from "../../tests/contract/public/errors.json" with { type: "json" };
import form from "../../tests/contract/public/form.json" with { type: "json" };
import pass from "../../tests/contract/public/pass.json" with { type: "json" };
import password from "../../tests/contract/public/password.json" with { type: "json" };
import track from "../../tests/contract/public/track.json" with { type: "json" };
import { ApplyFrame, type PageName } from "../src/public/frame.js";
import type { Tongue } from "../src/public/words.js";
import { settled } from "./stage.js";

export interface Exchange {
  readonly why: string;
  readonly path: string;
  readonly request: object;
  readonly status: number;
  readonly answer: object;
}

export const EXCHANGES: readonly Exchange[] = [...form, ...apply, ...track, ...password, ...pass, ...errors];
export const TOKEN = "3q2-7wC0ffee4aVd9Kx_2mPqRstUvWxY";

/** What the contract says that the server answers to a path; `why` as it stands there. */
export function golden(path: string, why: string): Exchange {
  const found = EXCHANGES.find((one) => one.path === path && one.why === why);
  if (found === undefined) throw new Error(`the contract has no ${path} where ${why}`);
  return found;
}

/** A form whose work is done at once. */
export function easy(why = "the page is on"): Exchange {
  const exchange = golden("apply/form", why);
  return { ...exchange, answer: { ...exchange.answer, challenge: { salt: "ab12", bits: 4, until: "" } } };
}

/** A server that gives each path its answers one after the other, the last one for ever; null: no connection. */
export class FakeServer {
  readonly asked: { readonly path: string; readonly body: Readonly<Record<string, unknown>> }[] = [];
  readonly #answers = new Map<string, (Exchange | null)[]>();

  constructor(...answers: readonly Exchange[]) {
    for (const answer of answers) this.give(answer.path, answer);
    vi.stubGlobal("fetch", (address: string, init: RequestInit) => this.#answer(address, init));
  }

  give(path: string, ...answers: readonly (Exchange | null)[]): void {
    this.#answers.set(path, [...(this.#answers.get(path) ?? []), ...answers]);
  }

  sent(path: string): readonly Readonly<Record<string, unknown>>[] {
    return this.asked.filter((one) => one.path === path).map((one) => one.body);
  }

  #answer(address: string, init: RequestInit): Promise<Response> {
    const path = address.replace("/api/hoa_parking/v1/", "");
    this.asked.push({ path, body: JSON.parse(init.body as string) as Record<string, unknown> });
    const left = this.#answers.get(path) ?? [];
    const answer = left.length > 1 ? left.shift() : left[0];
    if (answer === null) return Promise.reject(new TypeError("Failed to fetch"));
    if (answer === undefined) return Promise.resolve(new Response("<html>no such page</html>", { status: 404 }));
    return Promise.resolve(new Response(JSON.stringify(answer.answer), { status: answer.status }));
  }
}

/** A page as it stands when somebody opens it in a browser that reads this language. */
export async function visited(page: PageName, tongue: Tongue = "en", hash = ""): Promise<ApplyFrame> {
  vi.spyOn(navigator, "languages", "get").mockReturnValue([tongue]);
  location.hash = hash;
  const frame = new ApplyFrame();
  frame.page = page;
  document.body.append(frame);
  await vi.waitFor(() => one("main"));
  await done();
  return frame;
}

/** Lets everything happen that is due. */
export async function done(): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    await settled();
  }
}

export function type(id: string, text: string): void {
  const field = one<HTMLInputElement>(`#${id}`);
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as querySelector has it
export function one<T extends HTMLElement = HTMLElement>(selector: string): T {
  const found = document.querySelector<T>(selector);
  if (found === null) throw new Error(`nothing here is ${selector}`);
  return found;
}

/** The button or link with these words. */
export function button(label: string): HTMLElement {
  const all = [...document.querySelectorAll<HTMLElement>("button, a, summary")];
  const found = all.find((each) => (each.getAttribute("aria-label") ?? each.textContent).trim() === label);
  if (found === undefined) throw new Error(`there is no button ${label}`);
  return found;
}

export async function press(label: string): Promise<void> {
  button(label).click();
  await done();
}

export async function submit(): Promise<void> {
  one("form").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  await done();
}

/** What the page says, without the spaces of its layout. */
export function said(selector = "main"): string {
  return one(selector).textContent.replace(/\s+/g, " ").trim();
}

/** An application that was taken. */
export const SENT = golden("apply", "taken");

/** Somebody with one car fills in everything that must be. */
export async function filledIn(): Promise<void> {
  type("name", " Alma Sadykova ");
  type("apartment", "17");
  type("contact", "+7 701 000 00 00");
  await done();
  type("car-0-text", "123 авс 02");
  const consent = document.querySelector<HTMLInputElement>("#consent");
  consent?.click();
  await done();
}
