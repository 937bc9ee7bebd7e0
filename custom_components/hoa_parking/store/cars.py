"""A household's own vehicles: where each of them is, whether it is guarded, and who looked for it."""

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select, update

from ..core.cars import Car, Lookup, found, sought
from ..core.journal import LOOK_ALIKES
from ..core.model import LogEntry
from ..core.standing import got_through
from . import passages as log
from .schema import audit, passages, passes, vehicles
from .stays import standing_of

NEWEST: Final = 20
"""A vehicle that got through in none of so many of its newest passages is nowhere that we know of."""
LOOKUPS: Final = 2_000
SHOWN: Final = 50


def of_household(connection: Connection, household: int) -> tuple[Car, ...]:
    """Return a household's vehicles by plate, with where they are."""
    rows = connection.execute(
        select(vehicles.c.plate, vehicles.c.note, vehicles.c.guarded, passes.c.valid_until)
        .join(passes, passes.c.vehicle == vehicles.c.id)
        .where(vehicles.c.household == household)
        .order_by(vehicles.c.plate, passes.c.id)
    ).all()
    stands = standing_of(connection, [row.plate for row in rows])
    return tuple(found(Car(*row), _last_passed(connection, row.plate), stands.get(row.plate)) for row in rows)


def guard(connection: Connection, household: int, plate: str, *, on: bool) -> bool:
    """Have a household asked before its vehicle leaves, or no more; returns whether the vehicle is theirs."""
    theirs = vehicles.c.household == household, vehicles.c.plate == plate
    return connection.execute(update(vehicles).where(*theirs).values(guarded=on)).rowcount > 0


def lookups(connection: Connection, household: int, since: datetime) -> tuple[Lookup, ...]:
    """Return who looked since a time for a household's vehicles or its guests', newest first."""
    own = select(vehicles.c.plate).where(vehicles.c.household == household)
    guests = select(passes.c.plate).where(passes.c.household == household, passes.c.plate.is_not(None))
    plates = frozenset(connection.execute(own.union(guests)).scalars())
    if not plates:
        return ()
    rows = connection.execute(
        select(audit.c.at, audit.c.user, audit.c.subject, audit.c.detail)
        .where(audit.c.action == "vehicle_looked_up", audit.c.at >= since)
        .order_by(audit.c.at.desc(), audit.c.id.desc())
        .limit(LOOKUPS)
    )
    seen = (
        Lookup(at, user, plate)
        for at, user, subject, detail in rows
        if (plate := sought(plates, subject, alike=detail == LOOK_ALIKES)) is not None
    )
    return tuple(lookup for lookup, _ in zip(seen, range(SHOWN), strict=False))


def _last_passed(connection: Connection, plate: str) -> LogEntry | None:
    newest = log.some(connection, (passages.c.listed_plate == plate,), NEWEST)
    return next((entry for entry in newest if got_through(entry)), None)
