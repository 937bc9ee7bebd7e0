import { Language, type Reading } from "../lib/language.js";
import type { Hass } from "./hass.js";

/** How this person reads, by their Home Assistant profile. */
export function readingOf(hass: Hass): Reading {
  const { time_format: format = "language", time_zone: zone = "local" } = hass.locale ?? {};
  return {
    language: hass.language,
    hour12: format === "12" || format === "24" ? format === "12" : undefined,
    timeZone: zone === "server" ? hass.config?.time_zone : undefined,
  };
}

/** The language before where the person still reads the same way: Home Assistant tells of itself often. */
export function languageOf(hass: Hass, before: Language | null): Language {
  const reading = readingOf(hass);
  return before !== null && JSON.stringify(reading) === JSON.stringify(before.reading) ? before : new Language(reading);
}

/** Whether this person keeps the sidebar out of sight. */
export function isMenuHidden(hass: Hass): boolean {
  return hass.dockedSidebar === "always_hidden";
}
