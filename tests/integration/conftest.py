"""An association set up in a real Home Assistant, and the people and things around it."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import suppress
from http import HTTPStatus
from types import MappingProxyType
from typing import Any
from uuid import uuid4

import pytest
from aiohttp.test_utils import TestClient
from homeassistant.auth.const import GROUP_ID_USER
from homeassistant.config_entries import ConfigEntryState, ConfigSubentry, UnknownEntry
from homeassistant.core import Context, HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser, async_mock_service

import custom_components  # noqa: F401  Home Assistant looks for integrations in the folders of this package
from custom_components.hoa_parking.const import DOMAIN
from custom_components.hoa_parking.core.drawing import read_drawing
from custom_components.hoa_parking.core.roles import Role
from custom_components.hoa_parking.site import Site

GATE = "01JD0GATE00000000000000000"
ZONE = "01JD0ZONE00000000000000000"
GATE_CAMERA = "01JD0GATECAMERA00000000000"
LOT_CAMERA = "01JD0LOTCAMERA000000000000"

GATE_DATA = {
    "name": "Main gate",
    "entity_id": "switch.barrier",
    "free_exit": True,
    "matching": "look_alike",
    "fresh_for": 12,
    "cool_down": 5,
    "open_timeout": 1,
    "pulse": 0.1,
}
ZONE_DATA = {"name": "North lot", "capacity": 3, "counted_by": "slots", "nearly_full": 90, "guest_limit": 0}
GATE_CAMERA_DATA = {
    "name": "Gate camera",
    "role": "gate",
    "source": "rtsp://cam:secret@192.0.2.10:554/stream1",
    "gate": GATE,
    "faces": "entry",
}
A1 = {"id": None, "row": "A", "number": "1", "kind": "resident", "zone": ZONE, "apartment": None}
A1["polygon"] = [[100, 400], [220, 400], [200, 520], [60, 520]]
A2 = {**A1, "number": "2", "polygon": [[230, 400], [350, 400], [350, 520], [210, 520]]}
DRAWING = {"size": [1280, 720], "still": None, "slots": [A1, A2]}
"""Slots A-1 and A-2 on the lot camera's picture; in a new database their ids are 1 and 2."""
LOT_CAMERA_DATA = {
    "name": "Lot camera",
    "role": "lot",
    "source": "http://192.0.2.11/snapshot.jpg",
    "zone": ZONE,
    "taken_s": 2,
    "free_s": 2,
}


def subentry(kind: str, subentry_id: str, data: dict[str, Any]) -> ConfigSubentry:
    return ConfigSubentry(
        data=MappingProxyType(data), subentry_id=subentry_id, subentry_type=kind, title=data["name"], unique_id=None
    )


@pytest.fixture(autouse=True)
def our_integration(enable_custom_integrations: None) -> None:
    """Let Home Assistant load what lies in custom_components."""
    assert enable_custom_integrations is None


@pytest.fixture
async def home(hass: HomeAssistant, tmp_path: Any) -> HomeAssistant:
    """Give Home Assistant with its own folder and a relay that moves a barrier."""
    hass.config.config_dir = str(tmp_path)
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "http", {})
    hass.states.async_set("switch.barrier", "off")
    return hass


@pytest.fixture
def relay(home: HomeAssistant) -> list[Any]:
    """Give the calls that reach the relay."""
    return async_mock_service(home, "switch", "turn_on")


@pytest.fixture
def released(home: HomeAssistant) -> list[Any]:
    """Give the calls that let the relay go."""
    return async_mock_service(home, "switch", "turn_off")


@pytest.fixture
def entry(home: HomeAssistant) -> MockConfigEntry:
    """Give an association with one gate, one zone and a camera for each; not yet loaded."""
    made = MockConfigEntry(
        domain=DOMAIN,
        title="Abay 10",
        unique_id=DOMAIN,
        data={"name": "Abay 10", "countries": ["KZ", "RU"]},
        subentries_data=[
            subentry("gate", GATE, GATE_DATA).as_dict(),
            subentry("zone", ZONE, ZONE_DATA).as_dict(),
            subentry("camera", GATE_CAMERA, GATE_CAMERA_DATA).as_dict(),
            subentry("camera", LOT_CAMERA, LOT_CAMERA_DATA).as_dict(),
        ],
    )
    made.add_to_hass(home)
    return made


async def draw(home: HomeAssistant, entry: MockConfigEntry, drawing: Any, camera: str = LOT_CAMERA) -> None:
    """Draw a camera's slots as the board does."""
    await entry.runtime_data.layouts.save(camera, read_drawing(drawing), None)
    await home.async_block_till_done()


@pytest.fixture
async def loaded(
    home: HomeAssistant, entry: MockConfigEntry, relay: list[Any], released: list[Any]
) -> AsyncGenerator[MockConfigEntry]:
    """Give the association, running."""
    assert relay == released == []
    assert await home.config_entries.async_setup(entry.entry_id)
    await home.async_block_till_done()
    await draw(home, entry, DRAWING)
    yield entry
    with suppress(UnknownEntry):  # the test removed it
        await home.config_entries.async_unload(entry.entry_id)
    await home.async_block_till_done()


