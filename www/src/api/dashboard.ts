import type { Hass } from "./hass.js";

const DOMAIN = "hoa_parking";
const ZONE = "Zone";

/** What the card's form lets one choose from: the devices that are zones. */
export const ZONE_SELECTOR = { device: { filter: { integration: DOMAIN, model: ZONE } } } as const;

/** The device of an entity that tells how full a zone is. */
export function zoneDeviceOf(hass: Hass, entity: string): string | undefined {
  const { platform, device_id: id } = hass.entities?.[entity] ?? {};
  if (platform !== DOMAIN || typeof id !== "string") return undefined;
  return hass.devices?.[id]?.model === ZONE ? id : undefined;
}
