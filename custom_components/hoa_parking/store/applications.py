"""Applications: who wants in, who wants something changed, and what became of it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, delete, func, insert, select, update

from ..core.applications import (
    DECIDED,
    UNDECIDED,
    Application,
    ApplicationKind,
    ApplicationState,
    Draft,
    Duplicate,
    DuplicateKind,
)
from .schema import applications, households, vehicles

MOST_SAME: Final = 20
"""Other applications that are named: whoever sends hundreds for one apartment need not fill the board's screen."""

_COLUMNS: Final = tuple(column for column in applications.c if column.name != "token")

type _Found = Mapping[str, Sequence[tuple[int, str]]]
type _Others = tuple[_Found, _Found]


def add(
    connection: Connection,
    kind: ApplicationKind,
    draft: Draft,
    document: str | None,
    now: datetime,
    *,
    token: str | None = None,
    user_id: str | None = None,
    household: int | None = None,
) -> int:
    """Keep an application that came in; `token` is the digest of its tracking link's. Returns its id."""
    values = {
        "kind": kind.value,
        "state": ApplicationState.NEW.value,
        "token": token,
        "user_id": user_id,
        "household": household,
        "name": draft.name,
        "apartment": draft.apartment,
        "contact": draft.contact,
        "plates": list(draft.plates),
        "note": draft.note,
        "language": draft.language,
        "consent": draft.consent,
        "document": document,
        "made_at": now,
        "changed_at": now,
    }
    made: int = connection.execute(insert(applications).values(**values).returning(applications.c.id)).scalar_one()
    return made


def of_id(connection: Connection, application: int) -> Application | None:
    """Return an application."""
    return _one(connection, _select().where(applications.c.id == application))


def of_token(connection: Connection, digest: str) -> Application | None:
    """Return the application of a tracking link."""
    return _one(connection, _select().where(applications.c.token == digest))


def of_user(connection: Connection, user_id: str, most: int) -> tuple[Application, ...]:
    """Return a user's newest applications, newest first."""
    newest = _select().where(applications.c.user_id == user_id).order_by(applications.c.id.desc()).limit(most)
    return tuple(_application(row) for row in connection.execute(newest).mappings())


def page(
    connection: Connection, *, waiting: bool, before: int | None, limit: int
) -> tuple[tuple[Application, ...], int | None]:
    """Return some applications, newest first, and where the next page starts."""
    wanted = _select().where(_is(UNDECIDED if waiting else DECIDED))
    if before is not None:
        wanted = wanted.where(applications.c.id < before)
    rows = connection.execute(wanted.order_by(applications.c.id.desc()).limit(limit + 1)).mappings().all()
    found = tuple(_application(row) for row in rows[:limit])
    return found, found[-1].id if len(rows) > limit else None


def count(connection: Connection, states: Collection[ApplicationState], *, outsiders: bool = False) -> int:
    """Return how many applications are in some states: all, or those of people without a user."""
    wanted = select(func.count()).select_from(applications).where(_is(states))
    if outsiders:
        wanted = wanted.where(applications.c.user_id.is_(None))
    found: int = connection.execute(wanted).scalar_one()
    return found


def undecided_of(connection: Connection, user_id: str) -> int:
    """Return how many applications of a user are not decided."""
    wanted = select(func.count()).where(applications.c.user_id == user_id, _is(UNDECIDED))
    found: int = connection.execute(wanted).scalar_one()
    return found


def change(connection: Connection, application: int, states: Collection[ApplicationState], **values: object) -> bool:
    """Change an application that is in one of some states; returns whether it was."""
    statement = update(applications).where(applications.c.id == application, _is(states)).values(**values)
    return connection.execute(statement).rowcount > 0


def duplicates(connection: Connection, found: Sequence[Application]) -> dict[int, tuple[Duplicate, ...]]:
    """Return what is there already of what some applications say; of those that are decided, nothing."""
    waiting = [one for one in found if one.state in UNDECIDED]
    if not waiting:
        return {}
    listed = _listed(connection, {plate for one in waiting for plate in one.plates})
    homes = _homes(connection)
    others = _others(connection)
    return {one.id: (*_known(one, listed, homes), *_same(one, others)) for one in waiting}


