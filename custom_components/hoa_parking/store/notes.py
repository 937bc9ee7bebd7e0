"""What people wrote on passages."""

from sqlalchemy import Connection, func, insert, select

from ..core.guard import Note
from .schema import notes


def add(connection: Connection, passage: str, note: Note) -> None:
    """Write a note."""
    connection.execute(insert(notes).values(passage=passage, at=note.at, user=note.user, text=note.text))


def of_passage(connection: Connection, passage: str) -> tuple[Note, ...]:
    """Return the notes on a passage, in the order they were written."""
    columns = notes.c.at, notes.c.user, notes.c.text
    rows = connection.execute(select(*columns).where(notes.c.passage == passage).order_by(notes.c.id))
    return tuple(Note(*row) for row in rows)


def count(connection: Connection, passage: str) -> int:
    """Return how many notes a passage has."""
    return connection.execute(select(func.count()).where(notes.c.passage == passage)).scalar_one()
