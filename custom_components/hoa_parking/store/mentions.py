"""Words of people that name a vehicle or an apartment: in the record, and wherever they wrote something."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Column, ColumnElement, Connection, and_, func, literal, or_, select, update

from ..core.erasure import ERASED, OF_APARTMENTS, Target, without
from ..core.journal import is_exact
from .schema import applications, audit, blocklist, notes, overrides, passes, resolutions, shifts, vehicles

FEWEST: Final = 4
"""A pattern with so many letters and digits names a plate."""

_WRITTEN: Final[tuple[Column[str], ...]] = (
    *(notes.c.text, resolutions.c.reason, shifts.c.note, overrides.c.reason, blocklist.c.reason),
    *(passes.c.note, vehicles.c.note, applications.c.note, applications.c.question),
    *(applications.c.answer, applications.c.reason),
)


def record_ends(connection: Connection) -> int:
    """Return the number of the newest entry of the record, 0 where there is none."""
    return connection.execute(select(func.max(audit.c.id))).scalar() or 0


def in_record(connection: Connection, whose: Target, above: int, most: int) -> Sequence[int]:
    """Return the entries of the record, among some by number, that name the plates or the apartment."""
    columns = audit.c.subject, audit.c.detail
    named: list[ColumnElement[bool]] = [
        column.icontains(plate, autoescape=True) for column in columns for plate in whose.plates
    ]
    looked_up = audit.c.action == "vehicle_looked_up"
    named += [and_(looked_up, literal(plate).op("GLOB")(audit.c.subject)) for plate in whose.plates]
    if whose.apartment is not None:
        told = audit.c.action.in_(OF_APARTMENTS)
        named += [and_(told, column.icontains(whose.apartment, autoescape=True)) for column in columns]
    if not named:
        return ()
    rows = connection.execute(
        select(audit).where(audit.c.id > above, audit.c.id <= above + most, or_(*named))
    ).mappings()
    return [row["id"] for row in rows if _cleaned(row["action"], row["subject"], row["detail"], whose) is not None]


def clean_record(connection: Connection, ids: Sequence[int], whose: Target) -> None:
    """Take the plates and the apartment out of entries of the record; who did what when stays."""
    for row in connection.execute(select(audit).where(audit.c.id.in_(ids))).mappings().all():
        after = _cleaned(row["action"], row["subject"], row["detail"], whose)
        if after is not None:
            subject, detail = after
            connection.execute(update(audit).where(audit.c.id == row["id"]).values(subject=subject, detail=detail))


def count_written(connection: Connection, whose: Target) -> int:
    """Return how many words of people name one of the plates."""
    return sum(len(_naming(connection, column, whose)) for column in _WRITTEN)


def clean_written(connection: Connection, whose: Target) -> None:
    """Take the plates out of people's words."""
    for column in _WRITTEN:
        for text in _naming(connection, column, whose):
            table = column.table
            connection.execute(update(table).where(column == text).values({column: without(text, whose.plates)}))


def _naming(connection: Connection, column: Column[str], whose: Target) -> Sequence[str]:
    if not whose.plates:
        return ()
    found = select(column).where(or_(*(column.icontains(plate, autoescape=True) for plate in whose.plates)))
    return [text for text in connection.execute(found).scalars() if without(text, whose.plates) != text]


def _cleaned(action: str, subject: str, detail: str | None, whose: Target) -> tuple[str, str | None] | None:
    """Return an entry's subject and detail without what is erased; None where they name nothing of it."""
    words = (*whose.plates, *([whose.apartment] if whose.apartment and action in OF_APARTMENTS else []))
    pattern = action == "vehicle_looked_up" and not is_exact(subject) and len(subject.translate(_NO_WILD)) >= FEWEST
    after = ERASED if pattern else without(subject, words) or "", without(detail, words)
    return None if after == (subject, detail) else after


_NO_WILD: Final = str.maketrans("", "", "*?")
