"""The places' commands: how each slot is, who stands there, and people's words on it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

import probatio
from homeassistant.components import websocket_api
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..core.history import dwell, midnight
from ..core.plates import LONGEST, fold
from ..core.roles import Act, may
from ..site import Site
from . import place_shapes, shapes
from .commands import Asked, Connection, Message, answers
from .place_watch import PlaceWatch, shape_of
from .shapes import Shape

HISTORY: Final = 20
LONGEST_REASON: Final = 200
LONGEST_TEXT: Final = 64
MOST_FOUND: Final = 20
SHORTEST_PLATE: Final = 4
"""Fewer letters and digits are an address that does not exist, and no vehicle that somebody looked up."""
WEEK: Final = 7
HEAT: Final = timedelta(weeks=8)
OCCUPIED: Final = {"free": False, "occupied": True, "unknown": None}

type _Fields = dict[str | probatio.Marker, Any]

_SLOT: Final[_Fields] = {probatio.Required("slot"): probatio.All(str, probatio.Length(min=1, max=20))}
_ZONE: Final[_Fields] = {probatio.Required("zone"): probatio.All(str, probatio.Length(min=1, max=64))}
_REASON: Final[_Fields] = {probatio.Required("reason"): probatio.All(str, probatio.Length(max=LONGEST_REASON))}
_PLATE: Final = probatio.Any(None, probatio.All(str, probatio.Length(max=LONGEST_TEXT)))


@callback
def async_register_place_commands(hass: HomeAssistant) -> None:
    """Register them."""
    for command in (
        *(subscribe, slot, find, history),
        *(override_slot, end_override, release, claim, disclaim, set_plate, set_count),
    ):
        websocket_api.async_register_command(hass, command)


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/places/subscribe"})
@websocket_api.async_response
async def subscribe(hass: HomeAssistant, connection: Connection, message: Message) -> None:
    """Send everything that is drawn and how it is, then whatever changes."""
    await PlaceWatch(hass, connection, message["id"]).start()


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/places/slot", **_SLOT})
@websocket_api.async_response
@answers(Act.SEE_PLACES)
async def slot(asked: Asked) -> Shape:
    """Answer with a slot, who may stand there and who stood there, as far as one may know, and one's own vehicles."""
    now = asked.site.places.slot(asked.message["slot"])
    past = await asked.site.stays.history(now.slot.id, HISTORY)
    likely = await asked.site.stays.candidates(now.slot.id)
    everything = may(asked.person.role, Act.SEE_STANDING)
    return {
        "slot": shape_of(asked.site, now, asked.person),
        "candidates": [place_shapes.candidate(one) for one in likely if everything or _is_own(asked, one.household)],
        "history": [place_shapes.past(stay) for stay in past if place_shapes.knows(asked.person, stay)],
        "vehicles": list(await asked.site.people.vehicles_of(asked.person)),
    }


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/places/find",
        probatio.Required("text"): probatio.All(str, probatio.Length(min=1, max=LONGEST_TEXT)),
    }
)
@websocket_api.async_response
@answers(Act.SEE_PLACES)
async def find(asked: Asked) -> Shape:
    """Answer with the slots of an address, or else with where the vehicle of a plate stands."""
    text = asked.message["text"]
    found = list(_addressed(asked.site, text))[:MOST_FOUND]
    if found or not _may_be_plate(text):
        return {"slots": found, "stays": []}
    stays = await asked.site.stays.find_vehicle(text, asked.person)
    return {"slots": [stay.slot for stay in stays], "stays": [place_shapes.found(stay) for stay in stays]}


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/places/override",
        **_SLOT,
        probatio.Required("state"): probatio.In(list(OCCUPIED)),
        **_REASON,
        probatio.Required("hold"): bool,
    }
)
@websocket_api.async_response
@answers(Act.OVERRIDE_SLOT)
async def override_slot(asked: Asked) -> Shape:
    """Take a guard's word on how a slot is."""
    message = asked.message
    now = await asked.site.places.override(
        *(message["slot"], OCCUPIED[message["state"]], message["reason"]),
        hold=message["hold"],
        user=asked.person.user_id,
    )
    return shape_of(asked.site, now, asked.person)


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/places/end_override", **_SLOT})
@websocket_api.async_response
@answers(Act.OVERRIDE_SLOT)
async def end_override(asked: Asked) -> Shape:
    """Go by the cameras again."""
    now = await asked.site.places.end_override(asked.message["slot"], asked.person.user_id)
    return shape_of(asked.site, now, asked.person)


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/places/release", **_SLOT, **_REASON})
@websocket_api.async_response
@answers(Act.OVERRIDE_SLOT)
async def release(asked: Asked) -> Shape:
    """Give a slot back to the free ones, until a camera sees it change."""
    now = await asked.site.places.release(asked.message["slot"], asked.message["reason"], asked.person.user_id)
    return shape_of(asked.site, now, asked.person)


