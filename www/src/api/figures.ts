import { TALLIES, type Figures, type FiguresDay, type FiguresHour, type Peak, type Tally } from "../types/journal.js";
import { Fields } from "./fields.js";
import type { Parking } from "./parking.js";

/** Today's numbers, the last hours and days, and when zones were fullest. Rejects with a Problem. */
export async function askFigures(parking: Parking): Promise<Figures> {
  return figuresOf(await parking.ask({ type: "hoa_parking/figures" }));
}

export function figuresOf(value: unknown): Figures {
  const fields = new Fields(value);
  return {
    today: fields.part("today", tallyOf),
    hours: fields.list("hours", hourOf),
    days: fields.list("days", dayOf),
    cameras: fields.list("cameras", (camera) => {
      const one = new Fields(camera);
      return { id: one.text("id"), name: one.text("name") };
    }),
    peaks: fields.list("peaks", peakOf),
  };
}

function tallyOf(value: unknown): Tally {
  const fields = new Fields(value);
  return Object.fromEntries(TALLIES.map((name) => [name, fields.count(name)])) as Tally;
}

function hourOf(value: unknown): FiguresHour {
  const fields = new Fields(value);
  return {
    at: fields.moment("at"),
    entries: fields.count("entries"),
    exits: fields.count("exits"),
    refused: fields.count("refused"),
    usual: fields.countOrNull("usual"),
  };
}

function dayOf(value: unknown): FiguresDay {
  const fields = new Fields(value);
  return {
    day: fields.text("day"),
    passages: fields.count("passages"),
    refused: fields.count("refused"),
    unknownShare: fields.countOrNull("unknown_share"),
    confidence: fields.part("confidence", confidenceOf),
  };
}

function confidenceOf(value: unknown): Readonly<Record<string, number>> {
  const fields = new Fields(value);
  const cameras = Object.keys(value as object);
  return Object.fromEntries(cameras.map((camera) => [camera, fields.count(camera)]));
}

function peakOf(value: unknown): Peak {
  const fields = new Fields(value);
  return {
    zone: fields.text("zone"),
    name: fields.text("name"),
    at: fields.momentOrNull("at"),
    occupied: fields.countOrNull("occupied"),
    total: fields.count("total"),
  };
}
