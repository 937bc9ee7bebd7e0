"""The passage log as it is searched: a page costs little, however rare what is looked for.

Few rows of the plates that fit are found by plate; else the log is read backwards, so far in one page and no farther.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Row,
    Select,
    Tuple,
    func,
    literal,
    literal_column,
    or_,
    select,
    tuple_,
    union,
)

from ..core.journal import JournalFilter, JournalPage
from ..core.model import Cursor
from ..core.plates import skeleton
from . import passages as log, plates
from .schema import households, passages, plates as known

MOST_PLATES: Final = 5_000
MOST_ROWS: Final = 10_000
"""So many rows of the plates that fit are looked at one by one; more are met often enough on the way back."""
BUDGET: Final = 50_000
"""Rows that one page looks at, at most, on its way back through the log."""


SHEET: Final = (
    *(passages.c.captured_at, passages.c.gate, passages.c.camera, passages.c.direction, passages.c.plate),
    *(passages.c.raw, passages.c.country, passages.c.confidence, passages.c.listed_plate, households.c.apartment),
    *(passages.c.verdict, passages.c.reason, passages.c.outcome, passages.c.outcome_reason, passages.c.source),
    *(passages.c.reads, passages.c.id),
)
"""What of a passage is exported."""

_ROWID: Final[ColumnElement[int]] = literal_column("passages.rowid")
_NEWEST: Final = (passages.c.captured_at.desc(), passages.c.id.desc())

type Conditions = tuple[ColumnElement[bool], ...]


@dataclass(frozen=True, slots=True)
class _Way:
    """How to look: within what an index knows, only at rows that are `like` this; `few`: at every one of them."""

    within: Conditions
    like: Conditions
    few: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Rows that fit, newest first; `next` is where the search goes on."""

    rows: Sequence[Row[tuple[Any, ...]]]
    next: Cursor | None


def page(
    connection: Connection, wanted: JournalFilter, before: Cursor | None, limit: int, budget: int = BUDGET
) -> JournalPage:
    """Return passages older than `before` that are wanted."""
    found = rows(connection, wanted, before, limit, budget, ())
    ids = [str(row[1]) for row in found.rows]
    entries = log.some(connection, (passages.c.id.in_(ids),), len(ids)) if ids else ()
    return JournalPage(entries, found.next, found.next.captured_at if found.next else None)


def rows(
    connection: Connection,
    wanted: JournalFilter,
    before: Cursor | None,
    limit: int,
    budget: int = BUDGET,
    columns: Sequence[ColumnElement[object]] = SHEET,
) -> Found:
    """Return when, which, and some columns of passages older than `before` that are wanted."""
    way = _way(connection, wanted, before)
    if way is None:
        return Found((), None)
    query = select(passages.c.captured_at, passages.c.id, *columns).where(*way.within, *way.like)
    if columns:
        query = query.select_from(passages.outerjoin(households, passages.c.household == households.c.id))
    end = None if way.few or not way.like else _end(connection, way, budget)
    if end is not None:
        query = query.where(_place() >= _at(end))
    order = (_alone(passages.c.captured_at).desc(), _alone(passages.c.id).desc()) if way.few else _NEWEST
    found = connection.execute(query.order_by(*order).limit(limit + 1)).all()
    if len(found) > limit:
        last = found[limit - 1]
        return Found(found[:limit], Cursor(last[0], last[1]))
    return Found(found, end)


def _way(connection: Connection, wanted: JournalFilter, before: Cursor | None) -> _Way | None:
    """Return how to look for it; None where there can be none."""
    times, like = (*_times(wanted), *_started(before)), _like(wanted)
    home = None if wanted.apartment is None else _household(connection, wanted.apartment)
    if wanted.apartment is not None and home is None:
        return None
    if wanted.plate is not None:
        found = plates.fitting(connection, wanted.plate, alike=wanted.alike, most=MOST_PLATES)
        if found is not None and not found:
            return None
        if found is not None and _few(connection, found, times):
            own = () if home is None else (_alone(passages.c.household) == home,)
            return _Way((_ROWID.in_(_of_plates(found, times)),), (*like, *own), few=True)
        like = (*like, _of_pattern(wanted.plate, alike=wanted.alike))
    own = () if home is None else (passages.c.household == home,)
    return _Way((*own, *times), like)


def _end(connection: Connection, way: _Way, budget: int) -> Cursor | None:
    """Return where one page's search ends, None where the log, or what is wanted of it, ends before."""
    query = select(passages.c.captured_at, passages.c.id).where(*way.within)
    row = connection.execute(query.order_by(*_NEWEST).limit(1).offset(budget - 1)).first()
    return None if row is None else Cursor(row[0], row[1])


def _few(connection: Connection, found: Sequence[str], times: Conditions) -> bool:
    """Tell whether so few rows have these plates that each may be looked at."""
    return all(
        connection.execute(
            select(func.count()).select_from(
                select(literal(1)).where(column.in_(_each(found)), *times).limit(MOST_ROWS + 1).subquery()
            )
        ).scalar_one()
        <= MOST_ROWS
        for column in (passages.c.plate, passages.c.listed_plate)
    )


def _of_plates(found: Sequence[str], times: Conditions) -> Select[tuple[int]]:
    read, taken = (
        select(_ROWID.label("at")).where(column.in_(_each(found)), *times)
        for column in (passages.c.plate, passages.c.listed_plate)
    )
    at: ColumnElement[int] = literal_column("at")
    return select(at).select_from(union(read, taken).subquery())


def _of_pattern(pattern: str, *, alike: bool) -> ColumnElement[bool]:
    both = _alone(passages.c.plate), _alone(passages.c.listed_plate)
    if alike:
        fits = select(known.c.plate).where(known.c.skeleton.op("GLOB")(skeleton(pattern)))
        return or_(*(column.in_(fits) for column in both))
    return or_(*(column.op("GLOB")(pattern) for column in both))


def _like(wanted: JournalFilter) -> Conditions:
    asked = (
        (passages.c.gate, wanted.gate),
        (passages.c.verdict, wanted.verdict),
        (passages.c.reason, wanted.reason),
        (passages.c.outcome, wanted.outcome),
        (passages.c.source, wanted.source),
    )
    return tuple(_alone(column) == str(value) for column, value in asked if value is not None)


def _times(wanted: JournalFilter) -> Conditions:
    since = () if wanted.since is None else (passages.c.captured_at >= wanted.since,)
    until = () if wanted.until is None else (passages.c.captured_at < wanted.until,)
    return (*since, *until)


def _household(connection: Connection, apartment: str) -> int | None:
    return connection.execute(select(households.c.id).where(households.c.apartment == apartment)).scalar()


def _started(before: Cursor | None) -> Conditions:
    return () if before is None else (_place() < _at(before),)


def _place() -> Tuple:
    return tuple_(passages.c.captured_at, passages.c.id)


def _at(cursor: Cursor) -> Tuple:
    return tuple_(literal(cursor.captured_at, passages.c.captured_at.type), literal(cursor.id))


def _each(texts: Sequence[str]) -> Select[tuple[str]]:
    return select(func.json_each(json.dumps(list(texts))).table_valued("value").c.value)


def _alone[T](column: Column[T]) -> ColumnElement[T]:
    """Return a column by which SQLite looks nothing up: without statistics it may sort a year for a gate's index."""
    return literal_column(f"+passages.{column.name}", column.type)
