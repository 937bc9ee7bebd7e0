"""A guard's picture goes to the recognizer and comes back as plates; nobody else has any read, or fetches one."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientResponse
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.hoa_parking.core.errors import Refused
from custom_components.hoa_parking.core.roles import Role
from custom_components.hoa_parking.site import Site
from custom_components.hoa_parking.web import reads
from custom_components.hoa_parking.web.credentials import pair_recognizer

from .conftest import GATE, status

CONTRACT = Path(__file__).parents[1] / "contract"
GOLDEN = json.loads((CONTRACT / "panel" / "guard.json").read_text())
PATH = "/api/hoa_parking/v1/reads"
READ = json.loads((CONTRACT / "reads" / "good-read.json").read_text())

type Client = Any
type Connect = Callable[[Role], Awaitable[Client]]


def jpeg(width: int = 160, height: int = 120) -> bytes:
    """Return as much of a picture as this side ever looks at: what it says of its size."""
    size = height.to_bytes(2) + width.to_bytes(2)
    return b"\xff\xd8\xff\xc0\x00\x11\x08" + size + b"\x03\x01\x11\x00\x02\x11\x01\x03\x11\x01\xff\xd9"


def written(folder: Path) -> list[Path]:
    return list(folder.rglob("*.jpg"))


@pytest.fixture
def site(loaded: MockConfigEntry) -> Site:
    found: Site = loaded.runtime_data
    return found


@pytest.fixture
def users(home: HomeAssistant, member: Callable[[str], MockUser]) -> dict[Role, MockUser]:
    assert home is not None
    return {role: member(role.value.title()) for role in Role}


@pytest.fixture
def connect(home: HomeAssistant, site: Site, users: dict[Role, MockUser], hass_client: Any) -> Connect:
    """Give the HTTP client of somebody of a role."""

    async def make(role: Role) -> Client:
        user = users[role]
        if role is not Role.APPLICANT:
            await site.people.link_user(user.id, role, "17" if role is Role.RESIDENT else None, None)
        token = await home.auth.async_create_refresh_token(user, client_id="https://panel.example/")
        return await hass_client(home.auth.async_create_access_token(token))

    return make


@pytest.fixture
async def recognizer(home: HomeAssistant, loaded: MockConfigEntry, hass_client: Any) -> Client:
    """Give the recognizer's client; it has said that it is there."""
    assert loaded is not None
    client = await hass_client(await pair_recognizer(home))
    answer = await client.post("/api/hoa_parking/v1/status", json=status())
    assert answer.status == HTTPStatus.OK
    return client


def send(guard: Client, picture: bytes, content_type: str = "image/jpeg") -> Awaitable[ClientResponse]:
    sent: Awaitable[ClientResponse] = guard.post(PATH, data=picture, headers={"Content-Type": content_type})
    return sent


async def wanted(recognizer: Client, known: str = "") -> tuple[list[str], str]:
    """Return which pictures the configuration asks the recognizer to read, once it is another one, and its version."""
    answer = await recognizer.get("/api/hoa_parking/v1/config", params={"known": known, "wait": "20"})
    message = await answer.json()
    return [read["id"] for read in message["reads"]], message["version"]


async def test_a_guard_s_picture_is_read_and_entered_as_evidence(
    home: HomeAssistant, connect: Connect, recognizer: Client, hass_ws_client: Any, users: dict[Role, MockUser]
) -> None:
    guard = await connect(Role.GUARD)
    _, version = await wanted(recognizer)
    sending = asyncio.ensure_future(send(guard, jpeg()))

    (read,), version = await wanted(recognizer, version)
    fetched = await recognizer.get(f"{PATH}/{read}")
    assert (fetched.status, fetched.content_type, await fetched.read()) == (HTTPStatus.OK, "image/jpeg", jpeg())
    assert (await recognizer.post(f"{PATH}/{read}", json=READ)).status == HTTPStatus.NO_CONTENT

    answer = await sending
    assert answer.status == HTTPStatus.OK
    assert await answer.json() == GOLDEN["read"] | {"read": read}
    assert await wanted(recognizer, version) == ([], (await wanted(recognizer))[1])
    assert (await recognizer.get(f"{PATH}/{read}")).status == HTTPStatus.NOT_FOUND
    assert (await recognizer.post(f"{PATH}/{read}", json=READ)).status == HTTPStatus.NOT_FOUND

    token = await home.auth.async_create_refresh_token(users[Role.GUARD], client_id="https://two.example/")
    panel = await hass_ws_client(home, home.auth.async_create_access_token(token))
    entering = {"type": "hoa_parking/guard/enter", "gate": GATE, "direction": "entry", "plate": "777XXA06"}
    await panel.send_json_auto_id(entering | {"read": read})
    entered = (await panel.receive_json())["result"]["passage"]
    assert (entered["plate"], entered["raw"], entered["confidence"]) == ("777XXA06", READ["plates"][0]["raw"], 0.93)
    picture = await guard.get(entered["pictures"]["frame"])
    assert await picture.read() == jpeg()
    await panel.send_json_auto_id(entering | {"read": read})
    assert (await panel.receive_json())["error"]["code"] == "no_such_read"


async def test_another_guard_s_picture_is_not_entered(
    home: HomeAssistant, site: Site, connect: Connect, hass_ws_client: Any
) -> None:
    answer = await send(await connect(Role.GUARD), jpeg())
    read = (await answer.json())["read"]
    panel = await hass_ws_client(home)

    entering = {"type": "hoa_parking/guard/enter", "gate": GATE, "direction": "entry", "plate": "777XXA06"}
    await panel.send_json_auto_id(entering | {"read": read})

    assert (await panel.receive_json())["error"]["code"] == "no_such_read"
    assert await site.passages.count() == 0


