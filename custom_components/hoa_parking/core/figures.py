"""The dashboard's numbers, from counts of quarters of an hour."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from .history import midnight
from .model import Direction, Outcome, Reason, Source, Verdict
from .places import Level

QUARTER: Final = timedelta(minutes=15)
"""No zone's hours begin elsewhere than at one of these."""
HOURS: Final = 24
DAYS: Final = 30
WEEKS: Final = timedelta(weeks=4)
BY_HAND: Final = "by_hand"
_UNKNOWN: Final = frozenset({Reason.UNKNOWN, Reason.ASKED})


@dataclass(frozen=True, slots=True)
class Count:
    """How many passages of a quarter of an hour were alike in all of this; `confidence` is their sum."""

    quarter: int
    camera: str
    direction: Direction
    verdict: Verdict
    reason: Reason
    outcome: Outcome
    outcome_reason: str | None
    source: Source
    passages: int
    confidence: float


@dataclass(slots=True)
class Tally:
    """Numbers of some time."""

    passages: int = 0
    entries: int = 0
    exits: int = 0
    opened: int = 0
    refused: int = 0
    unknown: int = 0
    by_hand: int = 0

    def add(self, count: Count) -> None:
        """Count some passages; one that was refused and then let in was let in."""
        opened = count.outcome is Outcome.OPENED
        self.passages += count.passages
        self.entries += count.passages * (count.direction is Direction.ENTRY)
        self.exits += count.passages * (count.direction is Direction.EXIT)
        self.opened += count.passages * opened
        self.refused += count.passages * (count.verdict is Verdict.REFUSE and not opened)
        self.unknown += count.passages * (count.reason in _UNKNOWN)
        self.by_hand += count.passages * (count.outcome_reason == BY_HAND or count.source is Source.MANUAL)


@dataclass(frozen=True, slots=True)
class Day:
    """A day by the house's clock: all of it, its hours by when they began, and how sure cameras read."""

    day: date
    all: Tally = field(default_factory=Tally)
    hours: dict[datetime, Tally] = field(default_factory=dict)
    confidence: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour, and how many passages it usually has; None where nobody knows yet."""

    at: datetime
    tally: Tally
    usual: float | None


@dataclass(frozen=True, slots=True)
class Peak:
    """When a zone was fullest today; None where that is not known."""

    zone: str
    at: datetime | None
    occupied: int | None
    total: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What the board sees first."""

    today: Tally
    hours: tuple[Hour, ...]
    days: tuple[Day, ...]
    peaks: tuple[Peak, ...]


def day_of(counts: Iterable[Count], since: datetime, zone: tzinfo) -> Day:
    """Return a day that began at `since` from its counts."""
    found = Day(since.astimezone(zone).date())
    sure: dict[str, list[float]] = {}
    for count in counts:
        found.all.add(count)
        found.hours.setdefault(hour_of(since + count.quarter * QUARTER, zone), Tally()).add(count)
        if count.source is Source.CAMERA:
            of_camera = sure.setdefault(count.camera, [0.0, 0.0])
            of_camera[0] += count.confidence
            of_camera[1] += count.passages
    means = {camera: total / passages for camera, (total, passages) in sorted(sure.items())}
    return Day(found.day, found.all, found.hours, means)


def hour_of(at: datetime, zone: tzinfo) -> datetime:
    """Return when the hour of the house's clock began that a time is in; in UTC, where none is twice."""
    local = at.astimezone(zone)
    gone = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return at - gone


def hours_until(now: datetime, days: Sequence[Day], first: datetime | None, zone: tzinfo) -> tuple[Hour, ...]:
    """Return the last hours, oldest first, beside what the same hour had on the days of four weeks before."""
    tallies = {at: tally for day in days for at, tally in day.hours.items()}
    today = now.astimezone(zone).date()
    before = [day for day in days if today - WEEKS <= day.day < today and _is_known(day.day, first, zone)]
    usual = dict.fromkeys(range(HOURS), 0)
    for day in before:
        for at, tally in day.hours.items():
            usual[at.astimezone(zone).hour] += tally.passages
    starts = [hour_of(now, zone) - timedelta(hours=back) for back in reversed(range(HOURS))]
    return tuple(
        Hour(at, tallies.get(at, Tally()), usual[at.astimezone(zone).hour] / len(before) if before else None)
        for at in starts
    )


def midnights(now: datetime, zone: tzinfo) -> tuple[datetime, ...]:
    """Return when each of the last days began, oldest first, and when today ends."""
    return tuple(midnight(now, zone, back) for back in range(DAYS - 1, -2, -1))


def peak(zone: str, total: int, levels: Iterable[Level], since: datetime) -> Peak:
    """Return when a zone was fullest since a time."""
    known = [level for level in levels if level.unknown < level.total]
    if not known:
        return Peak(zone, None, None, total)
    fullest = max(known, key=lambda level: (level.occupied, -level.at.timestamp()))
    return Peak(zone, max(fullest.at, since), fullest.occupied, fullest.total)


def _is_known(day: date, first: datetime | None, zone: tzinfo) -> bool:
    """Tell whether the log goes back to before a day began: one that it knows in part is no day to compare with."""
    return first is not None and first.astimezone(zone).date() < day
