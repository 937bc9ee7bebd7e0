"""How many vehicles the zones hold that their gates count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from .schema import counts


@dataclass(frozen=True, slots=True)
class Count:
    """How many vehicles a zone holds; a person last said so `at` a time, and gates have counted since."""

    occupied: int
    at: datetime


def all_of(connection: Connection) -> Mapping[str, Count]:
    """Return every zone's count that was ever set."""
    return {row.zone: Count(row.occupied, row.at) for row in connection.execute(select(counts))}


def put(connection: Connection, zone: str, count: Count, user: str | None) -> None:
    """Keep what a person says."""
    values = {"at": count.at, "occupied": count.occupied, "user": user}
    connection.execute(
        upsert(counts).values(zone=zone, **values).on_conflict_do_update(index_elements=["zone"], set_=values)
    )


def move(connection: Connection, zone: str, occupied: int) -> None:
    """Keep what gates have counted."""
    connection.execute(update(counts).where(counts.c.zone == zone).values(occupied=occupied))
