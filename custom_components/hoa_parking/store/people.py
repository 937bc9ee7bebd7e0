"""Households, residents, vehicles, passes and the block list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, delete, exists, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from ..core.model import Blocked, Pass, Vehicle
from ..core.roles import Role
from . import passes as guests
from .schema import blocklist, households, passes, residents, slots, vehicles


@dataclass(frozen=True, slots=True)
class Resident:
    """A Home Assistant user as we know them."""

    user_id: str
    role: Role
    household: int | None
    apartment: str | None


def household(connection: Connection, apartment: str) -> int:
    """Return the household of an apartment, making it where there is none."""
    connection.execute(upsert(households).values(apartment=apartment).on_conflict_do_nothing())
    found: int = connection.execute(select(households.c.id).where(households.c.apartment == apartment)).scalar_one()
    return found


def apartment(connection: Connection, household_id: int | None) -> str | None:
    """Return a household's apartment."""
    return connection.execute(select(households.c.apartment).where(households.c.id == household_id)).scalar()


def household_at(connection: Connection, apartment: str) -> int | None:
    """Return the household of an apartment, where there is one."""
    return connection.execute(select(households.c.id).where(households.c.apartment == apartment)).scalar()


def add_vehicle(
    connection: Connection,
    plate: str,
    household_id: int,
    valid_from: datetime | None,
    valid_until: datetime | None,
    note: str | None,
) -> None:
    """Put a vehicle on the list, or change it where it is there; another household guards it anew."""
    stays_guarded = and_(vehicles.c.guarded, vehicles.c.household == household_id)
    values = {"household": household_id, "note": note}
    connection.execute(
        upsert(vehicles)
        .values(plate=plate, **values)
        .on_conflict_do_update(index_elements=["plate"], set_=values | {"guarded": stays_guarded})
    )
    vehicle = connection.execute(select(vehicles.c.id).where(vehicles.c.plate == plate)).scalar_one()
    connection.execute(delete(passes).where(passes.c.vehicle == vehicle))
    connection.execute(
        insert(passes).values(vehicle=vehicle, kind="resident", valid_from=valid_from, valid_until=valid_until)
    )


def remove_vehicle(connection: Connection, plate: str) -> bool:
    """Take a vehicle off the list; returns whether it was there."""
    return connection.execute(delete(vehicles).where(vehicles.c.plate == plate)).rowcount > 0


def list_vehicles(connection: Connection) -> tuple[Vehicle, ...]:
    """Return every vehicle on the list, by plate."""
    rows = connection.execute(
        select(
            vehicles.c.id,
            vehicles.c.plate,
            households.c.apartment,
            vehicles.c.note,
            passes.c.valid_from,
            passes.c.valid_until,
        )
        .join(households, vehicles.c.household == households.c.id)
        .join(passes, passes.c.vehicle == vehicles.c.id)
        .order_by(vehicles.c.plate, passes.c.id)
    )
    return tuple(Vehicle(*row) for row in rows)


def welcome(connection: Connection, at: datetime) -> frozenset[str]:
    """Return the plates that may come in at a time or later: with a pass that is not over, and not blocked."""
    kept_out = connection.execute(
        select(blocklist.c.plate).where(blocklist.c.until.is_(None) | (blocklist.c.until > at))
    ).scalars()
    residents_plates = connection.execute(
        select(vehicles.c.plate)
        .join(passes, passes.c.vehicle == vehicles.c.id)
        .where(passes.c.valid_until.is_(None) | (passes.c.valid_until > at))
    ).scalars()
    return (frozenset(residents_plates) | guests.welcome(connection, at)) - frozenset(kept_out)


def block(connection: Connection, plate: str, reason: str | None, until: datetime | None) -> None:
    """Put a plate on the block list, or change it where it is there."""
    values = {"reason": reason, "until": until}
    connection.execute(
        upsert(blocklist).values(plate=plate, **values).on_conflict_do_update(index_elements=["plate"], set_=values)
    )


def unblock(connection: Connection, plate: str) -> bool:
    """Take a plate off the block list; returns whether it was there."""
    return connection.execute(delete(blocklist).where(blocklist.c.plate == plate)).rowcount > 0


def blocked(connection: Connection, plate: str) -> Blocked | None:
    """Return the block of a plate, over or not."""
    columns = blocklist.c.plate, blocklist.c.reason, blocklist.c.until
    row = connection.execute(select(*columns).where(blocklist.c.plate == plate)).first()
    return None if row is None else Blocked(*row)


