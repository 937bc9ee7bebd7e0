import { describe, expect, it, vi } from "vitest";
import golden from "../../tests/contract/panel/journal.json" with { type: "json" };
import type { Answers, Message } from "../dev/fake-connection.js";
import { journalPageOf } from "../src/api/journal.js";
import "../src/views/journal.js";
import { rawPassage, type Raw } from "./golden.js";
import { all, live, one, settled, words, type Stage } from "./stage.js";

const JOURNAL = "hoa_parking/journal";
const NEWEST = [rawPassage(3), rawPassage(2), rawPassage(1)];

/** The journal's room, with these newest passages. */
async function room(answers: Answers = {}, changes: Raw = {}): Promise<Stage> {
  const stage = await live({ passages: NEWEST, next: null, ...changes }, answers);
  stage.panel.route = { prefix: "/hoa-parking", path: "/journal" };
  await settled();
  return stage;
}

const asked = (stage: Stage, type = JOURNAL): Message[] => stage.connection.sent.filter((one) => one.type === type);
const rows = (stage: Stage): HTMLElement[] => all(stage.panel, "hoa-passage-row");
const filterOf = (message: Message | undefined): unknown => message?.filter;

async function choose(stage: Stage, name: string, value: string): Promise<void> {
  const field = one(stage.panel, "hoa-journal-filter", `[name=${name}]`) as HTMLSelectElement;
  field.value = value;
  field.dispatchEvent(new Event("change"));
  await settled();
}

async function search(stage: Stage, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    (one(stage.panel, "hoa-journal-filter", `[name=${name}]`) as HTMLInputElement).value = value;
  }
  one(stage.panel, "hoa-journal-filter", "form").dispatchEvent(new Event("submit", { cancelable: true }));
  await settled();
}

async function press(stage: Stage, text: string): Promise<void> {
  const button = all(stage.panel, "button").find((one) => one.textContent.trim() === text);
  expect(button, text).toBeDefined();
  button?.click();
  await settled();
}

describe("the journal's room", () => {
  it("begins with what the panel knows, without asking", async () => {
    const stage = await room();
    expect(rows(stage)).toHaveLength(3);
    expect(asked(stage)).toHaveLength(0);
    expect(words(one(stage.panel, "hoa-day"))).toBe("Today");
  });

  it("asks the server for what is filtered, and shows its answer", async () => {
    const stage = await room({ [JOURNAL]: () => golden.journal.answer });
    await choose(stage, "verdict", "open");
    expect(filterOf(asked(stage)[0])).toEqual({ verdict: "open" });
    expect(rows(stage)).toHaveLength(2);
    expect(words(stage.panel)).toContain("A guard entered it by hand.");
  });

  it("looks for a plate only when it is sent, for that goes on the record", async () => {
    const stage = await room({ [JOURNAL]: () => golden["the end"] });
    (one(stage.panel, "hoa-journal-filter", "[name=plate]") as HTMLInputElement).value = "?23abc*";
    await settled();
    expect(asked(stage)).toHaveLength(0);
    await search(stage, { plate: "?23abc*", apartment: " 17 " });
    expect(filterOf(asked(stage)[0])).toEqual({ plate: "?23abc*", apartment: "17" });
    expect(words(stage.panel)).toContain("Nothing found");
  });

  it("never puts what is looked for into an address", async () => {
    const push = vi.spyOn(history, "pushState");
    const replace = vi.spyOn(history, "replaceState");
    const stage = await room({ [JOURNAL]: () => golden.journal.answer });
    await search(stage, { plate: "123ABC02", apartment: "17" });
    expect([...push.mock.calls, ...replace.mock.calls]).toEqual([]);
    expect(location.href).not.toContain("123ABC02");
  });

  it("says at once that a time ends before it begins", async () => {
    const stage = await room();
    await press(stage, "From – until");
    const [, to] = all(stage.panel, "hoa-times", "input") as HTMLInputElement[];
    if (to !== undefined) to.value = "2020-01-01T00:00";
    to?.dispatchEvent(new Event("change"));
    await settled();
    expect(words(one(stage.panel, "hoa-journal-filter", "[role=alert]"))).toBe("It ends before it begins.");
  });

  it("says how far it has searched, and goes on only when told to", async () => {
    const short = golden["a page that is short because the search goes on"];
    const answers = [short, golden.journal.answer];
    const stage = await room({ [JOURNAL]: () => answers.shift() ?? golden["the end"] });
    await choose(stage, "source", "manual");
    expect(words(stage.panel)).toContain("Searched back to Aug 2, 2026");
    expect(asked(stage)).toHaveLength(1);
    await press(stage, "Go on searching");
    expect(asked(stage)[1]).toMatchObject({ before: short.next, filter: { source: "manual" } });
    expect(rows(stage)).toHaveLength(2);
  });

  it("says why a page did not come, and tries again", async () => {
    let fails = true;
    const stage = await room({
      [JOURNAL]: () => {
        if (fails) throw Object.assign(new Error("busy"), { code: "store_locked" });
        return golden.journal.answer;
      },
    });
    await choose(stage, "verdict", "open");
    expect(words(one(stage.panel, "hoa-journal", "[role=alert]"))).toContain("The database is busy");
    fails = false;
    await press(stage, "Try again");
    expect(rows(stage)).toHaveLength(2);
  });
});

