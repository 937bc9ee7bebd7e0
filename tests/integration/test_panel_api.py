"""The panel's door: each sees what they may, from the first snapshot to the last event."""

import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hoa_parking.core.model import Alternative, Movement, Passage, Pictures, Plate
from custom_components.hoa_parking.core.roles import Role
from custom_components.hoa_parking.site import Site

from .conftest import GATE, GATE_CAMERA, ZONE, OpenPanel

CONTRACT = Path(__file__).parents[1] / "contract" / "panel"
SNAPSHOT = json.loads((CONTRACT / "good-snapshot-board.json").read_text())
PRICE = json.loads((CONTRACT / "good-price.json").read_text())
EVENTS = {event["kind"]: event for event in json.loads((CONTRACT / "good-events.json").read_text())}

type Panel = Any


@pytest.fixture
async def arrive(home: HomeAssistant, site: Site) -> Callable[[str, str], Awaitable[None]]:
    """Let a car come to the gate now."""

    async def drive_up(number: str, plate: str) -> None:
        seen = Plate(plate, f"{plate[:3]} {plate[3:]}", "KZ", None, 0.97, True, (Alternative("128ABC02", "KZ", 0.02),))
        at = dt_util.utcnow() - timedelta(seconds=0.2)
        passage = Passage(number, GATE_CAMERA, at, False, Movement.APPROACHING, 3, seen)
        await site.passages.handle(passage, Pictures(frame=b"\xff\xd8\xff", plate=b"\xff\xd8\xff"), dt_util.utcnow())
        await site.passages.settle()
        await home.async_block_till_done()

    return drive_up


async def ask(panel: Panel, command: str, **fields: Any) -> dict[str, Any]:
    await panel.send_json_auto_id({"type": f"hoa_parking/{command}", **fields})
    answer: dict[str, Any] = await panel.receive_json()
    return answer


async def subscribe(panel: Panel) -> dict[str, Any]:
    answer = await ask(panel, "subscribe")
    assert (answer["success"], answer["result"]) == (True, None)
    return await next_event(panel)


async def next_event(panel: Panel) -> dict[str, Any]:
    event: dict[str, Any] = (await panel.receive_json())["event"]
    return event


async def test_the_board_s_snapshot_has_the_shape_of_the_contract(
    site: Site, hass_ws_client: Any, home: HomeAssistant, arrive: Any
) -> None:
    await site.people.add_vehicle("123ABC02", "17", None)
    await arrive("p-1", "123ABC02")
    site.links.heard()

    snapshot = await subscribe(await hass_ws_client(home))

    assert snapshot.pop("kind") == "snapshot"
    nothing_seen = {"full": None, "nearly_full": None}
    seen = {"passages": SNAPSHOT["passages"][:1], "zones": [SNAPSHOT["zones"][0] | nothing_seen], "notices": []}
    expected = SNAPSHOT | seen
    assert shape(snapshot) == shape(expected) | {"next": "NoneType"}
    passage = snapshot["passages"][0]
    assert (passage["plate"], passage["raw"], passage["apartment"]) == ("123ABC02", "123 ABC02", "17")
    assert (passage["verdict"], passage["reason"], passage["outcome"]) == ("open", "registered", "opened")
    assert snapshot["me"] | {"name": ""} == SNAPSHOT["me"] | {"name": ""}


async def test_events_follow_the_snapshot_in_the_shape_of_the_contract(
    site: Site, open_panel: OpenPanel, arrive: Any
) -> None:
    await site.people.add_vehicle("123ABC02", "17", None)
    panel = await open_panel(Role.GUARD)
    await subscribe(panel)

    await arrive("p-1", "123ABC02")

    events = [await next_event(panel) for _ in range(4)]
    assert [event["kind"] for event in events] == ["passage", "gate", "gate", "passage"]
    assert [event["passage"]["outcome"] for event in (events[0], events[3])] == ["pending", "opened"]
    assert [shape(event).keys() for event in events] == [shape(EVENTS[event["kind"]]).keys() for event in events]
    assert [event["gate"]["state"] for event in events[1:3]] == ["opening", "unknown"]


