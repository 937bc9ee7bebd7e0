"""How long things are kept: the board's choice."""

from typing import Any, Final

import probatio
from homeassistant.components import websocket_api
from homeassistant.core import HomeAssistant, callback

from ..core.retention import LEAST, MOST, Periods
from ..core.roles import Act
from .commands import Asked, answers
from .shapes import Shape

_PERIODS: Final[dict[Any, Any]] = {
    probatio.All(str, probatio.Length(max=20)): probatio.All(int, probatio.Range(min=-MOST, max=10 * MOST))
}


@callback
def async_register_retention_commands(hass: HomeAssistant) -> None:
    """Register them."""
    for command in (retention, set_retention):
        websocket_api.async_register_command(hass, command)


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/retention"})
@websocket_api.async_response
@answers(Act.SET_RETENTION)
async def retention(asked: Asked) -> Shape:
    """Answer with the days that each kind is kept."""
    return _shape(await asked.site.retention.periods())


@websocket_api.websocket_command(
    {probatio.Required("type"): "hoa_parking/retention/set", probatio.Required("periods"): _PERIODS}
)
@websocket_api.async_response
@answers(Act.SET_RETENTION)
async def set_retention(asked: Asked) -> Shape:
    """Keep each kind for as long; what was not said stays as it was."""
    return _shape(await asked.site.retention.set_periods(asked.message["periods"], asked.person.user_id))


def _shape(periods: Periods) -> Shape:
    return {"periods": dict(periods), "least": LEAST, "most": MOST}
