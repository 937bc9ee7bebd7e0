"""The devices: the association, its gates, zones and cameras, and the slots of a zone."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.device_registry import ChildDeviceInfo, DeviceEntryType

from .const import DOMAIN, VERSION
from .core.events import slot_key
from .core.places import Plan, Slot
from .entry import HoaConfigEntry

MODELS = {"gate": "Gate", "zone": "Zone", "camera": "Camera"}


@callback
def async_make_devices(hass: HomeAssistant, entry: HoaConfigEntry) -> None:
    """Make the association's device and those below it, before any entity asks for them."""
    registry = dr.async_get(hass)
    hub = registry.async_get_or_create(
        config_entry_id=entry.entry_id,
        identifiers={(DOMAIN, entry.entry_id)},
        name=entry.title,
        model="HOA Parking",
        sw_version=VERSION,
        entry_type=DeviceEntryType.SERVICE,
    )
    for subentry in entry.subentries.values():
        registry.async_get_or_create(
            config_entry_id=entry.entry_id,
            config_subentry_id=subentry.subentry_id,
            identifiers={(DOMAIN, subentry.subentry_id)},
            name=subentry.title,
            model=MODELS[subentry.subentry_type],
            entry_type=DeviceEntryType.SERVICE if subentry.subentry_type == "zone" else None,
            via_device_id=hub.id,
        )


@callback
def async_drop_lost_slots(hass: HomeAssistant, entry: HoaConfigEntry, plan: Plan) -> None:
    """Remove the devices of slots that are drawn no more, or belong to another zone now, with their entities."""
    registry = dr.async_get(hass)
    drawn = {(slot_key(slot.id), slot.zone) for slot in plan.slots}
    for child in dr.async_child_entries_for_config_entry(registry, entry.entry_id):
        keys = {name for domain, name in child.identifiers if domain == DOMAIN}
        if not any((key, child.config_subentry_id) in drawn for key in keys):
            registry.async_remove_device(child.id)


@callback
def async_rename_slot(hass: HomeAssistant, entry: HoaConfigEntry, slot: Slot) -> None:
    """Call a slot's device by its address; a name that a person gave it stays."""
    dr.async_get(hass).async_get_or_create_child(
        config_entry_id=entry.entry_id, config_subentry_id=slot.zone, **slot_device(hass, entry, slot)
    )


def slot_device(hass: HomeAssistant, entry: HoaConfigEntry, slot: Slot) -> ChildDeviceInfo:
    """Return a slot's device below its zone's."""
    parent = dr.async_get_device_id_by_identifier(hass, (DOMAIN, slot.zone), config_entry_id=entry.entry_id)
    return ChildDeviceInfo(
        identifiers={(DOMAIN, slot_key(slot.id))},
        translation_key="slot",
        translation_placeholders={"slot": slot.address.text},
        parent_device_id=parent,
    )
