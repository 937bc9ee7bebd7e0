"""How full each zone was, by change."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, delete, select, tuple_
from sqlalchemy.dialects.sqlite import insert as upsert

from ..core.places import Level
from .schema import levels


def add(connection: Connection, new: Iterable[Level]) -> None:
    """Write levels; one of the same zone and time is replaced."""
    for level in new:
        counts = {
            "total": level.total,
            "free": level.free,
            "occupied": level.occupied,
            "unknown": level.unknown,
        }
        statement = upsert(levels).values(zone=level.zone, at=level.at, **counts)
        connection.execute(statement.on_conflict_do_update(index_elements=["zone", "at"], set_=counts))


def between(connection: Connection, zone: str, since: datetime, until: datetime) -> tuple[Level, ...]:
    """Return a zone's levels of a time, after the one that held when it began."""
    before = select(levels).where(levels.c.zone == zone, levels.c.at < since).order_by(levels.c.at.desc()).limit(1)
    within = (
        select(levels).where(levels.c.zone == zone, levels.c.at >= since, levels.c.at < until).order_by(levels.c.at)
    )
    rows = (*connection.execute(before), *connection.execute(within))
    return tuple(Level(row.zone, row.at, row.total, row.free, row.occupied, row.unknown) for row in rows)


def delete_before(connection: Connection, before: datetime, most: int) -> int:
    """Delete some levels from before a time; returns how many."""
    old = select(levels.c.zone, levels.c.at).where(levels.c.at < before).limit(most)
    return connection.execute(delete(levels).where(tuple_(levels.c.zone, levels.c.at).in_(old))).rowcount
