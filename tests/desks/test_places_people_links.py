"""Slots are free only where a camera vouches for it; people are on the record; silence is noticed."""

from datetime import timedelta

import pytest

from custom_components.hoa_parking.core.errors import Refused
from custom_components.hoa_parking.core.events import LinksChanged, PersonChanged, SlotsChanged, ZoneChanged
from custom_components.hoa_parking.core.links import CameraHealth, CameraState, StatusReport
from custom_components.hoa_parking.core.model import SlotReport, SlotsReport, Zone
from custom_components.hoa_parking.core.roles import Role
from custom_components.hoa_parking.desks.links import LOST_AFTER, STRANGE_FOR

from .conftest import NOON, Stage


def slots(number: int, *, first: bool, ago: float = 0) -> SlotsReport:
    states = (SlotReport("1", first, 0.99), SlotReport("2", False, 0.01))
    return SlotsReport(f"s-{number}", "lot", NOON - timedelta(seconds=ago), False, states)


def status(
    stage: Stage, state: CameraState = CameraState.ONLINE, *, off_by: float = 0, parked: int = 0
) -> StatusReport:
    sent_at = stage.clock() + timedelta(seconds=off_by)
    cameras = (CameraHealth("lot", state, NOON, None),)
    return StatusReport(sent_at, "0.1.0", None, cameras, 0, parked, 0, None)


def north(stage: Stage) -> tuple[int, int, int]:
    zone: Zone = stage.site.places.zones[0]
    return zone.free, zone.occupied, zone.unknown


async def test_a_zone_is_unknown_until_its_camera_is_online(stage: Stage) -> None:
    await stage.site.places.handle(slots(1, first=True), stage.clock())
    assert north(stage) == (0, 0, 3)

    stage.site.links.status(status(stage))
    assert north(stage) == (1, 1, 1)


async def test_a_lost_camera_s_slots_are_unknown_and_come_back_as_they_were(stage: Stage) -> None:
    stage.site.links.status(status(stage))
    await stage.site.places.handle(slots(1, first=True), stage.clock())

    stage.site.links.status(status(stage, CameraState.OFFLINE))
    assert north(stage) == (0, 0, 3)
    assert {slot.occupied for slot in stage.site.places.slots} == {None}

    stage.site.links.status(status(stage))
    assert north(stage) == (1, 1, 1)


async def test_slots_outlive_a_restart(stage: Stage) -> None:
    await stage.site.places.handle(slots(1, first=True), stage.clock())
    await stage.site.close()
    await stage.open()
    stage.site.links.status(status(stage))

    assert north(stage) == (1, 1, 1)


async def test_an_older_report_that_comes_late_changes_nothing(stage: Stage) -> None:
    stage.site.links.status(status(stage))
    await stage.site.places.handle(slots(2, first=False), stage.clock())
    await stage.site.places.handle(slots(1, first=True, ago=60), stage.clock())
    assert north(stage) == (2, 0, 1)

    await stage.site.close()
    await stage.open()
    stage.site.links.status(status(stage))
    assert north(stage) == (2, 0, 1)


async def test_a_report_from_a_clock_that_runs_ahead_does_not_silence_the_next(stage: Stage) -> None:
    stage.site.links.status(status(stage))
    await stage.site.places.handle(slots(1, first=True, ago=-86_400), stage.clock())
    stage.clock.forward(5)
    await stage.site.places.handle(slots(2, first=False, ago=-1), stage.clock())

    assert north(stage) == (2, 0, 1)


async def test_the_same_report_of_slots_twice_is_told_once(stage: Stage) -> None:
    stage.site.links.status(status(stage))
    assert await stage.site.places.handle(slots(1, first=True), stage.clock()) is True
    assert await stage.site.places.handle(slots(1, first=True), stage.clock()) is False

    told = [type(event) for event in stage.events]
    assert (told.count(ZoneChanged), told.count(SlotsChanged)) == (1, 1)


async def test_the_recognizer_is_lost_after_a_long_silence_and_found_at_its_first_word(stage: Stage) -> None:
    stage.site.links.status(status(stage))
    stage.clock.forward(LOST_AFTER + 1)
    stage.site.links.tick()
    assert (stage.site.links.now.recognizer.online, north(stage)) == (False, (0, 0, 3))

    stage.site.links.heard()
    assert stage.site.links.now.recognizer.since == stage.clock()


@pytest.mark.parametrize("hours", [-24, -1, 1, 24])
async def test_a_clock_that_is_set_is_no_silence_and_hides_none(stage: Stage, hours: int) -> None:
    stage.site.links.status(status(stage))
    stage.clock.put(hours * 3600)
    stage.site.links.tick()
    assert stage.site.links.now.recognizer.online is True

    stage.clock.forward(LOST_AFTER + 1)
    stage.site.links.tick()
    assert stage.site.links.now.recognizer.online is False


async def test_a_stranger_at_the_door_is_remembered_for_a_while_and_told_once(stage: Stage) -> None:
    for _ in range(3):
        stage.site.links.refused()
        stage.clock.forward(STRANGE_FOR - 1)
        stage.site.links.tick()
    stage.clock.forward(2)
    stage.site.links.tick()
    await stage.log()

    told = [event.links.recognizer.stranger for event in stage.events if isinstance(event, LinksChanged)]
    assert told == [True, False]


