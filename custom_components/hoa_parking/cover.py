"""The gates, to be seen and opened by those who may."""

from typing import Any, override

from homeassistant.components.cover import CoverDeviceClass, CoverEntity, CoverEntityFeature
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .core.config import GateConfig
from .core.model import GateState
from .core.roles import Act
from .entity import GateEntity, device
from .entry import HoaConfigEntry
from .permission import async_require
from .site import Site
from .words import in_words

# None may wait for another: the caller is read when the call begins, and would be another's after a wait.
PARALLEL_UPDATES = 0

CLOSING_DOMAINS = ("cover.", "lock.")


async def async_setup_entry(
    hass: HomeAssistant, entry: HoaConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add each gate."""
    site = entry.runtime_data
    for gate in site.config.gates:
        async_add_entities([GateCover(site, gate)], config_subentry_id=gate.id)


class GateCover(GateEntity, CoverEntity):
    """A gate."""

    _attr_device_class = CoverDeviceClass.GATE
    _attr_name = None
    _attr_translation_key = "gate"

    def __init__(self, site: Site, gate: GateConfig) -> None:
        super().__init__(site, gate.id, "gate", device(gate.id))
        self._attr_supported_features = CoverEntityFeature.OPEN
        if gate.entity_id.startswith(CLOSING_DOMAINS):
            self._attr_supported_features |= CoverEntityFeature.CLOSE

    @property
    @override
    def available(self) -> bool:
        return self.gate.problem != "unavailable"

    @property
    @override
    def is_closed(self) -> bool | None:
        state = self.gate.state
        return None if state is GateState.UNKNOWN else state is GateState.CLOSED

    @property
    @override
    def is_opening(self) -> bool:
        return self.gate.state is GateState.OPENING

    @property
    @override
    def is_closing(self) -> bool:
        return self.gate.state is GateState.CLOSING

    @override
    async def async_open_cover(self, **kwargs: Any) -> None:
        user = await async_require(self.hass, self.site, self._caller(), Act.OPEN_GATE)
        with in_words(self.gate.name):
            await self.site.gates.open_by_hand(self.subject, user, None)

    @override
    async def async_close_cover(self, **kwargs: Any) -> None:
        user = await async_require(self.hass, self.site, self._caller(), Act.OPEN_GATE)
        with in_words(self.gate.name):
            await self.site.gates.close_by_hand(self.subject, user)

    def _caller(self) -> Context:
        return self._context or Context()
