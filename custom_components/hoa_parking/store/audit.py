"""What people did, in the order they did it."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from ..core.model import AuditEntry
from .schema import audit


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


def delete_before(connection: Connection, before: datetime, most: int) -> int:
    """Delete some entries from before a time; returns how many."""
    old = select(audit.c.id).where(audit.c.at < before).limit(most)
    return connection.execute(delete(audit).where(audit.c.id.in_(old))).rowcount
