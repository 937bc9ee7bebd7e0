"""What a voice assistant may ask: how many places are free. Counts only, as every user's entities show them."""

from typing import Any, Final, override

import probatio
from homeassistant.components.llm import LLMTools
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.llm import LLM_API_ASSIST, LLMContext, Tool, ToolAnnotations, ToolInput, ToolResult
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util.json import JsonObjectType

from .const import DOMAIN
from .core.model import Zone
from .entry import HoaConfigEntry

NAME: Final = f"{DOMAIN}__free_places"


class FreePlaces(Tool):
    """Tells how many places are free, in one zone or in each."""

    name = NAME
    title = "Free parking places"
    description = (
        "How many parking places are free right now, zone by zone. Use this for questions such as "
        "'Is there a free place?', 'How many guest places are left?' or 'Is the north lot full?'. "
        "A place that no camera can see is neither free nor occupied: say so."
    )
    parameters = probatio.Schema(
        {probatio.Optional("zone", description="The name of one zone; leave it out for all zones"): cv.string}
    )
    annotations = ToolAnnotations(read_only=True, destructive=False, idempotent=True, open_world=False)
    integration = DOMAIN

    def __init__(self, entry: HoaConfigEntry) -> None:
        self._entry = entry

    @override
    async def async_call(self, hass: HomeAssistant, tool_input: ToolInput, llm_context: LLMContext) -> ToolResult:
        asked: str | None = self.parameters(tool_input.tool_args).get("zone")
        zones = self._entry.runtime_data.places.zones
        meant = [zone for zone in zones if asked is None or zone.name.casefold() == asked.strip().casefold()]
        if not meant:
            return ToolResult(data={"error": "zone_unknown", "zones": [zone.name for zone in zones]}, error=True)
        words = await _words(hass, llm_context.language)
        return ToolResult(data={"say": " ".join(_say(zone, words) for zone in meant), "zones": [*map(_counts, meant)]})


@callback
def async_get_tools(hass: HomeAssistant, llm_context: LLMContext, api_id: str) -> LLMTools | None:
    """Return our tool, while the association is loaded."""
    loaded = hass.config_entries.async_loaded_entries(DOMAIN)
    return LLMTools(tools=[FreePlaces(loaded[0])]) if api_id == LLM_API_ASSIST and loaded else None


async def _words(hass: HomeAssistant, language: str | None) -> dict[str, str]:
    spoken = (language or hass.config.language).partition("-")[0]
    prefix = f"component.{DOMAIN}.common."
    found = await async_get_translations(hass, spoken, "common", [DOMAIN])
    return {key.removeprefix(prefix): text for key, text in found.items()}


def _say(zone: Zone, words: dict[str, str]) -> str:
    key = "zone_unseen" if not zone.known else "zone_partly_seen" if zone.unknown else "zone_free"
    return words[key].format(zone=zone.name, free=zone.free, total=zone.total, unknown=zone.unknown)


def _counts(zone: Zone) -> JsonObjectType:
    kinds: dict[str, Any] = {kind.kind.value: {"free": kind.free, "total": kind.total} for kind in zone.kinds}
    known = zone.known
    return {
        "zone": zone.name,
        "free": zone.free if known else None,
        "total": zone.total,
        "unknown": zone.unknown,
        "full": zone.full,
        "kinds": kinds,
    }