async def test_nobody_waits_for_a_recognizer_that_is_away(connect: Connect) -> None:
    answer = await send(await connect(Role.GUARD), jpeg())

    assert answer.status == HTTPStatus.GATEWAY_TIMEOUT
    body = await answer.json()
    assert (body["error"], body.keys()) == ("recognizer_offline", GOLDEN["read_late"].keys())


async def test_a_picture_that_is_not_read_in_time_can_be_entered_all_the_same(
    connect: Connect, recognizer: Client, monkeypatch: pytest.MonkeyPatch, site: Site, users: Any
) -> None:
    assert recognizer is not None
    monkeypatch.setattr(reads, "PATIENCE_S", 0.01)

    answer = await send(await connect(Role.GUARD), jpeg())

    assert answer.status == HTTPStatus.GATEWAY_TIMEOUT
    body = await answer.json()
    assert body["error"] == "read_late"
    assert site.reads.taken_by(users[Role.GUARD].id, body["read"]).picture == jpeg()


async def test_a_few_pictures_are_read_at_once_and_no_more(connect: Connect, recognizer: Client) -> None:
    guard = await connect(Role.GUARD)
    ids, version = await wanted(recognizer)
    sending = []
    while len(ids) < 4:
        sending.append(asyncio.ensure_future(send(guard, jpeg())))
        ids, version = await wanted(recognizer, version)

    answer = await send(guard, jpeg())

    assert (answer.status, (await answer.json())["error"]) == (HTTPStatus.TOO_MANY_REQUESTS, "too_many")
    for read in ids:
        await recognizer.post(f"{PATH}/{read}", json=READ)
    assert [(await one).status for one in sending] == [HTTPStatus.OK] * 4


async def test_what_the_recognizer_cannot_read_is_said(connect: Connect, recognizer: Client) -> None:
    guard = await connect(Role.GUARD)
    told = []
    for problem in ("no_picture", "unable"):
        _, version = await wanted(recognizer)
        sending = asyncio.ensure_future(send(guard, jpeg()))
        (read,), _ = await wanted(recognizer, version)
        await recognizer.post(f"{PATH}/{read}", json={"schema": 1, "plates": [], "problem": problem})
        answer = await sending
        told.append((answer.status, (await answer.json())["error"]))

    assert told == [
        (HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "no_picture"),
        (HTTPStatus.GATEWAY_TIMEOUT, "read_unable"),
    ]


@pytest.mark.parametrize(
    ("picture", "content_type", "expected"),
    [
        (b"\0\0\0\x18ftypheic", "image/heic", (HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "no_picture")),
        (b"\0\0\0\x18ftypheic", "image/jpeg", (HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "no_picture")),
        (b"", "image/jpeg", (HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "no_picture")),
        (jpeg(1921, 16), "image/jpeg", (HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "no_picture")),
        (jpeg() + bytes(4 * 1024 * 1024), "image/jpeg", (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large")),
    ],
    ids=["heic", "heic that says jpeg", "empty", "too wide", "too heavy"],
)
async def test_what_is_no_picture_is_refused_before_anybody_opens_it(
    connect: Connect, site: Site, picture: bytes, content_type: str, expected: tuple[int, str]
) -> None:
    answer = await send(await connect(Role.GUARD), picture, content_type)

    assert (answer.status, (await answer.json())["error"]) == expected
    assert site.recognizer is not None
    assert (await site.recognizer.configuration()).message.count(b'"reads":[]') == 1


@pytest.mark.parametrize("role", [Role.NONE, Role.APPLICANT, Role.RESIDENT])
async def test_pictures_are_read_for_guards_only(connect: Connect, role: Role) -> None:
    answer = await send(await connect(role), jpeg())

    assert (answer.status, (await answer.json())["error"]) == (HTTPStatus.FORBIDDEN, "unauthorized")


async def test_who_has_not_logged_in_has_none_read(loaded: MockConfigEntry, hass_client_no_auth: Any) -> None:
    assert loaded is not None
    client = await hass_client_no_auth()

    answers = [(await send(client, jpeg())).status, (await client.get(f"{PATH}/read-1")).status]

    assert answers == [HTTPStatus.FORBIDDEN, HTTPStatus.UNAUTHORIZED]


async def test_a_guard_s_picture_is_for_the_recognizer_alone(connect: Connect, recognizer: Client) -> None:
    guard = await connect(Role.GUARD)
    _, version = await wanted(recognizer)
    sending = asyncio.ensure_future(send(guard, jpeg()))
    (read,), _ = await wanted(recognizer, version)

    fetched, told = await guard.get(f"{PATH}/{read}"), await guard.post(f"{PATH}/{read}", json=READ)
    assert (fetched.status, told.status) == (HTTPStatus.FORBIDDEN, HTTPStatus.FORBIDDEN)
    bad = await recognizer.post(f"{PATH}/{read}", json={"schema": 1, "plates": [{"text": "?"}]})
    assert (bad.status, (await bad.json())["error"]) == (HTTPStatus.BAD_REQUEST, "bad_message")

    await recognizer.post(f"{PATH}/{read}", json=READ)
    assert (await sending).status == HTTPStatus.OK


async def test_pictures_are_held_in_memory_and_not_many(
    connect: Connect, site: Site, users: dict[Role, MockUser], tmp_path: Path
) -> None:
    guard = await connect(Role.GUARD)
    answers = [await (await send(guard, jpeg())).json() for _ in range(9)]

    with pytest.raises(Refused):
        site.reads.taken_by(users[Role.GUARD].id, answers[0]["read"])
    assert site.reads.taken_by(users[Role.GUARD].id, answers[1]["read"]).picture == jpeg()
    assert written(tmp_path) == []
