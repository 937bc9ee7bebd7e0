"""Log-ins of the people we let in: links to set a password with, once; and the end of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from ..core.accounts import LINK_LASTS, Account, checked_password, proposed_username
from ..core.applications import Application, ApplicationState
from ..core.errors import Refused
from ..core.events import PassesChanged, PersonChanged
from ..core.model import AuditEntry
from ..core.people import Password
from ..core.ports import Accounts, Clock, NewToken, Publish
from ..core.roles import Role
from ..core.tokens import digest
from ..store import accounts as made, applications, audit, password_links, people
from ..store.database import Database
from ..store.password_links import PasswordLink

NOTHING: Final = "there is nothing here"


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link's token, told once, and whose password it sets until when."""

    token: str
    username: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Revoked:
    """What went with a user: themself, where we made them, their phones, and how many passes ended."""

    removed_user: bool
    phones: int
    passes: int


class AccountDesk:
    """Keeps links as digests only, and knows Home Assistant's users."""

    def __init__(
        self, database: Database, accounts: Accounts, publish: Publish, now: Clock, new_token: NewToken
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._publish = publish
        self._now = now
        self._new_token = new_token
        self._leaving: set[str] = set()

    async def account(self, user_id: str) -> Account | None:
        """Return a user of Home Assistant's."""
        return await self._accounts.account(user_id)

    async def link(self, token: str) -> PasswordLink:
        """Return the link of a token; a wrong, used or old one raises Refused with not_found. Raises StoreError too."""
        return _found(await self._database.read(lambda c: password_links.of_token(c, digest(token), self._now())))

    async def set_password(self, token: str, password: str) -> None:
        """Set the password that a link is for, once. Raises Refused, StoreError, or AccountError: it stays good."""
        link = await self.link(token)
        checked_password(password, link.username)
        taken = _found(await self._database.write(lambda c: password_links.take(c, link.digest, self._now())))
        is_set = False
        try:
            await self._accounts.set_password(taken.user_id, taken.username, password)
            is_set = True
        finally:
            if not is_set:
                await self._database.write(lambda c: password_links.put_back(c, taken))
        entry = AuditEntry(self._now(), taken.user_id, "password_set", taken.user_id, None)
        await self._database.write(lambda c: audit.add(c, entry))

    async def claim(self, tracking: str) -> str:
        """Return a new token for the password of whoever has an approved application's link; an earlier one ends.

        It lasts no longer than the earlier one would have, and is for a first password only: whoever has an old
        tracking link has nothing of one that the board makes later. Raises Refused with not_found, or StoreError.
        """
        token, now = self._new_token(), self._now()
        application = await self._database.read(lambda c: applications.of_token(c, digest(tracking)))
        if application is None or await self._logs_in(application):
            raise Refused("not_found", NOTHING)

        def renew(connection: Connection) -> None:
            link = _link_of(connection, application)
            if link is None or link.expires_at <= now:
                raise Refused("not_found", NOTHING)
            password_links.put(connection, PasswordLink(link.user_id, link.username, digest(token), link.expires_at))

        await self._database.write(renew)
        return token

    async def password(self, application: Application) -> Password | None:
        """Return how far an applicant is with a password; None where that is not our business. Raises StoreError."""
        if await self._logs_in(application):
            return Password.SET
        link = await self._database.read(lambda c: _link_of(c, application))
        if link is None:
            return None
        return Password.OPEN if link.expires_at > self._now() else Password.EXPIRED

    async def new_link(self, user_id: str, by: str, *, by_admin: bool) -> NewLink:
        """Make a new link for somebody who lives or works here; an earlier one ends. Raises Refused or StoreError.

        Whom we did not make may be anybody of this Home Assistant: their log-in only an administrator hands on.
        """
        account = await self._accounts.account(user_id)
        resident = await self._database.read(lambda c: people.resident(c, user_id))
        if account is None or resident is None:
            raise Refused("not_found", "there is no such user here", "user_id")
        if account.is_admin or resident.role is Role.BOARD:
            raise Refused("board_account", "the board's own users set their passwords in Home Assistant", "user_id")
        if not by_admin and not await self._database.read(lambda c: made.is_made(c, user_id)):
            raise Refused("login_not_ours", "only an administrator gives a link for a user made elsewhere", "user_id")
        taken = await self._accounts.usernames()
        token, until = self._new_token(), self._now() + LINK_LASTS

        def keep(connection: Connection) -> str:
            username = account.username or account.named or _username(connection, account, taken)
            password_links.put(connection, PasswordLink(user_id, username, digest(token), until))
            audit.add(connection, AuditEntry(self._now(), by, "password_link_made", user_id, None))
            return username

        return NewLink(token, await self._database.write(keep), until)

    async def _logs_in(self, application: Application) -> bool:
        """Tell whether whoever was let in by an application can log in with a password already."""
        if application.state is not ApplicationState.APPROVED or application.user_id is None:
            return False
        account = await self._accounts.account(application.user_id)
        return account is not None and account.username is not None

    async def revoke(self, user_id: str, by: str) -> Revoked:
        """Let a user in no more: one we made is removed, and what they gave to guests ends, to themself perhaps.

        The last of a household takes all its passes along. Raises Refused, AccountError or StoreError; what failed
        half-way can be asked for again.
        """
        resident = await self._database.read(lambda c: people.resident(c, user_id))
        account = await self._accounts.account(user_id)
        if resident is None:
            raise Refused("not_found", "there is no such user here", "user_id")
        if user_id == by or (account is not None and account.is_admin):
            raise Refused("board_account", "neither yourself nor an administrator of Home Assistant", "user_id")
        ours = await self._database.read(lambda c: made.is_made(c, user_id))
        phones = 0
        self._leaving.add(user_id)
        try:
            if ours:
                await self._accounts.remove(user_id)
                phones = await self._accounts.remove_phones(user_id)
            return Revoked(ours, phones, await self._forget(resident, by, cars_too=True))
        finally:
            self._leaving.discard(user_id)

    async def removed(self, user_id: str) -> None:
        """Let a user go whom somebody removed in Home Assistant itself, and end what they gave. Raises StoreError.

        Their household's cars stay: whoever deletes a user and makes them anew is to lock no family out.
        """
        resident = await self._database.read(lambda c: people.resident(c, user_id))
        if resident is None or user_id in self._leaving:
            return
        await self._accounts.remove_phones(user_id)
        await self._forget(resident, None, cars_too=False)

    async def _forget(self, resident: people.Resident, by: str | None, *, cars_too: bool) -> int:
        """Forget who somebody was here; returns how many passes ended with that, of a household left empty all."""
        user_id, household, now = resident.user_id, resident.household, self._now()

        def forget(connection: Connection) -> int:
            people.link(connection, user_id, Role.NONE, None)
            password_links.remove(connection, user_id)
            audit.add(connection, AuditEntry(now, by, "user_revoked", user_id, resident.apartment))
            if household is None:
                return 0
            given = made.end_given(connection, user_id, household, now)
            ends = cars_too and made.is_left(connection, household)
            return given + (made.end_passes(connection, household, now) if ends else 0)

        passes = await self._database.write(forget)
        self._publish(PersonChanged(user_id))
        if household is not None:
            self._publish(PassesChanged(household))
        return passes


def _found(link: PasswordLink | None) -> PasswordLink:
    if link is None:
        raise Refused("not_found", NOTHING)
    return link


def _link_of(connection: Connection, application: Application | None) -> PasswordLink | None:
    if application is None or application.state is not ApplicationState.APPROVED or application.user_id is None:
        return None
    return password_links.of_user(connection, application.user_id)


def _username(connection: Connection, account: Account, taken: frozenset[str]) -> str:
    """Return the user name that was promised where nobody took it, else one made of the user's name."""
    link = password_links.of_user(connection, account.user_id)
    if link is not None and link.username not in taken:
        return link.username
    return proposed_username(account.name, taken | password_links.usernames(connection))
