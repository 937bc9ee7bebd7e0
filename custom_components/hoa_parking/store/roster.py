"""The households as the board reads them: a page at a time, by apartment, a few queries for all of it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, Row, func, or_, select

from ..core.passes import PassKind
from ..core.people import Car, Counts, Household, Linked, Password, Roster, in_order
from ..core.plates import fold
from ..core.roles import Role
from .schema import households, passes, password_links, residents, vehicles

SHORTEST_NUMBER: Final = 4
"""Fewer digits are an apartment rather than somebody's telephone."""


def roster(
    connection: Connection, text: str, users: Mapping[str, str], after: str | None, limit: int, now: datetime
) -> Roster:
    """Return a page of the households that a text is about, all for none; `users` are Home Assistant's names by id."""
    homes = [(row[0], row[1]) for row in connection.execute(select(households.c.id, households.c.apartment))]
    found = _found(connection, homes, text, users) if text else {home for home, _ in homes}
    least = in_order(after) if after is not None else None
    wanted = sorted(
        (in_order(apartment), home)
        for home, apartment in homes
        if home in found and (least is None or in_order(apartment) > least)
    )
    page = {home: order[1] for order, home in wanted[:limit]}
    staff = _linked(connection, residents.c.household.is_(None), now) if after is None else {}
    return Roster(
        _households(connection, page, now),
        tuple(one for one in staff.get(None, ()) if not text or _is_named(text, one, users)),
        list(page.values())[-1] if len(wanted) > limit else None,
        Counts(len(homes), _count(connection, vehicles.c.id), _count(connection, residents.c.user_id)),
    )


def _households(connection: Connection, page: Mapping[int, str], now: datetime) -> tuple[Household, ...]:
    cars, people = _cars(connection, page), _linked(connection, residents.c.household.in_([*page]), now)
    guests = _passes(connection, page, now)
    return tuple(
        Household(home, apartment, tuple(cars[home]), tuple(people[home]), guests.get(home, 0))
        for home, apartment in page.items()
    )


def _cars(connection: Connection, homes: Collection[int]) -> defaultdict[int, list[Car]]:
    rows = connection.execute(
        select(
            vehicles.c.household,
            vehicles.c.plate,
            vehicles.c.note,
            func.max(passes.c.valid_from),
            func.max(passes.c.valid_until),
            vehicles.c.guarded,
        )
        .outerjoin(passes, passes.c.vehicle == vehicles.c.id)
        .where(vehicles.c.household.in_([*homes]))
        .group_by(vehicles.c.id)
        .order_by(vehicles.c.plate)
    )
    cars: defaultdict[int, list[Car]] = defaultdict(list)
    for home, *car in rows:
        cars[home].append(Car(*car))
    return cars


def _linked(connection: Connection, which: ColumnElement[bool], now: datetime) -> defaultdict[int | None, list[Linked]]:
    rows = connection.execute(
        select(
            *(residents.c.household, residents.c.user_id, residents.c.role, residents.c.name, residents.c.contact),
            *(residents.c.made, password_links.c.expires_at),
        )
        .outerjoin(password_links, password_links.c.user_id == residents.c.user_id)
        .where(which)
        .order_by(residents.c.name, residents.c.user_id)
    )
    people: defaultdict[int | None, list[Linked]] = defaultdict(list)
    for row in rows:
        people[row.household].append(
            Linked(row.user_id, Role(row.role), row.name, row.contact, row.made, _password(row, now))
        )
    return people


def _password(row: Row[tuple[object, ...]], now: datetime) -> Password | None:
    if row.expires_at is not None:
        return Password.OPEN if now < row.expires_at else Password.EXPIRED
    return Password.SET if row.made else None


def _passes(connection: Connection, homes: Collection[int], now: datetime) -> dict[int, int]:
    rows = connection.execute(
        select(passes.c.household, func.count())
        .where(
            passes.c.household.in_([*homes]),
            passes.c.kind != PassKind.RESIDENT.value,
            passes.c.ended_at.is_(None),
            passes.c.valid_until > now,
            or_(passes.c.once.is_(False), passes.c.used_at.is_(None)),
        )
        .group_by(passes.c.household)
    )
    return {row[0]: row[1] for row in rows}


def _found(connection: Connection, homes: Collection[tuple[int, str]], text: str, users: Mapping[str, str]) -> set[int]:
    """Return the households that a text is about: SQLite folds no case but that of English."""
    sought, plate = text.casefold(), fold(text)
    found = {home for home, apartment in homes if apartment.casefold().startswith(sought)}
    if plate:
        having = vehicles.c.plate.contains(plate, autoescape=True)
        found.update(connection.execute(select(vehicles.c.household).where(having)).scalars())
    rows = connection.execute(
        select(residents.c.household, residents.c.user_id, residents.c.name, residents.c.contact).where(
            residents.c.household.is_not(None)
        )
    )
    return found | {home for home, user_id, name, contact in rows if _speaks_of(text, user_id, name, contact, users)}


def _is_named(text: str, one: Linked, users: Mapping[str, str]) -> bool:
    return _speaks_of(text, one.user_id, one.name, one.contact, users)


def _speaks_of(text: str, user_id: str, name: str | None, contact: str | None, users: Mapping[str, str]) -> bool:
    said = " ".join((name or "", contact or "", users.get(user_id, ""))).casefold()
    number = _digits(text)
    return text.casefold() in said or (len(number) >= SHORTEST_NUMBER and number in _digits(contact or ""))


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdecimal())


def _count(connection: Connection, column: ColumnElement[object]) -> int:
    return connection.execute(select(func.count(column))).scalar_one()
