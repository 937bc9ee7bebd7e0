"""The journal's commands: the log, searched and exported."""

from collections.abc import AsyncIterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

import probatio
from homeassistant.components import websocket_api
from homeassistant.core import HomeAssistant, callback

from ..core.errors import Refused
from ..core.journal import LONGEST_PATTERN, JournalFilter, plate_pattern
from ..core.model import Outcome, Reason, Source, Verdict
from ..core.roles import Act
from . import heads, shapes
from .commands import Asked, answers
from .exports import Table, offer
from .moments import MOMENT
from .said import Said, speaker, words
from .shapes import Shape
from .sheets import Cell, SheetKind

FIRST_PAGE: Final = 50
LONGEST_PAGE: Final = 100
LONGEST_APARTMENT: Final = 32
_SAID: Final[Mapping[int, Said]] = {
    3: Said.DIRECTION,
    10: Said.VERDICT,
    11: Said.REASON,
    12: Said.OUTCOME,
    13: Said.WHY,
    14: Said.SOURCE,
}
"""The columns of codes."""


def one_of(kind: type[StrEnum]) -> probatio.Any:
    """Return what accepts a word of a kind, or none."""
    return probatio.Any(None, probatio.All(probatio.In([word.value for word in kind]), kind))


def text(most: int) -> probatio.Any:
    """Return what accepts a text, or none."""
    return probatio.Any(None, probatio.All(str, probatio.Length(max=most)))


_FILTER: Final[dict[Any, Any]] = {
    probatio.Optional("filter", default=dict): {
        probatio.Optional("since"): MOMENT,
        probatio.Optional("until"): MOMENT,
        probatio.Optional("gate"): text(64),
        probatio.Optional("plate"): text(LONGEST_PATTERN),
        probatio.Optional("alike", default=False): bool,
        probatio.Optional("apartment"): text(LONGEST_APARTMENT),
        probatio.Optional("verdict"): one_of(Verdict),
        probatio.Optional("reason"): one_of(Reason),
        probatio.Optional("outcome"): one_of(Outcome),
        probatio.Optional("source"): one_of(Source),
    }
}
SHEET: Final[dict[Any, Any]] = {
    probatio.Required("format"): probatio.In([kind.value for kind in SheetKind]),
    probatio.Optional("language", default="en"): probatio.All(str, probatio.Length(max=16)),
}


@callback
def async_register_journal_commands(hass: HomeAssistant) -> None:
    """Register them."""
    for command in (journal, export):
        websocket_api.async_register_command(hass, command)


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/journal",
        **_FILTER,
        probatio.Optional("before"): text(200),
        probatio.Optional("limit", default=FIRST_PAGE): probatio.All(int, probatio.Range(min=1, max=LONGEST_PAGE)),
    }
)
@websocket_api.async_response
@answers(Act.SEARCH_JOURNAL)
async def journal(asked: Asked) -> Shape:
    """Answer with a page of what is wanted; it may be short where the search goes on."""
    wanted, before = _wanted(asked.message["filter"]), asked.message.get("before")
    try:
        cursor = shapes.cursor(before) if before else None
    except (ValueError, OverflowError) as err:
        raise Refused(websocket_api.ERR_INVALID_FORMAT, "before is no place in the log") from err
    page = await asked.site.journal.search(wanted, cursor, asked.message["limit"], asked.person)
    return {
        "passages": [shapes.passage(entry, asked.person, asked.sign) for entry in page.entries],
        "next": None if page.next is None else f"{shapes.moment(page.next.captured_at)}|{page.next.id}",
        "searched_to": None if page.searched_to is None else shapes.moment(page.searched_to),
    }


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/journal/export", **_FILTER, **SHEET})
@websocket_api.async_response
@answers(Act.EXPORT)
async def export(asked: Asked) -> Shape:
    """Write what is wanted into a file, and answer with where it is fetched."""
    wanted, kind, language = _wanted(asked.message["filter"]), SheetKind(asked.message["format"]), language_of(asked)
    await asked.site.journal.begin_export(wanted, kind.value, asked.person)
    return await offer(asked, Table("journal", kind, heads.JOURNAL[language], _rows(asked, wanted, language), language))


def language_of(asked: Asked) -> str:
    """Return the language that a table's heads are wanted in, English where we have no other."""
    language = str(asked.message["language"]).partition("-")[0].lower()
    return language if language in heads.LANGUAGES else "en"


def _wanted(message: Mapping[str, Any]) -> JournalFilter:
    apartment = " ".join((message.get("apartment") or "").split())
    return JournalFilter(
        since=message.get("since"),
        until=message.get("until"),
        gate=message.get("gate") or None,
        plate=plate_pattern(message.get("plate")),
        alike=message["alike"],
        apartment=apartment or None,
        verdict=message.get("verdict"),
        reason=message.get("reason"),
        outcome=message.get("outcome"),
        source=message.get("source"),
    )


async def _rows(asked: Asked, wanted: JournalFilter, language: str) -> AsyncIterator[Sequence[Sequence[Cell]]]:
    speak = speaker(await words(asked.hass, language), _SAID)
    config = asked.site.config
    gates: dict[Cell, Cell] = {gate.id: gate.name for gate in config.gates}
    cameras: dict[Cell, Cell] = {camera.id: camera.name for camera in config.cameras}
    async for rows in asked.site.journal.chunks(wanted):
        # A row begins with its place in the log; then comes what store.journal.SHEET names.
        yield [speak((row[2], gates.get(row[3], row[3]), cameras.get(row[4], row[4]), *row[5:])) for row in rows]
