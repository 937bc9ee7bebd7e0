"""The residents' commands: passes for guests, guarded cars, answers at the gate; each for one's own household only."""

from datetime import time
from typing import Any, Final

import probatio
from homeassistant.components import websocket_api
from homeassistant.core import HomeAssistant, callback

from ..core.inviting import GUESTS, LONGEST_NOTE, PassDraft
from ..core.passes import AskAnswer, PassKind, Schedule
from ..core.plates import LONGEST
from ..core.roles import Act
from . import mine_shapes
from .commands import Asked, Connection, Message, answers
from .mine_watch import MineWatch
from .moments import MOMENT, moment
from .shapes import Shape

LINKS: Final = "/apply/pass"
LARGEST_ID: Final = 2**53

_ID: Final = probatio.All(int, probatio.Range(min=1, max=LARGEST_ID))
_PLATE: Final = probatio.All(str, probatio.Length(max=8 * LONGEST))


@callback
def async_register_mine_commands(hass: HomeAssistant) -> None:
    """Register them."""
    for command in (subscribe, give, end, share, answer, guard):
        websocket_api.async_register_command(hass, command)


def _time(value: object) -> time:
    """Return a time of the day as 09:30; raises Invalid."""
    try:
        if isinstance(value, str) and len(value) == len("09:30"):
            return time.fromisoformat(value)
    except ValueError:
        pass
    raise probatio.Invalid("not a time of the day")


def _days(value: object) -> frozenset[int]:
    """Return some days of the week, Monday 0; raises Invalid."""
    if isinstance(value, list) and 0 < len(value) <= 7 and all(type(day) is int and 0 <= day <= 6 for day in value):
        return frozenset(value)
    raise probatio.Invalid("not some days of the week")


_SCHEDULE: Final = {
    probatio.Required("days"): _days,
    probatio.Required("start"): _time,
    probatio.Required("end"): _time,
}


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/mine/subscribe"})
@websocket_api.async_response
async def subscribe(hass: HomeAssistant, connection: Connection, message: Message) -> None:
    """Send a household's own, whole again when something of it changes."""
    await MineWatch(hass, connection, message["id"]).start()


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/passes/give",
        probatio.Required("kind"): probatio.In([kind.value for kind in GUESTS]),
        probatio.Optional("plate"): probatio.Any(None, _PLATE),
        # Longer than is kept: the desk says what is too long in words.
        probatio.Optional("note"): probatio.Any(None, probatio.All(str, probatio.Length(max=4 * LONGEST_NOTE))),
        probatio.Optional("valid_from"): MOMENT,
        probatio.Required("valid_until"): moment,
        probatio.Optional("schedule"): probatio.Any(None, _SCHEDULE),
        probatio.Optional("once", default=False): bool,
        probatio.Optional("open_plate", default=False): bool,
    }
)
@websocket_api.async_response
@answers(Act.GIVE_PASSES)
async def give(asked: Asked) -> Shape:
    """Give a guest a pass."""
    message, person = asked.message, asked.person
    draft = PassDraft(
        kind=PassKind(message["kind"]),
        plate=message.get("plate") or None,
        note=message.get("note"),
        valid_from=message.get("valid_from"),
        valid_until=message["valid_until"],
        schedule=_schedule(message.get("schedule")),
        once=message["once"],
        open_plate=message["open_plate"],
    )
    given = await asked.site.passes.give(person.household, draft, person.user_id)
    return mine_shapes.given(given, person, asked.site.now())


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/passes/end", probatio.Required("pass"): _ID})
@websocket_api.async_response
@answers(Act.GIVE_PASSES)
async def end(asked: Asked) -> Shape:
    """End a pass."""
    person = asked.person
    ended = await asked.site.passes.end_own(person.household, asked.message["pass"], person.user_id)
    return mine_shapes.given(ended, person, asked.site.now())


@websocket_api.websocket_command(
    {probatio.Required("type"): "hoa_parking/passes/share", probatio.Required("pass"): _ID}
)
@websocket_api.async_response
@answers(Act.GIVE_PASSES)
async def share(asked: Asked) -> Shape:
    """Answer with the path of a pass's link: behind its # is what no server's log sees."""
    person = asked.person
    token = await asked.site.passes.share(person.household, asked.message["pass"], person.user_id)
    return {"path": f"{LINKS}#{token}"}


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/asks/answer",
        probatio.Required("ask"): _ID,
        probatio.Required("answer"): probatio.In([AskAnswer.OPEN.value, AskAnswer.REFUSE.value]),
    }
)
@websocket_api.async_response
@answers(Act.ANSWER_ASK)
async def answer(asked: Asked) -> Shape:
    """Take an answer at the gate, and say what the gate did."""
    said = AskAnswer(asked.message["answer"])
    answered = await asked.site.asks.answer(asked.message["ask"], said, asked.person)
    return {"outcome": answered.outcome.value, "reason": answered.reason}


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/mine/guard",
        probatio.Required("plate"): _PLATE,
        probatio.Required("on"): bool,
    }
)
@websocket_api.async_response
@answers(Act.GUARD_CAR)
async def guard(asked: Asked) -> Shape:
    """Ask a household before its car leaves, or no more."""
    person, message = asked.person, asked.message
    await asked.site.passes.guard(person.household, message["plate"], person.user_id, on=message["on"])
    return {}


def _schedule(value: dict[str, Any] | None) -> Schedule | None:
    return None if value is None else Schedule(value["days"], value["start"], value["end"])
