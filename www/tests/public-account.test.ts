import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { button, done, FakeServer, golden, one, press, said, submit, TOKEN, type, visited } from "./public-stage.js";

beforeEach(() => {
  sessionStorage.clear();
});

afterEach(() => {
  vi.restoreAllMocks();
  location.hash = "";
});

const field = (id: string): HTMLInputElement => one<HTMLInputElement>(`#${id}`);

describe("setting a password", () => {
  const account = golden("apply/account", "who it is for");

  it("is done once, and leads to the login", async () => {
    const server = new FakeServer(account, golden("apply/password", "set; the token is used up"));
    await visited("password", "en", TOKEN);
    expect(field("username").value).toBe("alma.sadykova");
    type("password", "a long sentence of mine");
    await submit();
    expect(server.sent("apply/password")).toEqual([{ token: TOKEN, password: "a long sentence of mine" }]);
    expect(said()).toContain("Log in with the user name alma.sadykova.");
    expect(button("Log in").getAttribute("href")).toBe("/");
    expect(document.documentElement.outerHTML).not.toContain("a long sentence of mine");
  });

  it("says how many characters are missing, and does not send too few", async () => {
    const server = new FakeServer(account);
    await visited("password", "ru", TOKEN);
    type("password", "мой дом");
    await done();
    expect(said()).toContain("Ещё 3 знака");
    await submit();
    expect(said("#password-fault")).toBe("Нужно не меньше 10 знаков.");
    expect(document.activeElement?.id).toBe("password");
    expect(server.sent("apply/password")).toEqual([]);
  });

  it("shows what the server thinks of it at the field", async () => {
    const why = "easy to guess: it holds the user name, or is one character or a row of digits";
    new FakeServer(account, golden("apply/password", why));
    await visited("password", "en", TOKEN);
    type("password", "alma.sadykova1");
    await submit();
    expect(said("#password-fault")).toContain("easy to guess");
  });

  it("can be tried again when it could not be kept", async () => {
    const server = new FakeServer(account);
    const failed = golden("apply/password", "Home Assistant could not keep it: the token stays good");
    server.give("apply/password", failed, golden("apply/password", "set; the token is used up"));
    await visited("password", "en", TOKEN);
    type("password", "a long sentence of mine");
    await submit();
    expect(said()).toContain("could not be kept");
    await submit();
    expect(said()).toContain("Your password is set");
  });

  it("shows and hides the password", async () => {
    new FakeServer(account);
    await visited("password", "en", TOKEN);
    await press("Show the password");
    expect(field("password").type).toBe("text");
    await press("Hide the password");
    expect(field("password").type).toBe("password");
  });
});

describe("a guest's pass", () => {
  it("says where, when and for which car", async () => {
    new FakeServer(golden("apply/pass", "a cleaner's, every Monday and Thursday"));
    await visited("pass", "en", TOKEN);
    expect(said("header")).toContain("Abay 10");
    expect(said()).toContain("Valid now");
    expect(said()).toContain("Mon, Thu, 09:00 to 18:00");
    expect(one<HTMLElement & { plate: string }>("hoa-plate").plate).toBe("777XYZ01");
    expect(document.querySelector("form")).toBeNull();
  });

  it("takes the plate from the guest where it has none", async () => {
    const server = new FakeServer(
      golden("apply/pass", "whoever has the link says which car comes"),
      golden("apply/pass/plate", "the plate is taken"),
    );
    await visited("pass", "en", TOKEN);
    await submit();
    expect(said("#plate-text-fault")).toBe("Please fill this in.");
    type("plate-text", "777 хуz 01");
    await submit();
    expect(server.sent("apply/pass/plate")).toEqual([{ token: TOKEN, plate: "777XYZ01" }]);
    expect(document.querySelector("form")).toBeNull();
    expect(said()).toContain("Drive up to the gate.");
  });

  it("says what the server has against the plate", async () => {
    const pass = golden("apply/pass", "whoever has the link says which car comes");
    const server = new FakeServer(pass);
    server.give(
      "apply/pass/plate",
      golden("apply/pass/plate", "a plate that can be none"),
      golden("apply/pass/plate", "there is a plate already, or the pass is over"),
    );
    await visited("pass", "en", TOKEN);
    type("plate-text", "777XYZ01");
    await submit();
    expect(said("#plate-text-fault")).toBe("A plate has 2 to 16 letters and digits.");
    await submit();
    expect(said()).toContain("This pass has its plate already.");
  });
});
