"""What our entities share."""

from typing import override

from homeassistant.core import callback
from homeassistant.helpers.device_registry import ChildDeviceInfo, DeviceInfo
from homeassistant.helpers.entity import Entity

from .const import DOMAIN
from .core.events import LINKS, Event, GateChanged
from .core.links import CameraLink
from .core.model import Gate, Zone
from .site import Site


class HoaEntity(Entity):
    """Follows one thing of the site, and hears of that thing only."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, site: Site, subject: str, key: str, device: DeviceInfo | ChildDeviceInfo) -> None:
        self.site = site
        self.subject = subject
        self._attr_unique_id = f"{subject}_{key}"
        self._attr_device_info = device

    @override
    async def async_added_to_hass(self) -> None:
        self.async_on_remove(self.site.follow(self.follows, self.hear))

    @property
    def follows(self) -> str:
        """What to hear of, as `core.events.subjects` names it."""
        return self.subject

    @callback
    def hear(self, event: Event) -> None:
        """Write the state when an event changed it."""
        if self.concerns(event):
            self.async_write_ha_state()

    def concerns(self, event: Event) -> bool:
        """Tell whether an event about what this entity follows changed what it shows."""
        raise NotImplementedError


class GateEntity(HoaEntity):
    """Follows a gate."""

    @property
    def gate(self) -> Gate:
        """The gate as it is now."""
        return self.site.gates.gate(self.subject)

    @override
    def concerns(self, event: Event) -> bool:
        return isinstance(event, GateChanged)


class ValueEntity(HoaEntity):
    """Shows one value, and is written when that is another one."""

    @override
    async def async_added_to_hass(self) -> None:
        await super().async_added_to_hass()
        self._shown = self.value

    @property
    def value(self) -> object:
        """The value as it is now."""
        raise NotImplementedError

    @override
    def concerns(self, event: Event) -> bool:
        shown, self._shown = self._shown, self.value
        return shown != self._shown


class ZoneEntity(ValueEntity):
    """Follows a zone."""

    @property
    def zone(self) -> Zone:
        """The zone as it is now."""
        return self.site.places.zone(self.subject)


class LinkEntity(ValueEntity):
    """Follows whether the recognizer or a camera is connected."""

    @property
    @override
    def follows(self) -> str:
        return LINKS

    @property
    def camera(self) -> CameraLink:
        """The camera's link as it is now."""
        return next(link for link in self.site.links.now.cameras if link.id == self.subject)


def device(subentry_id: str) -> DeviceInfo:
    """Return the device of a gate, zone or camera, which set-up has made."""
    return DeviceInfo(identifiers={(DOMAIN, subentry_id)})
