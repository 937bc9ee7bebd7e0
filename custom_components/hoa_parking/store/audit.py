"""What people did, in the order they did it."""

from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select

from ..core.activity import Activity, ActivityFilter, ActivityPage
from ..core.model import AuditEntry
from .schema import audit

BUDGET: Final = 100_000
"""Numbers that one page looks at, at most, on its way back."""
MOST_USERS: Final = 500


def add(connection: Connection, entry: AuditEntry) -> None:
    """Write what a person did."""
    connection.execute(
        insert(audit).values(
            at=entry.at, user=entry.user, action=entry.action, subject=entry.subject, detail=entry.detail
        )
    )


def newest(connection: Connection, limit: int) -> tuple[AuditEntry, ...]:
    """Return the newest entries, newest first."""
    rows = connection.execute(
        select(audit.c.at, audit.c.user, audit.c.action, audit.c.subject, audit.c.detail)
        .order_by(audit.c.at.desc(), audit.c.id.desc())
        .limit(limit)
    )
    return tuple(AuditEntry(*row) for row in rows)


def page(
    connection: Connection, wanted: ActivityFilter, before: int | None, limit: int, budget: int = BUDGET
) -> ActivityPage:
    """Return the entries numbered below `before` that are wanted, by number: newest first."""
    first, last = connection.execute(select(func.min(audit.c.id), func.max(audit.c.id))).one()
    if first is None:
        return ActivityPage((), None)
    top = min(last + 1, before if before is not None else last + 1)
    bottom = max(first, top - budget)
    rows = connection.execute(
        select(audit.c.id, audit.c.at, audit.c.user, audit.c.action, audit.c.subject, audit.c.detail)
        .where(audit.c.id < top, audit.c.id >= bottom, *_wanted(wanted))
        .order_by(audit.c.id.desc())
        .limit(limit + 1)
    ).all()
    entries = tuple(Activity(row[0], AuditEntry(*row[1:])) for row in rows[:limit])
    if len(rows) > limit:
        return ActivityPage(entries, entries[-1].id)
    return ActivityPage(entries, bottom if bottom > first else None)


def users(connection: Connection) -> tuple[str, ...]:
    """Return who did anything."""
    rows = connection.execute(select(audit.c.user).where(audit.c.user.is_not(None)).distinct().limit(MOST_USERS))
    return tuple(rows.scalars())


def delete_before(connection: Connection, before: datetime, most: int) -> int:
    """Delete some entries from before a time; returns how many."""
    old = select(audit.c.id).where(audit.c.at < before).limit(most)
    return connection.execute(delete(audit).where(audit.c.id.in_(old))).rowcount


def _wanted(wanted: ActivityFilter) -> list[ColumnElement[bool]]:
    which: list[ColumnElement[bool]] = []
    if wanted.since is not None:
        which.append(audit.c.at >= wanted.since)
    if wanted.until is not None:
        which.append(audit.c.at < wanted.until)
    if wanted.user is not None:
        which.append(audit.c.user == wanted.user)
    if wanted.action is not None:
        which.append(audit.c.action == wanted.action)
    if wanted.text is not None:
        columns = audit.c.subject, audit.c.detail
        which.append(or_(*(column.icontains(wanted.text, autoescape=True) for column in columns)))
    return which
