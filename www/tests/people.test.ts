import { describe, expect, it } from "vitest";
import type { Answers, Message } from "../dev/fake-connection.js";
import {
  all,
  asked,
  GOLDEN,
  onBoard,
  one,
  paused,
  press,
  pressNamed,
  refusal,
  settled,
  type,
  words,
  type Stage,
} from "./board-stage.js";
import { FakeIntersectionObserver } from "./setup.js";

const ROOM = "hoa-people";
const { people, applications } = GOLDEN;
const page = (stage: Stage): string => words(one(stage.panel, ROOM));
const lines = (stage: Stage): string[] => all(stage.panel, "hoa-household-row", "strong").map(words);

/** The household of apartment 9, opened. */
async function atHome(answers: Answers = {}): Promise<Stage> {
  const stage = await onBoard("/people", answers);
  await press(stage, "hoa-household-row", "button");
  return stage;
}
const DONE: Answers = {
  "hoa_parking/people/save_vehicle": () => people.save_vehicle,
  "hoa_parking/people/remove_vehicle": () => ({}),
  "hoa_parking/people/remove_household": () => ({}),
  "hoa_parking/people/link": () => ({}),
  "hoa_parking/people/password_link": () => applications.password_link,
  "hoa_parking/people/revoke": () => applications.revoke,
};

/** A house of so many apartments, as the server pages them. */
function house(count: number): Answers {
  const all = Array.from({ length: count }, (_one, index) => ({
    ...people.list.households[1],
    id: index + 1,
    apartment: String(index + 1),
  }));
  return {
    "hoa_parking/people/list": ({ after, limit }: Message) => {
      const from = typeof after === "string" ? Number(after) : 0;
      const households = all.slice(from, from + Number(limit));
      const next = from + households.length < count ? households.at(-1)?.apartment : null;
      return { ...people.list, households, next };
    },
  };
}

describe("the households", () => {
  it("show apartment, cars and people, those without an apartment first, and how many there are", async () => {
    const stage = await onBoard("/people");
    expect(lines(stage)).toEqual(["9", "10"]);
    expect(page(stage)).toMatch(/Gate house.*Guard.*2 households · 1 car · 2 people.*Alma Sadykova.*3 guest passes/);
    expect(one(stage.panel, "hoa-household-row", "button").getAttribute("aria-label")).toBe(
      "Apt. 9, 123ABC02, Alma Sadykova",
    );
  });

  it("are sought after a pause, on the server", async () => {
    const stage = await onBoard("/people");
    await type(stage, "input[type=search]", "sady");
    await type(stage, "input[type=search]", "sadykova");
    await paused();
    expect(asked(stage, "people/list").map(({ text }) => text)).toEqual([null, "sadykova"]);
  });

  it("say that nothing fits", async () => {
    const none = { ...people.list, households: [], staff: [], next: null };
    const stage = await onBoard("/people", { "hoa_parking/people/list": () => none });
    expect(page(stage)).toContain("No households yet");
    await type(stage, "input[type=search]", "xyz");
    await paused();
    expect(page(stage)).toContain("Nobody and nothing fits");
  });

  it("come page by page as somebody scrolls, each once", async () => {
    const stage = await onBoard("/people", house(130));
    expect(lines(stage)).toHaveLength(50);
    FakeIntersectionObserver.scrollToEnd();
    await settled();
    FakeIntersectionObserver.scrollToEnd();
    await settled();
    expect(lines(stage)).toEqual(Array.from({ length: 130 }, (_one, index) => String(index + 1)));
    expect(all(stage.panel, "hoa-people-list", ".more")).toHaveLength(0);
  });

  it("say in words why they cannot be shown", async () => {
    const stage = await onBoard("/people", { "hoa_parking/people/list": refusal("store_damaged") });
    expect(page(stage)).toContain("The database is damaged; see Settings → Repairs.");
  });
});

describe("a car", () => {
  it("is added to a household, and only that household is asked for again", async () => {
    const stage = await atHome(DONE);
    await pressNamed(stage, "Add a car", "hoa-people-household");
    const plate = one(stage.panel, "hoa-vehicle-form", "hoa-vehicle-plate", "input") as HTMLInputElement;
    plate.value = "777XYZ02";
    plate.dispatchEvent(new Event("input"));
    await type(stage, "input[name=until]", "2027-01-31");
    await press(stage, "hoa-vehicle-form", "button[type=submit]");
    expect(asked(stage, "people/save_vehicle")).toEqual([
      {
        type: "hoa_parking/people/save_vehicle",
        plate: "777XYZ02",
        apartment: "9",
        note: null,
        valid_until: new Date("2027-01-31T23:59").toISOString(),
      },
    ]);
    expect(asked(stage, "people/list").at(-1)).toMatchObject({ text: "9", after: null });
    expect(page(stage)).toContain("Saved.");
  });

  it("keeps the hour of a day that nobody touched", async () => {
    const stage = await atHome(DONE);
    await press(stage, "button[aria-label='Change 123ABC02']");
    await type(stage, "input[name=note]", "Blue Camry");
    await press(stage, "hoa-vehicle-form", "button[type=submit]");
    expect(asked(stage, "people/save_vehicle")).toMatchObject([
      { plate: "123ABC02", note: "Blue Camry", valid_until: "2027-01-01T19:00:00.000Z" },
    ]);
  });

  it("of another apartment stays theirs: said at the field", async () => {
    const no = (): never => {
      throw Object.assign(new Error("plate: on the list for another apartment"), { code: "plate_elsewhere" });
    };
    const stage = await atHome({ ...DONE, "hoa_parking/people/save_vehicle": no });
    await press(stage, "button[aria-label='Change 123ABC02']");
    await press(stage, "hoa-vehicle-form", "button[type=submit]");
    expect(page(stage)).toContain("This plate is registered for another apartment.");
  });

  it("goes only after a second press", async () => {
    const stage = await atHome(DONE);
    await press(stage, "button[aria-label='Remove 123ABC02']");
    expect(page(stage)).toContain("Take 123ABC02 off the list?");
    expect(asked(stage, "people/remove_vehicle")).toHaveLength(0);
    await pressNamed(stage, "Remove", "hoa-people-household", ".sure");
    expect(asked(stage, "people/remove_vehicle")).toMatchObject([{ plate: "123ABC02" }]);
  });
});

