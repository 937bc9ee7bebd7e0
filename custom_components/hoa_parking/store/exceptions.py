"""Refused and failed passages that wait for a guard, and what guards did with them."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Integer, and_, case, cast, delete, func, or_, select
from sqlalchemy.dialects.sqlite import insert as upsert

from ..core.guard import (
    MOST_WAITING,
    SAME_VEHICLE,
    WAITS_FOR,
    Asking,
    Counts,
    Exceptional,
    Resolution,
    ResolutionAnswer,
)
from ..core.model import LogEntry, Outcome, Source, Verdict
from . import passages as log
from .schema import asks, passages, resolutions

BY_HAND = "by_hand"


def waiting(connection: Connection, now: datetime) -> tuple[Exceptional, ...]:
    """Return the newest passages that wait for a guard, newest first."""
    found = log.some(connection, _waiting(now), MOST_WAITING)
    asked = _asking(connection, [entry.passage.id for entry in found], now)
    return tuple(Exceptional(entry, asked.get(entry.passage.id)) for entry in found)


def waits(connection: Connection, passage: str, now: datetime) -> bool:
    """Tell whether a passage waits for a guard."""
    found = select(passages.c.id).where(passages.c.id == passage, *_waiting(now))
    return connection.execute(found).first() is not None


def twins(connection: Connection, entry: LogEntry, now: datetime) -> tuple[str, ...]:
    """Return the other waiting passages that are the same vehicle at the same gate, told again."""
    passage = entry.passage
    near = passages.c.captured_at.between(passage.captured_at - SAME_VEHICLE, passage.captured_at + SAME_VEHICLE)
    same = and_(near, passages.c.gate == entry.gate, passages.c.plate == passage.plate.text)
    rows = connection.execute(select(passages.c.id).where(same, passages.c.id != passage.id, *_waiting(now)))
    return tuple(rows.scalars())


def resolve(connection: Connection, passage: str, resolution: Resolution) -> bool:
    """Write a guard's word on a passage; returns whether nobody had given theirs before."""
    written = connection.execute(
        upsert(resolutions)
        .values(
            passage=passage,
            answer=resolution.answer.value,
            reason=resolution.reason,
            user=resolution.user,
            at=resolution.at,
        )
        .on_conflict_do_nothing()
    )
    return written.rowcount > 0


def unresolve(connection: Connection, some: Iterable[str]) -> None:
    """Take words back that came to nothing: the passages wait again."""
    connection.execute(delete(resolutions).where(resolutions.c.passage.in_(list(some))))


def unfinished(connection: Connection, since: datetime) -> tuple[tuple[str, str, str | None], ...]:
    """Return passage, plate and guard of openings that were said since a time and never came to the gate.

    The same vehicle told again is resolved in the same moment, and the gate opens for one of them.
    """
    other, its = resolutions.alias(), passages.alias()
    together = and_(other.c.at == resolutions.c.at, other.c.user.is_not_distinct_from(resolutions.c.user))
    opened = select(its.c.id).join(other, other.c.passage == its.c.id).where(together, its.c.opened_at.is_not(None))
    rows = connection.execute(
        select(passages.c.id, passages.c.plate, resolutions.c.user)
        .join(resolutions, resolutions.c.passage == passages.c.id)
        .where(resolutions.c.answer == ResolutionAnswer.OPEN.value, resolutions.c.at > since, ~opened.exists())
    )
    return tuple((row[0], row[1], row[2]) for row in rows)


def resolution(connection: Connection, passage: str) -> Resolution | None:
    """Return a guard's word on a passage."""
    columns = resolutions.c.answer, resolutions.c.reason, resolutions.c.user, resolutions.c.at
    row = connection.execute(select(*columns).where(resolutions.c.passage == passage)).first()
    return None if row is None else Resolution(ResolutionAnswer(row[0]), row[1], row[2], row[3])


def counts(connection: Connection, since: datetime) -> Counts:
    """Return what went on at the gates since a time."""
    opened = passages.c.outcome == Outcome.OPENED.value
    by_hand = or_(
        and_(opened, passages.c.outcome_reason == BY_HAND),
        passages.c.source == Source.MANUAL.value,
    )
    row = connection.execute(
        select(
            func.count(),
            _number(opened),
            _number(and_(passages.c.verdict == Verdict.REFUSE.value, ~opened)),
            _number(by_hand),
        ).where(passages.c.captured_at >= since, passages.c.gate.is_not(None))
    ).one()
    return Counts(*row)


def _waiting(now: datetime) -> tuple[ColumnElement[bool], ...]:
    stopped = (Outcome.FAILED.value, Outcome.INTERRUPTED.value)
    said = select(resolutions.c.passage).where(resolutions.c.passage == passages.c.id).exists()
    return (
        passages.c.captured_at > now - WAITS_FOR,
        passages.c.gate.is_not(None),
        or_(passages.c.verdict == Verdict.REFUSE.value, passages.c.outcome.in_(stopped)),
        # Whom somebody has just let in waits for nobody, unless their gate fails.
        passages.c.outcome.not_in((Outcome.OPENED.value, Outcome.PENDING.value)),
        ~said,
    )


def _asking(connection: Connection, some: Iterable[str], now: datetime) -> Mapping[str, Asking]:
    still = and_(asks.c.answer.is_(None), asks.c.until > now)
    rows = connection.execute(
        select(asks.c.passage, func.max(asks.c.until, type_=asks.c.until.type), _number(asks.c.answer.is_not(None)))
        .where(asks.c.passage.in_(list(some)))
        .group_by(asks.c.passage)
        .having(_number(still) > 0)
    )
    return {row[0]: Asking(row[1], row[2]) for row in rows}


def _number(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(cast(case((which, 1), else_=0), Integer)), 0)
