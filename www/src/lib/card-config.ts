export const SHOWS = ["count", "plan", "picture"] as const;
export type Show = (typeof SHOWS)[number];

/** What somebody has chosen for a card on a dashboard. */
export interface CardConfig {
  /** A zone's device, its name, or its id; null: every zone. */
  readonly zone: string | null;
  readonly show: Show;
}

/** What is wrong with a card's settings. */
export type CardFault = "not_settings" | "zone" | "show";

/** Home Assistant keeps settings of its own beside ours, so what we do not know is left alone. */
export function cardConfigOf(value: unknown): CardConfig | CardFault {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "not_settings";
  const { zone = null, show = "count" } = value as { readonly zone?: unknown; readonly show?: unknown };
  const shown = SHOWS.find((one) => one === show);
  if (shown === undefined) return "show";
  if (zone === null || zone === "") return { zone: null, show: shown };
  return typeof zone === "string" ? { zone, show: shown } : "zone";
}
