"""What a gate does with decisions."""

from typing import override

from homeassistant.components.select import SelectEntity
from homeassistant.const import EntityCategory
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .core.model import GateMode
from .core.roles import Act
from .entity import GateEntity, device
from .entry import HoaConfigEntry
from .permission import async_require
from .site import Site
from .words import in_words

# None may wait for another: the caller is read when the call begins, and would be another's after a wait.
PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: HoaConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add each gate's mode."""
    site = entry.runtime_data
    for gate in site.config.gates:
        async_add_entities([GateModeSelect(site, gate.id)], config_subentry_id=gate.id)


class GateModeSelect(GateEntity, SelectEntity):
    """A gate's mode."""

    _attr_entity_category = EntityCategory.CONFIG
    _attr_options = [mode.value for mode in GateMode]  # noqa: RUF012 - Home Assistant's own attribute
    _attr_translation_key = "mode"

    def __init__(self, site: Site, gate_id: str) -> None:
        super().__init__(site, gate_id, "mode", device(gate_id))

    @property
    @override
    def current_option(self) -> str:
        return self.gate.mode.value

    @override
    async def async_select_option(self, option: str) -> None:
        user = await async_require(self.hass, self.site, self._context or Context(), Act.SET_GATE_MODE)
        with in_words(self.gate.name):
            await self.site.gates.set_mode(self.subject, GateMode(option), user)
