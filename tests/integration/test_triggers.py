"""Automations start when zones fill, slots change and notices come, and never from what was only out of sight."""

from datetime import timedelta
from typing import Any

import pytest
from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.trigger import async_get_all_descriptions
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
    async_mock_service,
)

from custom_components.hoa_parking.const import DOMAIN
from custom_components.hoa_parking.core.applications import ApplicationKind, Draft
from custom_components.hoa_parking.core.inviting import PassDraft
from custom_components.hoa_parking.core.passes import PassKind
from custom_components.hoa_parking.core.places import SlotKind
from custom_components.hoa_parking.core.roles import Role
from custom_components.hoa_parking.desks.people import Person

from .conftest import ZONE, Post, passage, status
from .lot import automate, draw, place, seen

FULL = "binary_sensor.north_lot_full"
NEARLY = "binary_sensor.north_lot_nearly_full"
NOTICES = "event.north_lot_notices"
SLOT = "binary_sensor.north_lot_slot_a_1"


@pytest.fixture
async def lot(home: HomeAssistant, loaded: MockConfigEntry, tell: Post) -> MockConfigEntry:
    """Give a lot of three places whose camera is there."""
    await draw(home, loaded, place(1), place(2), place(3))
    await tell(status())
    return loaded


@pytest.fixture
def heard(home: HomeAssistant) -> list[ServiceCall]:
    """Give what automations called."""
    return async_mock_service(home, "test", "hear")


def when(trigger: str, target: Any, **options: Any) -> dict[str, Any]:
    """Make an automation that says which trigger it started from."""
    return {
        "alias": trigger,
        "mode": "queued",
        "triggers": [
            {
                "trigger": f"{DOMAIN}.{trigger}",
                "target": target if isinstance(target, dict) else {"entity_id": target},
                **({"options": options} if options else {}),
            }
        ],
        "actions": [
            {
                "action": "test.hear",
                "data": {
                    "what": trigger,
                    "who": "{{ trigger.entity_id }}",
                    "row": "{{ trigger.to_state.attributes.row | default('') }}",
                    "number": "{{ trigger.to_state.attributes.number | default('') }}",
                },
            }
        ],
    }


def names(heard: list[ServiceCall]) -> list[str]:
    """Return what was heard since it was last asked."""
    said = [call.data["what"] for call in heard]
    heard.clear()
    return said


async def test_a_zone_fills_and_has_places_again(
    home: HomeAssistant, lot: MockConfigEntry, report: Post, heard: list[ServiceCall]
) -> None:
    await automate(home, when("zone_became_full", FULL), when("zone_has_places_again", FULL))

    await report(seen(lot, taken="A-1 A-2", free="A-3"))
    assert names(heard) == []  # it had places, and nobody had seen it full

    await report(seen(lot, taken="A-3"))
    assert names(heard) == ["zone_became_full"]

    await report(seen(lot, free="A-2"))
    assert names(heard) == ["zone_has_places_again"]

    await report(seen(lot, free="A-1"))
    assert names(heard) == []


async def test_a_zone_that_is_found_full_has_not_become_full(
    home: HomeAssistant, lot: MockConfigEntry, report: Post, tell: Post, heard: list[ServiceCall]
) -> None:
    await automate(home, when("zone_became_full", FULL), when("zone_has_places_again", FULL))
    assert home.states.get(FULL).state == "unknown"

    await report(seen(lot, taken="A-1 A-2 A-3"))
    assert home.states.get(FULL).state == "on"

    await tell(status(lot="offline"))  # the recognizer or the camera starts again
    assert home.states.get(FULL).state == "unknown"
    await tell(status())
    assert home.states.get(FULL).state == "on"

    await home.config_entries.async_reload(lot.entry_id)
    await home.async_block_till_done()
    await tell(status())
    assert home.states.get(FULL).state == "on"
    assert names(heard) == []


