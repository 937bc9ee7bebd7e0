import { describe, expect, it, vi } from "vitest";
import golden from "../../tests/contract/panel/applications.json" with { type: "json" };
import type { Answers, Message } from "../dev/fake-connection.js";
import "../src/views/apply.js";
import "../src/views/mine.js";
import { at } from "./lot.js";
import { all, live, one, settled, words, type Stage } from "./stage.js";

const TIMUR = { role: "none", name: "Timur", apartment: null, household: false, can_open: false, acts: ["apply"] };
const FORM: Answers = {
  "hoa_parking/applications/form": () => golden.form,
  "hoa_parking/applications/mine": () => ({ applications: [] }),
  "hoa_parking/applications/apply": () => golden.apply,
};
const ASKED = golden.mine.applications[1] ?? {};

const outside = async (answers: Answers = {}, role = "none"): Promise<Stage> => {
  const stage = await live({ me: { ...TIMUR, role }, passages: [], gates: [], zones: [] }, { ...FORM, ...answers });
  await settled();
  return stage;
};
const sent = (stage: Stage, type: string): Message | undefined =>
  stage.connection.sent.find((message) => message.type === `hoa_parking/applications/${type}`);
const focused = (view: Element): Element | null => view.shadowRoot?.activeElement ?? null;
const type = (root: HTMLElement, selector: string, text: string): void => {
  const field = one(root, selector) as HTMLInputElement;
  field.value = text;
  field.dispatchEvent(new Event("input"));
};
const press = async (stage: Stage, name: string): Promise<void> => {
  const found = all(stage.panel, "button").find((button) => words(button) === name);
  if (found === undefined) throw new Error(`no button ${name}`);
  found.click();
  await settled();
};

describe("somebody with a login and no apartment", () => {
  it("applies for access", async () => {
    const stage = await outside();
    expect(words(stage.panel)).toContain("You have no access yet, Timur");
    const form = one(stage.panel, "hoa-apply-form");
    type(form, "input[name=apartment]", "17");
    type(form, "input[name=contact]", "+7 701 000 00 00");
    type(one(form, "hoa-vehicle-plate"), "input", "123abc02");
    one(form, "input[type=checkbox]").click();
    await settled();
    await press(stage, "Send");
    expect(sent(stage, "apply")).toMatchObject({
      kind: "access",
      name: "Timur",
      apartment: "17",
      contact: "+7 701 000 00 00",
      plates: ["123abc02"],
      language: "en",
      consent_version: golden.form.consent_version,
      document: null,
    });
    expect(words(stage.panel)).toContain("Waits for the board");
    expect(all(stage.panel, "hoa-apply-form")).toHaveLength(0);
  });

  it("is told at every field what is missing, and nothing is sent", async () => {
    const stage = await outside();
    await press(stage, "Send");
    expect(sent(stage, "apply")).toBeUndefined();
    expect(words(one(stage.panel, "hoa-apply-form"))).toContain("Please fill this in.");
    expect(words(one(stage.panel, "hoa-apply-form"))).toContain("Without your consent");
    expect(focused(one(stage.panel, "hoa-apply-form"))?.getAttribute("name")).toBe("apartment");
  });

  it("answers what the board asks", async () => {
    const answers = {
      "hoa_parking/applications/mine": () => ({ applications: [ASKED] }),
      "hoa_parking/applications/answer": () => ({ ...ASKED, state: "new", answer: "Green" }),
    };
    const stage = await outside(answers, "applicant");
    expect(words(stage.panel)).toContain("The board asks: Which colour?");
    (one(stage.panel, "hoa-apply-state", "textarea") as HTMLTextAreaElement).value = "Green";
    await press(stage, "Send the answer");
    expect(sent(stage, "answer")).toMatchObject({ application: 7, text: "Green" });
    expect(words(stage.panel)).toContain("You answered: Green");
  });

  it("may withdraw, and apply anew", async () => {
    const answers = {
      "hoa_parking/applications/mine": () => ({ applications: [golden.apply] }),
      "hoa_parking/applications/withdraw": () => golden.withdraw,
    };
    const stage = await outside(answers, "applicant");
    await press(stage, "Withdraw");
    expect(sent(stage, "withdraw")).toBeUndefined();
    await press(stage, "Really withdraw?");
    expect(words(stage.panel)).toContain("Withdrawn");
    expect(all(stage.panel, "hoa-apply-form")).toHaveLength(1);
  });

  it("gets in by itself once the board has approved", async () => {
    let state = "new";
    const mine = { "hoa_parking/applications/mine": () => ({ applications: [{ ...golden.apply, state }] }) };
    const { connection } = await outside(mine, "applicant");
    const asked = (): number => connection.sent.filter((message) => message.type === "hoa_parking/subscribe").length;
    expect(asked()).toBe(1);
    state = "approved";
    await vi.advanceTimersByTimeAsync(30_000);
    await settled();
    expect(asked()).toBe(2);
  });
});

describe("a resident", () => {
  const DANA = { ...TIMUR, role: "resident", apartment: "17", household: true, acts: ["see_own_passages", "apply"] };

  it("asks the board for another car", async () => {
    const stage = await at("/mine/request", { me: DANA, answers: FORM });
    const form = one(stage.panel, "hoa-apply-form");
    expect(all(form, "input[name=apartment]")).toHaveLength(0);
    type(form, "input[name=contact]", "+7 701 000 00 00");
    await press(stage, "Add a car");
    type(one(form, "hoa-vehicle-plate"), "input", "777XYZ01");
    await settled();
    expect(all(form, "input[type=checkbox]")).toHaveLength(0);
    await press(stage, "Send");
    expect(sent(stage, "apply")).toMatchObject({ kind: "change", apartment: "17", plates: ["777XYZ01"] });
    expect(location.pathname).toBe("/hoa-parking/mine");
    history.replaceState(null, "", "/");
  });

  it("sees what became of it", async () => {
    const answers = {
      "hoa_parking/applications/mine": () => ({ applications: [{ ...ASKED, state: "refused", reason: "No room" }] }),
    };
    const { panel } = await at("/mine", { me: DANA, answers });
    expect(words(one(panel, "hoa-mine-requests"))).toContain("Reason: No room");
  });
});
