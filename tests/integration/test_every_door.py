"""Every command, every address and every action, tried by everybody: who gets in is what the one table says."""

import json
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from aiohttp import WSMsgType
from homeassistant.core import Context, HomeAssistant, SupportsResponse
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers.http import HomeAssistantView
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.hoa_parking.const import DOMAIN
from custom_components.hoa_parking.core.applications import ApplicationKind, Draft
from custom_components.hoa_parking.core.inviting import PassDraft
from custom_components.hoa_parking.core.model import Movement, Passage, Pictures, Plate
from custom_components.hoa_parking.core.passes import PassKind
from custom_components.hoa_parking.core.roles import Role
from custom_components.hoa_parking.site import Site
from custom_components.hoa_parking.web.credentials import pair_recognizer

from .conftest import GATE_CAMERA
from .doors import (
    ACTIONS,
    ADMIN,
    APPLICANT,
    COMMANDS,
    EVERYBODY,
    NONE,
    OUTSIDER,
    RECOGNIZER,
    RESIDENT,
    USERS,
    VIEWS,
    Door,
)
from .push import token_of

PREFIX = f"{DOMAIN}/"
KEPT_OUT = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
NOT_FOR_YOU = {"not_allowed", "admins_only"}
NOT_UNDERSTOOD = {"invalid_format", "unknown_command"}

type Become = Callable[[str], Awaitable[MockUser]]


@pytest.fixture
def site(loaded: MockConfigEntry) -> Site:
    found: Site = loaded.runtime_data
    return found


@pytest.fixture
def become(site: Site, member: Callable[[str], MockUser], hass_admin_user: MockUser) -> Become:
    """Make a user who is something here; a resident lives in Flat-17."""

    async def make(role: str) -> MockUser:
        if role == ADMIN:
            return hass_admin_user
        user = member(role.title())
        if role == APPLICANT:
            person = await site.people.person(user.id, is_admin=False)
            draft = Draft("Somebody", "Flat-19", "0", (), None, "en", None, None)
            await site.applications.apply(draft, ApplicationKind.ACCESS, person)
        elif role != NONE:
            await site.people.link_user(user.id, Role(role), "Flat-17" if role == RESIDENT else None, None)
        return user

    return make


class Panel:
    """One connection; remembers all that ever came by it."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self.heard: list[dict[str, Any]] = []

    async def say(self, command: str, **fields: Any) -> str | None:
        """Give a command; returns its error's code, None where it was done."""
        await self._socket.send_json_auto_id({"type": PREFIX + command, **fields})
        while (answer := await self._next())["type"] != "result":
            pass  # what came of an earlier one
        return None if answer["success"] else str(answer["error"]["code"])

    async def _next(self) -> dict[str, Any]:
        message: dict[str, Any] = await self._socket.receive_json()
        self.heard.append(message)
        return message


def ours(home: HomeAssistant) -> set[str]:
    return {name.removeprefix(PREFIX) for name in home.data["websocket_api"] if name.startswith(PREFIX)}


def views(kind: type = HomeAssistantView) -> Iterator[tuple[str, str]]:
    """Yield the method and path of every view that our code has."""
    for view in kind.__subclasses__():
        if view.__module__.startswith("custom_components.hoa_parking") and getattr(view, "url", None):
            for method in ("get", "post", "put", "patch", "delete", "head", "options"):
                if hasattr(view, method):
                    yield from ((method.upper(), path) for path in (view.url, *view.extra_urls))
        yield from views(view)


def opened(answers: dict[str, bool]) -> list[str]:
    return sorted(name for name, is_open in answers.items() if is_open)


def expected(table: dict[Any, Door], role: str) -> list[str]:
    return sorted(str(name) for name, door in table.items() if role in door.may)


async def test_the_table_has_every_door_and_none_that_is_not_there(home: HomeAssistant, site: Site) -> None:
    routes = {
        (route.method, route.resource.canonical)
        for route in home.http.app.router.routes()
        if route.resource is not None and route.method not in {"HEAD", "OPTIONS"}
    }

    assert site is not None
    assert ours(home) == set(COMMANDS)
    assert set(views()) == set(VIEWS)
    assert set(VIEWS) <= routes
    assert {route for route in routes if DOMAIN in route[1] or "/apply" in route[1]} - set(VIEWS) == statics(routes)
    assert set(home.services.async_services_for_domain(DOMAIN)) == set(ACTIONS)