async def test_a_zone_becomes_nearly_full_once(
    home: HomeAssistant, loaded: MockConfigEntry, tell: Post, report: Post, heard: list[ServiceCall]
) -> None:
    await draw(home, loaded, *(place(number) for number in range(1, 21)))
    await tell(status())
    await automate(home, when("zone_became_nearly_full", {"device_id": zone_device(home, loaded)}))
    every = [f"A-{number}" for number in range(1, 21)]

    await report(seen(loaded, taken=" ".join(every[:17]), free=" ".join(every[17:])))
    assert names(heard) == []

    await report(seen(loaded, taken="A-18"))  # 90 %
    await report(seen(loaded, free="A-18"))
    await report(seen(loaded, taken="A-18"))
    assert names(heard) == ["zone_became_nearly_full"]


async def test_a_zone_has_to_stay_full_for_as_long_as_is_asked(
    home: HomeAssistant,
    lot: MockConfigEntry,
    report: Post,
    tell: Post,
    heard: list[ServiceCall],
    freezer: FrozenDateTimeFactory,
) -> None:
    await automate(home, when("zone_became_full", FULL, **{"for": {"minutes": 2}}))
    await report(seen(lot, taken="A-1 A-2", free="A-3"))

    async def minute() -> None:
        freezer.tick(timedelta(minutes=1))
        await tell(status())
        async_fire_time_changed(home)
        await home.async_block_till_done()

    await report(seen(lot, taken="A-3"))
    await minute()
    await report(seen(lot, free="A-3"))
    await minute()
    assert names(heard) == []

    await report(seen(lot, taken="A-3"))
    await minute()
    assert names(heard) == []
    await minute()
    assert names(heard) == ["zone_became_full"]


async def test_slots_are_heard_by_their_zone(
    home: HomeAssistant, lot: MockConfigEntry, report: Post, tell: Post, heard: list[ServiceCall]
) -> None:
    target = {"device_id": zone_device(home, lot)}
    await automate(home, when("slot_taken", target), when("slot_freed", target))
    await report(seen(lot, taken="A-2", free="A-1 A-3"))
    assert names(heard) == []

    await report(seen(lot, taken="A-1", free="A-2"))
    assert sorted((call.data["what"], call.data["who"]) for call in heard) == [
        ("slot_freed", "binary_sensor.north_lot_slot_a_2"),
        ("slot_taken", SLOT),
    ]
    names(heard)

    await tell(status(lot="offline"))
    await tell(status())
    assert names(heard) == []


async def test_all_means_all_that_there_are(
    home: HomeAssistant, lot: MockConfigEntry, report: Post, heard: list[ServiceCall]
) -> None:
    await automate(home, when("slot_taken", {"device_id": zone_device(home, lot)}, behavior="all"))
    await report(seen(lot, free="A-1 A-2"))

    await report(seen(lot, taken="A-1 A-2"))
    assert names(heard) == []  # nobody knows of A-3

    await report(seen(lot, free="A-3"))
    await report(seen(lot, taken="A-3"))
    assert names(heard) == ["slot_taken"]


async def test_another_integrations_sensor_starts_nothing(
    home: HomeAssistant, lot: MockConfigEntry, heard: list[ServiceCall]
) -> None:
    foreign = "binary_sensor.kitchen"
    home.states.async_set(foreign, "off", {"device_class": "occupancy"})
    await automate(home, when("slot_taken", [foreign, FULL]), when("zone_became_full", [foreign, SLOT]))

    home.states.async_set(foreign, "on", {"device_class": "occupancy"})
    await home.async_block_till_done()

    assert lot.runtime_data is not None
    assert names(heard) == []