@websocket_api.websocket_command(
    {probatio.Required("type"): "hoa_parking/places/claim", **_SLOT, probatio.Required("plate"): _PLATE}
)
@websocket_api.async_response
@answers(Act.CLAIM_PLACE)
async def claim(asked: Asked) -> Shape:
    """Take a resident's word that it is their vehicle."""
    await asked.site.stays.claim(asked.message["slot"], asked.message["plate"], asked.person)
    return _as_it_is(asked)


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/places/disclaim", **_SLOT})
@websocket_api.async_response
@answers(Act.CLAIM_PLACE)
async def disclaim(asked: Asked) -> Shape:
    """Take a resident's word that it is not their vehicle."""
    await asked.site.stays.disclaim(asked.message["slot"], asked.person)
    return _as_it_is(asked)


@websocket_api.websocket_command(
    {probatio.Required("type"): "hoa_parking/places/set_plate", **_SLOT, probatio.Required("plate"): _PLATE}
)
@websocket_api.async_response
@answers(Act.SEE_STANDING)
async def set_plate(asked: Asked) -> Shape:
    """Take a guard's word on which vehicle it is."""
    await asked.site.stays.set_plate(asked.message["slot"], asked.message["plate"] or None, asked.person.user_id)
    return _as_it_is(asked)


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/places/set_count",
        **_ZONE,
        probatio.Required("occupied"): probatio.All(int, probatio.Range(min=0, max=100_000)),
    }
)
@websocket_api.async_response
@answers(Act.SET_COUNT)
async def set_count(asked: Asked) -> Shape:
    """Take a guard's word on how many vehicles a zone holds that its gates count."""
    message = asked.message
    return shapes.zone(await asked.site.places.set_count(message["zone"], message["occupied"], asked.person.user_id))


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/places/history",
        **_ZONE,
        probatio.Required("span"): probatio.In(["today", "week", "heat", "dwell"]),
    }
)
@websocket_api.async_response
@answers(Act.SEE_PLACES)
async def history(asked: Asked) -> Shape:
    """Answer with how full a zone was, or for how long vehicles stood there, by the house's clock."""
    async with asked.site.history.turn():
        return await _history(asked)


async def _history(asked: Asked) -> Shape:
    site, zone, span = asked.site, asked.message["zone"], asked.message["span"]
    now, clock = site.now(), dt_util.get_default_time_zone()
    match span:
        case "heat":
            return place_shapes.cells(await site.history.heat(zone, now - HEAT, now, clock))
        case "dwell":
            site.places.zone(zone)
            return place_shapes.dwell(dwell(await site.stays.dwell(zone, now - HEAT)))
        case _:
            since = midnight(now, clock, WEEK - 1 if span == "week" else 0)
            return place_shapes.points(await site.history.steps(zone, since, now))


def _as_it_is(asked: Asked) -> Shape:
    return shape_of(asked.site, asked.site.places.slot(asked.message["slot"]), asked.person)


def _is_own(asked: Asked, household: int | None) -> bool:
    return household is not None and household == asked.person.household


def _addressed(site: Site, text: str) -> Iterator[str]:
    """Yield the slots of an address, however its row and number are written together."""
    wanted = fold(text)
    yield from (now.slot.id for now in site.places.slots if wanted and fold(now.slot.address.text) == wanted)


def _may_be_plate(text: str) -> bool:
    folded = fold(text)
    return folded.isascii() and SHORTEST_PLATE <= len(folded) <= LONGEST
