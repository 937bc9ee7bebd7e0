"""Gates, zones and cameras are added and changed, and every mistake is named at its field."""

from datetime import timedelta
from typing import Any

import pytest
from homeassistant.config_entries import SOURCE_RECONFIGURE, SOURCE_USER
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hoa_parking.const import DOMAIN

from .conftest import GATE, GATE_CAMERA, GATE_DATA, LOT_CAMERA, ZONE

BARRIER = {"name": "Yard gate", "entity_id": "switch.barrier", "free_exit": False, "matching": "exact"}
TIMING = {"fresh_for": 20, "cool_down": 0, "open_timeout": 30, "pulse": 0.5}


async def begin(home: HomeAssistant, entry: MockConfigEntry, kind: str) -> Any:
    return await home.config_entries.subentries.async_init((entry.entry_id, kind), context={"source": SOURCE_USER})


async def change(home: HomeAssistant, entry: MockConfigEntry, kind: str, subentry_id: str) -> Any:
    return await home.config_entries.subentries.async_init(
        (entry.entry_id, kind), context={"source": SOURCE_RECONFIGURE, "subentry_id": subentry_id}
    )


async def answer(home: HomeAssistant, form: Any, values: dict[str, Any]) -> Any:
    result = await home.config_entries.subentries.async_configure(form["flow_id"], values)
    await home.async_block_till_done()
    return result


async def choose(home: HomeAssistant, entry: MockConfigEntry, role: str) -> Any:
    menu = await begin(home, entry, "camera")
    assert (menu["type"], menu["menu_options"]) == (FlowResultType.MENU, ["gate", "lot"])
    return await answer(home, menu, {"next_step_id": role})


def kept(entry: MockConfigEntry, title: str) -> dict[str, Any]:
    return next(dict(subentry.data) for subentry in entry.subentries.values() if subentry.title == title)


async def test_a_gate_is_added_with_careful_defaults(home: HomeAssistant, loaded: MockConfigEntry) -> None:
    form = await begin(home, loaded, "gate")
    done = await answer(home, form, {"name": " Yard gate ", "entity_id": "switch.barrier"})

    assert done["type"] is FlowResultType.CREATE_ENTRY
    assert kept(loaded, "Yard gate") == {
        "name": "Yard gate",
        "entity_id": "switch.barrier",
        "free_exit": True,
        "matching": "look_alike",
        "fresh_for": 12,
        "cool_down": 5,
        "open_timeout": 10,
        "pulse": 1,
    }
    assert home.states.get("cover.yard_gate") is not None


