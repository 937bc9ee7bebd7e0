"""The plan: drawn camera by camera, all or nothing; a slot keeps its identity; stills come when they are asked for."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from custom_components.hoa_parking.core.config import CameraConfig, CameraRole, SiteConfig, ZoneConfig
from custom_components.hoa_parking.core.drawing import Base, Drawing, DrawnSlot
from custom_components.hoa_parking.core.errors import Refused, StoreError
from custom_components.hoa_parking.core.events import PlanChanged, StillArrived
from custom_components.hoa_parking.core.interchange import RowProblem
from custom_components.hoa_parking.core.places import Plan, SlotKind, WantedStill
from custom_components.hoa_parking.core.stills import MOST_KEPT
from custom_components.hoa_parking.desks.layouts import LayoutDesk

from .conftest import CONFIG, SQUARE, Stage, drawn

LOT = CameraConfig("lot", "North lot", CameraRole.LOT, source="http://lot", zone="north")
YARD = CameraConfig("yard", "Yard", CameraRole.LOT, source="http://yard", zone="south")
GATE = CameraConfig("in", "In", CameraRole.GATE, source="rtsp://in", gate="gate")
TWO = SiteConfig(
    name="Abay 10",
    gates=CONFIG.gates,
    zones=(ZoneConfig("north", "North", 3), ZoneConfig("south", "South", 3)),
    cameras=(LOT, YARD, GATE),
)
JPEG = b"\xff\xd8\xff\xc0\x00\x11\x08\x02\xd0\x05\x00\x03" + bytes(9)


@pytest.fixture
async def two(tmp_path: Path) -> AsyncIterator[Stage]:
    """Give a site with two lot cameras, nothing drawn yet, where 17 lives."""
    stage = Stage(tmp_path, TWO)
    await stage.open()
    await stage.site.people.add_vehicle("123ABC02", "17", "board")
    yield stage
    await stage.site.close()


@pytest.fixture
def desk(two: Stage) -> LayoutDesk:
    return two.site.layouts


def sheet(*slots: DrawnSlot, still: str | None = None) -> Drawing:
    return Drawing((100, 100), still, slots)


def named(plan: Plan) -> dict[str, str]:
    return {slot.id: slot.address.text for slot in plan.slots}


def seen_by(plan: Plan) -> dict[str, list[str]]:
    return {layout.camera: [line.slot for line in layout.outlines] for layout in plan.layouts}


async def test_what_is_drawn_is_there_and_outlives_a_restart(two: Stage) -> None:
    plan = await two.site.layouts.save(
        "lot", sheet(drawn("17", row="B", kind=SlotKind.GUEST), drawn("18", row="B", apartment="17")), "board"
    )
    await two.site.close()
    await two.open()

    assert two.site.layouts.plan == plan
    guest, own = plan.slots
    assert (guest.address.text, guest.kind, guest.zone, guest.apartment) == ("B-17", SlotKind.GUEST, "north", None)
    assert (own.apartment, own.household is not None) == ("17", True)
    assert plan.layouts[0].outlines[0].polygon == SQUARE
    assert (plan.layouts[0].size, plan.layouts[0].saved_at) == ((100, 100), two.clock())


async def test_who_drew_is_on_the_record_with_counts_and_everybody_hears_of_it(two: Stage, desk: LayoutDesk) -> None:
    await desk.save("lot", sheet(drawn("1"), drawn("2"), drawn("3")), "alma")
    plan = await desk.save(
        "lot", sheet(drawn("1", slot_id="1"), drawn("2", slot_id="2", kind=SlotKind.EV), drawn("4")), "omar"
    )

    entry = (await two.site.people.audit(1))[0]
    assert (entry.user, entry.action, entry.subject, entry.detail) == (
        *("omar", "layout_saved", "lot"),
        "added 1, changed 1, removed 1",
    )
    assert [event.plan for event in two.events if isinstance(event, PlanChanged)][-1] == plan


async def test_slots_keep_their_identity_when_they_exchange_addresses(desk: LayoutDesk) -> None:
    await desk.save("lot", sheet(drawn("1"), drawn("2")), "board")

    plan = await desk.save("lot", sheet(drawn("2", slot_id="1"), drawn("1", slot_id="2")), "board")

    assert named(plan) == {"1": "2", "2": "1"}


async def test_a_new_slot_may_take_the_address_that_another_gave_up(desk: LayoutDesk) -> None:
    await desk.save("lot", sheet(drawn("1")), "board")

    plan = await desk.save("lot", sheet(drawn("9", slot_id="1"), drawn("1")), "board")

    assert named(plan) == {"1": "9", "2": "1"}


async def test_a_place_drawn_anew_under_its_address_is_the_same_place(desk: LayoutDesk) -> None:
    await desk.save("lot", sheet(drawn("1"), drawn("2")), "board")

    plan = await desk.save("lot", sheet(drawn("2"), drawn("3")), "board")

    assert named(plan) == {"2": "2", "3": "3"}


async def test_an_id_is_never_used_again(desk: LayoutDesk) -> None:
    await desk.save("lot", sheet(drawn("1"), drawn("2")), "board")
    await desk.save("lot", sheet(), "board")

    assert named(await desk.save("lot", sheet(drawn("3")), "board")) == {"3": "3"}


async def test_a_slot_seen_by_two_cameras_is_one_slot_and_goes_with_its_last_outline(desk: LayoutDesk) -> None:
    await desk.save("lot", sheet(drawn("1"), drawn("2")), "board")
    both = await desk.save("yard", sheet(drawn("1", slot_id="1", kind=SlotKind.DISABLED, zone="south")), "board")
    one = await desk.save("lot", sheet(drawn("2", slot_id="2")), "board")
    none = await desk.save("yard", sheet(), "board")

    assert (named(both), seen_by(both)) == ({"1": "1", "2": "2"}, {"lot": ["1", "2"], "yard": ["1"]})
    assert (both.slots[0].kind, both.slots[0].zone) == (SlotKind.DISABLED, "south")
    assert seen_by(one) == {"lot": ["2"], "yard": ["1"]}
    assert (named(none), seen_by(none)) == ({"2": "2"}, {"lot": ["2"]})


@pytest.mark.parametrize(
    ("slot", "code", "field"),
    [
        (drawn("17", row="b"), "layout_duplicate_slot", "b-17"),
        (drawn("17", row="B", slot_id="2"), "layout_duplicate_slot", "B-17"),
        (drawn("9", zone="moon"), "layout_zone_unknown", "9"),
        (drawn("9", apartment="99"), "layout_apartment_unknown", "9"),
        (drawn("9", slot_id="77"), "layout_slot_unknown", "9"),
    ],
)
async def test_a_slot_that_cannot_be_is_named_and_nothing_is_drawn(
    two: Stage, desk: LayoutDesk, slot: DrawnSlot, code: str, field: str
) -> None:
    await desk.save("lot", sheet(drawn("17", row="B")), "board")
    before = await desk.save("yard", sheet(drawn("2", zone="south")), "board")

    with pytest.raises(Refused) as caught:
        await desk.save("yard", sheet(drawn("8", zone="south"), slot), "board")

    assert (caught.value.code, caught.value.field) == (code, field)
    await two.site.close()
    await two.open()
    assert two.site.layouts.plan == before


@pytest.mark.parametrize("camera", ["in", "nobody's"])
async def test_only_a_lot_s_camera_is_drawn_on_and_photographed(desk: LayoutDesk, camera: str) -> None:
    for attempt in (desk.save(camera, sheet(drawn("1")), "board"), desk.ask_still(camera, "board")):
        with pytest.raises(Refused) as caught:
            await attempt
        assert caught.value.code == "layout_camera_unknown"


async def test_a_site_has_no_more_than_two_thousand_slots(two: Stage) -> None:
    await two.site.close()
    two.config = replace(TWO, cameras=tuple(replace(LOT, id=f"lot{n}", name=f"Lot {n}") for n in range(5)))
    desk = (await two.open()).layouts
    for lot in range(4):
        await desk.save(f"lot{lot}", sheet(*(drawn(str(n), row=f"L{lot}") for n in range(500))), "board")

    with pytest.raises(Refused) as caught:
        await desk.save("lot4", sheet(drawn("1")), "board")

    assert (caught.value.code, len(desk.plan.slots)) == ("layout_site_full", 2000)


async def test_a_camera_that_is_gone_leaves_its_places_and_they_can_be_drawn_again(two: Stage) -> None:
    await two.site.layouts.save("yard", sheet(drawn("1", zone="south"), drawn("2", zone="south")), "board")
    await two.site.close()
    two.config = replace(TWO, cameras=(LOT, GATE))
    await two.open()

    gone = two.site.layouts.plan
    again = await two.site.layouts.save("lot", sheet(drawn("2", zone="south")), "board")

    assert (named(gone), seen_by(gone)) == ({"1": "1", "2": "2"}, {})
    assert (named(again), seen_by(again)) == ({"1": "1", "2": "2"}, {"lot": ["2"]})


async def test_what_was_said_of_a_slot_goes_with_it(two: Stage) -> None:
    await two.site.layouts.save("lot", sheet(drawn("1"), drawn("2")), "board")
    two.tell(cameras=("lot", "yard"))
    await two.see(s1=True, s2=True)
    await two.site.layouts.save("yard", sheet(drawn("1", slot_id="1")), "board")
    await two.site.layouts.save("lot", sheet(drawn("2", slot_id="2")), "board")
    await two.site.layouts.save("lot", sheet(drawn("1", slot_id="1"), drawn("2", slot_id="2")), "board")
    await two.site.close()
    await two.open()
    two.tell(cameras=("lot", "yard"))

    assert {now.slot.id: now.occupied for now in two.site.places.slots} == {"1": None, "2": True}


async def test_what_is_exported_is_read_again_and_changes_nothing(desk: LayoutDesk) -> None:
    await desk.save("lot", sheet(drawn("17", row="B", apartment="17"), drawn("18", row="B")), "board")
    await desk.save("yard", sheet(drawn("18", row="B", slot_id="2"), drawn("1", zone="south")), "board")
    before = desk.plan

    file = json.loads(json.dumps(await desk.export()))
    report = await desk.import_(file, "board", dry_run=False)

    assert (report.problems, report.added, report.changed, report.removed) == ((), 0, 0, 0)
    assert [replace(layout, saved_at=None) for layout in desk.plan.layouts] == [
        replace(layout, saved_at=None) for layout in before.layouts
    ]
    assert desk.plan.slots == before.slots


async def test_a_file_moves_a_whole_site_to_another_house(desk: LayoutDesk) -> None:
    await desk.save("lot", sheet(drawn("17", row="B"), drawn("18", row="B")), "board")
    await desk.save("yard", sheet(drawn("18", row="B", slot_id="2"), drawn("1", zone="south")), "board")
    file = await desk.export()
    drawn_before = seen_by(desk.plan)
    await desk.save("lot", sheet(), "board")
    await desk.save("yard", sheet(), "board")

    report = await desk.import_(file, "board", dry_run=False)

    assert (report.problems, report.added, report.removed) == ((), 3, 0)
    assert named(desk.plan) == {"4": "B-17", "5": "B-18", "6": "1"}
    assert {camera: len(lines) for camera, lines in seen_by(desk.plan).items()} == {
        camera: len(lines) for camera, lines in drawn_before.items()
    }


async def test_a_dry_run_names_every_bad_row_and_changes_nothing(two: Stage, desk: LayoutDesk) -> None:
    await desk.save("yard", sheet(drawn("5", zone="south")), "board")
    before = desk.plan
    good = {"row": "", "number": "1", "kind": "guest", "zone": "north", "polygon": [[0, 0], [9, 0], [9, 9]]}
    rows = [
        good,
        {**good, "number": "2", "zone": "moon"},
        {**good, "number": ""},
        {**good, "number": "4", "apartment": "99"},
        {**good, "number": "1"},
        {**good, "number": "6", "polygon": [[0, 0], [9, 0]]},
    ]
    file = {"hoa_parking_layout": 1, "cameras": [{"camera": "north LOT", "size": [100, 100], "slots": rows}]}

    for dry_run in (True, False):
        report = await desk.import_(file, "board", dry_run=dry_run)

        assert set(report.problems) == {
            RowProblem("North lot #2", "layout_zone_unknown", "2"),
            RowProblem("North lot #3", "layout_address", "#3"),
            RowProblem("North lot #4", "layout_apartment_unknown", "4"),
            RowProblem("North lot #5", "layout_duplicate_slot", "1"),
            RowProblem("North lot #6", "layout_too_few_points", "6"),
        }
    assert desk.plan == before
    assert (await two.site.people.audit(1))[0].action == "layout_saved"


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("a text", "layout_not_object"),
        ({}, "layout_camera_unknown"),
        ({"size": [100, 100], "slots": []}, "layout_camera_unknown"),
        ({"hoa_parking_layout": 2, "cameras": []}, "layout_document"),
        ({"hoa_parking_layout": 1, "cameras": {}}, "layout_document"),
        ({"hoa_parking_layout": 1, "cameras": ["Yard"]}, "layout_not_object"),
        ({"hoa_parking_layout": 1, "cameras": [{"camera": "Attic", "slots": []}]}, "layout_camera_unknown"),
        ({"hoa_parking_layout": 1, "cameras": [{"camera": "Yard", "slots": []}]}, "layout_size"),
        ({"hoa_parking_layout": 1, "cameras": [{"camera": "Yard", "size": [99, 99]}]}, "layout_no_slots"),
        ({"hoa_parking_layout": 1, "cameras": [{"camera": None, "slots": []}] * 2}, "layout_camera_twice"),
    ],
)
async def test_what_is_no_layout_at_all_is_said(desk: LayoutDesk, file: object, code: str) -> None:
    report = await desk.import_(file, "board", dry_run=False)

    assert [problem.code for problem in report.problems] == [code]


async def test_the_recognizer_s_own_file_is_read_for_a_camera(desk: LayoutDesk) -> None:
    await desk.save("lot", sheet(drawn("17", row="B", kind=SlotKind.EV, apartment="17")), "board")
    corners = [[0, 0], [50, 0], [50, 50]]
    file = {"size": [640, 480], "slots": [{"id": name, "polygon": corners} for name in ("B-17", "B-18", "42")]}

    report = await desk.import_(file, "board", dry_run=False, camera="lot")

    assert (report.problems, report.added, report.changed) == ((), 2, 1)
    assert [(slot.address.row, slot.address.number, slot.kind, slot.zone) for slot in desk.plan.slots] == [
        ("B", "17", SlotKind.EV, "north"),
        ("B", "18", SlotKind.RESIDENT, "north"),
        ("", "42", SlotKind.RESIDENT, "north"),
    ]
    assert desk.plan.layouts[0].size == (640, 480)


async def test_places_that_no_camera_sees_come_by_file_stay_and_go_by_file(desk: LayoutDesk) -> None:
    undrawn = {"row": "C", "kind": "guest", "zone": "South", "apartment": None, "polygon": None}
    rows = [{**undrawn, "number": "1"}, {**undrawn, "number": "2"}]
    await desk.import_({"hoa_parking_layout": 1, "cameras": [{"camera": None, "slots": rows}]}, "board", dry_run=False)
    await desk.save("lot", sheet(drawn("1")), "board")
    await desk.save("lot", sheet(), "board")
    assert sorted(named(desk.plan).values()) == ["C-1", "C-2"]

    file: Any = await desk.export()
    del file["cameras"][0]["slots"][0]
    await desk.import_(file, "board", dry_run=False)

    assert sorted(named(desk.plan).values()) == ["C-2"]


async def test_a_still_is_wanted_until_it_comes_and_is_then_told_of(two: Stage, desk: LayoutDesk) -> None:
    known = await two.site.recognizer.configuration()
    still = await desk.ask_still("lot", "board")
    asked = await two.site.recognizer.configuration()

    assert desk.wanted == (WantedStill(still, "lot"),)
    assert json.loads(asked.message)["stills"] == [{"id": still, "camera": "lot"}]
    assert await desk.keep_still(still, JPEG) is True
    assert await desk.keep_still(still, JPEG) is False
    await asyncio.sleep(0)  # listeners have their own turn of the loop
    path = desk.still_path(still)
    assert path is not None
    assert path.read_bytes() == JPEG
    assert StillArrived(still, "lot") in two.events
    assert (await two.site.recognizer.configuration()).version == known.version


async def test_who_took_a_picture_is_on_the_record(two: Stage, desk: LayoutDesk) -> None:
    await desk.ask_still("lot", "alma")

    entry = (await two.site.people.audit(1))[0]
    assert (entry.user, entry.action, entry.subject) == ("alma", "still_asked", "lot")


async def test_whoever_asks_again_at_once_waits_for_the_same_picture(two: Stage, desk: LayoutDesk) -> None:
    first = await desk.ask_still("lot", "board")
    other = await desk.ask_still("yard", "board")
    two.clock.forward(4)
    again = await desk.ask_still("lot", "guard")
    await desk.keep_still(first, JPEG)
    here = await desk.ask_still("lot", "guard")
    two.clock.forward(2)
    later = await desk.ask_still("lot", "guard")

    assert (again, here) == (first, first)
    assert len({first, other, later}) == 3


async def test_a_picture_that_does_not_come_is_not_wanted_for_ever(two: Stage, desk: LayoutDesk) -> None:
    still = await desk.ask_still("lot", "board")
    two.clock.forward(61)
    await desk.tick()

    assert desk.wanted == ()
    assert json.loads((await two.site.recognizer.configuration()).message)["stills"] == []
    assert await desk.keep_still(still, JPEG) is False


async def test_what_is_no_picture_is_not_kept(desk: LayoutDesk) -> None:
    still = await desk.ask_still("lot", "board")

    with pytest.raises(Refused) as caught:
        await desk.keep_still(still, b"<script>alert(1)</script>")

    assert (caught.value.code, desk.still_path(still)) == ("still_no_picture", None)


async def test_a_picture_that_could_not_be_written_is_still_wanted(two: Stage, desk: LayoutDesk) -> None:
    still = await desk.ask_still("lot", "board")
    (two.folder / "stills").write_text("in the way")
    with pytest.raises(StoreError, match="cannot be written"):
        await desk.keep_still(still, JPEG)
    (two.folder / "stills").unlink()

    assert (desk.wanted, desk.still_path(still)) == ((WantedStill(still, "lot"),), None)
    assert await desk.keep_still(still, JPEG) is True


async def test_pictures_that_are_too_many_give_way_the_oldest_first(two: Stage, desk: LayoutDesk) -> None:
    first = await taken(two, "lot")
    for _ in range(MOST_KEPT):
        two.clock.forward(6)
        last = await taken(two, "lot")
    await desk.tick()

    assert len(list((two.folder / "stills").iterdir())) == MOST_KEPT
    assert (desk.still_path(first), desk.still_path(last) is not None) == (None, True)


async def test_a_picture_that_nobody_draws_on_goes_and_one_that_is_drawn_on_stays(two: Stage, desk: LayoutDesk) -> None:
    drawn_on, left = [await taken(two, camera) for camera in ("lot", "yard")]
    plan = await desk.save("lot", sheet(drawn("1"), still=drawn_on), "board")
    files = [desk.still_path(still) for still in (drawn_on, left)]
    two.clock.forward(3601)
    await desk.tick()

    assert plan.layouts[0].still == drawn_on
    assert (desk.still_path(drawn_on), desk.still_path(left)) == (files[0], None)
    assert [path is not None and path.exists() for path in files] == [True, False]


async def test_the_picture_that_a_new_one_replaces_goes_after_a_while(two: Stage, desk: LayoutDesk) -> None:
    first = await taken(two, "lot")
    await desk.save("lot", sheet(drawn("1"), still=first), "board")
    two.clock.forward(10)
    second = await taken(two, "lot")
    await desk.save("lot", sheet(drawn("1", slot_id="1"), still=second), "board")
    meanwhile = desk.still_path(first)
    two.clock.forward(3601)
    await desk.tick()

    assert meanwhile is not None
    assert (meanwhile.exists(), desk.still_path(first), desk.still_path(second) is not None) == (False, None, True)


async def test_pictures_outlive_a_restart_and_what_was_never_finished_does_not(two: Stage) -> None:
    reference, fresh = await taken(two, "lot"), await taken(two, "yard")
    await two.site.layouts.save("lot", sheet(drawn("1"), still=reference), "board")
    await two.site.close()
    (two.folder / "stills" / "torn.tmp").write_bytes(b"\xff\xd8")
    await two.open()
    desk = two.site.layouts

    await desk.save("yard", sheet(drawn("2"), still=fresh), "board")

    assert [layout.still for layout in desk.plan.layouts] == [reference, fresh]
    assert sorted(path.name for path in (two.folder / "stills").iterdir()) == sorted(
        [f"{reference}.jpg", f"{fresh}.jpg"]
    )


async def test_nothing_is_drawn_on_a_picture_that_is_gone_or_another_camera_s(two: Stage, desk: LayoutDesk) -> None:
    of_the_yard = await taken(two, "yard")

    for still in ("0192f5a4-7c1e-4b7a-9d56-0f6d1c2a3b4f", of_the_yard):
        with pytest.raises(Refused) as caught:
            await desk.save("lot", sheet(drawn("1"), still=still), "board")
        assert caught.value.code == "layout_still_unknown"
    assert desk.plan.slots == ()


async def test_the_recognizer_wakes_when_the_plan_changes(two: Stage, desk: LayoutDesk) -> None:
    known = await two.site.recognizer.configuration()
    await desk.save("lot", sheet(drawn("17", row="B")), "board")

    config = await two.site.recognizer.wait(known.version, 0)

    assert config is not None
    assert json.loads(config.message)["cameras"][0]["layout"] == {
        "size": [100, 100],
        "still": None,
        "slots": [{"id": "1", "label": "B-17", "polygon": [[10, 10], [40, 10], [40, 40]]}],
        "rules": {"taken_s": 5.0, "free_s": 2.0},
    }


async def test_the_display_s_address_is_known_until_the_next_one_or_none(two: Stage) -> None:
    displays = two.site.displays
    nobody = await displays.knows("")
    first = await displays.enable("board")
    second = await displays.enable("board")
    await two.site.close()
    await two.open()

    displays = two.site.displays
    known = [await displays.knows(token) for token in (first, second, "", second + "x", "ы" * 5000)]
    await displays.disable("board")

    assert (nobody, known) == (False, [False, True, False, False, False])
    assert (await displays.knows(second), displays.enabled) == (False, False)
    assert [entry.action for entry in await two.site.people.audit(3)] == [
        *("display_disabled", "display_enabled", "display_enabled")
    ]
    assert second.encode() not in (two.folder / "hoa_parking.db").read_bytes()


async def taken(stage: Stage, camera: str) -> str:
    """Have a camera's picture taken."""
    still = await stage.site.layouts.ask_still(camera, "board")
    assert await stage.site.layouts.keep_still(still, JPEG)
    return still


