import { describe, expect, it, vi } from "vitest";
import { atGate, EXCEPTIONS, GOLDEN, HEARD, refusal, told } from "./guard-stage.js";
import { one, settled, words, type Stage } from "./stage.js";

const RESOLVE = { "hoa_parking/guard/resolve": (): unknown => GOLDEN.resolve_refused };

/** What the keyboard is at, through open shadow roots. */
function focused(): Element | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
}

/** Sets the newest exception aside by the keyboard. */
async function decide(stage: Stage): Promise<void> {
  const button = [
    ...(one(stage.panel, "hoa-guard-card").shadowRoot?.querySelectorAll<HTMLElement>(".foot button") ?? []),
  ];
  const last = button.at(-1);
  last?.focus();
  last?.click();
  await settled();
}

async function leaves(stage: Stage, exceptions: readonly unknown[]): Promise<void> {
  stage.connection.send(told({ exceptions }), HEARD);
  await vi.advanceTimersByTimeAsync(6_000);
  await settled();
}

const heard = (stage: Stage): string => words(one(stage.panel, "hoa-guard-desk", ".heard"));

describe("the keyboard, after a decision", () => {
  it("stays at the card, and is at the next one when it comes, which is said", async () => {
    const stage = await atGate(RESOLVE);
    await decide(stage);
    const card = one(stage.panel, "hoa-guard-card", "article");
    expect(focused()).toBe(card);
    expect(heard(stage)).toBe("");

    await leaves(stage, EXCEPTIONS.slice(1));

    expect(focused()).toBe(one(stage.panel, "hoa-guard-card", "article"));
    expect(heard(stage)).toContain(String(EXCEPTIONS[1]?.plate));
  });

  it("is told when nothing waits any more", async () => {
    const stage = await atGate(RESOLVE);
    await decide(stage);
    await leaves(stage, []);
    expect(focused()?.localName).toBe("article");
    expect(heard(stage)).toBe("Nothing to decide");
  });

  it("stays where somebody took it meanwhile", async () => {
    const stage = await atGate(RESOLVE);
    await decide(stage);
    const elsewhere = one(stage.panel, "hoa-guard-side", "a, button");
    elsewhere.focus();
    await leaves(stage, EXCEPTIONS.slice(1));
    expect(focused()).toBe(elsewhere);
  });

  it("is not moved by a decision that failed", async () => {
    const stage = await atGate({ "hoa_parking/guard/resolve": refusal("already_resolved") });
    await decide(stage);
    await leaves(stage, EXCEPTIONS.slice(1));
    expect(heard(stage)).toBe("");
  });
});
