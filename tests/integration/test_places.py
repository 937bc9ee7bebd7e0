"""Zones and slots: what is free, and what nobody can see."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hoa_parking.const import DOMAIN

from .conftest import A1, A2, DRAWING, ZONE, Post, draw, slots, status

SLOT = "binary_sensor.north_lot_slot_a_1"


def zone(home: HomeAssistant) -> tuple[str, ...]:
    names = ("free_places", "occupied_places", "places", "occupancy")
    return tuple(home.states.get(f"sensor.north_lot_{name}").state for name in names)


async def test_nothing_is_free_until_a_camera_has_seen_it(home: HomeAssistant, report: Post, tell: Post) -> None:
    assert zone(home) == ("unknown", "unknown", "3", "unknown")
    assert home.states.get(SLOT).state == "unknown"

    await tell(status())
    await report(slots(A1=True, A2=False))

    assert zone(home) == ("1", "1", "3", "33.3")
    assert home.states.get(SLOT).state == "on"
    assert home.states.get("binary_sensor.north_lot_slot_a_2").state == "off"


async def test_a_lost_camera_makes_its_slots_unknown_never_free(home: HomeAssistant, report: Post, tell: Post) -> None:
    await tell(status())
    await report(slots(A1=False, A2=False))
    assert zone(home)[0] == "2"

    await tell(status(lot="offline"))
    assert zone(home) == ("unknown", "unknown", "3", "unknown")
    assert home.states.get(SLOT).state == "unknown"

    await tell(status())
    assert zone(home)[0] == "2"
    assert home.states.get(SLOT).state == "off"


async def test_a_state_is_written_per_change(home: HomeAssistant, report: Post, tell: Post) -> None:
    await tell(status())
    await report(slots(A1=True, A2=False))
    before = home.states.get(SLOT), home.states.get("sensor.north_lot_free_places")

    await report(slots(A1=True, A2=False))
    await tell(status())

    after = home.states.get(SLOT), home.states.get("sensor.north_lot_free_places")
    assert [state.last_reported for state in after] == [state.last_reported for state in before]


async def test_words_for_places(home: HomeAssistant, loaded: MockConfigEntry) -> None:
    shown = home.states.get("sensor.north_lot_free_places").attributes

    assert (shown["unit_of_measurement"], shown["state_class"]) == ("places", "measurement")
    assert home.states.get(SLOT).attributes["device_class"] == "occupancy"
    assert loaded.title == "Abay 10"


async def test_a_slot_is_a_child_of_its_zone(home: HomeAssistant, loaded: MockConfigEntry) -> None:
    registry = dr.async_get(home)
    parent = registry.async_get_device_by_identifier((DOMAIN, ZONE), loaded.entry_id)
    children = dr.async_child_entries_for_config_entry(registry, loaded.entry_id)

    assert {(child.name, child.parent_device_id) for child in children} == {
        ("Slot A-1", parent.id),
        ("Slot A-2", parent.id),
    }


async def test_a_slot_that_is_drawn_no_more_is_gone(home: HomeAssistant, loaded: MockConfigEntry) -> None:
    await draw(home, loaded, {**DRAWING, "slots": [{**A2, "id": "2"}]})

    children = dr.async_child_entries_for_config_entry(dr.async_get(home), loaded.entry_id)
    assert [child.name for child in children] == ["Slot A-2"]
    assert er.async_get(home).async_get(SLOT) is None
    assert home.states.get("binary_sensor.north_lot_slot_a_2") is not None


async def test_slots_move_to_another_zone(home: HomeAssistant, loaded: MockConfigEntry) -> None:
    flow: Any = await home.config_entries.subentries.async_init((loaded.entry_id, "zone"), context={"source": "user"})
    south_lot = {"name": "South lot", "capacity": 2, "counted_by": "slots", "nearly_full": 90, "guest_limit": 0}
    await home.config_entries.subentries.async_configure(flow["flow_id"], south_lot)
    await home.async_block_till_done()
    south = next(subentry for subentry in loaded.subentries.values() if subentry.title == "South lot")

    moved = [{**A1, "id": "1", "zone": south.subentry_id}, {**A2, "id": "2", "zone": south.subentry_id}]
    await draw(home, loaded, {**DRAWING, "slots": moved})

    children = dr.async_child_entries_for_config_entry(dr.async_get(home), loaded.entry_id)
    assert {child.config_subentry_id for child in children} == {south.subentry_id}
    slot = er.async_get(home).async_get(SLOT)  # its id stays: history and automations go on
    assert slot.config_subentry_id == south.subentry_id
    assert home.states.get(SLOT).state == "unknown"