async def test_notices_say_where(
    home: HomeAssistant,
    loaded: MockConfigEntry,
    tell: Post,
    report: Post,
    act: Any,
    heard: list[ServiceCall],
    freezer: FrozenDateTimeFactory,
) -> None:
    zone = loaded.subentries[ZONE]
    home.config_entries.async_update_subentry(loaded, zone, data={**zone.data, "guest_limit": 2})
    await home.async_block_till_done()
    await act("add_vehicle", plate="123ABC02", apartment="17")
    await draw(
        home,
        loaded,
        place(1, apartment="17"),
        place(2, SlotKind.GUEST),
        place(3, SlotKind.GUEST),
        place(4, SlotKind.NO_PARKING, row=""),
    )
    await tell(status())
    await automate(home, *(when(name, NOTICES) for name in ("place_taken", "guest_overstayed", "no_parking_used")))

    async def settle() -> list[tuple[str, str]]:
        await loaded.runtime_data.stays.settle()
        await home.async_block_till_done()
        said = sorted((call.data["what"], f"{call.data['row']}{call.data['number']}") for call in heard)
        heard.clear()
        return said

    await report(seen(loaded, free="A-1 A-2 A-3 4"))
    assert await settle() == []

    await report(seen(loaded, taken="A-1 A-2 A-3 4"))
    assert await settle() == [("place_taken", "A1")]

    freezer.tick(timedelta(minutes=1, seconds=1))
    loaded.runtime_data.stays.tick()
    assert await settle() == [("no_parking_used", "4")]

    freezer.tick(timedelta(hours=2))
    loaded.runtime_data.stays.tick()  # both guests in the same moment
    assert await settle() == [("guest_overstayed", "A2"), ("guest_overstayed", "A3")]

    loaded.runtime_data.stays.tick()
    assert await settle() == []


async def test_a_gate_that_refuses_or_asks_starts_what_fits(
    home: HomeAssistant, loaded: MockConfigEntry, report: Post, act: Any, heard: list[ServiceCall]
) -> None:
    await act("add_vehicle", plate="123ABC02", apartment="17")
    await act("block_plate", plate="666XXX02")
    names_of = ("passage_refused", "unknown_at_gate", "household_asked")
    await automate(home, *(when(name, "event.main_gate_passage") for name in names_of))

    await report(passage("123ABC02"))
    assert names(heard) == []

    await report(passage("666XXX02"))
    assert names(heard) == ["passage_refused"]

    await report(passage("555VIS02"))
    assert sorted(names(heard)) == ["passage_refused", "unknown_at_gate"]

    begin = dt_util.utcnow() - timedelta(minutes=1)
    draft = PassDraft(PassKind.VISITOR, None, None, begin, begin + timedelta(hours=1))
    household = await loaded.runtime_data.people.household_at("17")
    await loaded.runtime_data.passes.give(household, draft, None)
    await report(passage("777VIS02"))
    assert names(heard) == ["household_asked"]


async def test_an_application_starts_what_waits_for_it_and_says_how_many_never_whose(
    home: HomeAssistant, loaded: MockConfigEntry, heard: list[ServiceCall]
) -> None:
    entity = "event.abay_10_applications"
    await automate(home, when("application_received", entity))
    site = loaded.runtime_data
    draft = Draft("Alma Sadykova", "Flat-17", "+7 701 000 00 00", ("123ABC02",), None, "en", None, None)

    await site.applications.apply(draft, ApplicationKind.ACCESS, Person("a-user", Role.NONE, None, None))
    await home.async_block_till_done()

    state = home.states.get(entity)
    assert names(heard) == ["application_received"]
    assert (state.attributes["event_type"], state.attributes["waiting"]) == ("received", 1)
    assert [secret for secret in ("Alma", "Flat-17", "123ABC02", "701") if secret in str(state)] == []


async def test_triggers_are_offered_with_a_target_of_ours(home: HomeAssistant, loaded: MockConfigEntry) -> None:
    offered = await async_get_all_descriptions(home)
    ours = {key.removeprefix(f"{DOMAIN}."): one for key, one in offered.items() if key.startswith(f"{DOMAIN}.")}

    assert loaded.runtime_data is not None
    assert len(ours) == 12
    assert {entity["integration"] for one in ours.values() for entity in one["target"]["entity"]} == {DOMAIN}


def zone_device(home: HomeAssistant, entry: MockConfigEntry) -> str:
    """Return the id of the zone's device."""
    found = dr.async_get(home).async_get_device_by_identifier((DOMAIN, ZONE), entry.entry_id)
    assert found is not None
    return found.id
