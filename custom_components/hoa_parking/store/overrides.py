"""What guards say of slots, against what cameras see."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, false, select
from sqlalchemy.dialects.sqlite import insert as upsert

from ..core.places import Override
from .schema import overrides


def all_of(connection: Connection) -> Mapping[str, Override]:
    """Return every override by its slot."""
    rows = connection.execute(select(overrides))
    return {str(row.slot): Override(str(row.slot), *row[1:]) for row in rows}


def put(connection: Connection, override: Override) -> None:
    """Keep an override, in place of the slot's last one."""
    values = {
        "occupied": override.occupied,
        "reason": override.reason,
        "user": override.user,
        "at": override.at,
        "hold": override.hold,
    }
    connection.execute(
        upsert(overrides)
        .values(slot=int(override.slot), **values)
        .on_conflict_do_update(index_elements=["slot"], set_=values)
    )


def remove(connection: Connection, slot: str) -> None:
    """End a slot's override."""
    connection.execute(delete(overrides).where(overrides.c.slot == int(slot)))


def end_seen(connection: Connection, changed: Collection[str], at: datetime) -> frozenset[str]:
    """End those overrides that stand until a camera sees a change: it has, of these slots; returns which ended."""
    if not changed:
        return frozenset()
    rows = connection.execute(
        delete(overrides)
        .where(overrides.c.slot.in_([int(slot) for slot in changed]), overrides.c.hold == false(), overrides.c.at < at)
        .returning(overrides.c.slot)
    )
    return frozenset(str(row.slot) for row in rows)
