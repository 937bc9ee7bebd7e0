"""Traces of a vehicle or a household, found and taken away a little at a time."""

from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    Update,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)

from ..core.erasure import KINDS, Counts, Receipt, Target
from ..core.model import LogEntry
from . import passages as log
from .schema import (
    applications,
    asks,
    blocklist,
    households,
    notes,
    passages,
    passes,
    password_links,
    plates,
    receipts,
    residents,
    slots,
    stays,
    vehicles,
)

BATCH: Final = 200
"""Rows in one transaction."""
NEWEST: Final = 100


def target(connection: Connection, plate: str | None, apartment: str | None) -> Target:
    """Return whose traces are meant: a household's vehicles are its own."""
    home = connection.execute(select(households.c.id).where(households.c.apartment == apartment)).scalar()
    own = connection.execute(select(vehicles.c.plate).where(vehicles.c.household == home)).scalars()
    found = sorted({*own, *([plate] if plate else [])})
    return Target(tuple(found), home, apartment if home is not None else None)


def count(connection: Connection, whose: Target) -> dict[str, int]:
    """Return how much there is of each kind that an index finds."""
    logged = select(passages.c.id).where(_logged(whose))
    found = dict.fromkeys(KINDS, 0)
    wanted: tuple[tuple[str, Table, ColumnElement[bool]], ...] = (
        ("passages", passages, _logged(whose)),
        ("stays", stays, _of(stays, whose)),
        ("vehicles", vehicles, _of(vehicles, whose)),
        ("passes", passes, _passes(whose)),
        ("asks", asks, or_(asks.c.passage.in_(logged), asks.c.household == whose.household)),
        ("applications", applications, applications.c.id.in_([one for one, _ in applied(connection, whose)])),
        ("residents", residents, residents.c.household == whose.household),
        ("places", slots, slots.c.household == whose.household),
        ("households", households, households.c.id == whose.household),
        ("notes", notes, notes.c.passage.in_(logged)),
        ("plates", plates, plates.c.plate.in_(whose.plates)),
        ("blocks_kept", blocklist, blocklist.c.plate.in_(whose.plates)),
    )
    for kind, table, which in wanted:
        found[kind] = connection.execute(select(func.count()).select_from(table).where(which)).scalar_one()
    pictured = (passages.c.frame, passages.c.plate_picture)
    found["pictures"] = sum(
        connection.execute(select(func.count()).where(_logged(whose), picture)).scalar_one() for picture in pictured
    )
    found["documents"] = sum(document is not None for _, document in applied(connection, whose))
    return found


def some_passages(connection: Connection, whose: Target) -> Sequence[LogEntry]:
    """Return some of the passages."""
    return log.some(connection, (_logged(whose),), BATCH)


def delete_passages(connection: Connection, ids: Sequence[str]) -> None:
    """Delete passages, and with them their asks, notes and resolutions."""
    connection.execute(delete(passages).where(passages.c.id.in_(ids)))


def readings(connection: Connection, whose: Target, above: int, most: int) -> tuple[Sequence[str], int | None]:
    """Return the passages of others, among some by number, that may have been one of the plates, and how far it is."""
    number: ColumnElement[int] = literal_column("passages.rowid")
    last = connection.execute(select(func.max(number)).select_from(passages)).scalar()
    if last is None or above >= last or not whose.plates:
        return (), None
    columns = _text(passages.c.alternatives), passages.c.raw
    named = or_(*(column.contains(plate) for column in columns for plate in whose.plates))
    others = func.coalesce(_logged(whose), 0) == 0
    among = number > above, number <= above + most
    found = connection.execute(select(passages.c.id).where(*among, named, others)).scalars()
    return found.all(), above + most


def forget_readings(connection: Connection, ids: Sequence[str], whose: Target) -> None:
    """Forget of passages that they may have been one of the plates."""
    columns = passages.c.id, passages.c.plate, passages.c.raw, passages.c.alternatives
    for row in connection.execute(select(*columns).where(passages.c.id.in_(ids))).all():
        others = [one for one in row.alternatives if one[0] not in whose.plates]
        raw = row.plate if any(plate in row.raw for plate in whose.plates) else row.raw
        change: Update = update(passages).where(passages.c.id == row.id)
        connection.execute(change.values(alternatives=others, raw=raw))


