"""How full a zone was, and for how long vehicles stood: averages over time, from levels that hold until the next."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import pairwise
from statistics import median
from typing import Final

from .places import Level

MOST_POINTS: Final = 500
HOUR: Final = timedelta(hours=1)
MINUTE: Final = timedelta(minutes=1)
EDGES_MIN: Final = (0, 15, 30, 60, 120, 240, 480, 1440)
"""Where the bins of dwell times begin; the last is open."""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A weekday's hour (Monday is 0): the share of known places that were taken, None where nothing was known."""

    weekday: int
    hour: int
    occupied: float | None


@dataclass(frozen=True, slots=True)
class DwellBin:
    """How many stays lasted from `from_min` minutes to less than `to_min`; None: or longer."""

    from_min: int
    to_min: int | None
    count: int


@dataclass(frozen=True, slots=True)
class Dwell:
    """How long vehicles stood; the median in minutes, None where none did."""

    bins: tuple[DwellBin, ...]
    median_min: float | None


@dataclass(frozen=True, slots=True)
class _Span:
    level: Level
    start: datetime
    end: datetime


def midnight(now: datetime, zone: tzinfo, days_ago: int = 0) -> datetime:
    """Return when a day began in a time zone, in UTC; where midnight is skipped, the first moment after it."""
    day = now.astimezone(zone).date() - timedelta(days=days_ago)
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)


def steps(levels: Sequence[Level], since: datetime, until: datetime, most: int = MOST_POINTS) -> tuple[Level, ...]:
    """Return the levels of a time as they changed, or, where that is more than `most`, as averages of equal parts."""
    spans = list(_spans(levels, since, until))
    if len(spans) <= most:
        return tuple(replace(span.level, at=span.start) for span in spans)
    length = (until - since) / most
    parts: dict[int, list[_Span]] = {}
    for span in spans:
        for piece in _cut(span, since, length):
            parts.setdefault((piece.start - since) // length, []).append(piece)
    return tuple(_average(pieces, max(since + part * length, pieces[0].start)) for part, pieces in parts.items())


def heat(levels: Sequence[Level], since: datetime, until: datetime, zone: tzinfo) -> tuple[HeatCell, ...]:
    """Return each weekday's hours by the house's clock, with the share of known places that were taken."""
    taken, known = [0.0] * 168, [0.0] * 168
    for span in _spans(levels, since, until):
        seen = span.level.free + span.level.occupied
        if not seen:
            continue
        for start, end in _hours(span.start, span.end, zone):
            local = start.astimezone(zone)
            cell, seconds = local.weekday() * 24 + local.hour, (end - start).total_seconds()
            taken[cell] += span.level.occupied * seconds
            known[cell] += seen * seconds
    return tuple(
        HeatCell(cell // 24, cell % 24, taken[cell] / known[cell] if known[cell] else None) for cell in range(168)
    )


def dwell(stays: Iterable[timedelta]) -> Dwell:
    """Return how long vehicles stood."""
    minutes = [stay / MINUTE for stay in stays]
    ends = (*EDGES_MIN[1:], None)
    bins = tuple(
        DwellBin(start, end, sum(start <= one and (end is None or one < end) for one in minutes))
        for start, end in zip(EDGES_MIN, ends, strict=True)
    )
    return Dwell(bins, median(minutes) if minutes else None)


def _spans(levels: Sequence[Level], since: datetime, until: datetime) -> Iterator[_Span]:
    """Yield how long each level held within a time; a level from before it holds from its start on."""
    ordered = sorted(levels, key=lambda level: level.at)
    for level, following in pairwise((*ordered, None)):
        if level is None:
            continue
        start, end = max(level.at, since), min(following.at if following else until, until)
        if start < end:
            yield _Span(level, start, end)


def _cut(span: _Span, since: datetime, length: timedelta) -> Iterator[_Span]:
    start = span.start
    while start < span.end:
        end = min(since + ((start - since) // length + 1) * length, span.end)
        yield _Span(span.level, start, end)
        start = end


def _hours(start: datetime, end: datetime, zone: tzinfo) -> Iterator[tuple[datetime, datetime]]:
    """Cut a time where the local hour changes; counted in UTC, where no hour is missing or twice."""
    at, end = start.astimezone(UTC), end.astimezone(UTC)
    while at < end:
        local = at.astimezone(zone)
        gone = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
        following = min(at + HOUR - gone, end)
        yield at, following
        at = following


def _average(pieces: Sequence[_Span], at: datetime) -> Level:
    """Return whole numbers whose sum is the total, nearest to the averages."""
    weights = [(piece.end - piece.start).total_seconds() for piece in pieces]
    whole = sum(weights)
    means = [
        sum(weight * number for weight, number in zip(weights, numbers, strict=True)) / whole
        for numbers in (
            [piece.level.free for piece in pieces],
            [piece.level.occupied for piece in pieces],
            [piece.level.unknown for piece in pieces],
        )
    ]
    free, occupied, unknown = _rounded(means)
    return Level(pieces[0].level.zone, at, free + occupied + unknown, free, occupied, unknown)


def _rounded(means: Sequence[float]) -> list[int]:
    """Round to whole numbers that keep the rounded sum: what lost most by rounding down gets it back."""
    floors = [int(mean) for mean in means]
    left = round(sum(means)) - sum(floors)
    for index in sorted(range(len(means)), key=lambda index: floors[index] - means[index])[:left]:
        floors[index] += 1
    return floors
