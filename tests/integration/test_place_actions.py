"""Actions on places: what is free, where a vehicle stands, and a guard's word; each for those who may."""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
import yaml
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.translation import async_get_translations
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.hoa_parking import services
from custom_components.hoa_parking.const import DOMAIN
from custom_components.hoa_parking.core.places import SlotKind

from .conftest import GATE, ZONE, Post, status
from .lot import draw, place, seen

OURS, THEIRS = "123ABC02", "777XYZ05"


@pytest.fixture
async def lot(home: HomeAssistant, loaded: MockConfigEntry, tell: Post, report: Post, act: Any) -> MockConfigEntry:
    """Give a lot where the guards know of two cars: apartment 17's on A-1, apartment 18's on A-2."""
    await act("add_vehicle", plate=OURS, apartment="17")
    await act("add_vehicle", plate=THEIRS, apartment="18")
    await draw(home, loaded, place(1), place(2), place(3, SlotKind.GUEST), place(4, SlotKind.NO_PARKING))
    await tell(status())
    await report(seen(loaded, taken="A-1 A-2", free="A-3 A-4"))
    stays = loaded.runtime_data.stays
    await stays.settle()
    for address, plate in (("1", OURS), ("2", THEIRS)):
        await stays.set_plate(loaded.runtime_data.places.find("A", address).slot.id, plate, None)
    return loaded


@pytest.fixture
async def people(act: Any, member: Callable[[str], MockUser], hass_admin_user: MockUser) -> dict[str, MockUser]:
    """Give a person of each role."""
    found = {role: member(role) for role in ("board", "guard", "resident", "none")}
    await act("link_user", hass_admin_user, user_id=found["board"].id, role="board")
    await act("link_user", hass_admin_user, user_id=found["guard"].id, role="guard")
    await act("link_user", hass_admin_user, user_id=found["resident"].id, role="resident", apartment="17")
    return found


async def test_free_places_are_listed_by_zone_and_kind(lot: MockConfigEntry, act: Any, people: Any) -> None:
    answer = await act("list_free", people["resident"], answer=True)

    assert lot.title == "Abay 10"
    assert answer == {
        "zones": [
            {
                "name": "North lot",
                "total": 3,
                "free": 1,
                "occupied": 2,
                "unknown": 0,
                "full": False,
                "kinds": {
                    "resident": {"total": 2, "free": 0, "slots": []},
                    "guest": {"total": 1, "free": 1, "slots": ["A-3"]},
                },
            }
        ]
    }


@pytest.mark.parametrize("zone", [ZONE, " north LOT", "device"])
async def test_a_zone_is_meant_by_its_device_its_id_or_its_name(
    home: HomeAssistant, lot: MockConfigEntry, act: Any, zone: str
) -> None:
    device = dr.async_get(home).async_get_device_by_identifier((DOMAIN, ZONE), lot.entry_id)
    assert device is not None

    answer = await act("list_free", answer=True, zone=device.id if zone == "device" else zone, kind="guest")

    assert [list(one["kinds"]) for one in answer["zones"]] == [["guest"]]


async def test_a_place_is_found_by_row_and_number(lot: MockConfigEntry, act: Any) -> None:
    free = await act("find_slot", answer=True, row="a", number=" 3")
    taken = await act("find_slot", answer=True, row="A", number="1")

    assert {key: value for key, value in free.items() if key not in {"since", "minutes"}} == {
        "address": "A-3",
        "kind": "guest",
        "zone": "North lot",
        "state": "free",
    }
    assert taken["state"] == "occupied"
    since = datetime.fromisoformat(taken["since"])
    assert since == lot.runtime_data.places.find("A", "1").since
    assert taken["minutes"] == 0


@pytest.mark.parametrize(
    ("who", "number", "plate"),
    [
        ("board", "1", OURS),
        ("guard", "2", THEIRS),
        ("resident", "1", OURS),
        ("resident", "2", "-"),
        ("automation", "1", "-"),
    ],
)
async def test_whose_it_is_learns_who_may_know(
    lot: MockConfigEntry, act: Any, people: dict[str, MockUser], who: str, number: str, plate: str
) -> None:
    answer = await act("find_slot", people.get(who), answer=True, row="A", number=number)

    assert lot.runtime_data is not None
    assert answer["state"] == "occupied"
    assert answer.get("plate", "-") == plate
    assert ("apartment" in answer, "source" in answer) == (plate != "-", plate != "-")


async def test_a_vehicle_is_found_on_the_record(lot: MockConfigEntry, act: Any, people: dict[str, MockUser]) -> None:
    answer = await act("find_vehicle", people["guard"], answer=True, plate="777 xyz 05")

    [stay] = answer["stays"]
    assert (stay["address"], stay["zone"], stay["plate"], stay["apartment"]) == ("A-2", "North lot", THEIRS, "18")
    assert stay["source"] == "set"
    newest = (await lot.runtime_data.people.audit(1))[0]
    assert (newest.action, newest.subject, newest.user) == ("vehicle_looked_up", THEIRS, people["guard"].id)


async def test_residents_find_their_own_cars_only(lot: MockConfigEntry, act: Any, people: dict[str, MockUser]) -> None:
    own = await act("find_vehicle", people["resident"], answer=True, plate=OURS)
    others = await act("find_vehicle", people["resident"], answer=True, plate=THEIRS)

    assert lot.runtime_data is not None
    assert [stay["address"] for stay in own["stays"]] == ["A-1"]
    assert others == {"stays": []}