@pytest.fixture
def member(home: HomeAssistant) -> Callable[[str], MockUser]:
    """Make an ordinary Home Assistant user."""

    def make(name: str) -> MockUser:
        group = home.auth._store._groups[GROUP_ID_USER]
        return MockUser(name=name, groups=[group]).add_to_hass(home)

    return make


@pytest.fixture
def site(loaded: MockConfigEntry) -> Site:
    """Give the open site; a test module that wants more in it has its own."""
    found: Site = loaded.runtime_data
    return found


type OpenPanel = Callable[[Role], Awaitable[Any]]


@pytest.fixture
def open_panel(home: HomeAssistant, site: Site, member: Callable[[str], MockUser], hass_ws_client: Any) -> OpenPanel:
    """Connect somebody of a role, called like it; a resident lives in 17."""

    async def connect(role: Role) -> Any:
        user = member(role.value.title())
        if role is not Role.APPLICANT:
            await site.people.link_user(user.id, role, {Role.RESIDENT: "17"}.get(role), None)
        token = await home.auth.async_create_refresh_token(user, client_id="https://panel.example/")
        return await hass_ws_client(home, home.auth.async_create_access_token(token))

    return connect


PLATE = {"raw": "123ABC02", "country": "KZ", "kind": None, "confidence": 0.97, "accepted": True, "alternatives": []}

type Post = Callable[[dict[str, Any]], Awaitable[None]]


def passage(plate: str, **changes: Any) -> dict[str, Any]:
    """Make a report of a vehicle that stands at the gate now."""
    now = dt_util.utcnow().isoformat(timespec="milliseconds")
    return {
        "schema": 1,
        "kind": "passage",
        "id": str(uuid4()),
        "camera": GATE_CAMERA,
        "captured_at": now,
        "sent_at": now,
        "recovered": False,
        "direction": "approaching",
        "reads": 4,
        "plate": {**PLATE, "text": plate, "raw": plate},
        **changes,
    }


def slots(**occupied: bool) -> dict[str, Any]:
    """Make a report of slots, A1=True for an occupied A-1: the lot camera's first slot that was drawn."""
    now = dt_util.utcnow().isoformat(timespec="milliseconds")
    states = [
        {"id": name[1:], "occupied": is_occupied, "p": float(is_occupied)} for name, is_occupied in occupied.items()
    ]
    return {
        "schema": 1,
        "kind": "slots",
        "id": str(uuid4()),
        "camera": LOT_CAMERA,
        "captured_at": now,
        "sent_at": now,
        "recovered": False,
        "slots": states,
    }


def status(
    gate: str = "online", lot: str = "online", error: str | None = None, view: str = "same", **outbox: int
) -> dict[str, Any]:
    """Make a status message; `error` is the gate camera's, `view` the lot camera's."""
    now = dt_util.utcnow().isoformat(timespec="milliseconds")
    return {
        "schema": 1,
        "sent_at": now,
        "version": "0.1.0",
        "config": None,
        "cameras": [
            {"id": GATE_CAMERA, "state": gate, "since": now, "error": error, "fps": 10.0},
            {"id": LOT_CAMERA, "state": lot, "since": now, "error": None, "fps": 10.0, "view": view},
        ],
        "outbox": {"pending": 0, "parked": 0, "dropped": 0, "oldest_s": None, **outbox},
    }


async def _post(home: HomeAssistant, client: TestClient[Any, Any], path: str, message: dict[str, Any]) -> None:
    answer = await client.post(f"/api/hoa_parking/v1/{path}", json=message)
    assert answer.status == HTTPStatus.OK, await answer.text()
    await home.async_block_till_done()


@pytest.fixture
async def report(home: HomeAssistant, loaded: MockConfigEntry, hass_client: Any) -> Post:
    """Send a report as the recognizer does."""
    assert loaded.state is ConfigEntryState.LOADED
    client = await hass_client()

    async def send(message: dict[str, Any]) -> None:
        await _post(home, client, "reports", message)

    return send


@pytest.fixture
async def tell(home: HomeAssistant, loaded: MockConfigEntry, hass_client: Any) -> Post:
    """Send a status message as the recognizer does."""
    assert loaded.state is ConfigEntryState.LOADED
    client = await hass_client()

    async def send(message: dict[str, Any]) -> None:
        await _post(home, client, "status", message)

    return send


@pytest.fixture
def act(home: HomeAssistant, loaded: MockConfigEntry) -> Callable[..., Awaitable[Any]]:
    """Run an action of ours, as a user or as an automation."""
    assert loaded.state is ConfigEntryState.LOADED

    async def run(name: str, user: MockUser | None = None, *, answer: bool = False, **fields: Any) -> Any:
        context = Context(user_id=user.id if user else None)
        result = await home.services.async_call(
            DOMAIN, name, fields, blocking=True, context=context, return_response=answer
        )
        await home.async_block_till_done()
        return result

    return run
