import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import golden from "../../tests/contract/panel/activity.json" with { type: "json" };
import type { Answers, Message } from "../dev/fake-connection.js";
import { activityPageOf } from "../src/api/activity.js";
import { actionWords, detailWords, subjectWords, type Names } from "../src/lib/activity.js";
import { Language } from "../src/lib/language.js";
import { SPOKEN, textsOf } from "../src/lib/words.js";
import type { ActivityEntry } from "../src/types/journal.js";
import "../src/views/activity.js";
import { all, live, one, settled, words, type Stage } from "./stage.js";

const CORE = "../custom_components/hoa_parking/core";
/** Every action that the server ever records. */
const ACTIONS = actionsOf(readFileSync(`${CORE}/activity.py`, "utf8"));
const ACTIVITY = "hoa_parking/activity";

function actionsOf(source: string): string[] {
  const constants = new Map([...source.matchAll(/^([A-Z_]+): Final = "(\w+)"/gm)].map((found) => [found[1], found[2]]));
  const body = /^ACTIONS: Final = \(([\s\S]*?)^\)/m.exec(source)?.[1] ?? "";
  return [...body.matchAll(/"(\w+)"|\b([A-Z][A-Z_]+)\b/g)].map((found) => found[1] ?? constants.get(found[2]) ?? "");
}

async function room(answers: Answers = {}): Promise<Stage> {
  const stage = await live({}, { [ACTIVITY]: () => golden.activity.answer, ...answers });
  stage.panel.route = { prefix: "/hoa-parking", path: "/activity" };
  await settled();
  return stage;
}

const asked = (stage: Stage, type = ACTIVITY): Message[] => stage.connection.sent.filter((sent) => sent.type === type);

describe("the words of the record", () => {
  it("are there for every action, in every language", () => {
    expect(ACTIONS.length).toBeGreaterThan(40);
    expect(ACTIONS).toContain("login_failed");
    for (const language of SPOKEN) {
      const texts = textsOf(language) ?? {};
      expect(ACTIONS.filter((action) => !(`activity.action.${action}` in texts))).toEqual([]);
    }
  });

  it("show an action to come by its name", () => {
    expect(actionWords("moon_landed", english())).toBe("Other: moon_landed");
  });

  it.each<[action: string, subject: string, detail: string | null, said: string]>([
    ["vehicle_looked_up", "?23ABC*", "look_alikes", "?23ABC* | with all plates that look like it"],
    ["login_failed", "192.0.2.44", "2", "192.0.2.44 | failed 2 more times within a minute"],
    ["login_failed", "*", "9", "many other addresses | failed 9 more times within a minute"],
    [
      "passage_resolved",
      "777XXA05",
      "open despite_block Police",
      "777XXA05 | Let in by hand (although it is blocked): Police",
    ],
    ["passage_resolved", "777XXA05", "refuse Nobody expects it", "777XXA05 | Refused: Nobody expects it"],
    [
      "passage_resolved",
      "777XXA05",
      "open failed timeout",
      "777XXA05 | Let in by hand: The gate did not confirm that it opened.",
    ],
    ["passage_entered", "123ABC02", "exit logged", "123ABC02 | Exit, written down only"],
    ["pass_given", "visitor 8", "123ABC02", "Visitor, no. 8 | 123ABC02"],
    ["application_approved", "12", "17", "no. 12 | Apt. 17"],
    ["user_linked", "u2", "resident 17 b", "Serik | resident, Apt. 17 b"],
    ["user_revoked", "u9", "17", "Removed user | Apt. 17"],
    ["password_set", "u1", null, " | "],
    ["layout_saved", "lot", "added 3, changed 2, removed 0", "North lot camera | added: 3, changed: 2, removed: 0"],
    ["retention_set", "", "passages 365, pictures 30", " | passages, days: 365, pictures, days: 30"],
    ["slot_overridden", "B-17", "unknown, held: Snow: deep", "B-17 | Not known, until somebody ends it: Snow: deep"],
    ["count_set", "South lot", "12, was unknown", "South lot | 12 cars, before: Not known"],
    ["gate_mode", "Main gate", "hold_open", "Main gate | held open"],
    ["public_page_set", "on", "3f9a", "on | "],
    [
      "journal_exported",
      "xlsx",
      "gate=g1 plate=?2* apartment=17 b verdict=refuse",
      "XLSX | Gate: Main gate; Plate: ?2*; Apartment: 17 b; Decision: Refuse",
    ],
    ["plate_blocked", "777XYZ02", "Towed twice", "777XYZ02 | Towed twice"],
  ])("tell of %s %s", (action, subject, detail, said) => {
    const entry: ActivityEntry = { id: 1, at: new Date(), user: { id: "u1", name: "Aigul" }, action, subject, detail };
    expect(`${subjectWords(entry, english(), NAMES)} | ${detailWords(entry, english(), NAMES)}`).toBe(said);
  });

  const NAMES: Names = {
    users: new Map([["u2", "Serik"]]),
    cameras: new Map([["lot", "North lot camera"]]),
    gates: new Map([["g1", "Main gate"]]),
  };
});

