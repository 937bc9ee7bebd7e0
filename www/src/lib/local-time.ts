/** Moments as the fields of a form hold them: `2026-11-21T14:05`, on the clock of a time zone; undefined: this device's. */
export type Zone = string | undefined;

const MINUTE_MS = 60_000;

/** A moment as the clocks there show it. */
export function localText(moment: Date, zone: Zone): string {
  const format = new Intl.DateTimeFormat("en-CA", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...(zone === undefined ? {} : { timeZone: zone }),
  });
  const parts = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  return `${parts.year ?? ""}-${parts.month ?? ""}-${parts.day ?? ""}T${parts.hour ?? ""}:${parts.minute ?? ""}`;
}

/** The moment when the clocks there show this; null where the text is none. */
export function momentOf(text: string, zone: Zone): Date | null {
  const wall = Date.parse(`${text}Z`);
  if (Number.isNaN(wall)) return null;
  let guess = wall;
  // The first guess may lie on the other side of a change of the clocks.
  for (let round = 0; round < 2; round += 1) guess += wall - Date.parse(`${localText(new Date(guess), zone)}Z`);
  return new Date(Math.floor(guess / MINUTE_MS) * MINUTE_MS);
}
