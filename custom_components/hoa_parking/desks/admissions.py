"""What the board makes of applications: it asks back, refuses, or lets people in, with a Home Assistant user."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from ..core.accounts import LINK_LASTS, checked_username, proposed_username
from ..core.applications import (
    UNDECIDED,
    Application,
    ApplicationKind,
    ApplicationState,
    Approval,
    Duplicate,
    required_text,
)
from ..core.errors import Refused, StoreError
from ..core.events import ApplicationChanged, ApplicationStep, PassesChanged, PersonChanged
from ..core.model import AuditEntry
from ..core.people import apartment as as_apartment, name as as_name
from ..core.plates import checked
from ..core.ports import Accounts, Clock, NewToken, Publish
from ..core.roles import Role
from ..core.tokens import digest
from ..store import accounts as made, applications, arrivals, audit, password_links, people
from ..store.database import Database
from ..store.password_links import PasswordLink

MOST_PLATES: Final = 10


@dataclass(frozen=True, slots=True)
class Queue:
    """Some applications, what is there already of each, and where the next page starts."""

    applications: tuple[Application, ...]
    duplicates: Mapping[int, tuple[Duplicate, ...]]
    next: int | None


@dataclass(frozen=True, slots=True)
class Approved:
    """An application that was granted; `token` sets the password, told once: None for who has a user already."""

    application: Application
    token: str | None
    username: str | None


@dataclass(frozen=True, slots=True)
class _Newcomer:
    """A user who was made for somebody, and the link they will set their password with."""

    user_id: str
    token: str
    link: PasswordLink


class AdmissionDesk:
    """Decides for the board; each application once."""

    def __init__(
        self, database: Database, accounts: Accounts, publish: Publish, now: Clock, new_token: NewToken
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._publish = publish
        self._now = now
        self._new_token = new_token

    async def queue(self, *, waiting: bool, before: int | None, limit: int) -> Queue:
        """Return some applications, newest first: those that wait, or those decided. Raises StoreError."""

        def read(connection: Connection) -> Queue:
            found, following = applications.page(connection, waiting=waiting, before=before, limit=limit)
            return Queue(found, applications.duplicates(connection, found), following)

        return await self._database.read(read)

    async def one(self, number: int) -> Queue:
        """Return an application, and what is there already of it. Raises Refused or StoreError."""

        def read(connection: Connection) -> Queue:
            found = (_there(applications.of_id(connection, number)),)
            return Queue(found, applications.duplicates(connection, found), None)

        return await self._database.read(read)

    async def propose(self, names: Mapping[int, str]) -> Mapping[int, str]:
        """Return a user name that nobody has for each application's name. Raises StoreError."""
        taken = await self._taken()
        return {number: proposed_username(name, taken) for number, name in names.items()}

    async def ask(self, number: int, question: str, by: str) -> Application:
        """Ask an applicant back. Raises Refused or StoreError."""
        values = {"state": ApplicationState.ASKED.value, "question": required_text(question, "question")}
        return await self._step(number, ApplicationStep.ASKED, {**values, "answer": None}, by)

    async def refuse(self, number: int, reason: str, by: str) -> Application:
        """Refuse an application. Raises Refused or StoreError."""
        values = {"state": ApplicationState.REFUSED.value, "reason": required_text(reason, "reason")}
        refused = await self._step(
            number, ApplicationStep.REFUSED, {**values, "decided_at": self._now(), "decided_by": by}, by
        )
        if refused.user_id is not None:
            self._publish(PersonChanged(refused.user_id))
        return refused

    async def approve(self, number: int, approval: Approval, by: str) -> Approved:
        """Let somebody in, or grant a change: all of it or nothing. Raises Refused, AccountError or StoreError.

        A newcomer without a user gets one first: if the rest cannot be kept, it goes again.
        """
        wanted = _checked(approval)
        if wanted.valid_until is not None and wanted.valid_until <= self._now():
            raise Refused("pass_in_the_past", "valid_until is not in the future", "valid_until")
        application = _there(await self._database.read(lambda c: applications.of_id(c, number)))
        if application.state not in UNDECIDED:
            raise Refused("application_decided", "this application is decided")
        newcomer = await self._newcomer(application, wanted)
        try:
            changed, household, waiting = await self._database.write(
                lambda c: self._grant(c, application, wanted, newcomer, by)
            )
        except Refused, StoreError:
            if newcomer is not None:
                await self._accounts.remove(newcomer.user_id)
            raise
        if changed.user_id is not None:
            self._publish(PersonChanged(changed.user_id))
        self._publish(PassesChanged(household))
        self._tell(changed, ApplicationStep.APPROVED, waiting)
        return Approved(changed, newcomer.token if newcomer else None, newcomer.link.username if newcomer else None)

    async def _newcomer(self, application: Application, wanted: Approval) -> _Newcomer | None:
        """Make the user whom an application needs; None where there is one, or none is needed."""
        if application.kind is ApplicationKind.CHANGE:
            return None
        if application.user_id is not None and await self._accounts.account(application.user_id) is not None:
            return None
        taken = await self._taken()
        username = wanted.username or proposed_username(wanted.name, taken)
        if username in taken:
            raise Refused("username_taken", "somebody has this user name", "username")
        user_id = await self._accounts.create(wanted.name, username, local_only=wanted.local_only)
        token = self._new_token()
        return _Newcomer(user_id, token, PasswordLink(user_id, username, digest(token), self._now() + LINK_LASTS))

    async def _taken(self) -> frozenset[str]:
        """Return the user names that somebody has or was promised."""
        return await self._accounts.usernames() | await self._database.read(password_links.usernames)

    def _grant(
        self, connection: Connection, application: Application, wanted: Approval, newcomer: _Newcomer | None, by: str
    ) -> tuple[Application, int, int]:
        """Write all that an approval is; returns the application, the household and how many still wait."""
        now = self._now()
        home = wanted.apartment
        if application.kind is ApplicationKind.CHANGE:
            home = people.apartment(connection, application.household) or home
        household = people.household(connection, home)
        for plate in wanted.plates:
            _add_vehicle(connection, plate, household, wanted)
        user_id = newcomer.user_id if newcomer else application.user_id
        if application.kind is ApplicationKind.ACCESS and user_id is not None:
            _link(connection, user_id, household, wanted, application.contact, now)
        if newcomer is not None:
            if newcomer.link.username in password_links.usernames(connection):
                raise Refused("username_taken", "somebody has this user name", "username")
            made.mark_made(connection, newcomer.user_id)
            password_links.put(connection, newcomer.link)
        values = {
            "state": ApplicationState.APPROVED.value,
            "household": household,
            "user_id": user_id,
            "apartment": home,
            "plates": list(wanted.plates),
            "name": wanted.name,
            "changed_at": now,
            "decided_at": now,
            "decided_by": by,
        }
        changed, waiting = _write(connection, application.id, values, AuditEntry(now, by, _APPROVED, "", home))
        return changed, household, waiting

    async def _step(self, number: int, step: ApplicationStep, values: Mapping[str, object], by: str) -> Application:
        now = self._now()
        entry = AuditEntry(now, by, f"application_{step.value}", "", None)
        changed, waiting = await self._database.write(lambda c: _write(c, number, {"changed_at": now, **values}, entry))
        self._tell(changed, step, waiting)
        return changed

    def _tell(self, application: Application, step: ApplicationStep, waiting: int) -> None:
        told = ApplicationChanged(application.id, step, waiting, application.user_id, application.household)
        self._publish(told)


