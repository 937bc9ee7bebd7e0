"""Erasing on request: what would go, that it goes, and the receipts."""

from collections.abc import Mapping
from typing import Any, Final

import probatio
from homeassistant.components import websocket_api
from homeassistant.core import HomeAssistant, callback

from ..core.erasure import Receipt
from ..core.roles import Act
from ..desks.erasure import LONGEST_REASON
from . import shapes
from .commands import Asked, answers
from .journal import LONGEST_APARTMENT, text
from .shapes import Shape

_WHOSE: Final[dict[Any, Any]] = {
    probatio.Optional("plate"): text(64),
    probatio.Optional("apartment"): text(LONGEST_APARTMENT),
}


@callback
def async_register_erasure_commands(hass: HomeAssistant) -> None:
    """Register them."""
    for command in (preview, erase, receipts):
        websocket_api.async_register_command(hass, command)


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/erase/preview", **_WHOSE})
@websocket_api.async_response
@answers(Act.ERASE)
async def preview(asked: Asked) -> Shape:
    """Answer with how much would be erased of each kind."""
    message = asked.message
    return {"counts": dict(await asked.site.erasure.preview(message.get("plate"), message.get("apartment")))}


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/erase",
        **_WHOSE,
        probatio.Required("reason"): probatio.All(str, probatio.Length(max=LONGEST_REASON)),
    }
)
@websocket_api.async_response
@answers(Act.ERASE)
async def erase(asked: Asked) -> Shape:
    """Erase, and answer with the receipt."""
    message = asked.message
    receipt = await asked.site.erasure.erase(
        message.get("plate"), message.get("apartment"), message["reason"], asked.person
    )
    return {"receipt": _receipt(receipt, await _names(asked.hass))}


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/erase/receipts"})
@websocket_api.async_response
@answers(Act.ERASE)
async def receipts(asked: Asked) -> Shape:
    """Answer with the newest receipts."""
    names = await _names(asked.hass)
    return {"receipts": [_receipt(one, names) for one in await asked.site.erasure.receipts()]}


def _receipt(one: Receipt, names: Mapping[str, str | None]) -> Shape:
    return {
        "id": one.id,
        "at": shapes.moment(one.at),
        "by": names.get(one.user) if one.user else None,
        "reason": one.reason,
        "counts": dict(one.counts),
    }


async def _names(hass: HomeAssistant) -> dict[str, str | None]:
    return {user.id: user.name for user in await hass.auth.async_get_users()}
