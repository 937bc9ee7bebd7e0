import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Household } from "../api/mine.js";
import { problemOf } from "../api/problem.js";
import type { Notice } from "../lib/describe.js";
import type { Language } from "../lib/language.js";
import type { Opening } from "../types/model.js";
import type { Ask } from "../types/people.js";

export type Answer = "open" | "refuse";

/** A person's answers to what the household is asked, one at a time, and what came of the last. */
export class Answering implements ReactiveController {
  going: { readonly ask: number; readonly answer: Answer } | null = null;
  failure: { readonly ask: number; readonly text: string } | null = null;
  /** What came of the last answer. */
  said: Notice | null = null;
  /** The last that was answered here. */
  answered: number | null = null;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.say(null);
  }

  say(notice: Notice | null): void {
    this.said = notice;
    this.failure = null;
    this.host.requestUpdate();
  }

  async answer(household: Household, ask: Ask, answer: Answer, language: Language): Promise<void> {
    if (this.going !== null) return;
    this.going = { ask: ask.id, answer };
    this.say(null);
    try {
      const opening = await household.answer(ask.id, answer);
      this.answered = ask.id;
      this.said = noticeOf(ask, answer, opening, language);
    } catch (error) {
      this.failure = { ask: ask.id, text: language.code("error", problemOf(error).code, "error.other") };
    } finally {
      this.going = null;
      this.host.requestUpdate();
    }
  }
}

function noticeOf(ask: Ask, answer: Answer, { outcome, reason }: Opening, language: Language): Notice {
  if (answer === "refuse") return { tone: "calm", icon: "check", text: language.text("ask.said.refuse") };
  if (outcome === "opened" || outcome === "pending")
    return { tone: "good", icon: "gateOpen", text: language.text("ask.said.open", { gate: ask.gate }) };
  if (outcome === "shadow") return { tone: "calm", icon: "eye", text: language.text("outcome.shadow") };
  const why = language.code("gate.problem", reason ?? "none", "gate.problem.other");
  return { tone: "bad", icon: "alert", text: language.text("ask.said.failed", { gate: ask.gate, why }) };
}