_APPROVED: Final = "application_approved"


def _write(
    connection: Connection, number: int, values: Mapping[str, object], entry: AuditEntry
) -> tuple[Application, int]:
    """Change an application that is not decided; returns it, and how many still wait for the board."""
    if not applications.change(connection, number, UNDECIDED, **values):
        _there(applications.of_id(connection, number))
        raise Refused("application_decided", "this application is decided")
    audit.add(connection, AuditEntry(entry.at, entry.user, entry.action, str(number), entry.detail))
    waiting = applications.count(connection, (ApplicationState.NEW,))
    return _there(applications.of_id(connection, number)), waiting


def _add_vehicle(connection: Connection, plate: str, household: int, wanted: Approval) -> None:
    """Put a car on the household's list; one that is there already stays as it is."""
    listed = arrivals.household_of(connection, plate)
    if listed is None:
        people.add_vehicle(connection, plate, household, None, wanted.valid_until, None)
    elif listed[0] != household:
        raise Refused("plate_elsewhere", "this plate is on the list for another apartment", "plates")


def _link(connection: Connection, user_id: str, household: int, wanted: Approval, contact: str, now: datetime) -> None:
    """Say that a user lives there; whoever works here goes on to."""
    known = people.resident(connection, user_id)
    role = known.role if known is not None else Role.RESIDENT
    people.link(connection, user_id, role, household, now, wanted.name, contact)


def _checked(approval: Approval) -> Approval:
    """Return what the board decided as it is kept; raises Refused."""
    name = as_name(approval.name)
    if not name:
        raise Refused("required", "this is needed", "name")
    if len(approval.plates) > MOST_PLATES:
        raise Refused("too_many", f"at most {MOST_PLATES} cars at once", "plates")
    return Approval(
        apartment=as_apartment(approval.apartment),
        plates=tuple(dict.fromkeys(_plate(plate) for plate in approval.plates)),
        name=name,
        username=checked_username(approval.username) if approval.username else None,
        local_only=approval.local_only,
        valid_until=approval.valid_until,
    )


def _plate(text: str) -> str:
    try:
        return checked(text)
    except Refused as err:
        raise Refused(err.code, str(err), "plates") from err


def _there(application: Application | None) -> Application:
    if application is None:
        raise Refused("not_found", "there is no such application", "application")
    return application
