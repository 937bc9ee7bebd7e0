"""The activity log's commands: who did what, for the board."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, Final

import probatio
from homeassistant.components import websocket_api
from homeassistant.core import HomeAssistant, callback

from ..core.activity import ACTIONS, Activity, ActivityFilter
from ..core.roles import Act
from . import heads, shapes
from .commands import Asked, answers
from .exports import Table, offer
from .journal import FIRST_PAGE, LONGEST_PAGE, SHEET, language_of, text
from .moments import MOMENT
from .said import Said, speaker, words
from .shapes import Shape
from .sheets import Cell, SheetKind

_FILTER: Final[dict[Any, Any]] = {
    probatio.Optional("filter", default=dict): {
        probatio.Optional("since"): MOMENT,
        probatio.Optional("until"): MOMENT,
        probatio.Optional("user"): text(64),
        probatio.Optional("action"): text(64),
        probatio.Optional("text"): text(64),
    }
}


@callback
def async_register_activity_commands(hass: HomeAssistant) -> None:
    """Register them."""
    for command in (activity, export):
        websocket_api.async_register_command(hass, command)


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/activity",
        **_FILTER,
        probatio.Optional("before"): probatio.Any(None, probatio.All(int, probatio.Range(min=1, max=2**62))),
        probatio.Optional("limit", default=FIRST_PAGE): probatio.All(int, probatio.Range(min=1, max=LONGEST_PAGE)),
    }
)
@websocket_api.async_response
@answers(Act.SEE_ACTIVITY)
async def activity(asked: Asked) -> Shape:
    """Answer with a page of what was done, what can be filtered by, and on the first page by whom."""
    before = asked.message.get("before")
    page = await asked.site.activity.page(_wanted(asked.message["filter"]), before, asked.message["limit"])
    names = await _names(asked.hass)
    users = await asked.site.activity.users() if before is None else ()
    known = [{"id": user, "name": names.get(user)} for user in users]
    return {
        "entries": [_entry(one, names) for one in page.entries],
        "next": page.next,
        "actions": list(ACTIONS),
        "users": sorted(known, key=lambda one: (one["name"] is None, (one["name"] or "").casefold())),
    }


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/activity/export", **_FILTER, **SHEET})
@websocket_api.async_response
@answers(Act.EXPORT)
async def export(asked: Asked) -> Shape:
    """Write what is wanted into a file, and answer with where it is fetched."""
    wanted, kind, language = _wanted(asked.message["filter"]), SheetKind(asked.message["format"]), language_of(asked)
    await asked.site.activity.begin_export(kind.value, asked.person)
    return await offer(
        asked, Table("activity", kind, heads.ACTIVITY[language], _rows(asked, wanted, language), language)
    )


def _wanted(message: Mapping[str, Any]) -> ActivityFilter:
    said = (message.get("text") or "").strip()
    return ActivityFilter(
        since=message.get("since"),
        until=message.get("until"),
        user=message.get("user") or None,
        action=message.get("action") or None,
        text=said or None,
    )


async def _rows(asked: Asked, wanted: ActivityFilter, language: str) -> AsyncIterator[Sequence[Sequence[Cell]]]:
    speak = speaker(await words(asked.hass, language), {2: Said.ACTION})
    names = await _names(asked.hass)
    async for rows in asked.site.activity.chunks(wanted):
        yield [
            speak((one.at, _person(one.user, names), one.action, one.subject, one.detail))
            for one in (activity.entry for activity in rows)
        ]


def _entry(one: Activity, names: Mapping[str, str | None]) -> Shape:
    entry = one.entry
    return {
        "id": one.id,
        "at": shapes.moment(entry.at),
        "user": None if entry.user is None else {"id": entry.user, "name": names.get(entry.user)},
        "action": entry.action,
        "subject": entry.subject,
        "detail": entry.detail,
    }


def _person(user: str | None, names: Mapping[str, str | None]) -> str | None:
    return None if user is None else names.get(user) or user


async def _names(hass: HomeAssistant) -> dict[str, str | None]:
    """Return what Home Assistant calls its users; whoever was removed has no name any more."""
    return {user.id: user.name for user in await hass.auth.async_get_users()}