function english(): Language {
  return new Language({ language: "en", hour12: false, timeZone: "Asia/Almaty" });
}

describe("the room of the record", () => {
  it("tells who did what, and of log-ins that failed", async () => {
    const stage = await room();
    const [search, login, block] = all(stage.panel, "hoa-activity-row").map(words);
    expect(search).toContain("Searched for a plate: ?23ABC* Aliya");
    expect(login).toContain("Failed log-in: 192.0.2.44 failed 2 more times within a minute Somebody without a login");
    expect(block).toContain("Blocked a plate: 777XYZ02 Towed twice Removed user");
  });

  it("names whom something was done to, once it knows the names", async () => {
    const [first] = golden.activity.answer.entries;
    const linked = { ...first, action: "user_linked", subject: "u7", detail: "guard" };
    const stage = await room({
      [ACTIVITY]: () => ({ ...golden.activity.answer, entries: [linked], next: null }),
      "hoa_parking/people/users": () => ({ users: [{ id: "u7", name: "Serik", linked: true }] }),
    });
    expect(words(one(stage.panel, "hoa-activity-row"))).toContain("Changed what a user may do: Serik guard");
  });

  it("filters by person, by action in their words, and by text", async () => {
    const stage = await room();
    const options = all(stage.panel, "[name=action]", "option").map(words);
    expect(options).toEqual([
      "All",
      "Blocked a plate",
      "Changed a gate's mode",
      "Failed log-in",
      "Searched for a plate",
    ]);
    const action = one(stage.panel, "[name=action]") as HTMLSelectElement;
    action.value = "login_failed";
    action.dispatchEvent(new Event("change"));
    await settled();
    expect(asked(stage).at(-1)?.filter).toEqual({ action: "login_failed" });
    (one(stage.panel, "[name=text]") as HTMLInputElement).value = " 192.0 ";
    one(stage.panel, "hoa-activity-filter", "form").dispatchEvent(new Event("submit", { cancelable: true }));
    await settled();
    expect(asked(stage).at(-1)?.filter).toEqual({ action: "login_failed", text: "192.0" });
  });

  it("goes on by itself to its end", async () => {
    const pages = [golden.activity.answer, golden["a later page"]];
    const stage = await room({ [ACTIVITY]: () => pages.shift() });
    expect(asked(stage).map((message) => message.before)).toEqual([undefined, golden.activity.answer.next]);
    expect(words(stage.panel)).toContain("That is the whole record.");
    expect(all(stage.panel, "[name=user]", "option")).toHaveLength(3);
  });

  it("says why it could not be loaded", async () => {
    const stage = await room({
      [ACTIVITY]: () => {
        throw Object.assign(new Error("no"), { code: "unauthorized" });
      },
    });
    expect(words(one(stage.panel, "hoa-activity", "[role=alert]"))).toContain("You may not do this.");
  });
});

it("reads the golden page", () => {
  const page = activityPageOf(golden.activity.answer);
  expect(page.entries.map((entry) => entry.user)).toEqual([
    { id: expect.any(String) as string, name: "Aliya" },
    null,
    { id: expect.any(String) as string, name: null },
  ]);
});
