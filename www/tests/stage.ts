import { vi } from "vitest";
import { FakeConnection, type Answers } from "../dev/fake-connection.js";
import type { Hass } from "../src/api/hass.js";
import { ParkingPanel } from "../src/panel.js";
import { snapshot, type Raw } from "./golden.js";

export interface Stage {
  readonly panel: ParkingPanel;
  readonly connection: FakeConnection;
  readonly hass: Hass;
}

/** The panel on a page, as Home Assistant puts it there, before the server said anything. */
export async function opened(answers: Answers = {}, hassChanges: Partial<Hass> = {}): Promise<Stage> {
  const connection = new FakeConnection(answers);
  const hass: Hass = { connection, language: "en", ...hassChanges };
  const panel = new ParkingPanel();
  panel.hass = hass;
  document.body.append(panel);
  await settled();
  return { panel, connection, hass };
}

/** The panel after its first snapshot. */
export async function live(changes: Raw = {}, answers: Answers = {}, hassChanges: Partial<Hass> = {}): Promise<Stage> {
  const stage = await opened(answers, hassChanges);
  stage.connection.send(snapshot(changes));
  await settled();
  return stage;
}

/** Lets everything that is due now happen. */
export async function settled(): Promise<void> {
  for (let round = 0; round < 5; round += 1) await vi.advanceTimersByTimeAsync(0);
}

/** Every element under `root`, through open shadow roots. */
export function deep(root: Element | ShadowRoot): Element[] {
  const inside = root instanceof Element && root.shadowRoot !== null ? deep(root.shadowRoot) : [];
  return [...inside, ...[...root.children].flatMap((child) => [child, ...deep(child)])];
}

/** What matches the last selector inside what matches the one before, and so on; each a simple selector. */
export function all(root: Element, ...selectors: readonly string[]): HTMLElement[] {
  const step = (roots: readonly Element[], selector: string): HTMLElement[] =>
    roots.flatMap(deep).filter((one): one is HTMLElement => one.matches(selector));
  return selectors.reduce<HTMLElement[]>(step, [root as HTMLElement]);
}

export function one(root: Element, ...selectors: readonly string[]): HTMLElement {
  const [found] = all(root, ...selectors);
  if (found === undefined) throw new Error(`nothing matches ${selectors.join(" ")}`);
  return found;
}

/** What a person reads, through open shadow roots. */
export function words(root: Element): string {
  const own = (node: Node): string => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? "";
    if (!(node instanceof Element) || node.localName === "style") return "";
    const children = [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes];
    const text = children.map(own).join("");
    return /^(span|i|svg|path)$/.test(node.localName) ? text : ` ${text} `;
  };
  return own(root).replace(/\s+/g, " ").trim();
}
