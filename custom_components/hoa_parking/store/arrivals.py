"""Who came in lately, as the passage log tells, and whose vehicles they are."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, func, select

from ..core.model import Direction
from ..core.places import Slot
from ..core.standing import GUESSING, Candidate, crossing, got_through, to_park, weigh
from . import passages as log, stays
from .schema import households, passages, vehicles

MOST: Final = 500
_KNOWN_AS: Final = func.coalesce(passages.c.listed_plate, passages.c.plate)


def candidates(connection: Connection, slot: Slot, at: datetime, standing: Collection[str]) -> tuple[Candidate, ...]:
    """Return which vehicles may stand on a slot taken at `at`, but for those standing elsewhere; likeliest first."""
    at_gates, began = passages.c.captured_at, at - GUESSING.window
    came = log.some(
        connection, (at_gates >= began, at_gates <= at, passages.c.direction == Direction.ENTRY.value), MOST
    )
    plates = sorted({entry.listed_plate or entry.passage.plate.text for entry in came})
    left = log.some(
        connection,
        (at_gates >= began, passages.c.direction == Direction.EXIT.value, _KNOWN_AS.in_(plates)),
        MOST,
    )
    crossings = [crossing(entry) for entry in (*came, *left) if got_through(entry)]
    arrived = to_park(crossings, at, standing)
    return weigh(arrived, at, slot.household, stays.habits(connection, slot.id, plates) if arrived else {})


def household_of(connection: Connection, plate: str) -> tuple[int, str] | None:
    """Return the household, and its apartment, that a plate is listed for."""
    row = connection.execute(
        select(households.c.id, households.c.apartment)
        .join(vehicles, vehicles.c.household == households.c.id)
        .where(vehicles.c.plate == plate)
    ).first()
    return None if row is None else (row[0], row[1])


def vehicles_of(connection: Connection, household: int) -> tuple[str, ...]:
    """Return the plates listed for a household."""
    rows = connection.execute(
        select(vehicles.c.plate).where(vehicles.c.household == household).order_by(vehicles.c.plate)
    )
    return tuple(rows.scalars())