describe("what comes in meanwhile", () => {
  const arrive = async (stage: Stage, ...changes: readonly Raw[]): Promise<void> => {
    changes.forEach((change, index) => {
      stage.connection.send({ kind: "passage", passage: rawPassage(10 + index, change) });
    });
    await settled();
  };

  it("is announced, and moves nothing until it is wanted", async () => {
    const stage = await room();
    await arrive(stage, {}, {}, {});
    expect(rows(stage)).toHaveLength(3);
    await press(stage, "3 newer");
    expect(rows(stage)).toHaveLength(6);
    expect(all(stage.panel, ".newer button")).toHaveLength(0);
  });

  it("is announced only where it fits the filter", async () => {
    const stage = await room({ [JOURNAL]: () => ({ passages: [rawPassage(1)], next: null, searched_to: null }) });
    await choose(stage, "verdict", "refuse");
    await arrive(stage, {}, { verdict: "refuse", reason: "unknown", outcome: "none" });
    expect(words(one(stage.panel, "hoa-journal", ".newer"))).toBe("1 newer");
  });

  it("is not judged here where only the server knows what looks alike", async () => {
    const stage = await room({ [JOURNAL]: () => golden["the end"] });
    await search(stage, { plate: "1*" });
    await arrive(stage, {});
    await press(stage, "There is something newer: search again");
    expect(asked(stage)).toHaveLength(2);
  });

  it("changes a row that is shown: its gate has opened", async () => {
    const stage = await room({}, { passages: [rawPassage(1, { outcome: "pending", latency_ms: null })] });
    expect(words(one(stage.panel, "hoa-passage-row"))).toContain("Opening…");
    stage.connection.send({ kind: "passage", passage: rawPassage(1) });
    await settled();
    expect(words(one(stage.panel, "hoa-passage-row"))).toContain("Opened");
  });
});

describe("one passage", () => {
  const NOTES = { notes: [{ at: "2026-11-21T06:31:00Z", name: "Serik", text: "A courier" }], resolution: null };

  it("is opened with its notes, and closed by the back button where it was", async () => {
    const stage = await room({ "hoa_parking/passage/notes": () => NOTES });
    one(stage.panel, "hoa-passage-row", "button").click();
    await settled();
    expect(words(one(stage.panel, "hoa-passage-detail"))).toContain("The vehicle is on the list.");
    expect(words(one(stage.panel, "hoa-passage-notes"))).toContain("A courier");
    window.dispatchEvent(new PopStateEvent("popstate"));
    await settled();
    expect(all(stage.panel, "hoa-passage-detail")).toHaveLength(0);
    expect(rows(stage)).toHaveLength(3);
  });

  it("stays found while somebody is elsewhere in the panel", async () => {
    const stage = await room({ [JOURNAL]: () => golden.journal.answer });
    await search(stage, { plate: "?23ABC*" });
    stage.panel.route = { prefix: "/hoa-parking", path: "/live" };
    await settled();
    stage.panel.route = { prefix: "/hoa-parking", path: "/journal" };
    await settled();
    expect(asked(stage)).toHaveLength(1);
    expect((one(stage.panel, "hoa-journal-filter", "[name=plate]") as HTMLInputElement).value).toBe("?23ABC*");
    expect(rows(stage)).toHaveLength(2);
  });
});

describe("a file of what is filtered", () => {
  it("is written by the server and fetched from where it says", async () => {
    const fetched: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      fetched.push(this.getAttribute("href") ?? "");
    });
    const answers = { [JOURNAL]: () => golden.journal.answer, [`${JOURNAL}/export`]: () => golden.export.answer };
    const stage = await room(answers);
    await search(stage, { plate: "123ABC02" });
    await press(stage, "XLSX");
    expect(asked(stage, `${JOURNAL}/export`)).toMatchObject([
      { filter: { plate: "123ABC02" }, format: "xlsx", language: "en" },
    ]);
    expect(fetched).toEqual([golden.export.answer.url]);
    expect(words(one(stage.panel, "hoa-export"))).toContain("Saved: 41 rows.");
  });

  it("is not for guards, who have the journal", async () => {
    const me = { role: "guard", name: "Serik", apartment: null, can_open: true };
    const acts = ["see_all_passages", "search_journal", "work_gate"];
    const stage = await room({}, { me: { ...me, acts } });
    expect(rows(stage)).toHaveLength(3);
    expect(all(stage.panel, "hoa-export")).toHaveLength(0);
  });

  it("may take longer than anything else that is asked", async () => {
    const never = new Promise<never>(() => undefined);
    const stage = await room({ [`${JOURNAL}/export`]: () => never });
    await press(stage, "CSV");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(words(one(stage.panel, "hoa-export"))).toContain("Many rows take minutes");
    await vi.advanceTimersByTimeAsync(15 * 60_000);
    expect(words(one(stage.panel, "hoa-export"))).toContain("The server did not answer in time.");
  });
});

it("reads every golden page", () => {
  const page = journalPageOf(golden.journal.answer);
  expect(page.passages.map((one) => one.source)).toEqual(["camera", "manual"]);
  expect(page.searchedTo?.toISOString()).toBe(golden.journal.answer.searched_to);
  expect(journalPageOf(golden["the end"])).toEqual({ passages: [], next: null, searchedTo: null });
});