async def test_a_status_like_the_last_is_no_news(stage: Stage) -> None:
    for _ in range(3):
        stage.site.links.status(status(stage))
        stage.clock.forward(30)
    stage.site.links.status(status(stage, parked=1))
    await stage.site.places.handle(slots(1, first=True), stage.clock())

    links = [event.links.recognizer.parked for event in stage.events if isinstance(event, LinksChanged)]
    assert links == [0, 1]


async def test_the_recognizer_s_clock_is_compared_with_ours(stage: Stage) -> None:
    stage.site.links.status(status(stage, off_by=-300))
    assert stage.site.links.now.recognizer.skew == timedelta(seconds=-300)


async def test_a_camera_entity_is_watched_once_it_has_a_stream_and_asked_again_when_lost(stage: Stage) -> None:
    without = await stage.site.recognizer.wait(None, 0)
    stage.streams["camera.lost"] = "rtsp://first"
    first = await stage.site.recognizer.configuration()
    stage.streams["camera.lost"] = "rtsp://second"
    assert await stage.site.recognizer.wait(first.version, 0) is None

    lost = CameraHealth("lost", CameraState.OFFLINE, NOON, "unauthorized")
    stage.site.links.status(StatusReport(stage.clock(), "0.1.0", None, (lost,), 0, 0, 0, None))
    second = await stage.site.recognizer.wait(first.version, 0)

    assert without is not None
    assert second is not None
    assert (b"rtsp://" in without.message, b"first" in first.message, b"second" in second.message) == (True, True, True)
    assert b'"lost"' not in without.message


async def test_a_vehicle_is_kept_folded_and_on_the_record(stage: Stage) -> None:
    assert (
        await stage.site.people.add_vehicle(" 456 деф 02 ".replace("д", "D").replace("ф", "F"), "18", "board")
        == "456DEF02"
    )
    assert [(vehicle.plate, vehicle.apartment) for vehicle in await stage.site.people.vehicles()] == [
        ("123ABC02", "17"),
        ("456DEF02", "18"),
    ]
    newest = (await stage.site.people.audit(1))[0]
    assert (newest.user, newest.action, newest.subject) == ("board", "vehicle_added", "456DEF02")


async def test_a_vehicle_added_again_moves_to_its_new_household(stage: Stage) -> None:
    await stage.site.people.add_vehicle("123ABC02", "99", "board", valid_until=NOON)
    assert [(v.apartment, v.valid_until) for v in await stage.site.people.vehicles()] == [("99", NOON)]


@pytest.mark.parametrize(
    ("plate", "apartment", "code"),
    [
        ("A" * 500, "17", "plate_length"),
        ("-", "17", "plate_length"),
        ("ЖЩЭ123", "17", "plate_letters"),
        ("123ABC02", " ", "apartment_length"),
        ("123ABC02", "x" * 33, "apartment_length"),
        ("123ABC02", "1\x007", "apartment_length"),
    ],
)
async def test_what_cannot_be_a_vehicle_is_refused_in_words(
    stage: Stage, plate: str, apartment: str, code: str
) -> None:
    with pytest.raises(Refused) as caught:
        await stage.site.people.add_vehicle(plate, apartment, "board")
    assert caught.value.code == code


async def test_removing_what_is_not_there_is_refused_and_leaves_no_record(stage: Stage) -> None:
    before = await stage.site.people.audit(100)
    with pytest.raises(Refused, match="not on the list"):
        await stage.site.people.remove_vehicle("999ZZZ01", "board")
    with pytest.raises(Refused, match="not blocked"):
        await stage.site.people.unblock("999ZZZ01", "board")
    assert await stage.site.people.audit(100) == before


async def test_a_removed_vehicle_is_a_stranger_and_an_unblocked_one_is_not(stage: Stage) -> None:
    await stage.site.people.block("123ABC02", "board")
    await stage.arrive(stage.car(1))
    await stage.site.people.unblock("123ABC02", "board")
    await stage.arrive(stage.car(2))
    await stage.site.people.remove_vehicle("123ABC02", "board")
    await stage.arrive(stage.car(3))

    assert [reason for _, reason, _ in await stage.log()] == ["unknown", "registered", "blocked"]


async def test_who_a_user_is(stage: Stage) -> None:
    people = stage.site.people
    await people.link_user("alma", Role.RESIDENT, "17", "board")
    await people.link_user("omar", Role.GUARD, None, "board")

    alma, omar = await people.person("alma", is_admin=False), await people.person("omar", is_admin=False)
    assert (alma.role, alma.apartment) == (Role.RESIDENT, "17")
    assert (omar.role, omar.household) == (Role.GUARD, None)
    assert (await people.person("nobody", is_admin=False)).role is Role.NONE
    assert (await people.person("admin", is_admin=True)).role is Role.BOARD


async def test_a_user_who_moved_out_is_nobody_and_is_told_so(stage: Stage) -> None:
    await stage.site.people.link_user("alma", Role.RESIDENT, "17", "board")
    await stage.site.people.link_user("alma", Role.NONE, None, "board")

    assert (await stage.site.people.person("alma", is_admin=False)).role is Role.NONE
    assert PersonChanged("alma") in stage.events


async def test_a_resident_without_an_apartment_is_refused(stage: Stage) -> None:
    with pytest.raises(Refused, match="apartment"):
        await stage.site.people.link_user("alma", Role.RESIDENT, None, "board")
