import { describe, expect, it, vi } from "vitest";
import type { Answers } from "../dev/fake-connection.js";
import {
  all,
  asked,
  GOLDEN,
  onBoard,
  one,
  press,
  pressNamed,
  printed,
  refusal,
  settled,
  type,
  words,
  type Stage,
} from "./board-stage.js";

const ROOM = "hoa-applications";
const { applications } = GOLDEN;
const row = (stage: Stage, index: number): HTMLElement => {
  const found = all(stage.panel, "hoa-applications-row")[index];
  if (found === undefined) throw new Error(`no row ${index}`);
  return found;
};
const page = (stage: Stage): string => words(one(stage.panel, ROOM));
async function open(stage: Stage, index = 0): Promise<void> {
  one(row(stage, index), "button.top").click();
  await settled();
}
async function choose(answers: Answers, what: string): Promise<Stage> {
  const stage = await onBoard("/applications", answers);
  await open(stage);
  await pressNamed(stage, what, "hoa-applications-row");
  return stage;
}
const approve = (answers: Answers = {}): Promise<Stage> => choose(answers, "Approve…");
const send = (stage: Stage): Promise<void> => press(stage, "hoa-application-approve", "button[type=submit]");
const APPROVED: Answers = { "hoa_parking/applications/approve": () => applications.approve };

describe("the queue", () => {
  it("says how many wait on the tab, and who they are", async () => {
    const stage = await onBoard("/applications");
    expect(words(one(stage.panel, "hoa-tabs"))).toMatch(/Applications\s*2/);
    expect(words(row(stage, 0))).toContain("Alma Sadykova");
    expect(words(row(stage, 0))).toContain("Apt. 17");
    expect(words(row(stage, 1))).toContain("Request for a change");
  });

  it("flags what is known already, each thing in words", async () => {
    const stage = await onBoard("/applications");
    expect(words(row(stage, 0))).toContain("4 things already known");
    await open(stage);
    const same = words(one(row(stage, 0), "ul.same"));
    expect(same).toContain("123ABC02 is already registered for apartment 18.");
    expect(same).toContain("Apartment 17 already has a household here.");
    expect(same).toContain("A123BC777 stands in application 11 too, for apartment 71.");
    expect(same).toContain("Application 9 is for apartment 17 too.");
  });

  it("shows the document, and asks once for a new address where it is lost", async () => {
    const stage = await onBoard("/applications");
    await open(stage);
    const picture = one(row(stage, 0), "img");
    expect(picture.getAttribute("src")).toBe("/api/hoa_parking/v1/documents/12?authSig=x");
    picture.dispatchEvent(new Event("error"));
    await settled();
    expect(words(row(stage, 0))).toContain("The picture could not be loaded.");
    expect(asked(stage, "applications/list")).toHaveLength(2);
  });

  it("shows those decided, by whom", async () => {
    const stage = await onBoard("/applications");
    await pressNamed(stage, "Decided", ROOM);
    await open(stage);
    expect(words(row(stage, 0))).toContain("Approved");
    expect(words(row(stage, 0))).toContain("Board");
    expect(all(stage.panel, ROOM, "button.danger")).toHaveLength(0);
  });

  it("says that nobody waits", async () => {
    const none = { "hoa_parking/applications/list": () => ({ applications: [], next: null }) };
    expect(page(await onBoard("/applications", none))).toContain("Nobody waits");
  });

  it("says in words why it cannot be shown, and tries again", async () => {
    const list = vi.fn(refusal("store_locked")).mockImplementationOnce(refusal("store_locked"));
    const stage = await onBoard("/applications", { "hoa_parking/applications/list": list });
    expect(page(stage)).toContain("The database is busy; try again in a moment.");
    list.mockImplementation((() => applications.list_decided) as never);
    await pressNamed(stage, "Try again", ROOM);
    expect(all(stage.panel, "hoa-applications-row")).toHaveLength(1);
  });

  it("asks anew when another one comes, and leaves what is typed alone", async () => {
    const stage = await approve();
    await type(stage, "input[name=apartment]", "17A");
    stage.connection.send({ kind: "waiting", applications: 3, exceptions: null });
    await settled();
    expect(asked(stage, "applications/list")).toHaveLength(2);
    expect((one(stage.panel, "input[name=apartment]") as HTMLInputElement).value).toBe("17A");
  });
});

