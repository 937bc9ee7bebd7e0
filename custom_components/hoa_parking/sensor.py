"""Zones in numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, override

from homeassistant.components.sensor import SensorEntity, SensorEntityDescription, SensorStateClass
from homeassistant.const import PERCENTAGE
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .core.model import Zone
from .entity import ZoneEntity, device
from .entry import HoaConfigEntry
from .site import Site

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class ZoneSensorDescription(SensorEntityDescription):
    """A number about a zone; None where no camera vouches for it."""

    value: Callable[[Zone], int | float | None]


DESCRIPTIONS: Final = (
    ZoneSensorDescription(
        key="free",
        translation_key="free",
        state_class=SensorStateClass.MEASUREMENT,
        value=lambda zone: zone.free if zone.known else None,
    ),
    ZoneSensorDescription(
        key="occupied",
        translation_key="occupied",
        state_class=SensorStateClass.MEASUREMENT,
        value=lambda zone: zone.occupied if zone.known else None,
    ),
    ZoneSensorDescription(
        key="unknown",
        translation_key="unknown",
        state_class=SensorStateClass.MEASUREMENT,
        value=lambda zone: zone.unknown,
    ),
    ZoneSensorDescription(
        key="total",
        translation_key="total",
        state_class=SensorStateClass.MEASUREMENT,
        value=lambda zone: zone.total,
    ),
    ZoneSensorDescription(
        key="occupancy",
        translation_key="occupancy",
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=PERCENTAGE,
        suggested_display_precision=0,
        value=lambda zone: round(100 * zone.occupied / zone.total, 1) if zone.known else None,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant, entry: HoaConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add each zone's numbers."""
    site = entry.runtime_data
    for zone in site.config.zones:
        async_add_entities(
            (ZoneSensor(site, zone.id, description) for description in DESCRIPTIONS), config_subentry_id=zone.id
        )


class ZoneSensor(ZoneEntity, SensorEntity):
    """One number about a zone."""

    entity_description: ZoneSensorDescription

    def __init__(self, site: Site, zone_id: str, description: ZoneSensorDescription) -> None:
        super().__init__(site, zone_id, description.key, device(zone_id))
        self.entity_description = description

    @property
    @override
    def value(self) -> int | float | None:
        return self.entity_description.value(self.zone)

    @property
    @override
    def native_value(self) -> int | float | None:
        return self.value
