"""Log-ins that we make in Home Assistant: whoever sets a password is who the board let in, and nobody more."""

import asyncio

import pytest
from homeassistant.auth.models import User
from homeassistant.auth.providers.homeassistant import HassAuthProvider, InvalidAuth, async_get_provider
from homeassistant.core import HomeAssistant

from custom_components.hoa_parking.accounts import HomeAccounts
from custom_components.hoa_parking.core.errors import AccountError, Refused

SENTENCE = "a long sentence of mine"


@pytest.fixture
def accounts(home: HomeAssistant, hass_admin_user: User) -> HomeAccounts:
    assert hass_admin_user.is_admin
    return HomeAccounts(home)


@pytest.fixture
async def provider(home: HomeAssistant) -> HassAuthProvider:
    found = async_get_provider(home)
    await found.async_initialize()
    return found


async def log_in(home: HomeAssistant, provider: HassAuthProvider, username: str, password: str) -> User | None:
    """Log in as Home Assistant's page does; return who that is, None where the password is wrong."""
    try:
        await provider.async_validate_login(username, password)
    except InvalidAuth:
        return None
    return await home.auth.async_get_or_create_user(
        await provider.async_get_or_create_credentials({"username": username})
    )


def count_admins(users: list[User]) -> int:
    return sum(user.is_admin for user in users)


async def test_whoever_logs_in_while_their_password_is_being_kept_is_no_administrator(
    home: HomeAssistant, accounts: HomeAccounts, provider: HassAuthProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = count_admins(await home.auth.async_get_users())
    user_id = await accounts.create("Alma", "alma", local_only=False)
    save, came_in = provider.data.async_save, []

    async def slow_disk() -> None:
        came_in.append(await log_in(home, provider, "alma", SENTENCE))
        await save()

    monkeypatch.setattr(provider.data, "async_save", slow_disk)
    await accounts.set_password(user_id, "alma", SENTENCE)

    assert [user.id for user in came_in] == [user_id]
    assert count_admins(await home.auth.async_get_users()) == before


async def test_a_user_who_is_removed_while_they_set_a_password_leaves_none(
    home: HomeAssistant, accounts: HomeAccounts, provider: HassAuthProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    user_id = await accounts.create("Alma", "alma", local_only=False)
    save, removed = provider.data.async_save, []

    async def slow_disk() -> None:
        if not removed:
            removed.append(asyncio.ensure_future(home.auth.async_remove_user(await home.auth.async_get_user(user_id))))
            await removed[0]
        await save()

    monkeypatch.setattr(provider.data, "async_save", slow_disk)
    with pytest.raises(AccountError):
        await accounts.set_password(user_id, "alma", SENTENCE)

    assert await log_in(home, provider, "alma", SENTENCE) is None
    assert provider.data.users == []


async def test_a_user_whom_the_board_removes_meanwhile_is_gone_with_their_password(
    home: HomeAssistant, accounts: HomeAccounts, provider: HassAuthProvider
) -> None:
    user_id = await accounts.create("Alma", "alma", local_only=False)

    await asyncio.gather(accounts.set_password(user_id, "alma", SENTENCE), accounts.remove(user_id))

    assert await home.auth.async_get_user(user_id) is None
    assert provider.data.users == []


async def test_a_user_name_is_kept_for_whom_it_was_made_and_is_a_log_in_once_there_is_a_password(
    accounts: HomeAccounts, provider: HassAuthProvider
) -> None:
    user_id = await accounts.create("Alma", "alma", local_only=False)
    promised = await accounts.account(user_id), await accounts.usernames()

    with pytest.raises(Refused, match="user name"):
        await accounts.create("Other Alma", "alma", local_only=False)
    await accounts.set_password(user_id, "alma", SENTENCE)
    await accounts.set_password(user_id, "alma", f"{SENTENCE} too")

    assert (promised[0].username, promised[1]) == (None, frozenset({"alma"}))
    assert (await accounts.account(user_id)).username == "alma"
    await provider.async_validate_login("alma", f"{SENTENCE} too")


async def test_a_user_without_a_log_in_gets_no_user_name_that_is_somebody_s(
    home: HomeAssistant, accounts: HomeAccounts, provider: HassAuthProvider
) -> None:
    tablet = await home.auth.async_create_user("Tablet")
    await provider.async_add_auth("owner", "the owner's own password")

    with pytest.raises(AccountError):
        await accounts.set_password(tablet.id, "owner", SENTENCE)

    await provider.async_validate_login("owner", "the owner's own password")
    assert tablet.credentials == []
