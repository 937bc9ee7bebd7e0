"""Every plate that the log knows, for whoever searches it."""

from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert as upsert

from ..core.plates import skeleton
from .schema import plates


def note(connection: Connection, plate: str) -> None:
    """Remember a plate that was read."""
    connection.execute(upsert(plates).values(plate=plate, skeleton=skeleton(plate)).on_conflict_do_nothing())
