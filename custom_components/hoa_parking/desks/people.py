"""Who may pass and who may ask: households, vehicles, the block list, and what each user is. All on the record."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from ..core.errors import Refused
from ..core.events import PersonChanged
from ..core.model import AuditEntry, Blocked, Vehicle
from ..core.plates import checked
from ..core.ports import Clock, Publish
from ..core.roles import Role
from ..store import arrivals, audit, people
from ..store.database import Database

LONGEST_APARTMENT: Final = 32
LONGEST_NOTE: Final = 200


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
        """Return who a user is: an administrator is the board, an unknown one nobody. Raises StoreError."""
        found = await self._database.read(lambda c: people.resident(c, user_id))
        role = Role.BOARD if is_admin else found.role if found else Role.NONE
        return Person(user_id, role, found.household if found else None, found.apartment if found else None)

    async def add_vehicle(
        self,
        plate: str,
        apartment: str,
        user: str | None,
        valid_from: datetime | None = None,
        valid_until: datetime | None = None,
        note: str | None = None,
    ) -> str:
        """Put a vehicle on the list, or change it; returns its plate as kept. Raises Refused or StoreError."""
        folded, home, words = checked(plate), _apartment(apartment), _note(note, "note")
        if valid_from is not None and valid_until is not None and valid_until <= valid_from:
            raise Refused("ends_before_it_starts", "valid_until is not after valid_from", "valid_until")

        def add(connection: Connection) -> None:
            household = people.household(connection, home)
            people.add_vehicle(connection, folded, household, valid_from, valid_until, words)

        await self._write(add, user, "vehicle_added", folded, home)
        return folded

    async def remove_vehicle(self, plate: str, user: str | None) -> None:
        """Take a vehicle off the list. Raises Refused or StoreError."""
        folded = checked(plate)

        def remove(connection: Connection) -> None:
            if not people.remove_vehicle(connection, folded):
                raise Refused("not_listed", "this plate is not on the list", "plate")

        await self._write(remove, user, "vehicle_removed", folded, None)

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
        folded, words = checked(plate), _note(reason, "reason")
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

    async def link_user(self, user_id: str, role: Role, apartment: str | None, user: str | None) -> None:
        """Say what a Home Assistant user is, and where they live; NONE forgets them. Raises Refused or StoreError."""
        if role is Role.RESIDENT and not (apartment or "").strip():
            raise Refused("resident_needs_apartment", "a resident needs an apartment", "apartment")
        home = _apartment(apartment) if apartment and apartment.strip() else None

        def link(connection: Connection) -> None:
            people.link(connection, user_id, role, people.household(connection, home) if home else None)

        await self._write(link, user, "user_linked", user_id, role.value if home is None else f"{role.value} {home}")
        self._publish(PersonChanged(user_id))

    async def users_of(self, household: int) -> tuple[str, ...]:
        """Return the users who live in a household. Raises StoreError."""
        return await self._database.read(lambda c: people.users_of(c, household))

    async def audit(self, limit: int) -> tuple[AuditEntry, ...]:
        """Return what people did, newest first. Raises StoreError."""
        return await self._database.read(lambda c: audit.newest(c, limit))

    async def _write(
        self, change: Callable[[Connection], None], user: str | None, action: str, subject: str, detail: str | None
    ) -> None:
        entry = AuditEntry(self._now(), user, action, subject, detail)

        def write(connection: Connection) -> None:
            change(connection)
            audit.add(connection, entry)

        await self._database.write(write)


def _apartment(text: str) -> str:
    name = " ".join(text.split())
    if not 0 < len(name) <= LONGEST_APARTMENT or not name.isprintable():
        raise Refused("apartment_length", f"an apartment has 1 to {LONGEST_APARTMENT} characters", "apartment")
    return name


def _note(text: str | None, field: str) -> str | None:
    words = " ".join((text or "").split())
    if len(words) > LONGEST_NOTE or not words.isprintable():
        raise Refused("note_length", f"this has more than {LONGEST_NOTE} characters", field)
    return words or None