def forget_stays(connection: Connection, whose: Target) -> None:
    """Forget whose vehicles stood where; that somebody did stays."""
    nobody = {"plate": None, "household": None, "passage": None, "confidence": 0.0, "source": "none"}
    connection.execute(update(stays).where(_of(stays, whose)).values(**nobody))


def applied(connection: Connection, whose: Target) -> Sequence[tuple[int, str | None]]:
    """Return the applications of the apartment, the household, or one of the plates, with their documents."""
    rows = connection.execute(
        select(
            applications.c.id,
            applications.c.document,
            applications.c.household,
            applications.c.apartment,
            applications.c.plates,
        )
    )
    home = whose.apartment.casefold() if whose.apartment else None
    return [
        (row.id, row.document)
        for row in rows
        if (home is not None and (row.household == whose.household or row.apartment.casefold() == home))
        or set(row.plates) & set(whose.plates)
    ]


def forget_people(connection: Connection, whose: Target, gone: Iterable[int]) -> tuple[str, ...]:
    """Delete the household, what it has and what it applied for, and the plates; returns who it was or who applied.

    Guards and the board stay what they are, without a home; users of Home Assistant are not ours to remove.
    """
    home = whose.household
    users = tuple(connection.execute(select(residents.c.user_id).where(residents.c.household == home)).scalars())
    theirs = applications.c.id.in_(list(gone))
    applicants = connection.execute(select(applications.c.user_id).where(theirs, applications.c.user_id.is_not(None)))
    users = tuple(dict.fromkeys((*users, *applicants.scalars())))
    connection.execute(delete(applications).where(theirs))
    connection.execute(delete(passes).where(_passes(whose)))
    connection.execute(delete(vehicles).where(_of(vehicles, whose)))
    connection.execute(delete(plates).where(plates.c.plate.in_(whose.plates)))
    if home is not None:
        connection.execute(delete(asks).where(asks.c.household == home))
        connection.execute(update(slots).where(slots.c.household == home).values(household=None))
        connection.execute(delete(password_links).where(password_links.c.user_id.in_(users)))
        lives_here = residents.c.household == home
        connection.execute(delete(residents).where(lives_here, residents.c.role == "resident"))
        connection.execute(update(residents).where(lives_here).values(household=None, name=None, contact=None))
        connection.execute(delete(households).where(households.c.id == home))
    return users


def add_receipt(connection: Connection, receipt: Receipt) -> None:
    """Keep a receipt."""
    kept = {"id": receipt.id, "at": receipt.at, "user": receipt.user, "reason": receipt.reason}
    connection.execute(insert(receipts).values(**kept, counts=dict(receipt.counts)))


def list_receipts(connection: Connection) -> tuple[Receipt, ...]:
    """Return the newest receipts, newest first."""
    rows = connection.execute(select(receipts).order_by(receipts.c.at.desc(), receipts.c.id).limit(NEWEST))
    return tuple(Receipt(row.id, row.at, row.user, row.reason, _counts(row.counts)) for row in rows)


def _counts(kept: Counts) -> Counts:
    return {kind: int(number) for kind, number in kept.items()}


def _logged(whose: Target) -> ColumnElement[bool]:
    by_plate = passages.c.plate.in_(whose.plates) | passages.c.listed_plate.in_(whose.plates)
    return by_plate if whose.household is None else by_plate | (passages.c.household == whose.household)


def _of(table: Table, whose: Target) -> ColumnElement[bool]:
    by_plate: ColumnElement[bool] = table.c.plate.in_(whose.plates)
    return by_plate if whose.household is None else by_plate | (table.c.household == whose.household)


def _passes(whose: Target) -> ColumnElement[bool]:
    own = select(vehicles.c.id).where(_of(vehicles, whose))
    return _of(passes, whose) | passes.c.vehicle.in_(own)


def _text(column: ColumnElement[object]) -> ColumnElement[str]:
    return literal_column(f"passages.{column.key}")