def documents(connection: Connection) -> frozenset[str]:
    """Return the ids of the documents that applications have."""
    wanted = select(applications.c.document).where(applications.c.document.is_not(None))
    return frozenset(connection.execute(wanted).scalars())


def forget_documents(connection: Connection, decided_before: datetime, most: int) -> int:
    """Forget the documents of some applications that were decided before a time; returns how many."""
    wanted = applications.c.document.is_not(None), applications.c.decided_at < decided_before
    old = select(applications.c.id).where(*wanted).limit(most)
    return connection.execute(update(applications).where(applications.c.id.in_(old)).values(document=None)).rowcount


def delete_decided_before(connection: Connection, before: datetime, most: int) -> int:
    """Delete some applications that were decided before a time; returns how many."""
    old = select(applications.c.id).where(_is(DECIDED), applications.c.decided_at < before).limit(most)
    return connection.execute(delete(applications).where(applications.c.id.in_(old))).rowcount


def _listed(connection: Connection, plates: Collection[str]) -> dict[str, str]:
    rows = connection.execute(
        select(vehicles.c.plate, households.c.apartment)
        .join(households, vehicles.c.household == households.c.id)
        .where(vehicles.c.plate.in_(sorted(plates)))
    )
    return {row[0]: row[1] for row in rows}


def _homes(connection: Connection) -> dict[str, str]:
    return {one.casefold(): one for one in connection.execute(select(households.c.apartment)).scalars()}


def _others(connection: Connection) -> _Others:
    """Return the undecided applications by plate and by apartment."""
    by_plate: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    by_home: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    rows = connection.execute(
        select(applications.c.id, applications.c.apartment, applications.c.plates)
        .where(_is(UNDECIDED))
        .order_by(applications.c.id.desc())
    )
    for number, apartment, plates in rows:
        by_home[apartment.casefold()].append((number, apartment))
        for plate in plates:
            by_plate[plate].append((number, apartment))
    return by_plate, by_home


def _known(one: Application, listed: dict[str, str], homes: dict[str, str]) -> list[Duplicate]:
    """Return the plates that are listed, and the home where it is there; a resident's own home is no news."""
    own = one.apartment.casefold() if one.kind is ApplicationKind.CHANGE else None
    found = [
        Duplicate(DuplicateKind.PLATE, plate, listed[plate], None)
        for plate in one.plates
        if plate in listed and listed[plate].casefold() != own
    ]
    home = homes.get(one.apartment.casefold())
    if home is not None and own is None:
        found.append(Duplicate(DuplicateKind.APARTMENT, None, home, None))
    return found


def _same(one: Application, others: _Others) -> list[Duplicate]:
    by_plate, by_home = others
    found = {
        number: Duplicate(DuplicateKind.APPLICATION, plate, apartment, number)
        for plate in one.plates
        for number, apartment in by_plate.get(plate, ())
        if number != one.id
    }
    for number, apartment in by_home.get(one.apartment.casefold(), ()):
        if number != one.id and number not in found:
            found[number] = Duplicate(DuplicateKind.APPLICATION, None, apartment, number)
    return [found[number] for number in sorted(found, reverse=True)[:MOST_SAME]]


def _is(states: Collection[ApplicationState]) -> ColumnElement[bool]:
    return applications.c.state.in_([state.value for state in states])


def _select() -> Select[tuple[Any, ...]]:
    return select(*_COLUMNS)


def _one(connection: Connection, wanted: Select[tuple[Any, ...]]) -> Application | None:
    row = connection.execute(wanted).mappings().first()
    return None if row is None else _application(row)


def _application(row: RowMapping) -> Application:
    values = {column.name: row[column] for column in _COLUMNS}
    values["kind"] = ApplicationKind(row[applications.c.kind])
    values["state"] = ApplicationState(row[applications.c.state])
    values["plates"] = tuple(row[applications.c.plates])
    return Application(**values)