describe("a resident", () => {
  const revoke = "button[aria-label='Revoke the access of Alma Sadykova']";

  it("loses access after a question that names all that goes", async () => {
    const stage = await atHome(DONE);
    await press(stage, revoke);
    const sure = words(one(stage.panel, "hoa-household-revoke"));
    expect(sure).toContain("The Home Assistant user alma is removed");
    expect(sure).toContain("2 phones get no notifications any more.");
    expect(sure).toContain("3 open guest passes end");
    expect(sure).toContain("The cars stay on the list");
    expect(asked(stage, "people/revoke")).toHaveLength(0);
    await pressNamed(stage, "Revoke access", "hoa-household-revoke");
    expect(asked(stage, "people/revoke")).toMatchObject([{ user_id: "5f0c3b1e7a6d4c1f9d2e8b7a6c5d4e3f" }]);
    expect(page(stage)).toMatch(/has no access any more, and the user is removed\. 1 phone was unlinked\. 3 .*passes/);
  });

  it("keeps a user that was not made here: only the link ends", async () => {
    const stage = await onBoard("/people", DONE);
    await press(stage, "button[aria-label='Revoke the access of Gate house']");
    expect(words(one(stage.panel, "hoa-household-revoke"))).toContain("The user stays: it was not made here.");
  });

  it("of the board is told that Home Assistant looks after them", async () => {
    const stage = await atHome({ ...DONE, "hoa_parking/people/revoke": refusal("board_account") });
    await press(stage, revoke);
    await pressNamed(stage, "Revoke access", "hoa-household-revoke");
    expect(page(stage)).toContain("are looked after in Home Assistant");
  });

  it("gets a new password link, told once", async () => {
    const stage = await atHome(DONE);
    await press(stage, "button[aria-label='New password link for Alma Sadykova']");
    const field = one(stage.panel, "hoa-application-link", "input") as HTMLInputElement;
    expect(field.value).toContain(applications.password_link.link);
    expect(page(stage)).toMatch(/It works until Nov 28, 2026/);
    await pressNamed(stage, "Done", "hoa-application-link");
    expect(all(stage.panel, "hoa-application-link")).toHaveLength(0);
  });

  it("whose user was not made here gets one from an administrator only, and the board is told", async () => {
    const stage = await atHome({ ...DONE, "hoa_parking/people/password_link": refusal("login_not_ours") });
    await press(stage, "button[aria-label='New password link for Alma Sadykova']");
    expect(page(stage)).toContain("only an administrator of Home Assistant may give a link");
    expect(all(stage.panel, "hoa-application-link")).toHaveLength(0);
  });

  it("is linked by a user, a role and an apartment", async () => {
    const stage = await onBoard("/people", DONE);
    await pressNamed(stage, "Link a user", ROOM);
    expect(words(one(stage.panel, "select[name=user]"))).toContain("Gate house (linked already)");
    await type(stage, "select[name=user]", "77aa2c3d4e5f60718293a4b5c6d7e8f9");
    await type(stage, "select[name=role]", "resident");
    await press(stage, "hoa-household-link", "button[type=submit]");
    expect(page(stage)).toContain("A resident needs an apartment.");
    await type(stage, "input[name=apartment]", "12");
    await press(stage, "hoa-household-link", "button[type=submit]");
    expect(asked(stage, "people/link")).toEqual([
      {
        type: "hoa_parking/people/link",
        user_id: "77aa2c3d4e5f60718293a4b5c6d7e8f9",
        role: "resident",
        apartment: "12",
        name: "",
        contact: "",
      },
    ]);
  });

  it("must be gone before a household goes", async () => {
    const stage = await onBoard("/people", {
      ...DONE,
      "hoa_parking/people/remove_household": refusal("household_has_places"),
    });
    expect(all(stage.panel, "hoa-people-household")).toHaveLength(0);
    all(stage.panel, "hoa-household-row", "button")[1]?.click();
    await settled();
    await pressNamed(stage, "Remove the household", "hoa-people-household");
    await pressNamed(stage, "Remove", "hoa-people-household", ".sure");
    expect(page(stage)).toContain("This apartment still has parking places.");
  });
});
