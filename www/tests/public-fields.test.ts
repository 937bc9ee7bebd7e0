import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  button,
  done,
  easy,
  FakeServer,
  filledIn,
  one,
  press,
  said,
  SENT,
  submit,
  type,
  visited,
} from "./public-stage.js";

beforeEach(() => {
  sessionStorage.clear();
  localStorage.clear();
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a car's plate", () => {
  it("is shown like a plate, with its country, when its form is known", async () => {
    new FakeServer(easy());
    await visited("form");
    type("car-0-text", "у777ух199");
    await done();
    const sign = one<HTMLElement & { plate: string; country: string }>("#car-0-text-hint hoa-plate");
    expect([sign.plate, sign.country]).toEqual(["Y777YX199", "RU"]);
    expect(said("#car-0-text-hint")).toContain("Russia");
  });

  it("of no known form is warned of, with what it may be one tap away", async () => {
    new FakeServer(easy());
    await visited("form");
    type("car-0-text", "I23ABC02");
    await done();
    expect(said("#car-0-text-hint")).toContain("does not look like a plate we know");
    await press("Take 123ABC02 instead");
    expect(one<HTMLInputElement>("#car-0-text").value).toBe("123ABC02");
    expect(said("#car-0-text-hint")).toContain("Kazakhstan");
  });

  it("is not warned of while it is typed", async () => {
    new FakeServer(easy());
    await visited("form");
    const field = one<HTMLInputElement>("#car-0-text");
    field.value = "12";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await done();
    expect(said("#car-0-text-hint")).toBe("");
  });

  it("can be sent as it is, whatever its form", async () => {
    const server = new FakeServer(easy(), SENT);
    await visited("form");
    await filledIn();
    type("car-0-text", "ZZZ 1");
    await done();
    await submit();
    expect(server.sent("apply")[0]?.plates).toEqual(["ZZZ1"]);
  });

  it("is one of five at most, and can be taken away", async () => {
    new FakeServer(easy());
    await visited("form");
    for (const plate of ["1", "2", "3", "4"]) {
      type(`car-${Number(plate) - 1}-text`, `11${plate}`);
      await press("Add a car");
    }
    expect(() => button("Add a car")).toThrow();
    await press("Remove car 2");
    const left = [...document.querySelectorAll<HTMLInputElement>(".plate-text")].map((field) => field.value);
    expect(left).toEqual(["111", "113", "114", ""]);
  });
});

describe("a document", () => {
  it("that is no picture is not taken", async () => {
    new FakeServer(easy());
    await visited("form");
    const field = one<HTMLInputElement>("#document");
    Object.defineProperty(field, "files", { value: [new File(["no picture"], "x.exe")] });
    field.dispatchEvent(new Event("change", { bubbles: true }));
    await done();
    expect(said("#document-fault")).toContain("not a picture");
  });
});
