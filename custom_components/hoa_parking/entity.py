"""What our entities share."""

from typing import override

from homeassistant.core import callback
from homeassistant.helpers.device_registry import ChildDeviceInfo, DeviceInfo
from homeassistant.helpers.entity import Entity

from .const import DOMAIN
from .core.events import Event, GateChanged, LinksChanged, ZoneChanged
from .core.model import CameraLink, Gate, Zone
from .site import Site


class HoaEntity(Entity):
    """Follows one thing of the site; written when that thing changes."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, site: Site, subject: str, key: str, device: DeviceInfo | ChildDeviceInfo) -> None:
        self.site = site
        self.subject = subject
        self._attr_unique_id = f"{subject}_{key}"
        self._attr_device_info = device

    @override
    async def async_added_to_hass(self) -> None:
        self.async_on_remove(self.site.subscribe(self.hear))

    @callback
    def hear(self, event: Event) -> None:
        """Write the state when an event is about what this entity follows."""
        if self.concerns(event):
            self.async_write_ha_state()

    def concerns(self, event: Event) -> bool:
        """Tell whether an event is about what this entity follows."""
        raise NotImplementedError


class GateEntity(HoaEntity):
    """Follows a gate."""

    @property
    def gate(self) -> Gate:
        """The gate as it is now."""
        return self.site.gates.gate(self.subject)

    @override
    def concerns(self, event: Event) -> bool:
        return isinstance(event, GateChanged) and event.gate.id == self.subject


class ZoneEntity(HoaEntity):
    """Follows a zone."""

    @property
    def zone(self) -> Zone:
        """The zone as it is now."""
        return next(zone for zone in self.site.places.zones if zone.id == self.subject)

    @override
    def concerns(self, event: Event) -> bool:
        return isinstance(event, ZoneChanged) and event.zone.id == self.subject


class LinkEntity(HoaEntity):
    """Follows whether the recognizer or a camera is connected."""

    @property
    def camera(self) -> CameraLink:
        """The camera's link as it is now."""
        return next(link for link in self.site.links.now.cameras if link.id == self.subject)

    @override
    def concerns(self, event: Event) -> bool:
        return isinstance(event, LinksChanged)


def device(subentry_id: str) -> DeviceInfo:
    """Return the device of a gate, zone or camera, which set-up has made."""
    return DeviceInfo(identifiers={(DOMAIN, subentry_id)})