async def test_a_resident_sees_their_own_car_only_and_never_what_else_was_read(
    site: Site, open_panel: OpenPanel, arrive: Any
) -> None:
    await site.people.add_vehicle("123ABC02", "17", None)
    await site.people.add_vehicle("456DEF02", "18", None)
    panel = await open_panel(Role.RESIDENT)
    await arrive("p-1", "I23ABC02")
    await arrive("p-2", "456DEF02")
    await arrive("p-3", "777XXA05")

    snapshot = await subscribe(panel)
    rest = await ask(panel, "passages", limit=100)

    assert [row["id"] for row in snapshot["passages"]] == ["p-1"]
    assert [row["id"] for row in rest["result"]["passages"]] == ["p-1"]
    assert (snapshot["me"]["can_open"], snapshot["links"]) == (False, None)
    assert snapshot["zones"][0]["id"] == ZONE
    said = json.dumps([snapshot, rest])
    assert "123ABC02" in said
    assert [
        secret for secret in ("I23ABC02", "I23 ABC02", "456DEF02", "777XXA05", "128ABC02", '"18"') if secret in said
    ] == []


async def test_a_resident_hears_of_their_own_car_only(site: Site, open_panel: OpenPanel, arrive: Any) -> None:
    await site.people.add_vehicle("123ABC02", "17", None)
    panel = await open_panel(Role.RESIDENT)
    await subscribe(panel)

    await arrive("p-1", "777XXA05")
    await arrive("p-2", "123ABC02")

    heard = [await next_event(panel) for _ in range(4)]
    assert [event["passage"]["id"] for event in heard if event["kind"] == "passage"] == ["p-2", "p-2"]


async def test_whoever_is_nobody_here_gets_nothing_but_who_they_are(
    site: Site, open_panel: OpenPanel, arrive: Any
) -> None:
    await site.people.add_vehicle("123ABC02", "17", None)
    await arrive("p-1", "123ABC02")
    panel = await open_panel(Role.NONE)

    assert await subscribe(panel) == {
        "kind": "snapshot",
        "me": {
            "role": "none",
            "name": "None",
            "apartment": None,
            "household": False,
            "can_open": False,
            "acts": ["apply"],
        },
        "site": {"name": ""},
        "gates": [],
        "zones": [],
        "notices": [],
        "waiting": {"applications": None, "exceptions": None},
        "links": None,
        "passages": [],
        "next": None,
    }
    assert (await ask(panel, "passages"))["result"] == {"passages": [], "next": None}


async def test_whoever_moves_out_sees_nothing_from_that_moment_on(
    home: HomeAssistant, site: Site, open_panel: OpenPanel, arrive: Any
) -> None:
    await site.people.add_vehicle("123ABC02", "17", None)
    panel = await open_panel(Role.RESIDENT)
    await subscribe(panel)
    resident = next(user for user in await home.auth.async_get_users() if user.name == "Resident")

    await site.people.link_user(resident.id, Role.NONE, None, None)
    await arrive("p-1", "123ABC02")

    again = await next_event(panel)
    assert (again["kind"], again["me"]["role"]) == ("snapshot", "none")
    await site.people.link_user(resident.id, Role.RESIDENT, "17", None)
    back = await next_event(panel)
    assert [row["id"] for row in back["passages"]] == ["p-1"]


@pytest.mark.parametrize("role", [Role.BOARD, Role.GUARD])
async def test_the_board_and_the_guard_open_by_hand_on_the_record(
    site: Site, open_panel: OpenPanel, relay: list[Any], role: Role
) -> None:
    answer = await ask(await open_panel(role), "gate/open", gate=GATE, reason="ambulance")

    assert answer["result"] == {"outcome": "opened", "reason": None}
    assert len(relay) == 1
    newest = (await site.people.audit(1))[0]
    assert (newest.action, newest.subject, newest.detail, bool(newest.user)) == (
        "gate_opened",
        "Main gate",
        "ambulance",
        True,
    )


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.NONE])
async def test_nobody_else_opens_by_hand(site: Site, open_panel: OpenPanel, relay: list[Any], role: Role) -> None:
    answer = await ask(await open_panel(role), "gate/open", gate=GATE)

    assert answer["error"]["code"] == "unauthorized"
    assert relay == []
    assert "gate_opened" not in {entry.action for entry in await site.people.audit(10)}


