"""The guards' commands: decide on exceptions, enter passages, look plates up, write notes, hand over."""

from typing import Any, Final

import probatio
from homeassistant.components import websocket_api
from homeassistant.core import HomeAssistant, callback

from ..core.guard import (
    LONGEST_HAND_OVER,
    LONGEST_NOTE,
    LONGEST_REASON,
    Checked,
    Entering,
    Remarks,
    Resolution,
    ResolutionAnswer,
    Shift,
)
from ..core.model import Direction
from ..core.plates import LONGEST
from ..core.roles import Act
from . import shapes
from .commands import Asked, Connection, Message, answers
from .guard_watch import GuardWatch
from .names import name_of
from .shapes import Shape, moment

SHIFTS: Final = 20
MOST_SHIFTS: Final = 100

_ID: Final = probatio.All(str, probatio.Length(min=1, max=64))
PLATE: Final = probatio.All(str, probatio.Length(max=8 * LONGEST))


def _text(most: int) -> Any:  # noqa: ANN401  probatio has no type for what checks
    # Longer than is kept: what no eye sees is taken out first, and the desk says what is too long in words.
    return probatio.All(str, probatio.Length(max=4 * most))


@callback
def async_register_guard_commands(hass: HomeAssistant) -> None:
    """Register them."""
    for command in (subscribe, resolve, enter, check, remarks, note, take, hand_over, shifts):
        websocket_api.async_register_command(hass, command)


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/guard/subscribe"})
@websocket_api.async_response
async def subscribe(hass: HomeAssistant, connection: Connection, message: Message) -> None:
    """Send a guard who waits and who is on, whole again when that changes."""
    await GuardWatch(hass, connection, message["id"]).start()


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/guard/resolve",
        probatio.Required("passage"): _ID,
        probatio.Required("answer"): probatio.In([answer.value for answer in ResolutionAnswer]),
        probatio.Optional("reason"): probatio.Any(None, _text(LONGEST_REASON)),
    }
)
@websocket_api.async_response
@answers(Act.WORK_GATE)
async def resolve(asked: Asked) -> Shape:
    """Decide on a passage that waits; the answer says what the gate did."""
    answer, reason = ResolutionAnswer(asked.message["answer"]), asked.message.get("reason")
    outcome, why = await asked.site.guard.resolve(asked.message["passage"], answer, reason, asked.person.user_id)
    return {"outcome": outcome.value, "reason": why}


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/guard/enter",
        probatio.Required("gate"): _ID,
        probatio.Required("direction"): probatio.In([Direction.ENTRY.value, Direction.EXIT.value]),
        probatio.Required("plate"): PLATE,
        probatio.Optional("read"): probatio.Any(None, _ID),
        probatio.Optional("note"): probatio.Any(None, _text(LONGEST_NOTE)),
        probatio.Optional("open", default=False): bool,
        probatio.Optional("despite_block", default=False): bool,
    }
)
@websocket_api.async_response
@answers(Act.WORK_GATE)
async def enter(asked: Asked) -> Shape:
    """Enter a passage by hand, with the picture that was read, and open the gate where that is wished."""
    message, user = asked.message, asked.person.user_id
    read = message.get("read")
    entering = Entering(
        gate=message["gate"],
        direction=Direction(message["direction"]),
        plate=message["plate"],
        read=asked.site.reads.taken_by(user, read) if read else None,
        note=message.get("note"),
        opens=message["open"],
        despite_block=message["despite_block"],
    )
    entry = await asked.site.passages.enter(entering, user)
    if read:
        asked.site.reads.drop(read)
    return {"passage": shapes.passage(entry, asked.person, asked.sign)}


@websocket_api.websocket_command(
    {probatio.Required("type"): "hoa_parking/guard/check", probatio.Required("plate"): PLATE}
)
@websocket_api.async_response
@answers(Act.WORK_GATE)
async def check(asked: Asked) -> Shape:
    """Answer with what the lists say of a plate, on the record."""
    return _checked(await asked.site.guard.check(asked.message["plate"], asked.person.user_id))


@websocket_api.websocket_command(
    {probatio.Required("type"): "hoa_parking/passage/notes", probatio.Required("passage"): _ID}
)
@websocket_api.async_response
@answers(Act.SEE_ALL_PASSAGES)
async def remarks(asked: Asked) -> Shape:
    """Answer with what people said of a passage."""
    return await _remarks(asked.hass, await asked.site.guard.remarks(asked.message["passage"]))


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/passage/note",
        probatio.Required("passage"): _ID,
        probatio.Required("text"): _text(LONGEST_NOTE),
    }
)
@websocket_api.async_response
@answers(Act.WORK_GATE)
async def note(asked: Asked) -> Shape:
    """Write a note on a passage, and answer with all of them."""
    message = asked.message
    said = await asked.site.guard.note(message["passage"], message["text"], asked.person.user_id)
    return await _remarks(asked.hass, said)


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/shift/take"})
@websocket_api.async_response
@answers(Act.WORK_GATE)
async def take(asked: Asked) -> Shape:
    """Come on."""
    await asked.site.shifts.take(asked.person.user_id)
    return {}


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/shift/hand_over",
        probatio.Optional("note"): probatio.Any(None, _text(LONGEST_HAND_OVER)),
    }
)
@websocket_api.async_response
@answers(Act.WORK_GATE)
async def hand_over(asked: Asked) -> Shape:
    """Go off, with a word for the next."""
    await asked.site.shifts.hand_over(asked.person.user_id, asked.message.get("note"))
    return {}


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/shift/list",
        probatio.Optional("limit", default=SHIFTS): probatio.All(int, probatio.Range(min=1, max=MOST_SHIFTS)),
    }
)
@websocket_api.async_response
@answers(Act.WORK_GATE)
async def shifts(asked: Asked) -> Shape:
    """Answer with the newest shifts."""
    newest = await asked.site.shifts.newest(asked.message["limit"])
    return {"shifts": [await _shift(asked.hass, one) for one in newest]}


def _checked(value: Checked) -> Shape:
    blocked = value.blocked
    return {
        "plate": value.plate,
        "listed": value.listed,
        "apartment": value.apartment,
        "kind": value.kind.value if value.kind else None,
        "valid": value.valid,
        "reason": value.reason.value,
        "guarded": value.guarded,
        "blocked": None
        if blocked is None
        else {"reason": blocked.reason, "until": None if blocked.until is None else moment(blocked.until)},
        "alike": [{"plate": other.plate, "apartment": other.apartment} for other in value.alike],
    }


async def _remarks(hass: HomeAssistant, value: Remarks) -> Shape:
    notes = [{"at": moment(one.at), "name": await name_of(hass, one.user), "text": one.text} for one in value.notes]
    return {
        "notes": notes,
        "resolution": await _resolution(hass, value.resolution) if value.resolution else None,
        "entered_by": await name_of(hass, value.entered_by) if value.entered_by else None,
    }


async def _resolution(hass: HomeAssistant, value: Resolution) -> Shape:
    return {
        "answer": value.answer.value,
        "reason": value.reason,
        "at": moment(value.at),
        "name": await name_of(hass, value.user),
    }


async def _shift(hass: HomeAssistant, value: Shift) -> Shape:
    return {
        "name": await name_of(hass, value.user),
        "since": moment(value.since),
        "until": None if value.until is None else moment(value.until),
        "note": value.note,
    }