def list_blocked(connection: Connection) -> tuple[Blocked, ...]:
    """Return the block list, by plate."""
    rows = connection.execute(
        select(blocklist.c.plate, blocklist.c.reason, blocklist.c.until).order_by(blocklist.c.plate)
    )
    return tuple(Blocked(*row) for row in rows)


def listed(connection: Connection, plates: Iterable[str], now: datetime) -> tuple[Pass, ...]:
    """Return every pass and every block of some plates; guests' passes only until a while after they are over."""
    wanted = sorted(plates)
    members = connection.execute(
        select(
            *(vehicles.c.plate, vehicles.c.id, vehicles.c.household, passes.c.valid_from, passes.c.valid_until),
            vehicles.c.guarded,
        )
        .join(passes, passes.c.vehicle == vehicles.c.id)
        .where(vehicles.c.plate.in_(wanted))
        .order_by(passes.c.id)
    )
    blocks = connection.execute(select(blocklist.c.plate, blocklist.c.until).where(blocklist.c.plate.in_(wanted)))
    return (
        *(
            Pass(plate, vehicle, home, start, end, blocked=False, guarded=guarded)
            for plate, vehicle, home, start, end, guarded in members
        ),
        *guests.listed(connection, wanted, now),
        *(Pass(plate, None, None, None, until, blocked=True) for plate, until in blocks),
    )


def link(
    connection: Connection,
    user_id: str,
    role: Role,
    household_id: int | None,
    since: datetime | None = None,
    name: str | None = None,
    contact: str | None = None,
) -> None:
    """Say who a Home Assistant user is; NONE forgets them. A name or contact of None stays as it is, an empty one goes.

    `since` counts the first time only.
    """
    if role is Role.NONE:
        connection.execute(delete(residents).where(residents.c.user_id == user_id))
        return
    told = {key: text or None for key, text in (("name", name), ("contact", contact)) if text is not None}
    values = {"role": role.value, "household": household_id, **told}
    connection.execute(
        upsert(residents)
        .values(user_id=user_id, since=since, **values)
        .on_conflict_do_update(index_elements=["user_id"], set_=values)
    )


def resident(connection: Connection, user_id: str) -> Resident | None:
    """Return who a Home Assistant user is."""
    row = connection.execute(
        select(residents.c.role, residents.c.household, households.c.apartment)
        .outerjoin(households, residents.c.household == households.c.id)
        .where(residents.c.user_id == user_id)
    ).first()
    return None if row is None else Resident(user_id, Role(row[0]), row[1], row[2])


def users_of(connection: Connection, household_id: int) -> tuple[str, ...]:
    """Return the users who live in a household."""
    rows = connection.execute(
        select(residents.c.user_id).where(residents.c.household == household_id).order_by(residents.c.user_id)
    )
    return tuple(rows.scalars())


def users_who_are(connection: Connection, role: Role) -> tuple[str, ...]:
    """Return the users of a role."""
    rows = connection.execute(
        select(residents.c.user_id).where(residents.c.role == role.value).order_by(residents.c.user_id)
    )
    return tuple(rows.scalars())


def names(connection: Connection, user_ids: Iterable[str]) -> dict[str, str]:
    """Return what the board calls some users, where it calls them anything."""
    rows = connection.execute(
        select(residents.c.user_id, residents.c.name).where(
            residents.c.user_id.in_(sorted(user_ids)), residents.c.name.is_not(None)
        )
    )
    return {row[0]: row[1] for row in rows}


def linked_users(connection: Connection) -> frozenset[str]:
    """Return every user who is something here."""
    return frozenset(connection.execute(select(residents.c.user_id)).scalars())


def is_lived_in(connection: Connection, household_id: int) -> bool:
    """Tell whether somebody is linked to a household."""
    return connection.execute(select(exists().where(residents.c.household == household_id))).scalar_one()


def has_places(connection: Connection, household_id: int) -> bool:
    """Tell whether a household has places of its own."""
    return connection.execute(select(exists().where(slots.c.household == household_id))).scalar_one()


def remove_household(connection: Connection, household_id: int) -> None:
    """Take a household off the list with its vehicles and passes; what is in the log stays there."""
    connection.execute(delete(households).where(households.c.id == household_id))
