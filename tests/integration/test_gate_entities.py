"""What Home Assistant shows of a gate, and who may move it."""

from collections.abc import Callable
from typing import Any

import pytest
from homeassistant.components.cover import CoverEntityFeature
from homeassistant.components.switch import DOMAIN as SWITCH
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockUser,
    async_capture_events,
    async_mock_service,
)

from custom_components.hoa_parking.const import DOMAIN

from .conftest import GATE, Post, passage

COVER = "cover.main_gate"
MODE = "select.main_gate_mode"
PASSAGE = "event.main_gate_passage"
PROBLEM = "binary_sensor.main_gate_problem"


async def call(home: HomeAssistant, domain: str, action: str, user: MockUser | None = None, **fields: Any) -> None:
    context = Context(user_id=user.id if user else None)
    await home.services.async_call(domain, action, fields, blocking=True, context=context)
    await home.async_block_till_done()


async def test_a_residents_car_opens_the_gate(home: HomeAssistant, relay: list[Any], act: Any, report: Post) -> None:
    await act("add_vehicle", plate="123 ABC 02", apartment="17")

    await report(passage("123ABC02"))

    assert [call.data["entity_id"] for call in relay] == ["switch.barrier"]
    shown = home.states.get(PASSAGE)
    assert shown.attributes["event_type"] == "entry"
    assert (shown.attributes["verdict"], shown.attributes["reason"]) == ("open", "registered")


@pytest.mark.parametrize(
    ("changes", "kind", "reason"),
    [
        ({}, "denied", "unknown"),
        ({"direction": "leaving"}, "exit", "moving_away"),
        ({"direction": "unknown"}, "denied", "unknown"),
    ],
)
async def test_a_stranger_is_an_event_and_moves_nothing(
    home: HomeAssistant, relay: list[Any], report: Post, changes: dict[str, Any], kind: str, reason: str
) -> None:
    await report(passage("777XXA05", **changes))

    assert relay == []
    shown = home.states.get(PASSAGE)
    assert (shown.attributes["event_type"], shown.attributes["reason"]) == (kind, reason)


async def test_what_belongs_to_another_time_is_no_event(home: HomeAssistant, relay: list[Any], report: Post) -> None:
    before = home.states.get(PASSAGE)

    await report(passage("123ABC02", captured_at="2026-01-01T06:30:15.250Z"))
    await report(passage("123ABC02", recovered=True))

    assert relay == []
    assert home.states.get(PASSAGE) == before


async def test_an_event_names_nobody(home: HomeAssistant, act: Any, report: Post) -> None:
    await act("add_vehicle", plate="123ABC02", apartment="17")
    written = async_capture_events(home, "state_changed")

    await report(passage("123ABC02"))

    shown = home.states.get(PASSAGE)
    assert set(shown.attributes) == {
        "event_types",
        "event_type",
        "direction",
        "verdict",
        "reason",
        "friendly_name",
    }
    assert [str(event.data) for event in written if "123ABC02" in str(event.data)] == []


async def test_the_board_and_automations_open_by_hand(
    home: HomeAssistant, relay: list[Any], loaded: MockConfigEntry, hass_admin_user: MockUser
) -> None:
    await call(home, "cover", "open_cover", hass_admin_user, entity_id=COVER)
    await call(home, "cover", "open_cover", entity_id=COVER)

    assert len(relay) == 2
    audit = await loaded.runtime_data.people.audit(2)
    assert [(row.user, row.action) for row in audit] == [(None, "gate_opened"), (hass_admin_user.id, "gate_opened")]


async def test_a_guard_opens_by_hand_and_a_resident_does_not(
    home: HomeAssistant, relay: list[Any], act: Any, member: Callable[[str], MockUser], hass_admin_user: MockUser
) -> None:
    guard, resident, nobody = member("Guard"), member("Resident"), member("Nobody")
    await act("link_user", hass_admin_user, user_id=guard.id, role="guard")
    await act("link_user", hass_admin_user, user_id=resident.id, role="resident", apartment="17")

    await call(home, "cover", "open_cover", guard, entity_id=COVER)
    assert len(relay) == 1

    for refused in (resident, nobody):
        with pytest.raises(ServiceValidationError) as caught:
            await call(home, "cover", "open_cover", refused, entity_id=COVER)
        assert caught.value.translation_key == "not_allowed"
        with pytest.raises(ServiceValidationError):
            await call(home, "cover", "toggle", refused, entity_id=COVER)
        with pytest.raises(ServiceValidationError):
            await call(home, "select", "select_option", refused, entity_id=MODE, option="hold_open")
        with pytest.raises(ServiceValidationError):
            await act("open_gate", refused, gate=COVER)
    assert len(relay) == 1
    assert home.states.get(MODE).state == "normal"


