import golden from "../../tests/contract/panel/mine.json" with { type: "json" };
import applications from "../../tests/contract/panel/applications.json" with { type: "json" };
import type { Answers, Message } from "./fake-connection.js";
import { framePicture, platePicture } from "./pictures.js";

type Row = Record<string, unknown>;

const MINUTE = 60_000;
const at = (minutes: number): string => new Date(Date.now() + minutes * MINUTE).toISOString();

/** What a household is told, as if it were now; `asked`: with a car at the gate. */
export function mine(asked: boolean): Row {
  const [guest, ...past] = golden.mine.asks;
  const pictures = { frame: framePicture("777XXA05"), plate: platePicture("777XXA05") };
  const open = { ...guest, asked_at: at(-0.5), until: at(2.5), pictures };
  return {
    ...golden.mine,
    vehicles: golden.mine.vehicles.map((one, index) => ({ ...one, since: one.since && at(-90 * (index + 1)) })),
    passes: golden.mine.passes.map((one, index) => ({
      ...one,
      valid_from: at(-900),
      valid_until: at(600 + index * 9000),
    })),
    asks: [...(asked ? [open] : []), ...past.map((one, index) => ({ ...one, asked_at: at(-400 * (index + 1)) }))],
    lookups: golden.mine.lookups.map((one) => ({ ...one, at: at(-2000) })),
  };
}

export const EMPTY_MINE: Row = { kind: "mine", vehicles: [], passes: [], asks: [], lookups: [] };

/** What the server answers a resident. */
export const mineAnswers: Answers = {
  "hoa_parking/passes/give": (message: Message) => ({
    ...golden.give,
    ...message,
    id: 9,
    valid_from: message.valid_from ?? at(0),
    state: "active",
  }),
  "hoa_parking/passes/end": () => ({ ...golden.mine.passes[0], state: "ended" }),
  "hoa_parking/passes/share": () => golden.share,
  "hoa_parking/asks/answer": () => golden.answer,
  "hoa_parking/mine/guard": () => ({}),
  "hoa_parking/applications/form": () => applications.form,
  ...waitingFor(true),
  "hoa_parking/applications/apply": () => applications.apply,
  "hoa_parking/applications/answer": () => applications.answer,
  "hoa_parking/applications/withdraw": () => applications.withdraw,
};

/** What a person has applied for: something that the board asked back about, or nothing. */
export function waitingFor(asked: boolean): Answers {
  const { applications: all } = applications.mine;
  return { "hoa_parking/applications/mine": () => ({ applications: asked ? all.slice(1) : [] }) };
}
