import { isKazakh } from "../lib/kazakh.js";
import { Language, type Reading } from "../lib/language.js";
import { isLearnt, learn } from "../lib/words.js";
import type { Hass } from "./hass.js";

/** How this person reads, by their Home Assistant profile. */
export function readingOf(hass: Hass): Reading {
  const { time_format: format = "language", time_zone: zone = "local" } = hass.locale ?? {};
  return {
    language: languageFor(hass),
    hour12: format === "12" || format === "24" ? format === "12" : undefined,
    timeZone: zone === "server" ? hass.config?.time_zone : undefined,
  };
}

/** Home Assistant has no Kazakh: who has chosen nothing else there, and whose browser asks for it, reads it here. */
function languageFor(hass: Hass): string {
  const [wish = ""] = navigator.languages;
  return (hass.selectedLanguage ?? null) === null && isKazakh(wish) ? wish : hass.language;
}

/**
 * The language before where the person still reads the same way: Home Assistant tells of itself often. It stays, too,
 * while the words of another are on their way; `again` is called when they are here.
 */
export function languageOf(hass: Hass, before: Language | null, again: () => void): Language | null {
  const reading = readingOf(hass);
  if (before !== null && JSON.stringify(reading) === JSON.stringify(before.reading)) return before;
  if (isLearnt(reading.language)) return new Language(reading);
  void learn(reading.language).then(again);
  return before;
}

/** Whether this person keeps the sidebar out of sight. */
export function isMenuHidden(hass: Hass): boolean {
  return hass.dockedSidebar === "always_hidden";
}

/** Home Assistant's own address on the internet, where one is set. */
export function externalOf(hass: Hass): string | null {
  return hass.config?.external_url ?? null;
}
