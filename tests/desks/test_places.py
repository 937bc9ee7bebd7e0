"""The best view that can be trusted counts; a guard's word stands above it; gates count what no camera sees."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select

from custom_components.hoa_parking.core.config import CameraConfig, CameraRole, SiteConfig, ZoneConfig
from custom_components.hoa_parking.core.drawing import Drawing
from custom_components.hoa_parking.core.errors import Refused, StoreError
from custom_components.hoa_parking.core.events import PlanChanged, SlotsChanged, ZoneChanged
from custom_components.hoa_parking.core.links import CameraState, CameraView
from custom_components.hoa_parking.core.model import GateMode, Movement
from custom_components.hoa_parking.core.places import CountedBy, SlotKind
from custom_components.hoa_parking.store import schema

from .conftest import CONFIG, NOON, Stage, drawn

BOTH = ("lot", "pole")
GATE_CAMERAS = ("in", "out")
NEAR, FAR = ((10, 10), (60, 10), (60, 60), (10, 60)), ((10, 10), (20, 10), (20, 20), (10, 20))
YARD = replace(
    CONFIG,
    zones=(
        ZoneConfig("north", "North lot", 2),
        ZoneConfig("south", "South lot", 1),
        ZoneConfig("garage", "Garage", 3, counted_by=CountedBy.GATES, gates=("gate",)),
    ),
    cameras=(*CONFIG.cameras, CameraConfig("pole", "Pole", CameraRole.LOT, source="http://pole", zone="north")),
)


@pytest.fixture
async def yard(tmp_path: Path) -> AsyncIterator[Stage]:
    """Give slots 1 and 2: `lot` sees both, 1 from near and 2 from afar; `pole` sees 1 from afar and 2 from near."""
    stage = Stage(tmp_path, YARD)
    await stage.open()
    await stage.site.layouts.save("lot", Drawing((100, 100), None, (drawn("1", NEAR), drawn("2", FAR))), "board")
    seen_too = (drawn("1", FAR, slot_id="1"), drawn("2", NEAR, slot_id="2"))
    await stage.site.layouts.save("pole", Drawing((100, 100), None, seen_too), "board")
    await stage.site.people.add_vehicle("123ABC02", "17", "board")
    stage.tell(cameras=(*BOTH, *GATE_CAMERAS))
    stage.events.clear()
    yield stage
    stage.barrier.go.set()
    await stage.site.close()


def states(stage: Stage) -> str:
    """Return each slot as a letter: taken (x), free (o), unknown (?)."""
    return "".join({True: "x", False: "o", None: "?"}[now.occupied] for now in stage.site.places.slots)


def holds(stage: Stage) -> tuple[int, int, int]:
    """Return how the garage stands: free, occupied, unknown."""
    garage = stage.site.places.zone("garage")
    return garage.free, garage.occupied, garage.unknown


async def rows(stage: Stage, table: str) -> int:
    count = select(func.count()).select_from(schema.metadata.tables[table])

    def read(connection: Connection) -> int:
        return connection.execute(count).scalar_one()

    return await stage.site.database.read(read)


async def words(stage: Stage, number: int = 1) -> list[tuple[str | None, str, str, str | None]]:
    entries = await stage.site.people.audit(number)
    return [(entry.user, entry.action, entry.subject, entry.detail) for entry in entries]


# Views


async def test_the_nearer_camera_is_believed_and_the_other_where_that_is_lost(yard: Stage) -> None:
    await yard.see("lot", s1=True, s2=True)
    await yard.see("pole", s1=False, s2=False)
    assert states(yard) == "xo"

    yard.tell(CameraState.ONLINE, cameras=("pole",))
    assert states(yard) == "oo"
    yard.tell(CameraState.OFFLINE, cameras=BOTH)
    assert states(yard) == "??"
    yard.tell(cameras=BOTH)
    assert states(yard) == "xo"


async def test_a_camera_that_has_said_nothing_has_no_say(yard: Stage) -> None:
    await yard.see("pole", s1=False)
    assert states(yard) == "o?"


async def test_since_when_it_is_so_stays_when_the_view_changes(yard: Stage) -> None:
    await yard.see("lot", s1=True)
    yard.clock.forward(60)
    await yard.see("pole", s1=True)
    yard.tell(cameras=("pole",))
    slot = yard.site.places.slot("1")
    assert (slot.camera, slot.since) == ("pole", NOON)

    await yard.site.close()
    await yard.open()
    yard.tell(cameras=("pole",))
    assert yard.site.places.slot("1").since == NOON


async def test_since_when_it_is_so_stays_when_the_recognizer_starts_again_and_says_the_same(yard: Stage) -> None:
    await yard.see("lot", s1=True)
    yard.clock.forward(3600)
    yard.tell(CameraState.CONNECTING, cameras=BOTH)
    await yard.see("lot", s1=True)
    yard.tell(cameras=BOTH)
    await yard.see("lot", s1=True)
    assert yard.site.places.slot("1").since == NOON

    await yard.see("lot", s1=False)
    assert yard.site.places.slot("1").since == yard.clock()


async def test_another_view_that_says_the_same_is_told_to_nobody(yard: Stage) -> None:
    await yard.see("lot", s1=True)
    await yard.see("pole", s1=True)
    await yard.log()
    yard.events.clear()
    yard.tell(cameras=("pole",))
    await yard.log()

    assert [event for event in yard.events if isinstance(event, SlotsChanged | ZoneChanged)] == []


async def test_a_camera_that_was_moved_has_no_say_until_it_looks_at_the_same_again(yard: Stage) -> None:
    await yard.see("lot", s1=True, s2=True)
    yard.tell(view=CameraView.SAME)
    assert states(yard) == "xx"

    yard.tell(view=CameraView.MOVED)
    assert states(yard) == "??"
    for view in (CameraView.UNCLEAR, CameraView.UNKNOWN):
        yard.tell(view=view)
        assert states(yard) == "??"
    yard.tell(view=CameraView.SAME)
    assert states(yard) == "xx"


async def test_a_camera_that_was_moved_counts_again_once_it_is_drawn_on_anew(yard: Stage) -> None:
    await yard.see("lot", s1=True, s2=True)
    yard.tell(view=CameraView.MOVED)
    moved = tuple((x + 5, y) for x, y in NEAR)
    again = (drawn("1", moved, slot_id="1"), drawn("2", FAR, slot_id="2"))
    await yard.site.layouts.save("lot", Drawing((100, 100), None, again), "board")
    assert yard.site.links.now.cameras[3].view is CameraView.UNKNOWN

    yard.tell(view=CameraView.MOVED)  # said before the recognizer knew
    yard.tell(view=CameraView.UNCLEAR)
    assert states(yard) == "?x"  # what was said of the old outline does not count for the new one

    await yard.see("lot", s1=False)
    assert states(yard) == "ox"


async def test_a_slot_s_zone_and_kind_are_what_was_drawn_last(yard: Stage) -> None:
    await yard.see("lot", s1=True, s2=False)
    again = (drawn("1", NEAR, slot_id="1", zone="south"), drawn("2", FAR, slot_id="2", kind=SlotKind.NO_PARKING))
    await yard.site.layouts.save("lot", Drawing((100, 100), None, again), "board")

    north, south, _ = yard.site.places.zones
    assert (north.occupied, north.free, north.unknown) == (0, 0, 2)
    assert (south.occupied, south.full) == (1, True)


async def test_the_plan_tells_of_new_slots_and_nobody_else_does(yard: Stage) -> None:
    more = (drawn("1", NEAR, slot_id="1"), drawn("2", FAR, slot_id="2"), drawn("3", NEAR))
    await yard.site.layouts.save("lot", Drawing((100, 100), None, more), "board")
    await yard.log()

    told = [type(event) for event in yard.events]
    assert (told.count(PlanChanged), told.count(SlotsChanged)) == (1, 0)
    assert states(yard) == "???"


async def test_what_a_camera_says_of_a_slot_that_is_not_drawn_on_it_leaves_no_trace(yard: Stage) -> None:
    await yard.see("lot", s9=True)
    await yard.see("in", s1=True)
    assert (await rows(yard, "looks"), await rows(yard, "slot_changes"), states(yard)) == (0, 0, "??")


async def test_the_database_grows_by_changes_and_not_by_reports(yard: Stage) -> None:
    await yard.see("lot", s1=True, s2=False)
    for _ in range(10):
        yard.clock.forward(60)
        await yard.see("lot", s1=True, s2=False)
    await yard.see("lot", s1=False, s2=False)

    assert (await rows(yard, "slot_changes"), await rows(yard, "looks")) == (3, 2)


async def test_a_report_touches_its_slots_and_their_zones_only(yard: Stage) -> None:
    await yard.see("lot", s1=True, s2=True)
    await yard.log()
    yard.events.clear()
    await yard.see("lot", s1=False, s2=True)
    await yard.log()

    slots = [[now.slot.id for now in event.slots] for event in yard.events if isinstance(event, SlotsChanged)]
    zones = [event.zone.id for event in yard.events if isinstance(event, ZoneChanged)]
    assert (slots, zones) == ([["1"]], ["north"])


async def test_a_place_is_found_by_its_address_however_it_is_written(yard: Stage) -> None:
    more = Drawing((100, 100), None, (drawn("17", NEAR, row="B"),))
    await yard.site.layouts.save("lot", more, "board")

    assert yard.site.places.find(" b ", "17").slot.address.text == "B-17"
    with pytest.raises(Refused, match="no such place") as caught:
        yard.site.places.find("B", "18")
    assert caught.value.code == "slot_unknown"


# Guards' words


async def test_a_guard_s_word_stands_until_a_camera_sees_the_slot_change(yard: Stage) -> None:
    await yard.see("lot", s1=True, s2=True)
    yard.clock.forward(60)
    now = await yard.site.places.override("1", False, " it is  empty ", False, "guard")
    assert (now.occupied, now.since, now.override.reason) == (False, yard.clock(), "it is empty")
    assert await words(yard) == [("guard", "slot_overridden", "1", "free: it is empty")]

    yard.clock.forward(60)
    await yard.see("lot", s1=True)  # the recognizer started again: it saw nothing change
    assert states(yard) == "ox"

    await yard.see("lot", s1=False)  # now it sees it too: free since the guard said so
    yard.clock.forward(60)
    assert yard.site.places.slot("1").since == NOON + timedelta(seconds=60)
    await yard.see("lot", s1=True)
    assert (states(yard), yard.site.places.slot("1").override) == ("xx", None)


async def test_any_camera_that_sees_a_change_ends_it_but_none_that_tells_of_one_before(yard: Stage) -> None:
    await yard.see("pole", s1=False)
    await yard.see("lot", s1=False)
    yard.clock.forward(600)
    await yard.site.places.override("1", True, "a covered car", False, "guard")

    await yard.see("pole", ago=300, s1=True)
    assert states(yard)[0] == "x"
    yard.clock.forward(60)
    await yard.see("pole", s1=False)
    assert (states(yard)[0], yard.site.places.slot("1").override) == ("o", None)


async def test_a_word_that_is_to_hold_stands_until_it_is_ended_by_hand(yard: Stage) -> None:
    await yard.see("lot", s1=True)
    yard.clock.forward(60)
    await yard.site.places.override("1", None, "road works", True, "guard")
    yard.clock.forward(60)
    await yard.see("lot", s1=False)
    assert yard.site.places.zone("north").unknown == 2

    await yard.site.close()
    await yard.open()
    yard.tell(cameras=BOTH)
    assert yard.site.places.slot("1").override.hold is True

    await yard.site.places.end_override("1", "guard")
    assert states(yard)[0] == "o"
    assert await words(yard, 2) == [
        ("guard", "override_ended", "1", None),
        ("guard", "slot_overridden", "1", "unknown, held: road works"),
    ]
    with pytest.raises(Refused) as caught:
        await yard.site.places.end_override("1", "guard")
    assert caught.value.code == "override_unknown"


async def test_a_place_that_is_released_is_free_again(yard: Stage) -> None:
    await yard.see("lot", s1=True, s2=True)
    assert yard.site.places.zone("north").full is True

    await yard.site.places.release("2", "left on a tow truck", "guard")

    assert (yard.site.places.zone("north").free, yard.site.places.zone("north").full) == (1, False)
    assert await words(yard) == [("guard", "slot_released", "2", "free: left on a tow truck")]


@pytest.mark.parametrize("reason", ["", "  ", "x" * 201, "a\x00b"])
async def test_a_word_needs_a_reason(yard: Stage, reason: str) -> None:
    with pytest.raises(Refused) as caught:
        await yard.site.places.override("1", True, reason, False, "guard")
    assert (caught.value.code, caught.value.field) == ("reason_length", "reason")


async def test_of_a_place_that_is_not_there_nothing_can_be_said(yard: Stage) -> None:
    for said in (
        yard.site.places.override("9", True, "why", False, "guard"),
        yard.site.places.release("9", "why", "guard"),
        yard.site.places.end_override("9", "guard"),
    ):
        with pytest.raises(Refused) as caught:
            await said
        assert caught.value.code == "slot_unknown"


# Gates


async def test_a_zone_that_gates_count_is_unknown_until_somebody_says_how_many_are_in(yard: Stage) -> None:
    await yard.arrive(yard.car(1))
    assert holds(yard) == (0, 0, 3)

    yard.clock.forward(60)
    zone = await yard.site.places.set_count("garage", 1, "guard")
    assert (holds(yard), zone.occupied) == ((2, 1, 0), 1)
    assert await words(yard) == [("guard", "count_set", "Garage", "1, was unknown")]


async def test_who_drives_in_and_out_is_counted_and_outlives_a_restart(yard: Stage) -> None:
    await yard.site.places.set_count("garage", 0, "guard")
    yard.clock.forward(60)
    await yard.arrive(yard.car(1))
    assert holds(yard) == (2, 1, 0)
    yard.clock.forward(300)
    await yard.arrive(yard.car(2, plate="777XXA05"))  # a stranger, refused
    await yard.arrive(yard.car(3, plate="456DEF02", camera="out"))
    assert holds(yard) == (3, 0, 0)
    yard.clock.forward(300)
    await yard.arrive(yard.car(4))

    await yard.site.close()
    await yard.open()
    assert holds(yard) == (0, 0, 3)
    yard.tell(cameras=GATE_CAMERAS)
    assert holds(yard) == (2, 1, 0)


async def test_while_a_gates_camera_is_lost_nobody_knows_how_many_are_in(yard: Stage) -> None:
    await yard.site.places.set_count("garage", 1, "guard")

    yard.tell(cameras=("in",))
    assert holds(yard) == (0, 0, 3)

    yard.tell(cameras=GATE_CAMERAS)
    assert holds(yard) == (2, 1, 0)


async def test_who_drives_through_a_gate_that_is_held_open_is_counted_and_is_counted_once(yard: Stage) -> None:
    await yard.site.places.set_count("garage", 0, "guard")
    await yard.site.gates.set_mode("gate", GateMode.HOLD_OPEN, "guard")
    yard.clock.forward(60)
    await yard.arrive(yard.car(1, plate="777XXA05"))
    yard.clock.forward(8)
    behind = replace(yard.car(2, plate="777XXA05", camera="out"), movement=Movement.LEAVING)
    await yard.arrive(behind)
    await yard.arrive(yard.car(3, plate="456DEF02", ago=50))  # told late: nobody was here to take it

    assert holds(yard) == (1, 2, 0)


async def test_a_count_that_drifts_stays_within_the_zone_and_is_set_right_by_hand(yard: Stage) -> None:
    await yard.site.places.set_count("garage", 0, "guard")
    yard.clock.forward(60)
    await yard.arrive(yard.car(1, plate="456DEF02", camera="out"))
    assert holds(yard) == (3, 0, 0)

    await yard.site.places.set_count("garage", 3, "guard")
    assert yard.site.places.zone("garage").full is True
    late = replace(yard.car(2, ago=3600), movement=Movement.LEAVING, recovered=True)
    await yard.arrive(late)  # it left before the guard counted
    assert holds(yard) == (0, 3, 0)
    yard.clock.forward(60)
    await yard.arrive(replace(late, id="p-0003", captured_at=yard.clock()))
    assert holds(yard) == (1, 2, 0)


@pytest.mark.parametrize(
    ("zone", "occupied", "code"),
    [
        ("garage", 4, "count_range"),
        ("garage", -1, "count_range"),
        ("north", 1, "zone_not_counted"),
        ("x", 1, "zone_unknown"),
    ],
)
async def test_a_count_that_cannot_be_is_refused(yard: Stage, zone: str, occupied: int, code: str) -> None:
    with pytest.raises(Refused) as caught:
        await yard.site.places.set_count(zone, occupied, "guard")
    assert caught.value.code == code


async def test_a_count_that_cannot_be_written_is_not_said(yard: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(_: object) -> None:
        raise StoreError("disk full")

    await yard.site.places.set_count("garage", 1, "guard")
    monkeypatch.setattr(yard.site.database, "write", full)
    with pytest.raises(StoreError):
        await yard.site.places.set_count("garage", 3, "guard")
    assert holds(yard) == (2, 1, 0)


# Scale


async def test_a_thousand_slots_on_twenty_cameras_a_report_of_three_looks_at_three(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cameras = tuple(CameraConfig(f"c{n}", f"Camera {n}", CameraRole.LOT, source="x", zone="north") for n in range(20))
    stage = Stage(tmp_path, SiteConfig("Large", zones=(ZoneConfig("north", "North", 1),), cameras=cameras))
    await stage.open()
    for number, camera in enumerate(cameras):
        slots = tuple(drawn(str(n), NEAR, row=f"R{number}") for n in range(50))
        await stage.site.layouts.save(camera.id, Drawing((100, 100), None, slots), "board")
    stage.tell(cameras=tuple(camera.id for camera in cameras))
    looked: list[str] = []
    as_it_is = stage.site.places._as_it_is

    def look(slot: object, before: object) -> object:
        looked.append(slot.id)
        return as_it_is(slot, before)

    monkeypatch.setattr(stage.site.places, "_as_it_is", look)
    await stage.see("c7", s351=True, s352=False, s353=True)

    assert looked == ["351", "352", "353"]
    assert (stage.site.places.zone("north").occupied, stage.site.places.zone("north").unknown) == (2, 997)
    await stage.site.close()
