"""Every plate that the log knows, for whoever searches it."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from ..core.journal import is_exact
from ..core.plates import skeleton
from .schema import plates


def note(connection: Connection, plate: str) -> None:
    """Remember a plate that was read, or that a read was taken for."""
    connection.execute(upsert(plates).values(plate=plate, skeleton=skeleton(plate)).on_conflict_do_nothing())


def fitting(connection: Connection, pattern: str, *, alike: bool, most: int) -> Sequence[str] | None:
    """Return the plates that a pattern asks for; None where there are more than `most`."""
    if is_exact(pattern) and not alike:
        return (pattern,)
    column, wanted = (plates.c.skeleton, skeleton(pattern)) if alike else (plates.c.plate, pattern)
    fits = column == wanted if is_exact(wanted) else column.op("GLOB")(wanted)
    found = connection.execute(select(plates.c.plate).where(fits).limit(most + 1)).scalars().all()
    return None if len(found) > most else found


def forget(connection: Connection, plate: str) -> bool:
    """Forget a plate; returns whether it was known."""
    return connection.execute(delete(plates).where(plates.c.plate == plate)).rowcount > 0
