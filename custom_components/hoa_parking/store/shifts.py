"""Who was at the gate, and when."""

from datetime import datetime

from sqlalchemy import Connection, RowMapping, insert, select, update

from ..core.guard import Shift
from .schema import shifts


def now_on(connection: Connection) -> Shift | None:
    """Return the shift that has not ended."""
    row = connection.execute(select(shifts).where(shifts.c.until.is_(None)).order_by(shifts.c.id.desc()).limit(1))
    return _first(row.mappings().first())


def last_over(connection: Connection) -> Shift | None:
    """Return the shift that ended last."""
    row = connection.execute(select(shifts).where(shifts.c.until.is_not(None)).order_by(shifts.c.id.desc()).limit(1))
    return _first(row.mappings().first())


def newest(connection: Connection, limit: int) -> tuple[Shift, ...]:
    """Return the newest shifts, newest first."""
    rows = connection.execute(select(shifts).order_by(shifts.c.id.desc()).limit(limit)).mappings()
    return tuple(_shift(row) for row in rows)


def begin(connection: Connection, user: str, at: datetime) -> None:
    """Begin a shift."""
    connection.execute(insert(shifts).values(user=user, since=at))


def end(connection: Connection, at: datetime, note: str | None) -> None:
    """End whatever shift has not ended."""
    connection.execute(update(shifts).where(shifts.c.until.is_(None)).values(until=at, note=note))


def _first(row: RowMapping | None) -> Shift | None:
    return None if row is None else _shift(row)


def _shift(row: RowMapping) -> Shift:
    return Shift(row["user"], row["since"], row["until"], row["note"])
