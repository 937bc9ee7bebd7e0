/** What the server would answer about the made-up lot. */
import type { Answers, Message } from "./fake-connection.js";
import { ago, dice, SLOTS, ZONES, type Raw } from "./lot.js";

const PAST: readonly Raw[] = [
  { since: ago(5), until: null, plate: "777XXA05", apartment: null, source: "suggested" },
  { since: ago(31), until: ago(9), plate: "123ABC02", apartment: "17", source: "claimed" },
  { since: ago(57), until: ago(40), plate: null, apartment: null, source: "none" },
];

function slotOf(message: Message): Raw {
  const found = SLOTS.find((one) => one.id === message.slot);
  if (found === undefined) throw refused("slot_unknown");
  return found;
}

function refused(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** A day's levels: full at night, empty at noon. */
function levels(hours: number): Raw[] {
  const chance = dice(11);
  return Array.from({ length: hours * 3 }, (_one, index) => {
    const at = new Date(Date.now() - (hours - index / 3) * 3_600_000);
    const busy = 0.5 + 0.42 * Math.cos(((at.getHours() - 2) / 24) * 2 * Math.PI) + (chance() - 0.5) * 0.12;
    const unknown = index % 40 === 17 ? 31 : index % 9 === 0 ? 2 : 0;
    const occupied = Math.min(31 - unknown, Math.max(0, Math.round(busy * 31)));
    return { at: at.toISOString(), occupied, unknown, free: 31 - unknown - occupied, total: 31 };
  });
}

function history(message: Message): Raw {
  switch (message.span) {
    case "heat":
      return {
        cells: Array.from({ length: 168 }, (_one, index) => {
          const [weekday, hour] = [Math.floor(index / 24), index % 24];
          const busy = 0.5 + 0.45 * Math.cos(((hour - 2) / 24) * 2 * Math.PI) - (weekday > 4 ? 0.12 : 0);
          return { weekday, hour, occupied: weekday === 6 && hour < 5 ? null : Math.max(0.02, Math.min(1, busy)) };
        }),
      };
    case "dwell":
      return {
        median_min: 312,
        bins: [
          { from_min: 0, to_min: 15, count: 41 },
          { from_min: 15, to_min: 60, count: 63 },
          { from_min: 60, to_min: 240, count: 58 },
          { from_min: 240, to_min: 720, count: 121 },
          { from_min: 720, to_min: 1440, count: 72 },
          { from_min: 1440, to_min: null, count: 1 },
        ],
      };
    default:
      return { points: levels(message.span === "today" ? 20 : 168) };
  }
}

export const lotAnswers: Answers = {
  "hoa_parking/places/slot": (message) => {
    const slot = slotOf(message);
    const guesses = [
      { plate: "777XXA05", apartment: null, probability: 0.41 },
      { plate: "B1234XYZ", apartment: "102", probability: 0.33 },
    ];
    const known = slot.stay !== null;
    return { slot, candidates: known ? guesses : [], history: known ? PAST : [], vehicles: ["123ABC02", "505KXA12"] };
  },
  "hoa_parking/places/find": (message) => {
    const text = String(message.text).toUpperCase();
    const hit = SLOTS.filter((one) => one.address === text).map((one) => one.id);
    const stays = SLOTS.filter((one) => (one.stay as Raw | null)?.plate === text).map((one) => ({
      ...(one.stay as Raw),
      slot: one.id,
      address: one.address,
      zone: one.zone,
      since: one.since,
    }));
    return { slots: hit, stays };
  },
  "hoa_parking/places/override": (message) => ({
    ...slotOf(message),
    state: message.state,
    override: { reason: message.reason, at: new Date().toISOString(), hold: message.hold },
  }),
  "hoa_parking/places/end_override": (message) => ({ ...slotOf(message), override: null }),
  "hoa_parking/places/release": (message) => ({ ...slotOf(message), state: "free", stay: null, notice: null }),
  "hoa_parking/places/claim": () => {
    throw refused("plate_unknown");
  },
  "hoa_parking/places/disclaim": (message) => ({ ...slotOf(message), mine: false, stay: null }),
  "hoa_parking/places/set_plate": (message) => ({
    ...slotOf(message),
    stay: { plate: message.plate, apartment: null, confidence: 1, source: "set" },
  }),
  "hoa_parking/places/set_count": (message) => ({
    ...ZONES[2],
    occupied: message.occupied,
    free: 40 - Number(message.occupied),
  }),
  "hoa_parking/places/history": history,
};
