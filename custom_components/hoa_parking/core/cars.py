"""A household's own vehicles: where each of them is, and who looked for it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from .journal import fits, is_exact
from .model import Direction, LogEntry
from .places import Stay


class Where(StrEnum):
    """Whether a vehicle is in."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Car:
    """A vehicle of a household; `gate` is where it last got through, `place` the address where it stands."""

    plate: str
    note: str | None
    guarded: bool
    valid_until: datetime | None
    where: Where = Where.UNKNOWN
    since: datetime | None = None
    gate: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Lookup:
    """Somebody looked for a plate; `user` is a Home Assistant user's id."""

    at: datetime
    user: str | None
    plate: str


def found(car: Car, passed: LogEntry | None, stay: Stay | None) -> Car:
    """Return a vehicle with where it is: by its newest passage that got through, else by where it stands."""
    if passed is not None and passed.direction is not Direction.UNKNOWN:
        inside = passed.direction is Direction.ENTRY
        where = Where.INSIDE if inside else Where.OUTSIDE
        place = stay.address if stay is not None and inside else None
        return replace(car, where=where, since=passed.passage.captured_at, gate=passed.gate, place=place)
    if stay is not None:
        return replace(car, where=Where.INSIDE, since=stay.since, place=stay.address)
    return car


def sought(plates: Collection[str], pattern: str, *, alike: bool = False) -> str | None:
    """Return which of some plates somebody looked for, by a plate or a pattern of * and ?; `alike`: or like it."""
    if "[" in pattern:
        return None
    if is_exact(pattern) and not alike:
        return pattern if pattern in plates else None
    return next((plate for plate in sorted(plates) if fits(pattern, plate, alike=alike)), None)