def statics(routes: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return where the panel's own files are: no data of anybody's."""
    return {route for route in routes if route[1].startswith("/hoa_parking_static")}


@pytest.mark.parametrize("role", USERS)
async def test_a_command_is_for_whom_the_table_says(
    home: HomeAssistant, become: Become, hass_ws_client: Any, role: str
) -> None:
    panel = Panel(await hass_ws_client(home, await token_of(home, await become(role))))

    codes = {name: await panel.say(name, **door.says) for name, door in COMMANDS.items()}

    assert {name: code for name, code in codes.items() if code in NOT_UNDERSTOOD} == {}
    assert opened({name: code != "unauthorized" for name, code in codes.items()}) == expected(COMMANDS, role)


@pytest.mark.parametrize("expected_lingering_timers", [True])  # Home Assistant's own, of connections it has ended
async def test_without_a_log_in_no_command_is_heard(home: HomeAssistant, site: Site, hass_client_no_auth: Any) -> None:
    assert site is not None
    client = await hass_client_no_auth()

    for name, door in COMMANDS.items():
        socket = await client.ws_connect("/api/websocket")
        assert (await socket.receive_json())["type"] == "auth_required"
        await socket.send_json({"id": 1, "type": PREFIX + name, **door.says})
        assert (await socket.receive_json())["type"] == "auth_invalid"
        assert (await socket.receive()).type is WSMsgType.CLOSE
        await home.async_block_till_done()


@pytest.mark.parametrize("role", EVERYBODY)
async def test_an_address_answers_whom_the_table_says(
    home: HomeAssistant, site: Site, become: Become, hass_client_no_auth: Any, role: str
) -> None:
    client = await hass_client_no_auth()
    bearer = {"Authorization": f"Bearer {await key_of(home, become, role)}"} if role != OUTSIDER else {}

    codes = {}
    for method, path in VIEWS:
        address = path.translate(str.maketrans("", "", "{}"))
        body = {"headers": bearer, "allow_redirects": False, **({"json": {}} if method == "POST" else {})}
        answer = await client.request(method, address, **body)
        codes[str((method, path))] = answer.status

    assert site is not None
    assert {name: status for name, status in codes.items() if status >= HTTPStatus.INTERNAL_SERVER_ERROR} == {}
    assert opened({name: status not in KEPT_OUT for name, status in codes.items()}) == expected(VIEWS, role)


async def key_of(home: HomeAssistant, become: Become, role: str) -> str:
    return await pair_recognizer(home) if role == RECOGNIZER else await token_of(home, await become(role))


@pytest.mark.parametrize("role", USERS)
async def test_an_action_is_for_whom_the_table_says(home: HomeAssistant, become: Become, role: str) -> None:
    user = await become(role)

    keys = {}
    for name, door in ACTIONS.items():
        answers = home.services.supports_response(DOMAIN, name) is not SupportsResponse.NONE
        keys[name] = await refusal_of(home, name, door.says, user, answers=answers)

    assert opened({name: key not in NOT_FOR_YOU for name, key in keys.items()}) == expected(ACTIONS, role)


async def refusal_of(
    home: HomeAssistant, name: str, says: dict[str, Any], user: MockUser, *, answers: bool
) -> str | None:
    """Run an action; returns the key of its refusal."""
    context = Context(user_id=user.id)
    try:
        await home.services.async_call(DOMAIN, name, says, blocking=True, context=context, return_response=answers)
    except (ServiceValidationError, HomeAssistantError) as err:
        return err.translation_key
    return None


async def test_without_a_log_in_no_action_is_run(home: HomeAssistant, site: Site, hass_client_no_auth: Any) -> None:
    client = await hass_client_no_auth()

    answers = {name: (await client.post(f"/api/services/{DOMAIN}/{name}", json={})).status for name in ACTIONS}

    assert site is not None
    assert set(answers.values()) == {HTTPStatus.UNAUTHORIZED}
    assert home.is_running


@dataclass(frozen=True)
class Neighbours:
    """Alma of Flat-17; Omar of Flat-18 has a car that came, a pass, and is asked about a guest at the gate."""

    alma: MockUser
    omar: MockUser
    ask: int
    given: int
    theirs: dict[str, Any]


SECRETS = ("777OMR02", "555VIS02", "Flat-18", "Omar", "Aunt Zoya", "p-omar", "p-guest")
"""What is Omar's, and no business of Alma's."""


@pytest.fixture
async def neighbours(site: Site, member: Callable[[str], MockUser]) -> Neighbours:
    alma, omar = member("Alma"), member("Omar")
    for user, apartment, plate in ((alma, "Flat-17", "123ALM02"), (omar, "Flat-18", "777OMR02")):
        await site.people.link_user(user.id, Role.RESIDENT, apartment, None)
        await site.people.add_vehicle(plate, apartment, None)
    home_of = await site.people.household_at("Flat-18")
    begin = dt_util.utcnow() - timedelta(minutes=1)
    day = begin + timedelta(hours=12)
    given = await site.passes.give(home_of, PassDraft(PassKind.VISITOR, None, "Aunt Zoya", begin, day), omar.id)
    for number, plate in (("p-alma", "123ALM02"), ("p-omar", "777OMR02"), ("p-guest", "555VIS02")):
        await arrive(site, number, plate)
    ask = site.asks.open_asks[0]
    theirs = {"pass": given.id, "ask": ask.id, "passage": "p-omar", "plate": "777OMR02", "text": "777OMR02"}
    return Neighbours(alma, omar, ask.id, given.id, theirs)


def about(neighbours: Neighbours, door: Door) -> dict[str, Any]:
    """Return what is said at a door, about what is Omar's; a guest of her own Alma names herself."""
    if "valid_until" in door.says:
        return door.says
    return {key: neighbours.theirs.get(key, value) for key, value in door.says.items()}


async def arrive(site: Site, number: str, plate: str) -> None:
    """Let a car come to the gate now, with a picture."""
    seen = Plate(plate, plate, "KZ", None, 0.97, True)
    at = dt_util.utcnow() - timedelta(seconds=0.2)
    passage = Passage(number, GATE_CAMERA, at, False, Movement.APPROACHING, 3, seen)
    await site.passages.handle(passage, Pictures(frame=b"\xff\xd8\xff"), dt_util.utcnow())
    await site.passages.settle()
    await site.asks.settle()


async def test_no_command_tells_a_resident_of_their_neighbours_or_does_anything_to_them(
    home: HomeAssistant, site: Site, neighbours: Neighbours, hass_ws_client: Any, relay: list[Any]
) -> None:
    panel = Panel(await hass_ws_client(home, await token_of(home, neighbours.alma)))
    moved = len(relay)

    for name, door in COMMANDS.items():
        await panel.say(name, **about(neighbours, door))
    await arrive(site, "p-guest-again", "555VIS02")
    await panel.say("passages")

    told = json.dumps(panel.heard)
    assert "123ALM02" in told
    assert [secret for secret in SECRETS if secret in told] == []
    assert [ask.id for ask in site.asks.open_asks] == [neighbours.ask]
    given = (await site.passes.of_household(await site.people.household_at("Flat-18")))[0]
    assert (given.id, given.ended_at, given.shared) == (neighbours.given, None, False)
    assert len(relay) == moved


async def test_no_address_shows_a_resident_a_neighbour_s_picture_or_export(
    home: HomeAssistant, neighbours: Neighbours, hass_ws_client: Any, hass_client_no_auth: Any
) -> None:
    board = await hass_ws_client(home)
    await board.send_json_auto_id({"type": "hoa_parking/people/export", "what": "vehicles"})
    export = (await board.receive_json())["result"]["url"].split("?")[0]
    client = await hass_client_no_auth()
    alma = {"Authorization": f"Bearer {await token_of(home, neighbours.alma)}"}
    omar = {"Authorization": f"Bearer {await token_of(home, neighbours.omar)}"}
    pictures = {number: f"/api/hoa_parking/v1/pictures/{number}/frame" for number in ("p-alma", "p-omar", "p-guest")}

    async def seen(path: str, bearer: dict[str, str]) -> int:
        return int((await client.get(path, headers=bearer)).status)

    assert [await seen(path, alma) for path in pictures.values()] == [200, 404, 404]
    assert [await seen(path, omar) for path in pictures.values()] == [404, 200, 200]
    assert await seen(export, alma) == HTTPStatus.NOT_FOUND
    signed = await signed_by(home, hass_ws_client, neighbours.alma)
    signature = signed.partition("?")[2]
    assert signed.startswith(pictures["p-alma"])
    assert await seen(signed, {}) == HTTPStatus.OK
    assert await seen(f"{pictures['p-omar']}?{signature}", {}) == HTTPStatus.FORBIDDEN


async def signed_by(home: HomeAssistant, hass_ws_client: Any, user: MockUser) -> str:
    """Return the address of the only picture that a user's panel shows."""
    panel = Panel(await hass_ws_client(home, await token_of(home, user)))
    await panel.say("passages")
    [passage] = panel.heard[-1]["result"]["passages"]
    return str(passage["pictures"]["frame"])


async def test_no_action_tells_a_resident_of_their_neighbours(home: HomeAssistant, neighbours: Neighbours) -> None:
    context = Context(user_id=neighbours.alma.id)
    told = []
    for name, door in ACTIONS.items():
        says = about(neighbours, door)
        answers = home.services.supports_response(DOMAIN, name) is not SupportsResponse.NONE
        try:
            told.append(
                await home.services.async_call(
                    DOMAIN, name, says, blocking=True, context=context, return_response=answers
                )
            )
        except HomeAssistantError as err:
            told.append({"refused": err.translation_key})

    assert {"refused": "not_allowed"} in told
    assert [secret for secret in SECRETS if secret in json.dumps(told)] == []
