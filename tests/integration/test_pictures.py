"""Evidence pictures are for those who may see their passage, and for nobody else."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from homeassistant.components.http.auth import async_sign_path
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.hoa_parking.core.model import Movement, Passage, Picture, Pictures, Plate
from custom_components.hoa_parking.core.roles import Role
from custom_components.hoa_parking.site import Site

from .conftest import GATE_CAMERA

OURS = "/api/hoa_parking/v1/pictures/p-1/plate"
THEIRS = "/api/hoa_parking/v1/pictures/p-2/plate"

type Fetch = Callable[[Role, str], Awaitable[Any]]


@pytest.fixture
async def site(loaded: MockConfigEntry) -> Site:
    """Give a site where a car of 17 and one of 18 came by."""
    site: Site = loaded.runtime_data
    await site.people.add_vehicle("123ABC02", "17", None)
    await site.people.add_vehicle("456DEF02", "18", None)
    for number, plate in (("p-1", "123ABC02"), ("p-2", "456DEF02")):
        seen = Plate(plate, plate, "KZ", None, 0.97, True)
        passage = Passage(number, GATE_CAMERA, dt_util.utcnow(), False, Movement.APPROACHING, 3, seen)
        await site.passages.handle(passage, Pictures(plate=b"\xff\xd8\xff " + number.encode()), dt_util.utcnow())
    await site.passages.settle()
    return site


@pytest.fixture
def fetch(
    home: HomeAssistant,
    site: Site,
    member: Callable[[str], MockUser],
    hass_client_no_auth: Callable[..., Awaitable[Any]],
) -> Fetch:
    """Fetch an address that was signed for somebody of a role."""

    async def get(role: Role, path: str) -> Any:
        user = member(role.value)
        await site.people.link_user(user.id, role, {Role.RESIDENT: "17"}.get(role), None)
        token = await home.auth.async_create_refresh_token(user, client_id="https://panel.example/")
        address = async_sign_path(home, path, timedelta(hours=1), refresh_token_id=token.id)
        return await (await hass_client_no_auth()).get(address)

    return get


@pytest.mark.parametrize("role", [Role.BOARD, Role.GUARD, Role.RESIDENT])
async def test_who_may_see_a_passage_gets_its_picture(fetch: Fetch, role: Role) -> None:
    response = await fetch(role, OURS)

    assert (response.status, await response.read()) == (200, b"\xff\xd8\xff p-1")
    assert (response.headers["Content-Type"], response.headers["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert "private" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        (Role.RESIDENT, THEIRS, 404),
        (Role.NONE, OURS, 403),
        (Role.GUARD, "/api/hoa_parking/v1/pictures/p-1/frame", 404),
        (Role.GUARD, "/api/hoa_parking/v1/pictures/p-9/plate", 404),
        (Role.GUARD, "/api/hoa_parking/v1/pictures/p-1/passport", 404),
        (Role.GUARD, "/api/hoa_parking/v1/pictures/..%2F..%2Fhoa_parking.db/plate", 404),
    ],
)
async def test_everything_else_is_refused_without_saying_what_is_there(
    fetch: Fetch, role: Role, path: str, status: int
) -> None:
    assert (await fetch(role, path)).status == status


async def test_whoever_s_account_is_switched_off_sees_no_picture_any_more(
    home: HomeAssistant,
    site: Site,
    member: Callable[[str], MockUser],
    hass_client_no_auth: Callable[..., Awaitable[Any]],
) -> None:
    guard = member("guard")
    await site.people.link_user(guard.id, Role.GUARD, None, None)
    token = await home.auth.async_create_refresh_token(guard, client_id="https://panel.example/")
    address = async_sign_path(home, OURS, timedelta(hours=1), refresh_token_id=token.id)
    client = await hass_client_no_auth()
    before = (await client.get(address)).status

    await home.auth.async_deactivate_user(guard)

    assert (before, (await client.get(address)).status) == (200, 403)


async def test_an_address_that_ran_out_is_403_and_no_failed_login(
    home: HomeAssistant, site: Site, hass_client_no_auth: Callable[..., Awaitable[Any]]
) -> None:
    client = await hass_client_no_auth()
    stale = async_sign_path(home, OURS, timedelta(seconds=-1))

    assert [(await client.get(address)).status for address in (OURS, stale, f"{OURS}?authSig=forged")] == [
        403,
        403,
        403,
    ]
    assert await site.passages.count() == 2
    assert "http-login" not in home.data.get("persistent_notification", {})


async def test_a_picture_that_was_deleted_is_not_found(site: Site, fetch: Fetch, home: HomeAssistant) -> None:
    entry = await site.passages.entry("p-1")
    assert entry is not None
    await home.async_add_executor_job(site.pictures.path("p-1", entry.passage.captured_at, Picture.PLATE).unlink)

    assert (await fetch(Role.GUARD, OURS)).status == 404
