"""Whole lists of vehicles and of guests' passes, read and written in a few statements."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from ..core.lists import PassRow, VehicleRow
from ..core.passes import PassKind
from .passes import read_schedule, written_schedule
from .schema import households, passes, vehicles

_GUESTS: Final = passes.c.kind != PassKind.RESIDENT.value


def listed_vehicles(connection: Connection) -> dict[str, VehicleRow]:
    """Return every vehicle on the list by its plate."""
    rows = connection.execute(
        select(households.c.apartment, vehicles.c.plate, vehicles.c.note, passes.c.valid_from, passes.c.valid_until)
        .join(households, vehicles.c.household == households.c.id)
        .outerjoin(passes, passes.c.vehicle == vehicles.c.id)
        .order_by(passes.c.id)
    )
    return {row[1]: VehicleRow(0, *row) for row in rows}


def open_passes(connection: Connection, now: datetime) -> dict[int, PassRow]:
    """Return the guests' passes with a plate on which somebody may still come, by id."""
    rows = connection.execute(
        select(passes, households.c.apartment)
        .join(households, passes.c.household == households.c.id)
        .where(_GUESTS, passes.c.plate.is_not(None), passes.c.ended_at.is_(None), passes.c.valid_until > now)
        .where(or_(passes.c.once.is_(False), passes.c.used_at.is_(None)))
        .order_by(passes.c.id)
    ).mappings()
    return {
        row["id"]: PassRow(
            0,
            row["apartment"],
            PassKind(row["kind"]),
            row["plate"],
            row["note"],
            row["valid_from"],
            row["valid_until"],
            read_schedule(row["schedule"]),
            row["once"],
        )
        for row in rows
    }


def put_vehicles(connection: Connection, rows: Sequence[VehicleRow]) -> None:
    """Put vehicles on the list, or change them where they are there for the same apartment."""
    if not rows:
        return
    homes = _homes(connection, {row.apartment for row in rows})
    new = upsert(vehicles)
    connection.execute(
        new.on_conflict_do_update(index_elements=["plate"], set_={"note": new.excluded.note}),
        [{"plate": row.plate, "household": homes[row.apartment], "note": row.note} for row in rows],
    )
    ids = {row[0]: row[1] for row in connection.execute(select(vehicles.c.plate, vehicles.c.id))}
    connection.execute(
        delete(passes).where(passes.c.vehicle == bindparam("of")), [{"of": ids[row.plate]} for row in rows]
    )
    connection.execute(
        insert(passes),
        [
            {
                "vehicle": ids[row.plate],
                "kind": PassKind.RESIDENT.value,
                "valid_from": row.valid_from,
                "valid_until": row.valid_until,
            }
            for row in rows
        ],
    )


def put_passes(
    connection: Connection, new: Sequence[PassRow], changed: Mapping[int, PassRow], user: str | None, at: datetime
) -> None:
    """Write new passes, and change some by id."""
    homes = _homes(connection, {row.apartment for row in new})
    if new:
        made = {"made_by": user, "made_at": at}
        connection.execute(
            insert(passes),
            [_values(row) | made | {"household": homes[row.apartment], "kind": row.kind.value} for row in new],
        )
    if changed:
        connection.execute(
            update(passes)
            .where(passes.c.id == bindparam("which"))
            .values({column: bindparam(f"new_{column}") for column in _values(next(iter(changed.values())))}),
            [
                {"which": pass_id, **{f"new_{column}": value for column, value in _values(row).items()}}
                for pass_id, row in changed.items()
            ],
        )


def _values(row: PassRow) -> dict[str, object]:
    return {
        "plate": row.plate,
        "note": row.note,
        "valid_from": row.valid_from,
        "valid_until": row.valid_until,
        "schedule": written_schedule(row.schedule),
        "once": row.once,
    }


def _homes(connection: Connection, apartments: Iterable[str]) -> dict[str, int]:
    """Return the households of some apartments, making those that are not there."""
    wanted = [{"apartment": apartment} for apartment in sorted(apartments)]
    if wanted:
        connection.execute(upsert(households).on_conflict_do_nothing(), wanted)
    return {row[0]: row[1] for row in connection.execute(select(households.c.apartment, households.c.id))}