async def test_an_automation_looks_for_nobody(lot: MockConfigEntry, act: Any) -> None:
    with pytest.raises(ServiceValidationError) as caught:
        await act("find_vehicle", answer=True, plate=OURS)

    assert lot.runtime_data is not None
    assert caught.value.translation_key == "person_needed"


async def test_a_guard_overrides_and_releases(
    home: HomeAssistant, lot: MockConfigEntry, act: Any, people: dict[str, MockUser], report: Post
) -> None:
    slot = "binary_sensor.north_lot_slot_a_1"

    await act("override_slot", people["guard"], row="A", number="1", state="unknown", reason="Roadworks", hold=True)
    assert home.states.get(slot).state == "unknown"
    await report(seen(lot, free="A-1"))
    assert home.states.get(slot).state == "unknown"  # held

    await act("release_slot", people["guard"], row="A", number="2", reason="Left behind the tree")
    assert home.states.get("sensor.north_lot_free_places").state == "2"
    await report(seen(lot, taken="A-3"))
    assert home.states.get("binary_sensor.north_lot_slot_a_2").state == "off"

    newest = await lot.runtime_data.people.audit(2)
    assert [(entry.action, entry.subject, entry.user) for entry in newest] == [
        ("slot_released", "A-2", people["guard"].id),
        ("slot_overridden", "A-1", people["guard"].id),
    ]


async def test_a_zone_counted_by_its_gates_is_told_what_stands_there(
    home: HomeAssistant, loaded: MockConfigEntry, act: Any, people: dict[str, MockUser], tell: Post
) -> None:
    zone = loaded.subentries[ZONE]
    counted = {**zone.data, "counted_by": "gates", "gates": [GATE]}
    home.config_entries.async_update_subentry(loaded, zone, data=counted)
    await home.async_block_till_done()
    await tell(status())
    assert home.states.get("sensor.north_lot_free_places").state == "unknown"

    await act("set_zone_count", people["guard"], zone="North lot", occupied=2)
    assert home.states.get("sensor.north_lot_free_places").state == "1"

    with pytest.raises(ServiceValidationError) as caught:
        await act("set_zone_count", zone="North lot", occupied=4)
    assert caught.value.translation_key == "count_range"


@pytest.mark.parametrize(
    ("name", "fields", "answer", "key"),
    [
        ("find_slot", {"row": "A", "number": "99"}, True, "slot_unknown"),
        ("find_slot", {"number": "1"}, True, "slot_unknown"),
        ("list_free", {"zone": "South lot"}, True, "zone_unknown"),
        ("release_slot", {"number": "99", "reason": "Gone"}, False, "slot_unknown"),
        ("release_slot", {"row": "A", "number": "1", "reason": " "}, False, "reason_length"),
        ("override_slot", {"row": "A", "number": "1", "state": "free", "reason": "x" * 201}, False, "reason_length"),
        ("set_zone_count", {"zone": "North lot", "occupied": 1}, False, "zone_not_counted"),
    ],
)
async def test_a_mistake_is_named(
    home: HomeAssistant,
    lot: MockConfigEntry,
    act: Any,
    name: str,
    fields: dict[str, Any],
    answer: bool,  # noqa: FBT001 - a parameter of the test
    key: str,
) -> None:
    with pytest.raises(ServiceValidationError) as caught:
        await act(name, answer=answer, **fields)

    words = await async_get_translations(home, "ru", "exceptions", [DOMAIN])
    assert lot.runtime_data is not None
    assert caught.value.translation_key == key
    assert f"component.{DOMAIN}.exceptions.{key}.message" in words


ALLOWED = {
    "list_free": ({}, True, {"board", "guard", "resident"}),
    "find_slot": ({"row": "A", "number": "3"}, True, {"board", "guard", "resident"}),
    "find_vehicle": ({"plate": OURS}, True, {"board", "guard", "resident"}),
    "override_slot": ({"row": "A", "number": "3", "state": "free", "reason": "Seen"}, False, {"board", "guard"}),
    "release_slot": ({"row": "A", "number": "3", "reason": "Seen"}, False, {"board", "guard"}),
    "set_zone_count": ({"zone": "North lot", "occupied": 1}, False, {"board", "guard"}),
}


@pytest.mark.parametrize("name", list(ALLOWED))
async def test_each_action_is_for_those_who_may(
    lot: MockConfigEntry, act: Any, people: dict[str, MockUser], name: str
) -> None:
    fields, answer, allowed = ALLOWED[name]

    async def refused(user: MockUser) -> bool:
        try:
            await act(name, user, answer=answer, **fields)
        except ServiceValidationError as err:
            return err.translation_key == "not_allowed"
        return False

    assert lot.runtime_data is not None
    assert {role for role, user in people.items() if not await refused(user)} == allowed


def test_what_an_action_takes_is_what_it_is_said_to_take() -> None:
    file = Path(services.__file__).with_name("services.yaml")
    described = yaml.safe_load(file.read_text(encoding="utf-8"))
    schemas = {action.name: {str(field) for field in action.fields} for action in services.ACTIONS}

    assert {name: set((one or {}).get("fields", {})) for name, one in described.items()} == schemas


async def test_a_stranger_is_refused_and_not_taken_for_an_intruder(
    hass_client: Any, hass_read_only_access_token: str, lot: MockConfigEntry
) -> None:
    client = await hass_client(hass_read_only_access_token)

    answer = await client.post(f"/api/services/{DOMAIN}/find_vehicle?return_response", json={"plate": OURS})

    # 401 would count as a failed login and ban the address.
    assert lot.runtime_data is not None
    assert answer.status == HTTPStatus.BAD_REQUEST
    assert THEIRS not in await answer.text()
