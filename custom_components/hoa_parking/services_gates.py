"""Actions on gates, and on the recognizer that watches them."""

from typing import Final

import probatio
from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv, entity_registry as er

from .const import DOMAIN
from .core.config import GateConfig
from .core.roles import Act
from .services_call import Action, Call
from .web.credentials import pair_recognizer
from .words import in_words, refusal


async def _open_gate(call: Call) -> None:
    gate = _gate(call)
    with in_words(gate.name):
        await call.site.gates.open_by_hand(gate.id, call.user, call.text("reason"))


async def _pair_recognizer(call: Call) -> ServiceResponse:
    return {"url": f"/api/{DOMAIN}/v1", "token": await pair_recognizer(call.hass)}


def _gate(call: Call) -> GateConfig:
    """Find the gate that is meant: by its cover, its id or its name."""
    meant: str = call.service.data["gate"]
    known = er.async_get(call.hass).async_get(meant)
    if known is not None and known.platform == DOMAIN:
        meant = known.config_subentry_id or meant
    for gate in call.site.config.gates:
        if meant == gate.id or meant.casefold() == gate.name.casefold():
            return gate
    raise refusal("gate_unknown", gate=meant)


GATE_ACTIONS: Final = (
    Action(
        "open_gate",
        Act.OPEN_GATE,
        {probatio.Required("gate"): cv.string, probatio.Optional("reason"): cv.string},
        _open_gate,
    ),
    Action("pair_recognizer", None, {}, _pair_recognizer, SupportsResponse.ONLY),
)
