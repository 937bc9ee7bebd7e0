import golden from "../../tests/contract/panel/guard.json" with { type: "json" };
import type { Answers } from "../dev/fake-connection.js";
import type { Hass } from "../src/api/hass.js";
import "../src/views/guard.js";
import type { Raw } from "./golden.js";
import { all, live, one, settled, words, type Stage } from "./stage.js";

export const HEARD = "hoa_parking/guard/subscribe";
export const GOLDEN = golden;
export const EXCEPTIONS: readonly Raw[] = golden.guard.exceptions;

const SERIK = {
  role: "guard",
  name: "Serik",
  apartment: null,
  can_open: true,
  acts: ["see_all_passages", "open_gate", "work_gate", "block_plates"],
};

/** What guards are told, with parts of it changed. */
export function told(changes: Raw = {}): Raw {
  return { ...golden.guard, ...changes };
}

/** One more exception, the newest. */
export function another(changes: Raw = {}): Raw {
  const captured_at = "2026-11-21T06:31:58.000Z";
  return { ...EXCEPTIONS[2], id: "exception-new", captured_at, plate: "505KXA12", reason: "unknown", ...changes };
}

/** A guard in the guard's room, after the first was told. */
export async function atGate(
  answers: Answers = {},
  path = "",
  guard: Raw = told(),
  hass: Partial<Hass> = {},
): Promise<Stage> {
  const stage = await live({ me: SERIK }, answers, hass);
  stage.panel.route = { prefix: "/hoa-parking", path: `/guard${path}` };
  await settled();
  stage.connection.send(guard, HEARD);
  await settled();
  return stage;
}

/** What was asked of the server, by its kind. */
export function asked(stage: Stage, command: string): Raw[] {
  return stage.connection.sent.filter((message) => message.type === `hoa_parking/${command}`);
}

export function refusal(code: string): () => never {
  return () => {
    throw Object.assign(new Error(code), { code });
  };
}

/** Types into a field and leaves it. */
export async function type(stage: Stage, field: string, text: string): Promise<void> {
  const input = one(stage.panel, field) as HTMLInputElement | HTMLTextAreaElement;
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
  await settled();
}

export async function press(stage: Stage, ...selectors: readonly string[]): Promise<void> {
  one(stage.panel, ...selectors).click();
  await settled();
}

/** Presses the button that says this. */
export async function pressNamed(stage: Stage, name: string, ...within: readonly string[]): Promise<void> {
  const button = all(stage.panel, ...within, "button").find((one) => words(one) === name);
  if (button === undefined) throw new Error(`no button ${name}`);
  button.click();
  await settled();
}

/** Where a guard writes a passage down by hand. */
export const MANUAL = {
  "hoa_parking/guard/check": (): unknown => ({ ...GOLDEN.check_alike, plate: "777XXA05", alike: [] }),
  "hoa_parking/guard/enter": (): unknown => GOLDEN.enter,
};

export function writeDown(answers: Answers = MANUAL, hass: Partial<Hass> = {}): Promise<Stage> {
  return atGate(answers, "/enter", told(), hass);
}

export function typePlate(stage: Stage, plate: string): Promise<void> {
  return type(stage, "hoa-manual-form input", plate);
}

export function plateField(stage: Stage): HTMLInputElement {
  return one(stage.panel, "hoa-manual-form", "input") as HTMLInputElement;
}
