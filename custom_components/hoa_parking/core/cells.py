"""What people write into the cells of a list, and how we write it back. Pure."""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from .errors import Refused
from .passes import PassKind

NEVER: Final = datetime(2200, 1, 1, tzinfo=UTC)
EARLIEST: Final = 1970
LATEST: Final = 2199

_DATE: Final = re.compile(
    r"(?:(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)|(?P<dd>\d\d?)\.(?P<mm>\d\d?)\.(?P<yy>\d{4}))"
    r"(?:[ T](?P<at>\d\d?:\d\d(?::\d\d)?)(?:\.\d{1,6})?(?P<zone>Z|[+-]\d\d:\d\d)?)?",
    re.ASCII,
)
_CLOCK: Final = re.compile(r"(\d\d?):(\d\d)(?::(\d\d))?", re.ASCII)
_FORMULA: Final = frozenset("=+-@＝＋－＠")
_BETWEEN: Final = re.compile(r"[\s,;+]+")
_DAYS: Final = {
    day: number
    for names in ("mon tue wed thu fri sat sun", "пн вт ср чт пт сб вс")
    for number, day in enumerate(names.split())
}
_NAMES: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FLAGS: Final = {
    **dict.fromkeys(("1", "yes", "true", "да", "иә", "ya"), True),
    **dict.fromkeys(("0", "no", "false", "нет", "жоқ", "tidak"), False),
}


def plain(text: str) -> str:
    """Return a cell as it was meant: spreadsheets mark what is no formula with an apostrophe before it."""
    words = text.strip()
    return words[1:] if words[:1] == "'" and words[1:2] in _FORMULA else words


def moment(text: str, zone: tzinfo, *, ends: bool = False) -> datetime:
    """Read a day or a time, such as 2026-11-21, 21.11.2026 14:30 or 2026-11-21T14:30:00+05:00; raises Refused.

    A day alone begins at its midnight, and where it `ends` something ends at the next one.
    """
    found = _DATE.fullmatch(text)
    if found is None:
        raise _bad("date")
    try:
        day = date(int(found["y"] or found["yy"]), int(found["m"] or found["mm"]), int(found["d"] or found["dd"]))
        if found["at"] is None:
            local = datetime.combine(day + timedelta(days=1) if ends else day, time(), zone)
        else:
            whose = datetime.fromisoformat(f"2000-01-01T00:00{found['zone']}").tzinfo if found["zone"] else zone
            local = datetime.combine(day, clock(found["at"]), whose)
        at = local.astimezone(UTC)
    except (ValueError, OverflowError) as err:
        raise _bad("date") from err
    if not EARLIEST <= at.year <= LATEST:
        raise _bad("date")
    return at


def clock(text: str) -> time:
    """Read a time of day; raises Refused."""
    found = _CLOCK.fullmatch(text)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59 or int(found[3] or 0) > 59:
        raise _bad("time")
    return time(int(found[1]), int(found[2]), int(found[3] or 0))


def days(text: str) -> frozenset[int]:
    """Read days of the week, such as "mon wed" or "пн-пт"; Monday is 0. Raises Refused."""
    found: set[int] = set()
    for part in _BETWEEN.split(text.casefold().strip(" ,;+")):
        first, _, last = part.partition("-")
        if first not in _DAYS or (last or first) not in _DAYS:
            raise _bad("days")
        begin, end = _DAYS[first], _DAYS[last or first]
        found.update((begin + step) % 7 for step in range((end - begin) % 7 + 1))
    return frozenset(found)


def kind(text: str) -> PassKind:
    """Read whom a pass is for; raises Refused."""
    word = text.casefold()
    if word == PassKind.RESIDENT or word not in set(PassKind):
        raise _bad("kind")
    return PassKind(word)


def flag(text: str) -> bool:
    """Read yes or no; raises Refused."""
    answer = _FLAGS.get(text.casefold())
    if answer is None:
        raise _bad("flag")
    return answer


def said_moment(at: datetime | None, zone: tzinfo, *, ends: bool = False) -> str:
    """Write a time so that `moment` reads it again: a day where it is a whole one."""
    if at is None:
        return ""
    local = at.astimezone(zone)
    if local.time() == time():
        return (local.date() - timedelta(days=1) if ends else local.date()).isoformat()
    return local.replace(tzinfo=None).isoformat(" ", "seconds").removesuffix(":00")


def said_days(numbers: frozenset[int]) -> str:
    """Write days of the week so that `days` reads them again."""
    return " ".join(_NAMES[number] for number in sorted(numbers))


def said_clock(at: time) -> str:
    """Write a time of day so that `clock` reads it again."""
    return at.isoformat("minutes" if not at.second else "seconds")


def _bad(code: str) -> Refused:
    return Refused(code, "this cannot be read")
