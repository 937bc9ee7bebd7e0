"""No plate, apartment, name of a resident, password or token leaves by a state, a log line or a diagnosis."""

import json
import logging
from typing import Any

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.json import ExtendedJSONEncoder
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser, async_capture_events

from custom_components.hoa_parking.const import VERSION
from custom_components.hoa_parking.diagnostics import async_get_config_entry_diagnostics

from .conftest import Post, passage, slots, status

SECRETS = ("123ABC02", "777XXA05", "Flat-17", "Debt-of-May", "cam:secret", "secret@", "192.0.2.")


async def day(act: Any, report: Post, tell: Post, admin: MockUser) -> str:
    """Let a day pass at the gate; return the recognizer's token."""
    await tell(status(lot="offline"))
    await act("add_vehicle", plate="123ABC02", apartment="Flat-17")
    await act("block_plate", plate="777XXA05", reason="Debt-of-May")
    await report(passage("123ABC02"))
    await report(passage("777XXA05"))
    await report(slots(A1=True, A2=False))
    await act("open_gate", gate="Main gate")
    token: str = (await act("pair_recognizer", admin, answer=True))["token"]
    return token


@pytest.fixture
async def busy(act: Any, report: Post, tell: Post, hass_admin_user: MockUser) -> str:
    """Let a day pass at the gate; return the recognizer's token."""
    return await day(act, report, tell, hass_admin_user)


def leaks(text: str, token: str) -> list[str]:
    return [secret for secret in (*SECRETS, token) if secret in text]


async def test_states_and_registries_hold_no_personal_data(home: HomeAssistant, busy: str) -> None:
    states = " ".join(str(state.as_dict()) for state in home.states.async_all())
    entities = " ".join(str(entity) for entity in er.async_get(home).entities.values())
    devices = " ".join(str(device) for device in dr.async_get(home).devices)

    assert "event.main_gate_passage" in states
    assert leaks(states + entities + devices, busy) == []


async def test_events_on_the_bus_hold_no_personal_data(home: HomeAssistant, act: Any, report: Post, tell: Post) -> None:
    fired = async_capture_events(home, "*")
    await act("open_gate", gate="Main gate")
    await tell(status())
    await report(passage("123ABC02"))

    ours = [str(event.data) for event in fired if event.event_type != "call_service"]
    assert ours != []
    assert leaks(" ".join(ours), "no token") == []


async def test_the_log_holds_no_personal_data(
    act: Any, report: Post, tell: Post, hass_admin_user: MockUser, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "custom_components.hoa_parking")
    caplog.set_level(logging.INFO, "sqlalchemy.engine")

    token = await day(act, report, tell, hass_admin_user)

    ours = [record for record in caplog.records if record.name.startswith(("custom_components", "sqlalchemy"))]
    assert ours != []
    assert leaks(" ".join(record.getMessage() for record in ours), token) == []


async def test_diagnostics_hold_no_personal_data(home: HomeAssistant, loaded: MockConfigEntry, busy: str) -> None:
    found = await async_get_config_entry_diagnostics(home, loaded)
    text = json.dumps(found, cls=ExtendedJSONEncoder)

    assert leaks(text, busy) == []
    assert leaks(text, "Abay 10") == []
    assert found["version"] == VERSION
    assert found["price"] == {
        "plates": 1,
        "resembling": 0,
        "one_in": {"exact": None, "look_alike": None, "one_other": 100_000, "two_other": 4_000},
    }
    assert found["database"] == {"passages": 2, "vehicles": 1, "blocked": 1}
    assert [camera["kind"] for camera in found["set_up"]["cameras"]] == ["rtsp", "http"]
    assert [camera["slots"] for camera in found["set_up"]["cameras"]] == [0, 2]


async def test_system_health_has_a_few_lines(home: HomeAssistant, busy: str, hass_ws_client: Any) -> None:
    assert await async_setup_component(home, "system_health", {})
    await home.async_block_till_done()
    client = await hass_ws_client()

    await client.send_json_auto_id({"type": "system_health/info"})
    assert (await client.receive_json())["success"]
    message = await client.receive_json()
    while "hoa_parking" not in message["event"].get("data", {}):
        message = await client.receive_json()

    assert leaks(str(message), busy) == []
    assert message["event"]["data"]["hoa_parking"]["info"]["cameras_online"] == "1/2"
