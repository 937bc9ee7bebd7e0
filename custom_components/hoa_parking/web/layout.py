"""The board's commands: drawing the lot, its file, and the wall display's address."""

import asyncio
from datetime import datetime
from typing import Final

import probatio
from homeassistant.components import websocket_api
from homeassistant.core import HomeAssistant, callback

from ..core.drawing import Base, DrawingError, read_drawing
from ..core.errors import Refused
from ..core.events import Event, SiteClosed, StillArrived
from ..core.interchange import ImportReport
from ..core.roles import Act
from ..site import Site
from .commands import Asked, answers
from .display import DISPLAY
from .shapes import Shape, moment
from .stills import STILLS

STILL_SECONDS: Final = 20

_ID: Final = probatio.All(str, probatio.Length(min=1, max=64))


@callback
def async_register_layout_commands(hass: HomeAssistant) -> None:
    """Register them."""
    for command in (still, save, export, import_, display_state, display_enable, display_disable):
        websocket_api.async_register_command(hass, command)


@websocket_api.websocket_command(
    {probatio.Required("type"): "hoa_parking/layout/still", probatio.Required("camera"): _ID}
)
@websocket_api.async_response
@answers(Act.DRAW_LAYOUT)
async def still(asked: Asked) -> Shape:
    """Have a camera's picture taken, and answer with its address when it is here."""
    arrivals = _Arrivals(asked.site)
    try:
        still_id = await asked.site.layouts.ask_still(asked.message["camera"], asked.person.user_id)
        async with asyncio.timeout(STILL_SECONDS):
            await arrivals.wait(still_id)
    except TimeoutError as err:
        raise Refused("still_late", "the camera's picture did not come in time") from err
    finally:
        arrivals.end()
    return {"still": still_id, "url": asked.sign(f"{STILLS}/{still_id}")}


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/layout/save",
        probatio.Required("camera"): _ID,
        probatio.Required("drawing"): dict,
        probatio.Optional("base"): probatio.Any(None, probatio.All(str, probatio.Length(max=40))),
    }
)
@websocket_api.async_response
@answers(Act.DRAW_LAYOUT)
async def save(asked: Asked) -> Shape:
    """Draw a camera's slots anew: all of them, or none and why.

    `base` is the `saved_at` that the drawing began from; without it whatever is there is drawn over.
    """
    message, camera = asked.message, asked.message["camera"]
    try:
        drawing = read_drawing(message["drawing"])
    except DrawingError as err:
        raise Refused(err.code, "this cannot be drawn", err.slot) from err
    base = _base(message["base"]) if "base" in message else None
    plan = await asked.site.layouts.save(camera, drawing, asked.person.user_id, base)
    layout = plan.layout(camera)
    return {"saved_at": moment(layout.saved_at) if layout else None}


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/layout/export"})
@websocket_api.async_response
@answers(Act.DRAW_LAYOUT)
async def export(asked: Asked) -> Shape:
    """Answer with everything that is drawn, to be kept as a file."""
    return await asked.site.layouts.export()


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/layout/import",
        probatio.Required("document"): object,
        probatio.Required("dry_run"): bool,
        probatio.Optional("camera"): probatio.Any(None, probatio.All(str, probatio.Length(max=64))),
    }
)
@websocket_api.async_response
@answers(Act.DRAW_LAYOUT)
async def import_(asked: Asked) -> Shape:
    """Draw what a file says, all of it or nothing; or only say what that would do."""
    message = asked.message
    report = await asked.site.layouts.import_(
        message["document"], asked.person.user_id, dry_run=message["dry_run"], camera=message.get("camera") or None
    )
    return _report(report)


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/display/state"})
@websocket_api.async_response
@answers(Act.SET_DISPLAY)
async def display_state(asked: Asked) -> Shape:
    """Say whether there is a wall display."""
    return {"enabled": asked.site.displays.enabled}


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/display/enable"})
@websocket_api.async_response
@answers(Act.SET_DISPLAY)
async def display_enable(asked: Asked) -> Shape:
    """Give the wall display a new address, told only now; an earlier one ends."""
    token = await asked.site.displays.enable(asked.person.user_id)
    return {"path": f"{DISPLAY}/{token}"}


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/display/disable"})
@websocket_api.async_response
@answers(Act.SET_DISPLAY)
async def display_disable(asked: Asked) -> Shape:
    """End the wall display."""
    await asked.site.displays.disable(asked.person.user_id)
    return {}


def _base(text: str | None) -> Base:
    if text is None:
        return Base(None)
    try:
        at = datetime.fromisoformat(text)
    except ValueError as err:
        raise Refused(websocket_api.ERR_INVALID_FORMAT, "base is no moment") from err
    if at.tzinfo is None:
        raise Refused(websocket_api.ERR_INVALID_FORMAT, "base is no moment with an offset")
    return Base(at)


def _report(report: ImportReport) -> Shape:
    return {
        "problems": [
            {"where": problem.where, "code": problem.code, "slot": problem.slot or None} for problem in report.problems
        ],
        "added": report.added,
        "changed": report.changed,
        "removed": report.removed,
    }


class _Arrivals:
    """Hears of pictures from the moment it is made, so that none is missed."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._heard = asyncio.Event()
        self._closed = False
        self.end = site.subscribe(self._hear)

    async def wait(self, still_id: str) -> None:
        """Return when a picture is here; raises Refused when the site closes first."""
        while self._site.layouts.still_path(still_id) is None:
            self._heard.clear()
            await self._heard.wait()
            if self._closed:
                raise Refused("not_loaded", "HOA Parking is being set up anew")

    def _hear(self, event: Event) -> None:
        if isinstance(event, StillArrived | SiteClosed):
            self._closed = isinstance(event, SiteClosed)
            self._heard.set()