async def test_a_mode_is_chosen_kept_and_obeyed(
    home: HomeAssistant, relay: list[Any], loaded: MockConfigEntry, act: Any, report: Post
) -> None:
    await act("add_vehicle", plate="123ABC02", apartment="17")
    await call(home, "select", "select_option", entity_id=MODE, option="locked")
    assert home.states.get(MODE).state == "locked"

    await home.config_entries.async_reload(loaded.entry_id)
    await home.async_block_till_done()
    assert home.states.get(MODE).state == "locked"

    await report(passage("123ABC02"))
    assert relay == []
    assert home.states.get(PASSAGE).attributes["reason"] == "gate_locked"


@pytest.mark.usefixtures("loaded")
async def test_hold_open_holds_the_relay_and_normal_lets_it_go(
    home: HomeAssistant, relay: list[Any], released: list[Any]
) -> None:
    await call(home, "select", "select_option", entity_id=MODE, option="hold_open")
    assert (len(relay), len(released)) == (1, 0)

    await call(home, "select", "select_option", entity_id=MODE, option="normal")
    assert (len(relay), len(released)) == (1, 1)


@pytest.mark.usefixtures("loaded")
async def test_a_gate_that_is_gone_says_so_and_comes_back(home: HomeAssistant, relay: list[Any]) -> None:
    assert (home.states.get(COVER).state, home.states.get(PROBLEM).state) == ("unknown", "off")

    home.states.async_set("switch.barrier", "unavailable")
    await home.async_block_till_done()
    assert (home.states.get(COVER).state, home.states.get(PROBLEM).state) == ("unavailable", "on")
    # Home Assistant calls no entity that is unavailable; the action says why.
    with pytest.raises(HomeAssistantError) as caught:
        await call(home, DOMAIN, "open_gate", gate="main GATE")
    assert (caught.value.translation_key, caught.value.translation_placeholders) == (
        "gate_unavailable",
        {"gate": "Main gate"},
    )

    home.states.async_set("switch.barrier", "off")
    await home.async_block_till_done()
    assert (home.states.get(COVER).state, home.states.get(PROBLEM).state) == ("unknown", "off")
    assert relay == []


@pytest.mark.usefixtures("loaded")
async def test_an_error_of_the_device_is_a_problem_until_it_opens(home: HomeAssistant) -> None:
    async_mock_service(home, SWITCH, "turn_on", raise_exception=HomeAssistantError("no answer"))
    with pytest.raises(HomeAssistantError) as caught:
        await call(home, "cover", "open_cover", entity_id=COVER)
    assert caught.value.translation_key == "gate_refused"
    assert home.states.get(PROBLEM).state == "on"

    async_mock_service(home, SWITCH, "turn_on")
    await call(home, "cover", "open_cover", entity_id=COVER)
    assert home.states.get(PROBLEM).state == "off"


async def test_a_cover_is_followed_and_can_be_closed(home: HomeAssistant, loaded: MockConfigEntry) -> None:
    home.states.async_set("cover.arm", "closed")
    home.config_entries.async_update_subentry(
        loaded, loaded.subentries[GATE], data={**loaded.subentries[GATE].data, "entity_id": "cover.arm"}
    )
    await home.async_block_till_done()
    assert home.states.get(COVER).state == "closed"

    for state in ("opening", "open", "closing", "closed"):
        home.states.async_set("cover.arm", state)
        await home.async_block_till_done()
        assert home.states.get(COVER).state == state

    shown = home.states.get(COVER)
    assert shown.attributes["supported_features"] & CoverEntityFeature.CLOSE
    asked = async_capture_events(home, "call_service")
    await call(home, "cover", "close_cover", entity_id=COVER)
    assert [event.data["service_data"]["entity_id"] for event in asked] == [COVER, "cover.arm"]


async def test_a_gate_that_stands_open_is_still_open_after_another_opening(
    home: HomeAssistant, relay: list[Any], loaded: MockConfigEntry
) -> None:
    home.states.async_set("binary_sensor.arm", "on")
    data = {**loaded.subentries[GATE].data, "feedback_entity_id": "binary_sensor.arm"}
    home.config_entries.async_update_subentry(loaded, loaded.subentries[GATE], data=data)
    await home.async_block_till_done()
    assert home.states.get(COVER).state == "open"

    await call(home, "cover", "open_cover", entity_id=COVER)

    assert len(relay) == 1
    assert home.states.get(COVER).state == "open"


async def test_opening_by_hand_does_not_end_holding_open(
    home: HomeAssistant,
    relay: list[Any],
    released: list[Any],
    loaded: MockConfigEntry,
) -> None:
    await call(home, "select", "select_option", entity_id=MODE, option="hold_open")

    await call(home, "cover", "open_cover", entity_id=COVER)
    await home.config_entries.async_unload(loaded.entry_id)

    assert (len(relay), released) == (2, [])


async def test_a_gate_is_a_device_below_the_association(home: HomeAssistant, loaded: MockConfigEntry) -> None:
    registry = dr.async_get(home)
    gate = registry.async_get_device_by_identifier((DOMAIN, GATE), loaded.entry_id)
    hub = registry.async_get_device_by_identifier((DOMAIN, loaded.entry_id), loaded.entry_id)

    assert (gate.name, gate.via_device_id, hub.name) == ("Main gate", hub.id, "Abay 10")
