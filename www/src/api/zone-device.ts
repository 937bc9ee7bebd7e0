import type { Hass } from "./hass.js";

/** The zone that is a device. */
export function zoneOfDevice(hass: Hass, device: string): string | undefined {
  return hass.devices?.[device]?.identifiers.find(([domain]) => domain === "hoa_parking")?.[1];
}
