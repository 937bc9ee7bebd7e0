"""What is either so or not: slots, full zones, links, and a gate's trouble."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final, override

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.device_registry import ChildDeviceInfo, DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import DOMAIN
from .core.events import Event, PlanChanged, slot_key
from .core.links import CameraState
from .core.model import Zone
from .core.places import Plan, Slot
from .devices import async_drop_lost_slots, async_rename_slot, slot_device
from .entity import GateEntity, LinkEntity, ValueEntity, ZoneEntity, device
from .entry import HoaConfigEntry
from .site import Site

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class ZoneBinarySensorDescription(BinarySensorEntityDescription):
    """What is so of a zone, or not; None where that cannot be told."""

    value: Callable[[Zone], bool | None]


OF_ZONES: Final = (
    ZoneBinarySensorDescription(key="full", translation_key="full", value=lambda zone: zone.full),
    ZoneBinarySensorDescription(key="nearly_full", translation_key="nearly_full", value=lambda zone: zone.nearly_full),
)


async def async_setup_entry(
    hass: HomeAssistant, entry: HoaConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the recognizer, and each gate, camera, zone and slot; slots come and go with what is drawn."""
    site = entry.runtime_data
    async_add_entities([RecognizerSensor(site, entry.entry_id, DeviceInfo(identifiers={(DOMAIN, entry.entry_id)}))])
    for gate in site.config.gates:
        async_add_entities([GateProblemSensor(site, gate.id)], config_subentry_id=gate.id)
    for camera in site.config.cameras:
        async_add_entities([CameraSensor(site, camera.id)], config_subentry_id=camera.id)
    for zone in site.config.zones:
        async_add_entities((ZoneSensor(site, zone.id, one) for one in OF_ZONES), config_subentry_id=zone.id)
    slots = _SlotSensors(hass, entry, async_add_entities)
    slots.add(now.slot for now in site.places.slots)
    entry.async_on_unload(site.subscribe(slots.hear))


class RecognizerSensor(LinkEntity, BinarySensorEntity):
    """Whether the recognizer is heard."""

    _attr_device_class = BinarySensorDeviceClass.CONNECTIVITY
    _attr_entity_category = EntityCategory.DIAGNOSTIC
    _attr_translation_key = "recognizer"

    def __init__(self, site: Site, entry_id: str, hub: DeviceInfo) -> None:
        super().__init__(site, entry_id, "recognizer", hub)

    @property
    @override
    def value(self) -> bool:
        return self.site.links.now.recognizer.online

    @property
    @override
    def is_on(self) -> bool:
        return self.value


class CameraSensor(LinkEntity, BinarySensorEntity):
    """Whether a camera's picture reaches the recognizer; unknown while the recognizer is away."""

    _attr_device_class = BinarySensorDeviceClass.CONNECTIVITY
    _attr_entity_category = EntityCategory.DIAGNOSTIC
    _attr_translation_key = "camera"

    def __init__(self, site: Site, camera_id: str) -> None:
        super().__init__(site, camera_id, "camera", device(camera_id))

    @property
    @override
    def value(self) -> bool | None:
        state = self.camera.state
        return None if state is CameraState.UNKNOWN else state is CameraState.ONLINE

    @property
    @override
    def is_on(self) -> bool | None:
        return self.value


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


class ZoneSensor(ZoneEntity, BinarySensorEntity):
    """Something that is so of a zone, or not."""

    entity_description: ZoneBinarySensorDescription

    def __init__(self, site: Site, zone_id: str, description: ZoneBinarySensorDescription) -> None:
        super().__init__(site, zone_id, description.key, device(zone_id))
        self.entity_description = description

    @property
    @override
    def value(self) -> bool | None:
        return self.entity_description.value(self.zone)

    @property
    @override
    def is_on(self) -> bool | None:
        return self.value


class SlotSensor(ValueEntity, BinarySensorEntity):
    """Whether a slot is occupied; unknown while nobody vouches for it."""

    _attr_device_class = BinarySensorDeviceClass.OCCUPANCY
    _attr_translation_key = "slot"
    _attr_name = None

    def __init__(self, site: Site, slot: Slot, info: ChildDeviceInfo) -> None:
        super().__init__(site, slot.id, "slot", info)
        self._attr_unique_id = slot_key(slot.id)
        self.slot = slot

    @property
    @override
    def follows(self) -> str:
        return slot_key(self.subject)

    @property
    @override
    def value(self) -> bool | None:
        now = self.site.places.drawn(self.subject)  # None: about to go
        return now.occupied if now else None

    @property
    @override
    def is_on(self) -> bool | None:
        return self.value


class _SlotSensors:
    """Keeps a sensor for each slot that is drawn, in the zone that it belongs to."""

    def __init__(
        self, hass: HomeAssistant, entry: HoaConfigEntry, add_entities: AddConfigEntryEntitiesCallback
    ) -> None:
        self._hass = hass
        self._entry = entry
        self._site = entry.runtime_data
        self._zones = {zone.id for zone in self._site.config.zones}
        self._add_entities = add_entities
        self._sensors: dict[str, SlotSensor] = {}
        self._turn = asyncio.Lock()

    def add(self, slots: Iterable[Slot]) -> None:
        """Add a sensor for each slot that has none."""
        new = [slot for slot in slots if slot.zone in self._zones and slot.id not in self._sensors]
        for zone_id, own in groupby(sorted(new, key=lambda slot: slot.zone), lambda slot: slot.zone):
            sensors = [SlotSensor(self._site, slot, slot_device(self._hass, self._entry, slot)) for slot in own]
            self._sensors.update({sensor.subject: sensor for sensor in sensors})
            self._add_entities(sensors, config_subentry_id=zone_id)

    @callback
    def hear(self, event: Event) -> None:
        """Go by what is drawn now."""
        if isinstance(event, PlanChanged):
            self._entry.async_create_task(self._hass, self._replan(event.plan), "hoa_parking slots")

    async def _replan(self, plan: Plan) -> None:
        drawn = {slot.id: slot for slot in plan.slots}
        async with self._turn:
            for slot_id, sensor in tuple(self._sensors.items()):
                if (slot := drawn.get(slot_id)) is None or slot.zone != sensor.slot.zone:
                    await self._remove(self._sensors.pop(slot_id))
                elif slot.address != sensor.slot.address:
                    async_rename_slot(self._hass, self._entry, slot)
                    sensor.slot = slot
            async_drop_lost_slots(self._hass, self._entry, plan)
            self.add(plan.slots)

    async def _remove(self, sensor: SlotSensor) -> None:
        if sensor.hass is not None:  # else a person has switched it off
            await sensor.async_remove(force_remove=True)
