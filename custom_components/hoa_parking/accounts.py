"""Home Assistant's users: made for those the board lets in, given a password by themselves, removed again."""

import asyncio
from contextlib import suppress
from typing import Final

from homeassistant.auth.const import GROUP_ID_USER
from homeassistant.auth.models import User
from homeassistant.auth.providers.homeassistant import HassAuthProvider, InvalidUser, async_get_provider
from homeassistant.core import HomeAssistant

from .core.accounts import Account
from .core.errors import AccountError, Refused

PROVIDER: Final = "homeassistant"
PHONES: Final = "mobile_app"


class HomeAccounts:
    """Makes ordinary users only, and leaves administrators alone."""

    def __init__(self, hass: HomeAssistant) -> None:
        self._hass = hass
        self._one_at_a_time = asyncio.Lock()

    async def create(self, name: str, username: str, *, local_only: bool) -> str:
        """Make an ordinary user who has a user name and no password yet; returns their id.

        Raises Refused where somebody has this user name, or AccountError.
        """
        provider = await self._provider()
        users = await self._hass.auth.async_get_users()
        if not any(user.is_owner or user.is_admin for user in users):  # the first user would own the house
            raise AccountError("this Home Assistant has no administrator yet")
        async with self._one_at_a_time:
            if username in await self.usernames():
                raise Refused("username_taken", "somebody has this user name", "username")
            user = await self._hass.auth.async_create_user(name, group_ids=[GROUP_ID_USER], local_only=local_only)
            await self._name(provider, user, username)
        return user.id

    async def set_password(self, user_id: str, username: str, password: str) -> None:
        """Let a user log in with a password: under this user name, or under the one they have. Raises AccountError."""
        provider = await self._provider()
        async with self._one_at_a_time:
            user = await self._person(user_id)
            if user is None or user.is_admin:
                raise AccountError("this user's password is not set here")
            try:
                # Their name first: of a password whose name is nobody's, Home Assistant makes a new administrator.
                known = _username(user) or await self._name(provider, user, username)
                has_one = known in _with_passwords(provider)
                await (provider.async_change_password if has_one else provider.async_add_auth)(known, password)
            except InvalidUser as err:
                raise AccountError("Home Assistant did not take this user name") from err
            left = await self._hass.auth.async_get_user(user_id)
            if left is None or _username(left) != known:
                with suppress(InvalidUser):
                    await provider.async_remove_auth(known)
                raise AccountError("this user was removed")

    async def account(self, user_id: str) -> Account | None:
        """Return an active user, None for nobody's id and for what is no person."""
        user = await self._person(user_id)
        if user is None:
            return None
        known = _username(user)
        logs_in = known is not None and known in _with_passwords(await self._provider())
        return Account(user.id, user.name or "", known if logs_in else None, user.is_admin, known)

    async def usernames(self) -> frozenset[str]:
        """Return every user name that is taken, those without a password yet too. Raises AccountError."""
        named = (_username(user) for user in await self._hass.auth.async_get_users())
        return _with_passwords(await self._provider()).union(name for name in named if name is not None)

    async def remove(self, user_id: str) -> None:
        """Remove a user with their log-ins; nothing where there is none. Raises AccountError for an administrator."""
        # Not while they set a password: it would outlive them.
        async with self._one_at_a_time:
            user = await self._hass.auth.async_get_user(user_id)
            if user is None:
                return
            if user.is_owner or user.is_admin or user.system_generated:
                raise AccountError("administrators are not removed here")
            await self._hass.auth.async_remove_user(user)

    async def remove_phones(self, user_id: str) -> int:
        """Remove the phones of a user's Companion apps; returns how many."""
        phones = [
            entry for entry in self._hass.config_entries.async_entries(PHONES) if entry.data.get("user_id") == user_id
        ]
        for entry in phones:
            await self._hass.config_entries.async_remove(entry.entry_id)
        return len(phones)

    async def _provider(self) -> HassAuthProvider:
        try:
            provider = async_get_provider(self._hass)
        except RuntimeError as err:
            raise AccountError("this Home Assistant keeps no passwords of its own") from err
        await provider.async_initialize()
        return provider

    async def _person(self, user_id: str) -> User | None:
        user = await self._hass.auth.async_get_user(user_id)
        return user if user is not None and user.is_active and not user.system_generated else None

    async def _name(self, provider: HassAuthProvider, user: User, username: str) -> str:
        """Give a user a name to log in with, while there is no password for it; returns it. Raises AccountError."""
        if username in await self.usernames():
            raise AccountError("somebody else has this user name")
        credentials = await provider.async_get_or_create_credentials({"username": username})
        try:
            await self._hass.auth.async_link_user(user, credentials)
        except ValueError as err:
            raise AccountError("somebody else has this user name") from err
        return username


def _username(user: User) -> str | None:
    """Return the name with which a user logs in with a password."""
    own = (one for one in user.credentials if one.auth_provider_type == PROVIDER)
    return next((str(one.data["username"]).strip().casefold() for one in own), None)


def _with_passwords(provider: HassAuthProvider) -> frozenset[str]:
    """Return the user names that have a password."""
    data = provider.data
    if data is None:
        raise AccountError("Home Assistant's user names cannot be read")
    return frozenset(data.normalize_username(user["username"]) for user in data.users)