async def test_a_gate_is_changed(home: HomeAssistant, loaded: MockConfigEntry) -> None:
    home.states.async_set("binary_sensor.arm", "off")
    form = await change(home, loaded, "gate", GATE)
    done = await answer(home, form, {**BARRIER, "feedback_entity_id": "binary_sensor.arm", "timing": TIMING})

    assert (done["type"], done["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    assert kept(loaded, "Yard gate") == {**BARRIER, "feedback_entity_id": "binary_sensor.arm", **TIMING}


async def test_the_form_of_a_gate_says_what_matching_costs_on_the_list(
    home: HomeAssistant, loaded: MockConfigEntry
) -> None:
    for number in range(1000, 1200):
        await loaded.runtime_data.people.add_vehicle(f"{number:04}DEF02"[1:], "17", None)

    form = await change(home, loaded, "gate", GATE)

    assert form["description_placeholders"] == {
        "plates": "200",
        "exact": "≤ 1 / 1\u202f000\u202f000",
        "look_alike": "≈ 1 / 24\u202f000",
    }


async def test_the_form_of_a_gate_opens_while_the_association_does_not_run(
    home: HomeAssistant, loaded: MockConfigEntry
) -> None:
    await home.config_entries.async_unload(loaded.entry_id)

    form = await begin(home, loaded, "gate")

    assert form["description_placeholders"] == {"plates": "?", "exact": "?", "look_alike": "?"}


@pytest.mark.parametrize(
    ("wrong", "errors"),
    [
        ({"name": " "}, {"name": "name_empty"}),
        ({"name": "main GATE"}, {"name": "name_taken"}),
        ({"entity_id": "switch.nowhere"}, {"entity_id": "entity_not_found"}),
        ({"entity_id": "light.barrier"}, {"entity_id": "entity_domain"}),
        ({"entity_id": "cover.main_gate"}, {"entity_id": "entity_own"}),
        ({"feedback_entity_id": "switch.barrier"}, {"feedback_entity_id": "entity_domain"}),
        ({"feedback_entity_id": "binary_sensor.no"}, {"feedback_entity_id": "entity_not_found"}),
    ],
)
async def test_what_is_wrong_with_a_gate_is_named(
    home: HomeAssistant, loaded: MockConfigEntry, wrong: dict[str, str], errors: dict[str, str]
) -> None:
    form = await begin(home, loaded, "gate")

    again = await answer(home, form, {**BARRIER, **wrong})
    assert (again["type"], again["errors"]) == (FlowResultType.FORM, errors)

    assert (await answer(home, again, BARRIER))["type"] is FlowResultType.CREATE_ENTRY


async def test_a_gate_keeps_its_own_name(home: HomeAssistant, loaded: MockConfigEntry) -> None:
    form = await change(home, loaded, "gate", GATE)

    assert (await answer(home, form, {**BARRIER, "name": "Main gate"}))["reason"] == "reconfigure_successful"


async def test_a_zone_is_added_and_changed(home: HomeAssistant, loaded: MockConfigEntry) -> None:
    form = await begin(home, loaded, "zone")
    again = await answer(home, form, {"name": "North lot", "capacity": 5})
    assert again["errors"] == {"name": "name_taken"}
    done = await answer(home, again, {"name": "South lot", "capacity": 5})
    assert done["type"] is FlowResultType.CREATE_ENTRY
    assert kept(loaded, "South lot") == {
        "name": "South lot",
        "capacity": 5,
        "counted_by": "slots",
        "nearly_full": 90,
        "guest_limit": 0,
    }
    assert home.states.get("sensor.south_lot_places").state == "5"

    form = await change(home, loaded, "zone", ZONE)
    yard = {"name": "North yard", "capacity": 40.0, "nearly_full": 75.0, "guest_limit": 24.0}
    done = await answer(home, form, yard)
    assert done["reason"] == "reconfigure_successful"
    assert kept(loaded, "North yard") == {
        "name": "North yard",
        "capacity": 40,
        "counted_by": "slots",
        "nearly_full": 75,
        "guest_limit": 24,
    }
    zone = loaded.runtime_data.config.zone(ZONE)
    assert (zone.nearly_full, zone.guest_limit) == (75, timedelta(hours=24))


async def test_a_zone_that_gates_count_asks_which_gates_they_are(home: HomeAssistant, loaded: MockConfigEntry) -> None:
    form = await begin(home, loaded, "zone")
    gates = await answer(home, form, {"name": "Garage", "capacity": 5, "counted_by": "gates"})
    assert gates["step_id"] == "gates"
    again = await answer(home, gates, {"gates": []})
    assert again["errors"] == {"gates": "no_gate_chosen"}
    done = await answer(home, again, {"gates": [GATE]})
    assert done["type"] is FlowResultType.CREATE_ENTRY
    garage = next(zone for zone in loaded.runtime_data.config.zones if zone.name == "Garage")
    assert (garage.counted_by, garage.gates) == ("gates", (GATE,))

    form = await change(home, loaded, "zone", ZONE)
    gates = await answer(home, form, {"name": "North lot", "capacity": 3, "counted_by": "gates"})
    assert gates["step_id"] == "reconfigure_gates"
    done = await answer(home, gates, {"gates": [GATE]})
    assert done["reason"] == "reconfigure_successful"
    assert kept(loaded, "North lot")["gates"] == [GATE]

    form = await change(home, loaded, "zone", ZONE)
    await answer(home, form, {"name": "North lot", "capacity": 3, "counted_by": "slots"})
    assert "gates" not in kept(loaded, "North lot")


async def test_a_zone_cannot_be_counted_by_gates_that_are_not_there(home: HomeAssistant) -> None:
    empty = MockConfigEntry(domain=DOMAIN, unique_id=DOMAIN, data={"name": "Abay 10", "countries": ["KZ"]})
    empty.add_to_hass(home)
    assert await home.config_entries.async_setup(empty.entry_id)

    form = await begin(home, empty, "zone")
    again = await answer(home, form, {"name": "Garage", "capacity": 5, "counted_by": "gates"})

    assert again["errors"] == {"counted_by": "no_gates"}


async def test_what_was_set_up_by_an_earlier_version_still_runs(home: HomeAssistant, entry: MockConfigEntry) -> None:
    outlined = {"size": [1280, 720], "slots": [{"id": "A-1", "polygon": [[0, 0], [50, 0], [50, 50]]}]}
    camera = {"name": "Lot camera", "role": "lot", "source": "/c.mp4", "zone": ZONE, "layout": outlined}
    zone = {"name": "North lot", "capacity": 3}
    home.config_entries.async_update_subentry(entry, entry.subentries[LOT_CAMERA], data=camera)
    home.config_entries.async_update_subentry(entry, entry.subentries[ZONE], data=zone)

    assert await home.config_entries.async_setup(entry.entry_id)
    await home.async_block_till_done()

    config = entry.runtime_data.config
    lot = config.camera(LOT_CAMERA)
    assert (lot.taken_s, lot.free_s, config.zone(ZONE).nearly_full, config.zone(ZONE).guest_limit) == (5, 2, 90, None)
    assert home.states.get("sensor.north_lot_places").state == "3"

    form = await change(home, entry, "camera", LOT_CAMERA)
    await answer(home, form, {"name": "Lot camera", "source": "/c.mp4", "zone": ZONE, "taken_s": 8, "free_s": 0.5})
    assert "layout" not in kept(entry, "Lot camera")
    assert entry.runtime_data.config.camera(LOT_CAMERA).taken_s == 8


async def test_a_gate_camera_is_added(home: HomeAssistant, loaded: MockConfigEntry) -> None:
    form = await choose(home, loaded, "gate")
    source = "rtsp://cam:p%40ss@192.0.2.12/stream1"
    region = "[[0.1, 0.2], [0.9, 0.2], [0.9, 1.0]]"
    done = await answer(
        home, form, {"name": "Exit camera", "source": source, "gate": GATE, "faces": "exit", "region": region}
    )

    assert done["type"] is FlowResultType.CREATE_ENTRY
    assert kept(loaded, "Exit camera") == {
        "name": "Exit camera",
        "role": "gate",
        "source": source,
        "gate": GATE,
        "faces": "exit",
        "region": [[0.1, 0.2], [0.9, 0.2], [0.9, 1.0]],
    }


async def test_a_lot_camera_of_home_assistant_is_added(home: HomeAssistant, loaded: MockConfigEntry) -> None:
    home.states.async_set("camera.yard", "idle")
    form = await choose(home, loaded, "lot")
    done = await answer(home, form, {"name": "Yard", "camera_entity_id": "camera.yard", "zone": ZONE, "free_s": 4})

    assert done["type"] is FlowResultType.CREATE_ENTRY
    assert kept(loaded, "Yard") == {
        "name": "Yard",
        "role": "lot",
        "camera_entity_id": "camera.yard",
        "zone": ZONE,
        "taken_s": 5,
        "free_s": 4,
    }


@pytest.mark.parametrize(
    ("wrong", "errors"),
    [
        ({"source": ""}, {"source": "source_missing"}),
        ({"camera_entity_id": "camera.yard"}, {"source": "source_both"}),
        ({"source": "", "camera_entity_id": "camera.no"}, {"camera_entity_id": "entity_not_found"}),
        ({"source": "", "camera_entity_id": "image.yard"}, {"camera_entity_id": "entity_domain"}),
        ({"source": "ftp://192.0.2.1/x"}, {"source": "source_scheme"}),
        ({"source": "rtsp://"}, {"source": "source_malformed"}),
        ({"source": "rtsp://[::1/x"}, {"source": "source_malformed"}),
        ({"source": "rtsp://192.0.2.1:99999/x"}, {"source": "source_malformed"}),
        ({"source": "rtsp://192.0.2.1/a b"}, {"source": "source_malformed"}),
        ({"source": "clip.mp4"}, {"source": "source_path"}),
        ({"source": "file://clip.mp4"}, {"source": "source_path"}),
        ({"source": "rtsp://192.0.2.1/" + "x" * 2048}, {"source": "source_too_long"}),
        ({"name": "Gate camera"}, {"name": "name_taken"}),
    ],
)
async def test_what_is_wrong_with_a_camera_is_named(
    home: HomeAssistant, loaded: MockConfigEntry, wrong: dict[str, str], errors: dict[str, str]
) -> None:
    home.states.async_set("camera.yard", "idle")
    right = {"name": "Yard", "source": "file:///clips/lot.mp4?loop=1", "zone": ZONE}
    form = await choose(home, loaded, "lot")

    again = await answer(home, form, {**right, **wrong})
    assert (again["type"], again["errors"]) == (FlowResultType.FORM, errors)

    assert (await answer(home, again, right))["type"] is FlowResultType.CREATE_ENTRY


async def test_a_gate_camera_is_changed(home: HomeAssistant, loaded: MockConfigEntry) -> None:
    form = await change(home, loaded, "camera", GATE_CAMERA)
    assert form["step_id"] == "reconfigure_gate"

    camera = {"name": "In", "source": "/a.mp4", "gate": GATE, "faces": "exit"}
    wrong = await answer(home, form, {**camera, "region": "{"})
    assert wrong["errors"] == {"region": "json_malformed"}
    wrong = await answer(home, wrong, {**camera, "region": "[]"})
    assert wrong["errors"] == {"region": "region_too_few_points"}

    done = await answer(home, wrong, {**camera, "region": "[[0, 0], [1, 0], [1, 1]]"})

    assert done["reason"] == "reconfigure_successful"
    assert kept(loaded, "In")["faces"] == "exit"

    form = await change(home, loaded, "camera", GATE_CAMERA)
    shown = {key.schema: (key.description or {}).get("suggested_value") for key in form["data_schema"].schema}
    assert shown["region"] == "[[0, 0], [1, 0], [1, 1]]"


async def test_a_camera_needs_something_to_watch(home: HomeAssistant) -> None:
    empty = MockConfigEntry(domain=DOMAIN, unique_id=DOMAIN, data={"name": "Abay 10", "countries": ["KZ"]})
    empty.add_to_hass(home)
    assert await home.config_entries.async_setup(empty.entry_id)

    for_gate = await choose(home, empty, "gate")
    for_lot = await choose(home, empty, "lot")

    assert (for_gate["type"], for_gate["reason"]) == (FlowResultType.ABORT, "no_gate")
    assert (for_lot["type"], for_lot["reason"]) == (FlowResultType.ABORT, "no_zone")


async def test_a_gate_that_goes_takes_its_entities_along(home: HomeAssistant, loaded: MockConfigEntry) -> None:
    assert home.states.get("cover.main_gate") is not None

    home.config_entries.async_remove_subentry(loaded, GATE)
    await home.async_block_till_done()

    assert home.states.get("cover.main_gate") is None
    assert er.async_get(home).async_get("cover.main_gate") is None


def test_the_fixture_is_what_the_form_makes() -> None:
    assert set(GATE_DATA) == {"name", "entity_id", "free_exit", "matching", *TIMING}
