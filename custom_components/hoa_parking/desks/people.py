"""Who may pass and who may ask: households, vehicles, the block list, and what each user is. All on the record."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from ..core.errors import Refused
from ..core.events import PassesChanged, PersonChanged
from ..core.model import AuditEntry, Blocked, Vehicle
from ..core.people import Roster, apartment as as_apartment, contact as as_contact, name as as_name, note as as_note
from ..core.plates import checked
from ..core.ports import Clock, Publish
from ..core.roles import Role
from ..store import accounts, applications, arrivals, audit, password_links, people, roster
from ..store.database import Database


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks: a Home Assistant user and what they are to the association."""

    user_id: str
    role: Role
    household: int | None
    apartment: str | None


class PeopleDesk:
    """Keeps the list of who may pass, and says who a user is."""

    def __init__(self, database: Database, publish: Publish, now: Clock) -> None:
        self._database = database
        self._publish = publish
        self._now = now

    async def person(self, user_id: str, *, is_admin: bool) -> Person:
        """Return who a user is: an administrator is the board, an unknown one nobody, or applies. Raises StoreError."""
        found, applies = await self._database.read(lambda c: _known(c, user_id))
        unknown = Role.APPLICANT if applies else Role.NONE
        role = Role.BOARD if is_admin else found.role if found else unknown
        return Person(user_id, role, found.household if found else None, found.apartment if found else None)

    async def add_vehicle(
        self,
        plate: str,
        apartment: str,
        user: str | None,
        valid_from: datetime | None = None,
        valid_until: datetime | None = None,
        note: str | None = None,
        *,
        may_move: bool = True,
    ) -> str:
        """Put a vehicle on the list, or change it; returns its plate as kept. Raises Refused or StoreError.

        Where it may not move, another household's stays theirs.
        """
        folded, home, words = checked(plate), as_apartment(apartment), as_note(note)
        if valid_from is not None and valid_until is not None and valid_until <= valid_from:
            raise Refused("ends_before_it_starts", "valid_until is not after valid_from", "valid_until")

        def add(connection: Connection) -> int | None:
            listed = arrivals.household_of(connection, folded)
            if listed is not None and listed[1] != home and not may_move:
                raise Refused("plate_elsewhere", "this plate is on the list for another apartment", "plate")
            household = people.household(connection, home)
            people.add_vehicle(connection, folded, household, valid_from, valid_until, words)
            return household if listed is None or listed[1] == home else None

        self._publish(PassesChanged(await self._write(add, user, "vehicle_added", folded, home)))
        return folded

    async def remove_vehicle(self, plate: str, user: str | None) -> None:
        """Take a vehicle off the list. Raises Refused or StoreError."""
        folded = checked(plate)

        def remove(connection: Connection) -> int:
            listed = arrivals.household_of(connection, folded)
            if listed is None:
                raise Refused("not_listed", "this plate is not on the list", "plate")
            people.remove_vehicle(connection, folded)
            return listed[0]

        self._publish(PassesChanged(await self._write(remove, user, "vehicle_removed", folded, None)))

    async def vehicles_of(self, person: Person) -> tuple[str, ...]:
        """Return the plates of a person's own household. Raises StoreError."""
        household = person.household
        if household is None:
            return ()
        return await self._database.read(lambda c: arrivals.vehicles_of(c, household))

    async def vehicles(self) -> tuple[Vehicle, ...]:
        """Return every vehicle on the list. Raises StoreError."""
        return await self._database.read(people.list_vehicles)

    async def block(
        self, plate: str, user: str | None, reason: str | None = None, until: datetime | None = None
    ) -> str:
        """Keep a plate out, whatever lists it is on; returns it as kept. Raises Refused or StoreError."""
        folded, words = checked(plate), as_note(reason, "reason")
        if until is not None and until <= self._now():
            raise Refused("block_ends_in_the_past", "until is not in the future", "until")
        await self._write(lambda c: people.block(c, folded, words, until), user, "plate_blocked", folded, words)
        return folded

    async def unblock(self, plate: str, user: str | None) -> None:
        """End a block. Raises Refused or StoreError."""
        folded = checked(plate)

        def remove(connection: Connection) -> None:
            if not people.unblock(connection, folded):
                raise Refused("not_blocked", "this plate is not blocked", "plate")

        await self._write(remove, user, "plate_unblocked", folded, None)

    async def blocked(self) -> tuple[Blocked, ...]:
        """Return the block list. Raises StoreError."""
        return await self._database.read(people.list_blocked)

    async def link_user(
        self,
        user_id: str,
        role: Role,
        apartment: str | None,
        user: str | None,
        *,
        name: str | None = None,
        contact: str | None = None,
    ) -> None:
        """Say what a Home Assistant user is, and where they live; NONE forgets them. Raises Refused or StoreError.

        A name or contact of None stays as it is; an empty one is forgotten.
        """
        if role is Role.RESIDENT and not (apartment or "").strip():
            raise Refused("resident_needs_apartment", "a resident needs an apartment", "apartment")
        home = as_apartment(apartment) if apartment and apartment.strip() else None
        called = None if name is None else as_name(name)
        reached = None if contact is None else as_contact(contact)

        def link(connection: Connection) -> int:
            household = people.household(connection, home) if home else None
            if role in {Role.NONE, Role.BOARD}:  # nobody sets a password of theirs here any more
                password_links.remove(connection, user_id)
            ended = _end_given(connection, user_id, self._now()) if role is Role.NONE else 0
            people.link(connection, user_id, role, household, self._now(), called, reached)
            return ended

        detail = role.value if home is None else f"{role.value} {home}"
        ended = await self._write(link, user, "user_linked", user_id, detail)
        self._publish(PersonChanged(user_id))
        if ended:
            self._publish(PassesChanged(None))

    async def roster(self, text: str, users: Mapping[str, str], after: str | None, limit: int) -> Roster:
        """Return a page of the households that a text is about; `users` are names by id. Raises StoreError."""
        sought, now = " ".join(text.split()), self._now()
        return await self._database.read(lambda c: roster.roster(c, sought, users, after, limit, now))

    async def remove_household(self, household: int, user: str | None) -> None:
        """Take a household off the list, with its vehicles and passes. Raises Refused or StoreError."""

        def remove(connection: Connection) -> None:
            apartment = people.apartment(connection, household)
            if apartment is None:
                raise Refused("not_found", "there is no such household", "household")
            if people.is_lived_in(connection, household):
                raise Refused("household_has_residents", "somebody still lives there", "household")
            if people.has_places(connection, household):
                raise Refused("household_has_places", "it still has parking places", "household")
            people.remove_household(connection, household)
            audit.add(connection, AuditEntry(self._now(), user, "household_removed", apartment, None))

        await self._database.write(remove)
        self._publish(PassesChanged(household))

    async def linked_users(self) -> frozenset[str]:
        """Return every user who is something here. Raises StoreError."""
        return await self._database.read(people.linked_users)

    async def users_who_are(self, role: Role) -> tuple[str, ...]:
        """Return the users of a role; administrators are the board without being written down. Raises StoreError."""
        return await self._database.read(lambda c: people.users_who_are(c, role))

    async def names(self, user_ids: Iterable[str]) -> Mapping[str, str]:
        """Return what the board calls some users, where it calls them anything. Raises StoreError."""
        wanted = tuple(user_ids)
        return await self._database.read(lambda c: people.names(c, wanted))

    async def household_at(self, apartment: str) -> int | None:
        """Return the household of an apartment. Raises Refused or StoreError."""
        home = as_apartment(apartment)
        return await self._database.read(lambda c: people.household_at(c, home))

    async def users_of(self, household: int) -> tuple[str, ...]:
        """Return the users who live in a household. Raises StoreError."""
        return await self._database.read(lambda c: people.users_of(c, household))

    async def audit(self, limit: int) -> tuple[AuditEntry, ...]:
        """Return what people did, newest first. Raises StoreError."""
        return await self._database.read(lambda c: audit.newest(c, limit))

    async def _write[T](
        self, change: Callable[[Connection], T], user: str | None, action: str, subject: str, detail: str | None
    ) -> T:
        entry = AuditEntry(self._now(), user, action, subject, detail)

        def write(connection: Connection) -> T:
            changed = change(connection)
            audit.add(connection, entry)
            return changed

        return await self._database.write(write)


def _known(connection: Connection, user_id: str) -> tuple[people.Resident | None, bool]:
    """Return who a user is, and of a stranger whether they have applied."""
    found = people.resident(connection, user_id)
    return found, found is None and applications.undecided_of(connection, user_id) > 0


def _end_given(connection: Connection, user_id: str, now: datetime) -> int:
    """End what a user gave to guests of where they live; returns how many passes."""
    found = people.resident(connection, user_id)
    home = None if found is None else found.household
    return 0 if home is None else accounts.end_given(connection, user_id, home, now)
