"""Stills: brought by the recognizer when they are wanted, seen by guards and the board, and by nobody else."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from homeassistant.components.http.auth import async_sign_path
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.hoa_parking.core.drawing import read_drawing
from custom_components.hoa_parking.core.roles import Role
from custom_components.hoa_parking.core.stills import STILL_BYTES
from custom_components.hoa_parking.site import Site
from custom_components.hoa_parking.web.credentials import pair_recognizer

from .conftest import DRAWING, LOT_CAMERA

JPEG = b"\xff\xd8\xff\xc0\x00\x11\x08\x02\xd0\x05\x00\x03" + bytes(9)
UNKNOWN = "0192f5a4-7c1e-4b7a-9d56-0f6d1c2a3b4f"

type Fetch = Callable[[Role, str], Awaitable[Any]]


@pytest.fixture
def site(loaded: MockConfigEntry) -> Site:
    found: Site = loaded.runtime_data
    return found


@pytest.fixture
async def recognizer(home: HomeAssistant, site: Site, hass_client: Any) -> Any:
    """Give a client with the recognizer's own token."""
    assert site.config.cameras
    return await hass_client(await pair_recognizer(home))


@pytest.fixture
async def still(site: Site) -> str:
    """Give the id of a picture that is wanted."""
    return await site.layouts.ask_still(LOT_CAMERA, None)


@pytest.fixture
def fetch(home: HomeAssistant, site: Site, member: Callable[[str], MockUser], hass_client_no_auth: Any) -> Fetch:
    """Fetch a still by an address that was signed for somebody of a role."""

    async def get(role: Role, still: str) -> Any:
        user = member(role.value)
        await site.people.link_user(user.id, role, {Role.RESIDENT: "17"}.get(role), None)
        token = await home.auth.async_create_refresh_token(user, client_id="https://panel.example/")
        address = async_sign_path(home, path(still), timedelta(hours=1), refresh_token_id=token.id)
        return await (await hass_client_no_auth()).get(address)

    return get


def path(still: str) -> str:
    return f"/api/hoa_parking/v1/stills/{still}"


async def bring(client: Any, still: str, picture: bytes = JPEG, kind: str = "image/jpeg") -> int:
    response = await client.post(path(still), data=picture, headers={"Content-Type": kind})
    status: int = response.status
    return status


async def test_a_wanted_picture_is_taken_once(site: Site, recognizer: Any, still: str) -> None:
    assert [await bring(recognizer, still), await bring(recognizer, still)] == [204, 404]
    kept = site.layouts.still_path(still)
    assert kept is not None
    assert kept.parent == site.folder / "stills"


async def test_who_brings_a_picture_is_heard(site: Site, recognizer: Any, still: str) -> None:
    await bring(recognizer, still)

    assert site.links.now.recognizer.online is True


@pytest.mark.parametrize(
    ("picture", "kind", "status"),
    [
        (b"<html>", "image/jpeg", 415),
        (JPEG, "text/html", 415),
        (JPEG[:7] + b"\xff\xff\xff\xff" + JPEG[11:], "image/jpeg", 415),
        (JPEG + bytes(STILL_BYTES), "image/jpeg", 413),
    ],
)
async def test_what_is_no_picture_is_not_taken(
    site: Site, recognizer: Any, still: str, picture: bytes, kind: str, status: int
) -> None:
    assert await bring(recognizer, still, picture, kind) == status
    assert site.layouts.still_path(still) is None


@pytest.mark.parametrize("unwanted", [UNKNOWN, "hoa_parking.db", "a" * 500])
async def test_what_nobody_asked_for_is_not_taken(site: Site, recognizer: Any, unwanted: str) -> None:
    assert await bring(recognizer, unwanted) == 404
    assert not (site.folder / "stills").exists()


async def test_an_ordinary_user_brings_no_pictures(
    site: Site, still: str, hass_client: Any, hass_read_only_access_token: str
) -> None:
    client = await hass_client(hass_read_only_access_token)

    assert await bring(client, still) == 403
    assert site.layouts.still_path(still) is None


async def test_without_a_token_nobody_brings_pictures(site: Site, still: str, hass_client_no_auth: Any) -> None:
    assert await bring(await hass_client_no_auth(), still) == 401
    assert site.layouts.still_path(still) is None


@pytest.mark.parametrize("role", [Role.BOARD, Role.GUARD])
async def test_guards_and_the_board_see_it(site: Site, still: str, fetch: Fetch, role: Role) -> None:
    await site.layouts.keep_still(still, JPEG)

    response = await fetch(role, still)

    assert (response.status, await response.read()) == (200, JPEG)
    assert (response.headers["Content-Type"], response.headers["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert "private" in response.headers["Cache-Control"]


@pytest.mark.parametrize("role", [Role.NONE, Role.RESIDENT])
async def test_residents_and_strangers_see_none(site: Site, still: str, fetch: Fetch, role: Role) -> None:
    await site.layouts.keep_still(still, JPEG)

    assert (await fetch(role, still)).status == 403


@pytest.mark.parametrize("wrong", [UNKNOWN, "..%2F..%2Fhoa_parking.db"])
async def test_what_is_not_there_is_not_found(fetch: Fetch, wrong: str) -> None:
    assert (await fetch(Role.BOARD, wrong)).status == 404


async def test_an_address_that_ran_out_is_403_and_no_failed_login(
    home: HomeAssistant, site: Site, still: str, hass_client_no_auth: Any
) -> None:
    await site.layouts.keep_still(still, JPEG)
    client = await hass_client_no_auth()
    stale = async_sign_path(home, path(still), timedelta(seconds=-1))

    assert [(await client.get(address)).status for address in (path(still), stale)] == [403, 403]
    assert "http-login" not in home.data.get("persistent_notification", {})


async def test_the_recognizer_gets_what_is_drawn_on_and_nothing_else(site: Site, recognizer: Any, still: str) -> None:
    await site.layouts.keep_still(still, JPEG)
    before = (await recognizer.get(path(still))).status

    await site.layouts.save(LOT_CAMERA, replace(read_drawing(DRAWING), still=still), None)
    drawn_on = await recognizer.get(path(still))

    assert (before, drawn_on.status, await drawn_on.read()) == (404, 200, JPEG)
