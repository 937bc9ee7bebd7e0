"""An association set up in a real Home Assistant, and the people and things around it."""

from collections.abc import AsyncGenerator, Callable
from types import MappingProxyType
from typing import Any

import pytest
from homeassistant.auth.const import GROUP_ID_USER
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser, async_mock_service

import custom_components  # noqa: F401  Home Assistant looks for integrations in the folders of this package
from custom_components.hoa_parking.const import DOMAIN

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
ZONE_DATA = {"name": "North lot", "capacity": 3}
GATE_CAMERA_DATA = {
    "name": "Gate camera",
    "role": "gate",
    "source": "rtsp://cam:secret@192.0.2.10:554/stream1",
    "gate": GATE,
    "faces": "entry",
}
LAYOUT = {
    "size": [1280, 720],
    "slots": [
        {"id": "A-1", "polygon": [[100, 400], [220, 400], [200, 520], [60, 520]]},
        {"id": "A-2", "polygon": [[230, 400], [350, 400], [350, 520], [210, 520]]},
    ],
}
LOT_CAMERA_DATA = {
    "name": "Lot camera",
    "role": "lot",
    "source": "http://192.0.2.11/snapshot.jpg",
    "zone": ZONE,
    "layout": LAYOUT,
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


@pytest.fixture
async def loaded(
    home: HomeAssistant, entry: MockConfigEntry, relay: list[Any], released: list[Any]
) -> AsyncGenerator[MockConfigEntry]:
    """Give the association, running."""
    assert relay == released == []
    assert await home.config_entries.async_setup(entry.entry_id)
    await home.async_block_till_done()
    yield entry
    await home.config_entries.async_unload(entry.entry_id)
    await home.async_block_till_done()


@pytest.fixture
def member(home: HomeAssistant) -> Callable[[str], MockUser]:
    """Make an ordinary Home Assistant user."""

    def make(name: str) -> MockUser:
        group = home.auth._store._groups[GROUP_ID_USER]
        return MockUser(name=name, groups=[group]).add_to_hass(home)

    return make
