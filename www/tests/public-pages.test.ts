import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { button, done, FakeServer, golden, one, press, said, submit, TOKEN, type, visited } from "./public-stage.js";

beforeEach(() => {
  sessionStorage.clear();
});

afterEach(() => {
  vi.restoreAllMocks();
  location.hash = "";
});

const asked = golden("apply/track", "the board asks back");
const waits = golden("apply/track", "waits for the board");
const open = golden("apply/track", "approved, password not set yet: apply/claim gives its token");

describe("a link's secret", () => {
  it("is taken out of the address bar, and still known after a reload", async () => {
    const server = new FakeServer(waits);
    const page = await visited("status", "en", TOKEN);
    expect(location.hash).toBe("");
    page.remove();
    await visited("status");
    expect(server.sent("apply/track")).toEqual([{ token: TOKEN }, { token: TOKEN }]);
    expect(location.href).not.toContain(TOKEN);
  });

  it("stays in the address where the browser keeps nothing", async () => {
    new FakeServer(waits);
    vi.stubGlobal("sessionStorage", undefined);
    await visited("status", "en", TOKEN);
    expect(location.hash).toBe(`#${TOKEN}`);
    expect(said()).toContain("Waiting for the board");
  });

  it.each(["", "short", "<script>alert(1)</script>"])("that is none is not sent anywhere: %j", async (hash) => {
    const server = new FakeServer(waits);
    await visited("status", "en", hash);
    expect(said()).toContain("This link does not work");
    expect(server.asked).toEqual([]);
  });

  it.each(["status", "password", "pass"] as const)(
    "of %s that the server does not know is said to be none",
    async (page) => {
      new FakeServer();
      await visited(page, "ru", TOKEN);
      expect(said()).toContain("Эта ссылка не работает");
    },
  );

  it("of one page is not another's", async () => {
    const server = new FakeServer(waits);
    const page = await visited("status", "en", TOKEN);
    page.remove();
    await visited("password");
    expect(server.sent("apply/account")).toEqual([]);
  });
});

describe("the state of an application", () => {
  it.each([
    ["waits for the board", "Waiting for the board"],
    ["the board asks back", "Whose is the second car?"],
    ["refused", "Nobody of this name lives in 17."],
    ["approved, password set", "You can log in."],
    ["approved, password not set, and too late for it: the board makes a new link", "Ask the board for a new link."],
  ])("is told in words: %s", async (why, words) => {
    new FakeServer(golden("apply/track", why));
    await visited("status", "en", TOKEN);
    expect(said()).toContain(words);
    expect(said()).toContain("Alma Sadykova");
    expect(document.title).toBe("Your application – Abay 10");
  });

  it("lets the question be answered; an empty answer is not sent", async () => {
    const server = new FakeServer(asked, golden("apply/answer", "answered: waits for the board again"));
    await visited("status", "en", TOKEN);
    await submit();
    expect(said("#answer-fault")).toBe("Please fill this in.");
    expect(document.activeElement?.id).toBe("answer");
    type("answer", "My husband's.");
    await submit();
    expect(server.sent("apply/answer")).toEqual([{ token: TOKEN, text: "My husband's." }]);
    expect(said()).toContain("Waiting for the board");
    expect(said()).toContain("Your answer My husband's.");
  });

  it("keeps an answer that was not sent, also over a reload", async () => {
    const server = new FakeServer(asked);
    server.give("apply/answer", null);
    const page = await visited("status", "en", TOKEN);
    type("answer", "My husband's.");
    await submit();
    expect(said()).toContain("No connection.");
    page.remove();
    await visited("status");
    expect(one<HTMLTextAreaElement>("#answer").value).toBe("My husband's.");
  });

  it("is withdrawn only after a second word", async () => {
    const server = new FakeServer(waits, golden("apply/withdraw", "withdrawn"));
    await visited("status", "en", TOKEN);
    await press("Withdraw the application");
    expect(document.activeElement?.textContent).toBe("No, keep it");
    await press("No, keep it");
    expect(server.sent("apply/withdraw")).toEqual([]);
    await press("Withdraw the application");
    await press("Yes, withdraw it");
    expect(said()).toContain("Withdrawn");
    expect(button("Apply again").getAttribute("href")).toBe("/apply");
  });

  it("says when it was decided meanwhile", async () => {
    const late = golden("apply/withdraw", "an answer that nobody asked for, or a withdrawal of what is decided");
    const server = new FakeServer(late);
    server.give("apply/track", waits, golden("apply/track", "refused"));
    await visited("status", "en", TOKEN);
    await press("Withdraw the application");
    await press("Yes, withdraw it");
    expect(said()).toContain("The application was decided meanwhile.");
    expect(said()).toContain("Nobody of this name lives in 17.");
  });

  it("leads from approval to the password", async () => {
    const server = new FakeServer(
      open,
      golden("apply/claim", "an approved applicant gets the password's token; an earlier one ends"),
    );
    const away = vi.spyOn(location, "assign").mockImplementation(() => undefined);
    await visited("status", "en", TOKEN);
    await press("Set your password");
    expect(server.sent("apply/claim")).toEqual([{ token: TOKEN }]);
    expect(away).toHaveBeenCalledWith(`${location.origin}/apply/password#Zk9xQ1bT7uLwE5rYc3nJ0aHsGdFvMpOi`);
  });

  it("shows its own link to keep, since the address bar has it no more", async () => {
    new FakeServer(waits);
    await visited("status", "en", TOKEN);
    expect(one<HTMLInputElement>("#link").value).toBe(`${location.origin}/apply/status#${TOKEN}`);
  });

  it("is asked for anew when somebody comes back to the page", async () => {
    const server = new FakeServer();
    server.give("apply/track", waits, golden("apply/track", "refused"));
    await visited("status", "en", TOKEN);
    document.dispatchEvent(new Event("visibilitychange"));
    await done();
    expect(server.sent("apply/track")).toHaveLength(2);
    expect(said()).toContain("Not approved");
  });
});
