import type { Reading } from "../lib/language.js";
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

/** Whether this person keeps the sidebar out of sight. */
export function isMenuHidden(hass: Hass): boolean {
  return hass.dockedSidebar === "always_hidden";
}