async def test_a_gate_that_does_not_open_is_said_with_its_word(
    home: HomeAssistant, open_panel: OpenPanel, relay: list[Any]
) -> None:
    home.states.async_set("switch.barrier", "unavailable")
    panel = await open_panel(Role.GUARD)

    assert (await ask(panel, "gate/open", gate=GATE))["result"] == {"outcome": "failed", "reason": "unavailable"}
    assert (await ask(panel, "gate/open", gate="no such gate"))["error"]["code"] == "not_found"
    assert relay == []


@pytest.mark.parametrize(
    "fields", [{"before": "x"}, {"before": "2026-11-21|p"}, {"limit": 0}, {"limit": 101}, {"before": 7}]
)
async def test_a_page_that_makes_no_sense_is_refused(open_panel: OpenPanel, fields: dict[str, Any]) -> None:
    answer = await ask(await open_panel(Role.GUARD), "passages", **fields)
    assert answer["error"]["code"] == "invalid_format"


async def test_nobody_keeps_the_gates_waiting_by_asking_without_end(
    site: Site, open_panel: OpenPanel, arrive: Any, relay: list[Any]
) -> None:
    await site.people.add_vehicle("123ABC02", "17", None)
    nosy, guard = await open_panel(Role.RESIDENT), await open_panel(Role.GUARD)
    for _ in range(1000):
        await nosy.send_json_auto_id({"type": "hoa_parking/passages"})
    await arrive("p-1", "123ABC02")

    answers = [await nosy.receive_json() for _ in range(1000)]
    assert len(relay) == 1
    assert {answer["error"]["code"] for answer in answers if not answer["success"]} == {"too_many"}
    assert len([answer for answer in answers if answer["success"]]) >= 300
    assert (await ask(guard, "passages"))["success"]


async def test_the_log_is_read_page_by_page(open_panel: OpenPanel, arrive: Any) -> None:
    for number in range(5):
        await arrive(f"p-{number}", "777XXA05")
    panel = await open_panel(Role.GUARD)

    first = (await ask(panel, "passages", limit=3))["result"]
    second = (await ask(panel, "passages", limit=3, before=first["next"]))["result"]

    assert [row["id"] for row in first["passages"] + second["passages"]] == ["p-4", "p-3", "p-2", "p-1", "p-0"]
    assert second["next"] is None


async def test_when_the_integration_is_unloaded_the_panel_is_told_and_may_come_again(
    home: HomeAssistant, loaded: MockConfigEntry, open_panel: OpenPanel
) -> None:
    panel = await open_panel(Role.GUARD)
    await subscribe(panel)

    await home.config_entries.async_unload(loaded.entry_id)
    assert await next_event(panel) == {"kind": "closed"}
    assert (await ask(panel, "subscribe"))["error"]["code"] == "not_loaded"

    await home.config_entries.async_setup(loaded.entry_id)
    assert (await subscribe(panel))["kind"] == "snapshot"


async def test_the_board_sees_what_matching_costs_in_the_shape_of_the_contract(
    site: Site, home: HomeAssistant, hass_ws_client: Any
) -> None:
    await site.people.add_vehicle("O12ABC02", "17", None)
    await site.people.add_vehicle("012ABC02", "18", None)

    answer = (await ask(await hass_ws_client(home), "price"))["result"]

    assert shape({**answer, "one_in": list(answer["one_in"])}) == shape({**PRICE, "one_in": list(PRICE["one_in"])})
    assert (answer["plates"], answer["resembling"]) == (2, 1)
    assert answer["gates"] == [{"id": GATE, "name": "Main gate", "matching": "look_alike"}]
    assert "ABC02" not in json.dumps(answer)


@pytest.mark.parametrize("role", [Role.GUARD, Role.RESIDENT, Role.NONE])
async def test_nobody_but_the_board_sees_what_matching_costs(open_panel: OpenPanel, role: Role) -> None:
    answer = await ask(await open_panel(role), "price")
    assert answer["error"]["code"] == "unauthorized"


def shape(value: Any) -> Any:
    """Return a value's fields and their types, all the way down."""
    match value:
        case dict():
            return {name: shape(inner) for name, inner in value.items()}
        case list():
            return [shape(inner) for inner in value[:1]]
        case _:
            return type(value).__name__
