"""What is either so or not: slots, links, and a gate's trouble."""

from collections.abc import Iterable
from typing import override

from homeassistant.components.binary_sensor import BinarySensorDeviceClass, BinarySensorEntity
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.device_registry import ChildDeviceInfo, DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import DOMAIN
from .core.events import Event, SlotsChanged
from .core.model import CameraState, Slot
from .devices import slot_device, slot_key
from .entity import GateEntity, HoaEntity, LinkEntity, device
from .entry import HoaConfigEntry
from .site import Site

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: HoaConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the recognizer, and each gate, camera and slot."""
    site = entry.runtime_data
    async_add_entities([RecognizerSensor(site, entry.entry_id, DeviceInfo(identifiers={(DOMAIN, entry.entry_id)}))])
    for gate in site.config.gates:
        async_add_entities([GateProblemSensor(site, gate.id)], config_subentry_id=gate.id)
    for camera in site.config.cameras:
        async_add_entities([CameraSensor(site, camera.id)], config_subentry_id=camera.id)
    for zone in site.config.zones:
        slots = [slot for slot in site.places.slots if slot.zone == zone.id]
        async_add_entities(
            (SlotSensor(site, slot, slot_device(hass, entry, slot, zone.id)) for slot in slots),
            config_subentry_id=zone.id,
        )


class RecognizerSensor(LinkEntity, BinarySensorEntity):
    """Whether the recognizer is heard."""

    _attr_device_class = BinarySensorDeviceClass.CONNECTIVITY
    _attr_entity_category = EntityCategory.DIAGNOSTIC
    _attr_translation_key = "recognizer"

    def __init__(self, site: Site, entry_id: str, hub: DeviceInfo) -> None:
        super().__init__(site, entry_id, "recognizer", hub)

    @property
    @override
    def is_on(self) -> bool:
        return self.site.links.now.recognizer.online


class CameraSensor(LinkEntity, BinarySensorEntity):
    """Whether a camera's picture reaches the recognizer; unknown while the recognizer is away."""

    _attr_device_class = BinarySensorDeviceClass.CONNECTIVITY
    _attr_entity_category = EntityCategory.DIAGNOSTIC
    _attr_translation_key = "camera"

    def __init__(self, site: Site, camera_id: str) -> None:
        super().__init__(site, camera_id, "camera", device(camera_id))

    @property
    @override
    def is_on(self) -> bool | None:
        state = self.camera.state
        return None if state is CameraState.UNKNOWN else state is CameraState.ONLINE


class GateProblemSensor(GateEntity, BinarySensorEntity):
    """Whether a gate did not do as told, or cannot be told."""

    _attr_device_class = BinarySensorDeviceClass.PROBLEM
    _attr_entity_category = EntityCategory.DIAGNOSTIC
    _attr_translation_key = "gate_problem"

    def __init__(self, site: Site, gate_id: str) -> None:
        super().__init__(site, gate_id, "problem", device(gate_id))

    @property
    @override
    def is_on(self) -> bool:
        return self.gate.problem is not None


class SlotSensor(HoaEntity, BinarySensorEntity):
    """Whether a slot is occupied; unknown while no camera vouches for it."""

    _attr_device_class = BinarySensorDeviceClass.OCCUPANCY
    _attr_translation_key = "slot"
    _attr_name = None

    def __init__(self, site: Site, slot: Slot, info: ChildDeviceInfo) -> None:
        super().__init__(site, slot_key(slot), "slot", info)
        self._attr_is_on = slot.occupied

    @override
    async def async_added_to_hass(self) -> None:
        await super().async_added_to_hass()
        self._take(self.site.places.slots)

    @override
    def concerns(self, event: Event) -> bool:
        return isinstance(event, SlotsChanged) and self._take(event.slots)

    def _take(self, slots: Iterable[Slot]) -> bool:
        """Take this slot's state from those given; tells whether it was among them."""
        for slot in slots:
            if slot_key(slot) == self.subject:
                self._attr_is_on = slot.occupied
                return True
        return False
