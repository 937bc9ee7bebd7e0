"""Which of Home Assistant's users we made, and what ends with them."""

from datetime import datetime

from sqlalchemy import Connection, func, or_, select, update

from .schema import passes, residents, vehicles


def mark_made(connection: Connection, user_id: str) -> None:
    """Note that we made a user who is linked."""
    connection.execute(update(residents).where(residents.c.user_id == user_id).values(made=True))


def is_made(connection: Connection, user_id: str) -> bool:
    """Tell whether we made a user."""
    return bool(connection.execute(select(residents.c.made).where(residents.c.user_id == user_id)).scalar())


def is_left(connection: Connection, household: int) -> bool:
    """Tell whether a household has no user any more."""
    here = select(func.count()).select_from(residents).where(residents.c.household == household)
    return connection.execute(here).scalar_one() == 0


def end_given(connection: Connection, user_id: str, household: int, now: datetime) -> int:
    """End the passes that somebody gave to a household's guests; returns how many were good until then."""
    theirs = passes.c.household == household, passes.c.made_by == user_id
    good = passes.c.ended_at.is_(None), passes.c.valid_until > now
    return connection.execute(update(passes).where(*theirs, *good).values(ended_at=now)).rowcount


def end_passes(connection: Connection, household: int, now: datetime) -> int:
    """End every pass of a household, its vehicles' and its guests'; returns how many were good until then."""
    cars = select(vehicles.c.id).where(vehicles.c.household == household)
    good = or_(passes.c.valid_until.is_(None), passes.c.valid_until > now)
    resident = passes.c.vehicle.in_(cars), good
    guest = passes.c.household == household, passes.c.ended_at.is_(None), good
    ended = connection.execute(update(passes).where(*resident).values(valid_until=now)).rowcount
    return ended + connection.execute(update(passes).where(*guest).values(ended_at=now)).rowcount
