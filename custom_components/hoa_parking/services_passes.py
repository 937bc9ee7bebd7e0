"""Actions on the passes that households give to their guests."""

from datetime import time
from typing import Final

import probatio
from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util

from .core.errors import Refused
from .core.inviting import GUESTS, PassDraft
from .core.passes import PassKind, Schedule
from .core.roles import Act, may
from .services_call import Action, Call, as_said
from .words import refusal

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


async def _give_pass(call: Call) -> ServiceResponse:
    data = call.service.data
    draft = PassDraft(
        PassKind(data["kind"]),
        data["plate"],
        call.text("note"),
        call.moment("valid_from"),
        dt_util.as_utc(data["valid_until"]),
        _schedule(call),
        once=data["once"],
    )
    given = await call.site.passes.give(await _household(call), draft, call.user)
    return {
        "pass": given.id,
        "plate": given.plate,
        "valid_from": as_said(given.valid_from),
        "valid_until": as_said(given.valid_until),
    }


async def _end_pass(call: Call) -> None:
    own = None if _keeps_people(call) else (call.person.household if call.person else None) or 0
    await call.site.passes.end(own, call.service.data["pass"], call.user)


def _keeps_people(call: Call) -> bool:
    """Tell whether somebody may speak for any household: the board, and automations, which it makes."""
    return call.person is None or may(call.person.role, Act.KEEP_PEOPLE)


async def _household(call: Call) -> int | None:
    """Return whose guest it is: of the apartment that the board names, else of one's own."""
    apartment = call.text("apartment")
    if apartment is None:
        return call.person.household if call.person else None
    own = call.person is not None and call.person.apartment == apartment.strip()
    if not own and not _keeps_people(call):
        raise refusal("not_allowed")
    household = await call.site.people.household_at(apartment)
    if household is None:
        raise Refused("apartment_unknown", "there is no such household", "apartment")
    return household


def _schedule(call: Call) -> Schedule | None:
    """Return when in a week: days, beginning and end, or none of them."""
    data = call.service.data
    days, begin, end = frozenset(DAYS.index(day) for day in data.get("days", ())), data.get("start"), data.get("end")
    if not days and begin is None and end is None:
        return None
    if not days or begin is None or end is None:
        raise refusal("schedule_half")
    return Schedule(days, _minute(begin), _minute(end))


def _minute(at: time) -> time:
    return at.replace(second=0, microsecond=0, tzinfo=None)


PASS_ACTIONS: Final = (
    Action(
        "give_pass",
        Act.GIVE_PASSES,
        {
            probatio.Required("plate"): cv.string,
            probatio.Optional("kind", default=PassKind.VISITOR.value): probatio.In([kind.value for kind in GUESTS]),
            probatio.Optional("apartment"): cv.string,
            probatio.Optional("note"): cv.string,
            probatio.Optional("valid_from"): cv.datetime,
            probatio.Required("valid_until"): cv.datetime,
            probatio.Optional("days"): probatio.All(cv.ensure_list, [probatio.In(DAYS)]),
            probatio.Optional("start"): cv.time,
            probatio.Optional("end"): cv.time,
            probatio.Optional("once", default=False): cv.boolean,
        },
        _give_pass,
        SupportsResponse.OPTIONAL,
    ),
    Action("end_pass", Act.GIVE_PASSES, {probatio.Required("pass"): cv.positive_int}, _end_pass),
)
