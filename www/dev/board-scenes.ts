/** What the board is answered in its rooms: goldens, and a made-up house with many apartments. */
import applications from "../../tests/contract/panel/applications.json" with { type: "json" };
import erasure from "../../tests/contract/panel/erasure.json" with { type: "json" };
import people from "../../tests/contract/panel/people.json" with { type: "json" };
import retention from "../../tests/contract/panel/retention.json" with { type: "json" };
import type { Answers, Message } from "./fake-connection.js";
import { framePicture } from "./pictures.js";

type Row = Record<string, unknown>;

const HOUR = 3_600_000;
const at = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();
const NAMES = ["Alma Sadykova", "Omar Beketov", "Dana Iskakova", "Timur Ospanov", "Жанна Ахметова", "Budi Santoso"];

const [first, change] = applications.list.applications;
const QUEUE: readonly Row[] = [
  { ...first, document: framePicture("123ABC02"), made_at: at(-2) },
  { ...change, made_at: at(-20) },
  {
    ...first,
    id: 5,
    name: "Budi Santoso",
    apartment: "44",
    plates: ["B1234XYZ"],
    duplicates: [],
    document: null,
    state: "asked",
    question: "Whose is the second car?",
    username: "budi.santoso",
    language: "id",
    made_at: at(-70),
  },
];
const DECIDED: readonly Row[] = [
  { ...applications.list_decided.applications[0], made_at: at(-90), decided_at: at(-80) },
  { ...applications.refuse, id: 3, duplicates: [], document: null, made_at: at(-200), decided_at: at(-190) },
];

const two = (count: number): string => String(count).padStart(3, "0");

/** Two thousand apartments. */
const HOUSE: readonly Row[] = Array.from({ length: 2_000 }, (_one, index) => ({
  id: index + 1,
  apartment: String(index + 1),
  vehicles: Array.from({ length: index % 4 === 3 ? 4 : index % 3 }, (_car, car) => ({
    plate: `${two((index * 7 + car * 131) % 1000)}ABC${String((index % 20) + 1).padStart(2, "0")}`,
    note: car === 0 ? "White Camry" : null,
    valid_from: null,
    valid_until: car === 1 ? at(24 * 90) : null,
    guarded: index % 5 === 1,
  })),
  residents: Array.from({ length: index % 3 }, (_person, person) => ({
    ...people.list.households[0]?.residents[0],
    user_id: `user-${String(index)}-${String(person)}`,
    name: NAMES[(index + person) % NAMES.length],
    username: person === 0 ? `user${String(index)}` : null,
    made: person === 0,
    password: person === 0 ? "set" : null,
  })),
  passes: index % 6 === 1 ? 2 : 0,
}));

function households({ text, after, limit }: Message): Row {
  const sought = typeof text === "string" ? text.toUpperCase() : "";
  const found = HOUSE.filter(
    (one) =>
      sought === "" || JSON.stringify([one.apartment, one.vehicles, one.residents]).toUpperCase().includes(sought),
  ).filter((one) => typeof after !== "string" || Number(one.apartment) > Number(after));
  const page = found.slice(0, Number(limit));
  return {
    households: page,
    staff: typeof after === "string" || sought !== "" ? [] : people.list.staff,
    next: found.length > page.length ? page.at(-1)?.apartment : null,
    counts: { households: HOUSE.length, vehicles: 3_166, residents: 1_999 },
  };
}

const PAGE = { ...applications.page, enabled: true };

export const boardAnswers: Answers = {
  "hoa_parking/applications/list": ({ state }: Message) => ({
    applications: state === "waiting" ? QUEUE : DECIDED,
    next: null,
  }),
  "hoa_parking/applications/approve": ({ application }: Message) =>
    application === change?.id ? applications.approve_without_link : applications.approve,
  "hoa_parking/applications/refuse": ({ reason }: Message) => ({ ...applications.refuse, reason }),
  "hoa_parking/applications/ask": ({ question }: Message) => ({ ...applications.ask, question }),
  "hoa_parking/applications/page": () => PAGE,
  "hoa_parking/applications/set_page": (message: Message) => ({ ...PAGE, ...message }),
  "hoa_parking/people/list": households,
  "hoa_parking/people/users": () => people.users,
  "hoa_parking/people/save_vehicle": () => ({}),
  "hoa_parking/people/remove_vehicle": () => ({}),
  "hoa_parking/people/remove_household": () => ({}),
  "hoa_parking/people/link": () => ({}),
  "hoa_parking/people/password_link": () => ({ ...applications.password_link, until: at(7 * 24) }),
  "hoa_parking/people/revoke": () => applications.revoke,
  "hoa_parking/people/import": ({ dry_run: dry, text }: Message) =>
    String(text).includes("bad") ? people.import : { ...people.import, problems: [], dry },
  "hoa_parking/people/export": () => people.export,
  "hoa_parking/retention": () => retention.answer,
  "hoa_parking/retention/set": ({ periods }: Message) => ({
    ...retention.answer,
    periods: { ...retention.answer.periods, ...(periods as Row) },
  }),
  "hoa_parking/erase/preview": () => erasure.preview.answer,
  "hoa_parking/erase": ({ reason }: Message) => ({ receipt: { ...erasure.erase.answer.receipt, reason, id: "new" } }),
  "hoa_parking/erase/receipts": () => erasure.receipts.answer,
};
