"""Zones and slots: what is free, and what nobody can see."""

from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hoa_parking.const import DOMAIN
from custom_components.hoa_parking.core.drawing import read_drawing
from custom_components.hoa_parking.core.events import NoticeRaised
from custom_components.hoa_parking.core.places import Notice, NoticeKind

from .conftest import A1, A2, DRAWING, GATE, LOT_CAMERA, ZONE, ZONE_DATA, Post, draw, slots, status

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


async def test_a_slot_is_added_while_the_site_runs_and_nothing_is_loaded_again(
    home: HomeAssistant, loaded: MockConfigEntry, tell: Post, report: Post
) -> None:
    await tell(status())
    site = loaded.runtime_data

    await draw(home, loaded, {**DRAWING, "slots": [{**A1, "id": "1"}, {**A2, "id": "2"}, {**A2, "number": "3"}]})
    await report({**slots(A3=True)})

    assert loaded.runtime_data is site
    assert home.states.get("binary_sensor.north_lot_slot_a_3").state == "on"
    assert home.states.get("sensor.north_lot_occupied_places").state == "1"


async def test_a_slot_that_gets_another_address_keeps_its_entity(
    home: HomeAssistant, loaded: MockConfigEntry, tell: Post, report: Post
) -> None:
    await tell(status())
    await report(slots(A1=True, A2=False))
    assert home.states.get(SLOT).name == "Slot A-1"

    await draw(home, loaded, {**DRAWING, "slots": [{**A1, "id": "1", "row": "C", "number": "9"}, {**A2, "id": "2"}]})

    assert home.states.get(SLOT).state == "on"
    assert home.states.get(SLOT).name == "Slot C-9"


async def test_a_slot_whose_entity_is_switched_off_goes_too(home: HomeAssistant, loaded: MockConfigEntry) -> None:
    registry = er.async_get(home)
    registry.async_update_entity(SLOT, disabled_by=er.RegistryEntryDisabler.USER)
    await home.config_entries.async_reload(loaded.entry_id)
    await home.async_block_till_done()
    assert home.states.get(SLOT) is None

    await draw(home, loaded, {**DRAWING, "slots": [{**A2, "id": "2"}]})

    assert registry.async_get(SLOT) is None
    assert home.states.get("binary_sensor.north_lot_slot_a_2") is not None


async def test_drawings_that_follow_one_another_end_in_the_last(home: HomeAssistant, loaded: MockConfigEntry) -> None:
    layouts = loaded.runtime_data.layouts
    for kept in ([A1, {**A2, "number": "5"}], [{**A2, "number": "6"}], [A1]):
        await layouts.save(LOT_CAMERA, read_drawing({**DRAWING, "slots": kept}), None)
    await home.async_block_till_done()

    slot_states = [state.entity_id for state in home.states.async_all("binary_sensor") if "_slot_" in state.entity_id]
    children = dr.async_child_entries_for_config_entry(dr.async_get(home), loaded.entry_id)
    assert (slot_states, [child.name for child in children]) == ([SLOT], ["Slot A-1"])


async def test_only_what_changed_is_written(home: HomeAssistant, tell: Post, report: Post) -> None:
    await tell(status())
    await report(slots(A1=False, A2=False))
    written: list[str] = []

    @callback
    def note(change: Any) -> bool:
        written.append(change["entity_id"])
        return False

    for kind in ("state_changed", "state_reported"):
        home.bus.async_listen(kind, lambda _: None, event_filter=note)

    await report(slots(A1=False, A2=True))

    assert sorted(written) == [
        "binary_sensor.north_lot_slot_a_2",
        "sensor.north_lot_free_places",
        "sensor.north_lot_occupancy",
        "sensor.north_lot_occupied_places",
    ]


async def test_a_zone_says_that_it_is_full_and_that_it_has_places(
    home: HomeAssistant, loaded: MockConfigEntry, tell: Post, report: Post
) -> None:
    def said() -> tuple[str, str, str]:
        names = (
            "binary_sensor.north_lot_full",
            "binary_sensor.north_lot_nearly_full",
            "sensor.north_lot_unknown_places",
        )
        return tuple(home.states.get(name).state for name in names)

    await draw(home, loaded, {**DRAWING, "slots": [A1, A2, {**A2, "number": "3"}]})
    assert said() == ("unknown", "unknown", "3")

    await tell(status())
    await report(slots(A1=True, A2=True, A3=False))
    assert said() == ("off", "off", "0")

    await report(slots(A3=True))
    assert said() == ("on", "on", "0")

    await tell(status(lot="offline"))
    assert said() == ("unknown", "unknown", "3")


async def test_a_notice_names_the_place_and_nobody(home: HomeAssistant, loaded: MockConfigEntry) -> None:
    since = dt_util.utcnow()
    loaded.runtime_data._publish(NoticeRaised(Notice(NoticeKind.OVERSTAY, "2", ZONE, since, stay=7)))
    loaded.runtime_data._publish(NoticeRaised(Notice(NoticeKind.NO_PARKING, "99", ZONE, since, stay=8)))  # not drawn
    await home.async_block_till_done()

    notice = home.states.get("event.north_lot_notices")
    shown = {name: notice.attributes[name] for name in ("event_type", "row", "number", "since")}
    assert shown == {"event_type": "overstay", "row": "A", "number": "2", "since": since.isoformat()}
    assert notice.attributes["event_types"] == ["place_taken", "overstay", "no_parking"]


async def test_a_zone_that_its_gates_count(home: HomeAssistant, loaded: MockConfigEntry, tell: Post) -> None:
    by_gates = {**ZONE_DATA, "counted_by": "gates", "gates": [GATE]}
    home.config_entries.async_update_subentry(loaded, loaded.subentries[ZONE], data=by_gates)
    await home.async_block_till_done()
    await tell(status())
    assert zone(home) == ("unknown", "unknown", "3", "unknown")

    await loaded.runtime_data.places.set_count(ZONE, 3, None)
    await home.async_block_till_done()

    assert zone(home) == ("0", "3", "3", "100.0")
    assert home.states.get("binary_sensor.north_lot_full").state == "on"

    await tell(status(gate="offline"))
    assert zone(home) == ("unknown", "unknown", "3", "unknown")