describe("an approval", () => {
  it("is sent as the board has changed it", async () => {
    const stage = await approve(APPROVED);
    await type(stage, "input[name=apartment]", " 17A ");
    await type(stage, "input[name=username]", "alma");
    await type(stage, "input[type=date]", "2027-01-31");
    await pressNamed(stage, "", "hoa-application-approve", ".plate");
    await send(stage);
    expect(asked(stage, "applications/approve")).toEqual([
      {
        type: "hoa_parking/applications/approve",
        application: 12,
        name: "Alma Sadykova",
        apartment: "17A",
        plates: ["A123BC777"],
        username: "alma",
        local_only: false,
        valid_until: new Date("2027-01-31T23:59").toISOString(),
      },
    ]);
  });

  it("tells the link once, says so, and lets go of it", async () => {
    const stage = await approve(APPROVED);
    await send(stage);
    expect(page(stage)).toContain("This link is shown only now");
    const field = one(stage.panel, "hoa-application-link", "input") as HTMLInputElement;
    expect(field.value).toBe(new URL(applications.approve.link, location.origin).href);
    expect(page(stage)).toContain("alma.sadykova");
    await pressNamed(stage, "Done", "hoa-application-link");
    expect(all(stage.panel, "hoa-application-link")).toHaveLength(0);
  });

  it("keeps the link in sight when the queue is told anew without the application", async () => {
    const stage = await approve(APPROVED);
    await send(stage);
    stage.connection.send({ kind: "waiting", applications: 1, exceptions: null });
    await settled();
    expect(all(stage.panel, "hoa-application-link")).toHaveLength(1);
  });

  it("is printed for who gets it, in their language", async () => {
    const pages = printed();
    const stage = await approve(APPROVED);
    await send(stage);
    await pressNamed(stage, "Print", "hoa-application-link");
    expect(pages).toHaveLength(1);
    expect(pages[0]).toContain("Тұраққа кіру рұқсатыңыз");
    expect(pages[0]).toContain("alma.sadykova");
  });

  it("says what is wrong at its field, and sends nothing", async () => {
    const stage = await approve(APPROVED);
    await type(stage, "input[name=name]", "");
    await type(stage, "input[name=username]", "Алма");
    await send(stage);
    expect(page(stage)).toContain("Please fill this in.");
    expect(page(stage)).toContain("A user name has 2 to 32 of a to z");
    expect(asked(stage, "applications/approve")).toHaveLength(0);
  });

  it.each([
    ["username_taken", "username: somebody has it", "input[name=username]", "Somebody has this user name."],
    [
      "plate_elsewhere",
      "plates: another apartment's",
      "fieldset p.fault",
      "This plate is registered for another apartment.",
    ],
  ])("shows %s at its field", async (code, message, field, text) => {
    const no = (): never => {
      throw Object.assign(new Error(message), { code });
    };
    const stage = await approve({ "hoa_parking/applications/approve": no });
    await send(stage);
    expect(one(stage.panel, "hoa-application-approve", field).getAttribute("aria-invalid")).toBe("true");
    expect(page(stage)).toContain(text);
  });

  it("of a resident's change makes no user and tells no link", async () => {
    const stage = await onBoard("/applications", {
      "hoa_parking/applications/approve": () => applications.approve_without_link,
    });
    await open(stage, 1);
    await pressNamed(stage, "Approve…", "hoa-applications-row");
    expect(all(stage.panel, "input[name=username], input[name=apartment]")).toHaveLength(0);
    await send(stage);
    expect(asked(stage, "applications/approve")).toMatchObject([{ application: 8, username: null }]);
    expect(page(stage)).toContain("has a user already, so there is no link");
  });
});

describe("other answers", () => {
  it("refuse with a reason, never without", async () => {
    const stage = await choose({ "hoa_parking/applications/refuse": () => applications.refuse }, "Refuse…");
    await press(stage, "hoa-application-words", "button[type=submit]");
    expect(page(stage)).toContain("Please fill this in.");
    await type(stage, "textarea", "Nobody of this name lives in 17.");
    await press(stage, "hoa-application-words", "button[type=submit]");
    expect(asked(stage, "applications/refuse")).toMatchObject([
      { application: 12, reason: "Nobody of this name lives in 17." },
    ]);
    expect(page(stage)).toContain("Alma Sadykova reads why it is refused.");
  });

  it("ask back", async () => {
    const stage = await choose({ "hoa_parking/applications/ask": () => applications.ask }, "Ask back…");
    await type(stage, "textarea", "Whose is the second car?");
    await press(stage, "hoa-application-words", "button[type=submit]");
    expect(asked(stage, "applications/ask")).toMatchObject([{ question: "Whose is the second car?" }]);
    expect(words(row(stage, 0))).toContain("Asked back");
  });

  it("say that somebody else was faster", async () => {
    const stage = await choose({ "hoa_parking/applications/refuse": refusal("application_decided") }, "Refuse…");
    await type(stage, "textarea", "No.");
    await press(stage, "hoa-application-words", "button[type=submit]");
    expect(page(stage)).toContain("This has been decided meanwhile.");
  });
});
