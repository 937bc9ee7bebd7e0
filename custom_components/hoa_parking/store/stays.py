"""Who stood where, from when to when."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, RowMapping, Select, delete, func, insert, select, update

from ..core.places import NoticeKind, Stay, StaySource
from .schema import households, stays

CONFIRMED: Final = (StaySource.CLAIMED.value, StaySource.SET.value)
LONGEST_HISTORY: Final = 100
MOST_DWELLS: Final = 50_000


def begin(connection: Connection, stay: Stay, told: Iterable[NoticeKind] = ()) -> Stay:
    """Write a new stay, which ends what was still open on its slot and begins after it; returns it with its id."""
    connection.execute(
        update(stays).where(stays.c.slot == int(stay.slot), stays.c.until.is_(None)).values(until=stay.since)
    )
    # A place that a guard has released and taken back looks taken since before that.
    ended = connection.execute(select(func.max(stays.c.until)).where(stays.c.slot == int(stay.slot))).scalar()
    stay = replace(stay, since=max(stay.since, ended or stay.since))
    values = {"slot": int(stay.slot), "address": stay.address, "zone": stay.zone, "since": stay.since}
    stay_id: int = connection.execute(
        insert(stays).values(**values, **_vehicle(stay), told=_words(told)).returning(stays.c.id)
    ).scalar_one()
    return replace(stay, id=stay_id)


def end(connection: Connection, stay_id: int, until: datetime) -> None:
    """Write when a stay ended."""
    connection.execute(update(stays).where(stays.c.id == stay_id).values(until=until))


def set_vehicle(connection: Connection, stay: Stay) -> None:
    """Write which vehicle a stay is of, and who says so."""
    connection.execute(update(stays).where(stays.c.id == stay.id).values(**_vehicle(stay)))


def set_place(connection: Connection, stay: Stay) -> None:
    """Write how a stay's slot is called now, and its zone."""
    connection.execute(update(stays).where(stays.c.id == stay.id).values(address=stay.address, zone=stay.zone))


def set_told(connection: Connection, stay_id: int, told: Iterable[NoticeKind]) -> None:
    """Write what somebody was told of a stay."""
    connection.execute(update(stays).where(stays.c.id == stay_id).values(told=_words(told)))


def standing(connection: Connection) -> tuple[tuple[Stay, frozenset[NoticeKind]], ...]:
    """Return every stay that has not ended, with what somebody was told of it."""
    rows = connection.execute(_stays().where(stays.c.until.is_(None)).order_by(stays.c.id)).mappings()
    return tuple((_stay(row), frozenset(NoticeKind(kind) for kind in row[stays.c.told])) for row in rows)


def standing_of(connection: Connection, plates: Collection[str]) -> dict[str, Stay]:
    """Return where some vehicles stand now, as far as anybody says."""
    rows = connection.execute(_stays().where(stays.c.until.is_(None), stays.c.plate.in_(sorted(plates)))).mappings()
    return {row[stays.c.plate]: _stay(row) for row in rows}


def of_slot(connection: Connection, slot: str, limit: int) -> tuple[Stay, ...]:
    """Return a slot's stays, newest first."""
    query = _stays().where(stays.c.slot == int(slot)).order_by(stays.c.since.desc(), stays.c.id.desc())
    rows = connection.execute(query.limit(max(1, min(limit, LONGEST_HISTORY)))).mappings()
    return tuple(_stay(row) for row in rows)


def habits(connection: Connection, slot: str, plates: Collection[str]) -> dict[str, int]:
    """Return how many ended stays on a slot somebody confirmed of each of some plates."""
    rows = connection.execute(
        select(stays.c.plate, func.count())
        .where(stays.c.slot == int(slot), stays.c.plate.in_(sorted(plates)))
        .where(stays.c.source.in_(CONFIRMED), stays.c.until.is_not(None))
        .group_by(stays.c.plate)
    )
    return {row[0]: row[1] for row in rows}


def dwell(connection: Connection, zone: str, since: datetime) -> tuple[timedelta, ...]:
    """Return how long the stays in a zone lasted that ended since a time, at most so many of the latest."""
    rows = connection.execute(
        select(stays.c.since, stays.c.until)
        .where(stays.c.zone == zone, stays.c.until >= since)
        .order_by(stays.c.until.desc())
        .limit(MOST_DWELLS)
    )
    return tuple(until - began for began, until in rows)


def delete_before(connection: Connection, before: datetime, most: int) -> int:
    """Delete some ended stays that began before a time; returns how many."""
    old = select(stays.c.id).where(stays.c.since < before, stays.c.until.is_not(None)).limit(most)
    return connection.execute(delete(stays).where(stays.c.id.in_(old))).rowcount


def _words(told: Iterable[NoticeKind]) -> list[str]:
    return sorted(kind.value for kind in told)


def _vehicle(stay: Stay) -> dict[str, object]:
    return {
        "plate": stay.plate,
        "household": stay.household,
        "confidence": stay.confidence,
        "source": stay.source.value,
        "passage": stay.passage,
    }


def _stays() -> Select[tuple[object, ...]]:
    return select(*stays.c, households.c.apartment).outerjoin(households, stays.c.household == households.c.id)


def _stay(row: RowMapping) -> Stay:
    return Stay(
        id=row[stays.c.id],
        slot=str(row[stays.c.slot]),
        address=row[stays.c.address],
        zone=row[stays.c.zone],
        since=row[stays.c.since],
        until=row[stays.c.until],
        plate=row[stays.c.plate],
        household=row[stays.c.household],
        apartment=row[households.c.apartment],
        confidence=row[stays.c.confidence],
        source=StaySource(row[stays.c.source]),
        passage=row[stays.c.passage],
    )
