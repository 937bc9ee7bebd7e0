"""The block list's commands: which plates are kept out, why, and until when."""

from typing import Final

import probatio
from homeassistant.components import websocket_api
from homeassistant.core import HomeAssistant, callback

from ..core.guard import needed
from ..core.people import LONGEST_NOTE
from ..core.plates import LONGEST
from ..core.roles import Act
from .commands import Asked, answers
from .moments import MOMENT
from .shapes import Shape, moment

_PLATE: Final = probatio.All(str, probatio.Length(max=8 * LONGEST))


@callback
def async_register_blocklist_commands(hass: HomeAssistant) -> None:
    """Register them."""
    for command in (blocklist, add, remove):
        websocket_api.async_register_command(hass, command)


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/blocklist"})
@websocket_api.async_response
@answers(Act.BLOCK_PLATES)
async def blocklist(asked: Asked) -> Shape:
    """Answer with the plates that are kept out."""
    return await _blocked(asked)


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/blocklist/add",
        probatio.Required("plate"): _PLATE,
        probatio.Required("reason"): probatio.All(str, probatio.Length(max=4 * LONGEST_NOTE)),
        probatio.Optional("until"): MOMENT,
    }
)
@websocket_api.async_response
@answers(Act.BLOCK_PLATES)
async def add(asked: Asked) -> Shape:
    """Keep a plate out, and say why."""
    reason = needed(asked.message["reason"], LONGEST_NOTE, "reason", "reason_needed")
    await asked.site.people.block(asked.message["plate"], asked.person.user_id, reason, asked.message.get("until"))
    return await _blocked(asked)


@websocket_api.websocket_command(
    {probatio.Required("type"): "hoa_parking/blocklist/remove", probatio.Required("plate"): _PLATE}
)
@websocket_api.async_response
@answers(Act.BLOCK_PLATES)
async def remove(asked: Asked) -> Shape:
    """Keep a plate out no longer."""
    await asked.site.people.unblock(asked.message["plate"], asked.person.user_id)
    return await _blocked(asked)


async def _blocked(asked: Asked) -> Shape:
    """Return the block list, those whose time is over left out."""
    now = asked.site.now()
    return {
        "blocked": [
            {"plate": one.plate, "reason": one.reason, "until": None if one.until is None else moment(one.until)}
            for one in await asked.site.people.blocked()
            if one.until is None or one.until > now
        ]
    }
