"""What is over: guests' passes, shifts, links, and plates that the log no longer has."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from .schema import passages, passes, password_links, plates, shifts


def delete_passes(connection: Connection, before: datetime, most: int) -> int:
    """Delete some guests' passes that ended before a time; returns how many."""
    over = func.coalesce(passes.c.ended_at, passes.c.valid_until, type_=passes.c.ended_at.type)
    old = select(passes.c.id).where(passes.c.household.is_not(None), over < before).limit(most)
    return connection.execute(delete(passes).where(passes.c.id.in_(old))).rowcount


def delete_shifts(connection: Connection, before: datetime, most: int) -> int:
    """Delete some shifts that ended before a time; returns how many."""
    old = select(shifts.c.id).where(shifts.c.until < before).limit(most)
    return connection.execute(delete(shifts).where(shifts.c.id.in_(old))).rowcount


def delete_links(connection: Connection, before: datetime, most: int) -> int:
    """Delete some links that ran out before a time; returns how many."""
    old = select(password_links.c.user_id).where(password_links.c.expires_at < before).limit(most)
    return connection.execute(delete(password_links).where(password_links.c.user_id.in_(old))).rowcount


def plates_after(connection: Connection, plate: str, most: int) -> Sequence[tuple[str, bool]]:
    """Return the next known plates by their letters, each with whether the log still has it."""
    there = (
        select(passages.c.id).where(passages.c.plate == plates.c.plate).exists()
        | select(passages.c.id).where(passages.c.listed_plate == plates.c.plate).exists()
    )
    rows = connection.execute(
        select(plates.c.plate, there).where(plates.c.plate > plate).order_by(plates.c.plate).limit(most)
    )
    return [(row[0], bool(row[1])) for row in rows]


def forget_plates(connection: Connection, gone: Sequence[str]) -> int:
    """Forget those of some plates that the log does not have; returns how many."""
    there = (
        select(passages.c.id).where(passages.c.plate == plates.c.plate).exists()
        | select(passages.c.id).where(passages.c.listed_plate == plates.c.plate).exists()
    )
    return connection.execute(delete(plates).where(plates.c.plate.in_(gone), ~there)).rowcount
