import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  done,
  easy,
  FakeServer,
  filledIn,
  golden,
  one,
  press,
  said,
  SENT,
  submit,
  TOKEN,
  type,
  visited,
} from "./public-stage.js";

beforeEach(() => {
  sessionStorage.clear();
  localStorage.clear();
});

afterEach(() => {
  vi.restoreAllMocks();
  location.hash = "";
});

describe("applying", () => {
  it("sends what was entered, with the work done, and gives the link to keep", async () => {
    const server = new FakeServer(easy(), SENT);
    await visited("form", "ru");
    await filledIn();
    await submit();

    expect(server.sent("apply")).toEqual([
      {
        name: "Alma Sadykova",
        apartment: "17",
        contact: "+7 701 000 00 00",
        plates: ["123ABC02"],
        note: "",
        language: "ru",
        consent_version: "5b0c9f3e12ab",
        website: "",
        document: null,
        salt: "ab12",
        nonce: expect.stringMatching(/^\d{1,20}$/) as string,
      },
    ]);
    expect(said()).toContain("Сохраните эту ссылку");
    expect(one<HTMLInputElement>("#link").value).toBe(`${location.origin}/apply/status#${TOKEN}`);
  });

  it("shows the link again after a reload, and begins anew when asked to", async () => {
    new FakeServer(easy(), SENT);
    const page = await visited("form");
    await filledIn();
    await submit();
    page.remove();
    await visited("form");
    expect(one<HTMLInputElement>("#link").value).toContain(TOKEN);

    await press("Send another application");
    expect(one<HTMLInputElement>("#name").value).toBe("");
  });

  it("goes to the first field that is missing, and says it at each", async () => {
    const server = new FakeServer(easy(), SENT);
    await visited("form");
    type("name", "Alma");
    await submit();

    expect(document.activeElement?.id).toBe("apartment");
    expect(said("#apartment-fault")).toBe("Please fill this in.");
    expect(one("#apartment").getAttribute("aria-describedby")).toContain("apartment-fault");
    expect(said("#consent-fault")).toContain("consent");
    expect(said("#name-fault")).toBe("");
    expect(said(".foot")).toContain("3 fields need another look.");
    expect(server.sent("apply")).toEqual([]);
  });

  it("takes a fault away when the field is changed", async () => {
    new FakeServer(easy());
    await visited("form");
    await submit();
    type("name", "Alma");
    await done();
    expect(one("#name").getAttribute("aria-invalid")).toBe("false");
    expect(one("#contact").getAttribute("aria-invalid")).toBe("true");
  });

  it("shows the server's faults at the rows that they belong to", async () => {
    new FakeServer(easy(), golden("apply", "fields that cannot be used"));
    await visited("form");
    await filledIn();
    await press("Add a car");
    await press("Add a car");
    await press("Add a car");
    type("car-2-text", "12");
    await done();
    type("car-3-text", "34");
    await done();
    await submit();

    expect(said("#name-fault")).toBe("Please fill this in.");
    expect(said("#contact-fault")).toBe("This is too long.");
    expect(said("#car-0-text-fault")).toBe("A plate has 2 to 16 letters and digits.");
    expect(said("#car-1-text-fault")).toBe("");
    expect(said("#car-3-text-fault")).toBe("No plate here has these letters.");
    expect(document.activeElement?.id).toBe("name");
  });

  it("takes another challenge and sends once more when the work grew old", async () => {
    const server = new FakeServer(easy());
    server.give("apply", golden("apply", "a salt that ran out: ask for the form again"), SENT);
    await visited("form");
    await filledIn();
    await submit();
    expect(server.sent("apply")).toHaveLength(2);
    expect(server.sent("apply/form")).toHaveLength(2);
    expect(said()).toContain("Your application is on its way");
  });

  it("takes another challenge by itself when somebody was away for long", async () => {
    const server = new FakeServer(easy(), SENT);
    await visited("form");
    await filledIn();
    vi.setSystemTime(Date.now() + 9 * 60_000);
    await submit();
    expect(server.sent("apply/form")).toHaveLength(2);
    expect(server.sent("apply")).toHaveLength(1);
  });

  it.each([
    ["too many from this address; Retry-After says seconds", "Too many requests"],
    ["the board has too many to decide", "Try again in some days"],
    ["a body over 6 MB, or over 64 KiB where no document is wanted", "too large"],
  ])("says why it was not taken: %s", async (why, words) => {
    new FakeServer(easy(), golden("apply", why));
    await visited("form");
    await filledIn();
    await submit();
    expect(said(".foot")).toContain(words);
    expect(one<HTMLInputElement>("#name").value).toBe(" Alma Sadykova ");
  });

  it("keeps what was entered without a connection and over a reload, and sends it then", async () => {
    const server = new FakeServer(easy());
    server.give("apply", null, SENT);
    const page = await visited("form");
    await filledIn();
    await submit();
    expect(said(".foot")).toContain("No connection.");
    page.remove();
    await visited("form");
    expect(one<HTMLInputElement>("#car-0-text").value).toBe("123 авс 02");
    await submit();
    expect(server.sent("apply")).toHaveLength(2);
    expect(sessionStorage.getItem("hoa-apply:draft")).toBeNull();
  });

  it("passes on what a robot put into the field that nobody sees", async () => {
    const server = new FakeServer(easy(), SENT);
    await visited("form");
    await filledIn();
    const trap = one(".trap");
    expect([trap.getAttribute("aria-hidden"), trap.hasAttribute("inert")]).toEqual(["true", true]);
    expect(one("#website").getAttribute("tabindex")).toBe("-1");
    type("website", "https://spam.example");
    await submit();
    expect(server.sent("apply")[0]?.website).toBe("https://spam.example");
  });

  it("asks for no consent and no document where the association wants none", async () => {
    const server = new FakeServer(easy("no consent text, no document"), SENT);
    await visited("form");
    expect(document.querySelector("#consent, #document")).toBeNull();
    await filledIn();
    await submit();
    expect(server.sent("apply")[0]?.consent_version).toBeNull();
  });

  it("shows the consent in another language rather than not at all, and as text only", async () => {
    const form = easy();
    const consent = { en: "<img src=x onerror=alert(1)>", ru: "", kk: "", id: "" };
    new FakeServer({ ...form, answer: { ...form.answer, consent } });
    await visited("form", "kk");
    expect(said("#consent-text")).toBe("<img src=x onerror=alert(1)>");
    expect(document.querySelector("#consent-text img")).toBeNull();
  });

  it("wants consent to the text as it is now, not to an earlier one", async () => {
    const form = easy();
    const server = new FakeServer(form, SENT);
    const page = await visited("form");
    await filledIn();
    page.remove();
    server.give("apply/form", { ...form, answer: { ...form.answer, consent_version: "another" } });
    await visited("form");
    await visited("form");
    expect([...document.querySelectorAll<HTMLInputElement>("#consent")].at(-1)?.checked).toBe(false);
  });

  it("says when no applications are taken", async () => {
    new FakeServer(golden("apply/form", "the page is off"));
    await visited("form", "id");
    expect(said()).toContain("Saat ini permohonan tidak diterima di sini");
    expect(document.querySelector("form")).toBeNull();
  });

  it("offers to try again when the server does not answer", async () => {
    const server = new FakeServer();
    server.give("apply/form", null, easy());
    await visited("form");
    expect(said()).toContain("No connection.");
    await press("Try again");
    expect(one("h1").textContent).toBe("Apply for access to the car park");
  });

  it("changes its language at once, keeps it, and keeps what was entered", async () => {
    new FakeServer(easy());
    const page = await visited("form", "en");
    type("name", "Alma");
    const choice = one<HTMLSelectElement>("header select");
    choice.value = "kk";
    choice.dispatchEvent(new Event("change"));
    await vi.waitFor(() => {
      expect(one("h1").textContent).toBe("Тұраққа кіруге өтінім");
    });
    expect(document.title).toBe("Тұраққа кіруге өтінім – Abay 10");
    expect(document.documentElement.lang).toBe("kk");
    expect(one<HTMLInputElement>("#name").value).toBe("Alma");
    page.remove();
    await visited("form", "en");
    expect(one("h1").textContent).toBe("Тұраққа кіруге өтінім");
  });
});