async def test_whoever_draws_on_an_outdated_layout_is_refused_and_loses_and_changes_nothing(
    two: Stage, desk: LayoutDesk
) -> None:
    began = (await desk.save("lot", sheet(drawn("1")), "alma")).layouts[0].saved_at
    theirs = await desk.save("lot", sheet(drawn("2")), "omar", Base(began))

    for base in (Base(began), Base(None)):
        with pytest.raises(Refused) as caught:
            await desk.save("lot", sheet(drawn("3")), "alma", base)
        assert (caught.value.code, caught.value.field) == ("layout_outdated", "")

    assert desk.plan == theirs
    assert [event.plan for event in two.events if isinstance(event, PlanChanged)][-1] == theirs
    assert [entry.user for entry in await two.site.people.audit(2)] == ["omar", "alma"]
    now = theirs.layouts[0].saved_at
    assert named(await desk.save("lot", sheet(drawn("3")), "alma", Base(now))) == {"3": "3"}


async def test_two_layouts_saved_in_the_same_millisecond_are_told_apart(two: Stage, desk: LayoutDesk) -> None:
    first = await desk.save("lot", sheet(drawn("1")), "alma")
    second = await desk.save("lot", sheet(drawn("1")), "omar")

    assert first.layouts[0].saved_at == two.clock() != second.layouts[0].saved_at


async def test_of_two_who_save_at_once_one_is_refused(desk: LayoutDesk) -> None:
    saved = await asyncio.gather(
        desk.save("lot", sheet(drawn("1")), "alma", Base(None)),
        desk.save("lot", sheet(drawn("2")), "omar", Base(None)),
        return_exceptions=True,
    )

    assert [type(one).__name__ for one in saved] == ["Plan", "Refused"]
    assert [slot.address.text for slot in desk.plan.slots] == ["1"]


async def test_what_another_camera_s_layout_is_does_not_outdate_a_drawing(desk: LayoutDesk) -> None:
    began = (await desk.save("lot", sheet(drawn("1")), "alma")).layouts[0].saved_at
    await desk.save("yard", sheet(drawn("2", zone="south")), "omar", Base(None))

    assert len((await desk.save("lot", sheet(drawn("3")), "alma", Base(began))).layouts) == 2
