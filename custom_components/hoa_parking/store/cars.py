"""A household's own vehicles: where each of them is, whether it is guarded, and who looked for it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, exists, func, select, update

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

type Guest = tuple[str, datetime, datetime]
"""A guest's plate, and since and until when it was expected."""


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
    """Return who looked since a time for a household's vehicles, or for its guests' while they were, newest first."""
    own = frozenset(connection.execute(select(vehicles.c.plate).where(vehicles.c.household == household)).scalars())
    guests = _guests(connection, household, since)
    if not own and not guests:
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
        if (plate := sought(_theirs(own, guests, at), subject, alike=detail == LOOK_ALIKES)) is not None
    )
    return tuple(lookup for lookup, _ in zip(seen, range(SHOWN), strict=False))


def _guests(connection: Connection, household: int, since: datetime) -> Sequence[Guest]:
    """Return whom a household expected since a time; never a vehicle of another household, whatever pass it has."""
    end = func.coalesce(passes.c.ended_at, passes.c.valid_until, type_=passes.c.valid_until.type)
    others = exists().where(vehicles.c.plate == passes.c.plate, vehicles.c.household != household)
    rows = connection.execute(
        select(passes.c.plate, passes.c.made_at, end)
        .where(passes.c.household == household, passes.c.plate.is_not(None), end >= since, ~others)
        .order_by(passes.c.id.desc())
    )
    return [(row[0], row[1], row[2]) for row in rows]


def _theirs(own: frozenset[str], guests: Sequence[Guest], at: datetime) -> frozenset[str]:
    return own.union(plate for plate, begin, end in guests if begin <= at <= end)


def _last_passed(connection: Connection, plate: str) -> LogEntry | None:
    newest = log.some(connection, (passages.c.listed_plate == plate,), NEWEST)
    return next((entry for entry in newest if got_through(entry)), None)
