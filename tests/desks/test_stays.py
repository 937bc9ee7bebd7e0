"""Who stands where: guessed from the gate, claimed by residents, corrected by guards, and told to whom it concerns."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from custom_components.hoa_parking.core.config import SiteConfig, ZoneConfig
from custom_components.hoa_parking.core.drawing import Drawing
from custom_components.hoa_parking.core.errors import Full, Refused
from custom_components.hoa_parking.core.events import NoticeEnded, NoticeRaised, StaysChanged
from custom_components.hoa_parking.core.links import CameraState
from custom_components.hoa_parking.core.places import NoticeKind, SlotKind, Stay, StaySource
from custom_components.hoa_parking.core.roles import Role
from custom_components.hoa_parking.desks.people import Person
from custom_components.hoa_parking.store import stays

from .conftest import CONFIG, NOON, Stage, drawn

HOUR = 3600
NORTH = ZoneConfig("north", "North lot", 4, guest_limit=timedelta(hours=2))
LOT: SiteConfig = replace(CONFIG, zones=(NORTH,))
OWNED, GUEST, BARRED, ANY = "1", "2", "3", "4"
DRAWING = Drawing(
    (100, 100),
    None,
    (
        drawn("1", apartment="17"),
        drawn("2", kind=SlotKind.GUEST),
        drawn("3", kind=SlotKind.NO_PARKING),
        drawn("4"),
    ),
)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Give a lot with a slot of 17's, one for guests, one where nobody may stand and one for all; all are free."""
    stage = Stage(tmp_path, LOT)
    await stage.open()
    await stage.site.people.add_vehicle("123ABC02", "17", "board")
    await stage.site.people.add_vehicle("777XYZ02", "18", "board")
    await stage.site.layouts.save("lot", DRAWING, "board")
    stage.tell()
    await slots(stage, s1=False, s2=False, s3=False, s4=False)
    stage.events.clear()
    yield stage
    await stage.site.close()


async def slots(stage: Stage, ago: float = 0, **taken: bool) -> None:
    """Let the camera report slots, and what follows from that be worked off."""
    await stage.see(ago=ago, **taken)
    await stage.site.stays.settle()


async def wait(stage: Stage, seconds: float) -> None:
    """Let time pass, and the desk look at its clock."""
    stage.clock.forward(seconds)
    stage.site.stays.tick()
    await stage.site.stays.settle()


async def enter(stage: Stage, plate: str = "123ABC02", number: int = 1) -> None:
    await stage.arrive(stage.car(number, plate))


async def leave(stage: Stage, plate: str = "123ABC02", number: int = 90) -> None:
    await stage.arrive(stage.car(number, plate, "out"))
    await stage.site.stays.settle()


async def person(stage: Stage, apartment: str, role: Role = Role.RESIDENT) -> Person:
    await stage.site.people.link_user(f"user-{apartment}", role, apartment, "board")
    return await stage.site.people.person(f"user-{apartment}", is_admin=False)


def on(stage: Stage, slot: str) -> Stay:
    stay = stage.site.stays.stay(slot)
    assert stay is not None
    return stay


def told(stage: Stage) -> list[tuple[str, str, str]]:
    """Return which notices were raised and ended."""
    return [
        (type(event).__name__.removeprefix("Notice").lower(), event.notice.kind.value, event.notice.slot)
        for event in stage.events
        if isinstance(event, NoticeRaised | NoticeEnded)
    ]


async def settle(stage: Stage) -> None:
    """Let listeners hear what was published."""
    await stage.log()


async def test_a_stay_lasts_as_long_as_its_slot_is_taken(stage: Stage) -> None:
    await slots(stage, s4=True)
    began = stage.clock()
    stage.clock.forward(HOUR)
    await slots(stage, s4=False)
    await settle(stage)

    assert stage.site.stays.stay(ANY) is None
    history = await stage.site.stays.history(ANY, 10)
    assert [(stay.since, stay.until, stay.address) for stay in history] == [(began, stage.clock(), "4")]
    assert await stage.site.stays.dwell("north", NOON) == (timedelta(hours=1),)
    changes = [event.stays for event in stage.events if isinstance(event, StaysChanged)]
    assert [[stay.until for stay in some] for some in changes] == [[None], [stage.clock()]]


async def test_a_slot_that_nobody_can_see_keeps_its_stay(stage: Stage) -> None:
    await slots(stage, s4=True)
    stay = on(stage, ANY)
    stage.tell(CameraState.OFFLINE)
    stage.clock.forward(60)
    stage.tell()
    await stage.site.stays.settle()

    assert on(stage, ANY) == stay


async def test_a_slot_that_was_freed_and_taken_while_nobody_saw_it_has_another_stay(stage: Stage) -> None:
    await slots(stage, s4=True)
    first = on(stage, ANY)
    stage.tell(CameraState.OFFLINE)
    stage.clock.forward(60)
    await slots(stage, s4=False)
    stage.clock.forward(60)
    await slots(stage, s4=True)
    stage.tell()
    await stage.site.stays.settle()

    assert on(stage, ANY).id != first.id
    assert [stay.until for stay in await stage.site.stays.history(ANY, 10)] == [None, stage.clock()]


async def test_the_car_that_came_in_a_minute_ago_is_suggested_and_whoever_stands_is_not_twice(stage: Stage) -> None:
    await enter(stage)
    stage.clock.forward(60)
    await slots(stage, s4=True)
    stage.clock.forward(10)
    await slots(stage, s2=True)

    suggested = on(stage, ANY)
    assert (suggested.plate, suggested.apartment, suggested.source) == ("123ABC02", "17", StaySource.SUGGESTED)
    assert (suggested.passage, 0.5 < suggested.confidence < 1) == ("p-0001", True)
    assert (on(stage, GUEST).plate, on(stage, GUEST).source) == (None, StaySource.NONE)


async def test_whoever_came_in_long_ago_or_was_refused_or_left_is_not_suggested(stage: Stage) -> None:
    await enter(stage, number=1)
    stage.clock.forward(11 * 60)
    await enter(stage, "999STR01", number=2)
    await enter(stage, "777XYZ02", number=3)
    stage.clock.forward(5)
    await leave(stage, "777XYZ02")
    stage.clock.forward(60)
    await slots(stage, s4=True)

    assert on(stage, ANY).source is StaySource.NONE
    assert await stage.site.stays.candidates(ANY) == ()


async def test_a_slot_that_is_seen_for_the_first_time_is_nobody_s_and_no_news_for_its_owner(stage: Stage) -> None:
    await stage.site.layouts.save("lot", replace(DRAWING, slots=(*with_ids(), drawn("5", apartment="17"))), "board")
    await enter(stage)
    stage.clock.forward(30)
    await slots(stage, s5=True)
    await settle(stage)

    assert on(stage, "5").source is StaySource.NONE
    assert told(stage) == []


async def test_habit_and_ownership_decide_between_two_cars(stage: Stage) -> None:
    await enter(stage, "777XYZ02", number=1)
    stage.clock.forward(20)
    await enter(stage, "123ABC02", number=2)
    stage.clock.forward(20)
    await slots(stage, s1=True)
    assert on(stage, OWNED).plate == "123ABC02"

    likely = await stage.site.stays.candidates(OWNED)
    assert [one.plate for one in likely] == ["123ABC02", "777XYZ02"]
    assert 0.7 < likely[0].probability < 1 - likely[1].probability


async def test_a_guess_whose_car_drives_out_is_taken_back_and_a_claim_is_not(stage: Stage) -> None:
    await enter(stage)
    stage.clock.forward(30)
    await slots(stage, s4=True)
    await enter(stage, "777XYZ02", number=2)
    stage.clock.forward(30)
    await slots(stage, s2=True)
    await stage.site.stays.claim(GUEST, "777XYZ02", await person(stage, "18"))
    stage.clock.forward(60)

    await leave(stage, "123ABC02", 90)
    await leave(stage, "777XYZ02", 91)

    assert (on(stage, ANY).plate, on(stage, ANY).confidence, on(stage, ANY).source) == (None, 0.0, StaySource.NONE)
    assert (on(stage, GUEST).plate, on(stage, GUEST).source) == ("777XYZ02", StaySource.CLAIMED)


async def test_a_resident_claims_with_a_plate_of_theirs_on_the_record(stage: Stage) -> None:
    await slots(stage, s4=True)
    alma = await person(stage, "17")

    stay = await stage.site.stays.claim(ANY, "123 abc 02", alma)

    assert (stay.plate, stay.apartment, stay.confidence, stay.source) == ("123ABC02", "17", 1.0, StaySource.CLAIMED)
    newest = (await stage.site.people.audit(1))[0]
    assert (newest.user, newest.action, newest.subject) == ("user-17", "stay_claimed", "4")


async def test_a_claim_without_a_plate_is_the_household_s_only_car_or_one_of_several(stage: Stage) -> None:
    await slots(stage, s4=True)
    alma = await person(stage, "17")
    assert (await stage.site.stays.claim(ANY, None, alma)).plate == "123ABC02"

    await stage.site.people.add_vehicle("555SEC02", "17", "board")
    stay = await stage.site.stays.claim(ANY, None, alma)
    assert (stay.plate, stay.household, stay.source) == (None, alma.household, StaySource.CLAIMED)


@pytest.mark.parametrize(
    ("slot", "plate", "code"),
    [
        (ANY, "777XYZ02", "vehicle_not_yours"),
        (ANY, "999NEW02", "vehicle_not_yours"),
        (ANY, "!", "plate_length"),
        (OWNED, "123ABC02", "slot_free"),
        ("99", "123ABC02", "slot_unknown"),
        ("x'; --", "123ABC02", "slot_unknown"),
    ],
)
async def test_what_cannot_be_claimed_is_refused_in_words(stage: Stage, slot: str, plate: str, code: str) -> None:
    await slots(stage, s4=True)
    with pytest.raises(Refused) as caught:
        await stage.site.stays.claim(slot, plate, await person(stage, "17"))
    assert caught.value.code == code
    assert on(stage, ANY).source is StaySource.NONE


async def test_a_guard_s_word_is_above_a_claim_and_the_first_claim_above_another_household_s(stage: Stage) -> None:
    await slots(stage, s2=True, s4=True)
    alma, omar = await person(stage, "17"), await person(stage, "18")
    await stage.site.stays.claim(ANY, "123ABC02", alma)
    await stage.site.stays.set_plate(GUEST, "999NEW02", "guard")

    for slot, code in ((ANY, "stay_claimed"), (GUEST, "stay_set")):
        with pytest.raises(Refused) as caught:
            await stage.site.stays.claim(slot, "777XYZ02", omar)
        assert caught.value.code == code
    await stage.site.stays.set_plate(ANY, "777xyz02", "guard")
    assert (on(stage, ANY).apartment, on(stage, ANY).source) == ("18", StaySource.SET)


async def test_nobody_who_lives_nowhere_claims(stage: Stage) -> None:
    await slots(stage, s4=True)
    await stage.site.people.link_user("guard", Role.GUARD, None, "board")
    with pytest.raises(Refused, match="lives here"):
        await stage.site.stays.claim(ANY, None, await stage.site.people.person("guard", is_admin=False))


async def test_a_car_stands_on_one_place_only(stage: Stage) -> None:
    alma = await person(stage, "17")
    await slots(stage, s2=True, s4=True)
    await stage.site.stays.claim(GUEST, "123ABC02", alma)
    await stage.site.stays.claim(ANY, "123ABC02", alma)
    assert (on(stage, GUEST).plate, on(stage, ANY).plate) == (None, "123ABC02")

    await stage.site.stays.set_plate(GUEST, "123ABC02", "guard")
    assert (on(stage, GUEST).plate, on(stage, ANY).plate) == ("123ABC02", None)
    with pytest.raises(Refused, match="another place"):
        await stage.site.stays.claim(ANY, "123ABC02", alma)


async def test_a_guard_says_that_it_is_nobody_we_know_and_no_guess_comes_back(stage: Stage) -> None:
    await enter(stage)
    stage.clock.forward(30)
    await slots(stage, s4=True)

    await stage.site.stays.set_plate(ANY, None, "guard")
    stage.clock.forward(5)
    await slots(stage, s4=True)

    assert (on(stage, ANY).plate, on(stage, ANY).source) == (None, StaySource.SET)


async def test_whoever_looks_a_plate_up_is_on_the_record_and_a_resident_finds_their_own_only(stage: Stage) -> None:
    await slots(stage, s2=True, s4=True)
    alma, omar = await person(stage, "17"), await person(stage, "18")
    await stage.site.people.link_user("guard", Role.GUARD, None, "board")
    guard = await stage.site.people.person("guard", is_admin=False)
    await stage.site.stays.set_plate(ANY, "123ABC02", "guard")

    assert [stay.address for stay in await stage.site.stays.find_vehicle("123 АВС 02", guard)] == ["4"]
    newest = (await stage.site.people.audit(1))[0]
    assert (newest.user, newest.action, newest.subject) == ("guard", "vehicle_looked_up", "123ABC02")
    assert len(await stage.site.stays.find_vehicle("123ABC02", alma)) == 1
    assert await stage.site.stays.find_vehicle("123ABC02", omar) == ()
    assert (await stage.site.people.audit(1))[0] == newest


async def test_a_stranger_on_a_household_s_place_is_told_once_and_until_it_is_gone(stage: Stage) -> None:
    await slots(stage, s1=True)
    await wait(stage, 60)
    await slots(stage, s1=False)
    await settle(stage)

    assert told(stage) == [("raised", "place_taken", OWNED), ("ended", "place_taken", OWNED)]
    assert stage.site.stays.notices == ()


async def test_whoever_was_just_let_in_is_not_asked_whether_the_car_is_theirs(stage: Stage) -> None:
    await enter(stage, "777XYZ02", number=1)
    await enter(stage, "123ABC02", number=2)
    stage.clock.forward(9 * 60)
    await slots(stage, s1=True)
    await settle(stage)

    assert on(stage, OWNED).confidence < 1
    assert told(stage) == []


async def test_somebody_else_s_car_on_a_household_s_place_is_told(stage: Stage) -> None:
    await enter(stage, "777XYZ02")
    stage.clock.forward(30)
    await slots(stage, s1=True)
    await settle(stage)

    assert on(stage, OWNED).apartment == "18"
    assert told(stage) == [("raised", "place_taken", OWNED)]


async def test_where_nobody_reads_who_comes_in_nobody_is_asked_each_time_they_come_home(tmp_path: Path) -> None:
    stage = Stage(tmp_path, replace(LOT, cameras=LOT.cameras[-1:]))
    await stage.open()
    await stage.site.people.add_vehicle("123ABC02", "17", "board")
    await stage.site.layouts.save("lot", DRAWING, "board")
    await slots(stage, s1=False, s4=False)
    stage.tell()
    await slots(stage, s1=True)
    await settle(stage)
    assert told(stage) == []

    await stage.site.stays.set_plate(OWNED, "777XYZ02", "guard")
    await settle(stage)
    assert told(stage) == [("raised", "place_taken", OWNED)]
    await stage.site.close()


async def test_it_is_mine_ends_the_notice_and_not_mine_says_it_again_for_sure(stage: Stage) -> None:
    alma = await person(stage, "17")
    await slots(stage, s1=True)
    await stage.site.stays.claim(OWNED, None, alma)
    await settle(stage)
    assert told(stage) == [("raised", "place_taken", OWNED), ("ended", "place_taken", OWNED)]

    stage.events.clear()
    await stage.site.stays.disclaim(OWNED, alma)
    await settle(stage)
    raised = [event.notice for event in stage.events if isinstance(event, NoticeRaised)]
    assert [(notice.kind, notice.confirmed) for notice in raised] == [(NoticeKind.PLACE_TAKEN, True)]
    assert (on(stage, OWNED).plate, on(stage, OWNED).source) == (None, StaySource.NONE)


async def test_not_mine_about_a_stranger_makes_sure_of_the_notice(stage: Stage) -> None:
    await slots(stage, s1=True)
    await settle(stage)
    assert [notice.confirmed for notice in stage.site.stays.notices] == [False]

    await stage.site.stays.disclaim(OWNED, await person(stage, "17"))
    assert [notice.confirmed for notice in stage.site.stays.notices] == [True]
    newest = (await stage.site.people.audit(1))[0]
    assert (newest.user, newest.action) == ("user-17", "stay_disclaimed")


async def test_nobody_disclaims_what_is_no_business_of_theirs(stage: Stage) -> None:
    await slots(stage, s4=True)
    await stage.site.stays.set_plate(ANY, "123ABC02", "guard")
    for apartment, code in (("18", "stay_not_yours"), ("17", "stay_set")):
        with pytest.raises(Refused) as caught:
            await stage.site.stays.disclaim(ANY, await person(stage, apartment))
        assert caught.value.code == code


async def test_a_guest_who_stays_too_long_is_told_once(stage: Stage) -> None:
    await slots(stage, s2=True)
    await wait(stage, 2 * HOUR)
    await settle(stage)
    assert told(stage) == []

    await wait(stage, 5)
    await wait(stage, 5)
    await slots(stage, s2=False)
    await settle(stage)
    assert told(stage) == [("raised", "overstay", GUEST), ("ended", "overstay", GUEST)]


async def test_whoever_stops_where_nobody_may_stand_has_a_minute(stage: Stage) -> None:
    await slots(stage, s3=True)
    await wait(stage, 59)
    await settle(stage)
    assert told(stage) == []

    await wait(stage, 5)
    await settle(stage)
    assert told(stage) == [("raised", "no_parking", BARRED)]


async def test_nobody_is_blamed_while_their_place_cannot_be_seen(stage: Stage) -> None:
    await slots(stage, s3=True)
    stage.tell(CameraState.OFFLINE)
    await wait(stage, 600)
    await settle(stage)
    assert told(stage) == []


async def test_stays_and_what_was_told_of_them_outlive_a_restart(stage: Stage) -> None:
    await slots(stage, s1=True, s4=True)
    await stage.site.stays.claim(ANY, None, await person(stage, "17"))
    before = {stay.slot: stay for stay in stage.site.stays.open_stays}
    await stage.site.close()
    stage.clock.forward(60)
    stage.events.clear()
    await stage.open()
    stage.tell()
    await stage.site.stays.settle()
    await wait(stage, 5)
    await settle(stage)

    assert {stay.slot: stay for stay in stage.site.stays.open_stays} == before
    assert [(notice.kind, notice.slot) for notice in stage.site.stays.notices] == [(NoticeKind.PLACE_TAKEN, OWNED)]
    assert told(stage) == []


async def test_what_a_crash_left_open_is_closed_when_the_slot_is_seen_again(stage: Stage) -> None:
    await slots(stage, s4=True)
    left = on(stage, ANY)
    await slots(stage, s4=False)
    await stage.site.database.write(lambda c: stays.begin(c, left))
    await stage.site.close()
    stage.clock.forward(60)
    await stage.open()
    assert stage.site.stays.stay(ANY) is not None

    stage.tell()
    await stage.site.stays.settle()
    assert stage.site.stays.stay(ANY) is None


async def test_a_place_that_is_drawn_no_more_has_no_stay_and_a_renamed_one_keeps_its(stage: Stage) -> None:
    await slots(stage, s1=True, s4=True)
    renamed = (drawn("17", slot_id="1", row="B", apartment="17"),)
    await stage.site.layouts.save("lot", replace(DRAWING, slots=renamed), "board")
    await stage.site.stays.settle()
    await settle(stage)

    assert [(stay.slot, stay.address) for stay in stage.site.stays.open_stays] == [("1", "B-17")]
    with pytest.raises(Refused, match="no such place"):
        await stage.site.stays.history(ANY, 10)


async def test_a_notice_ends_when_the_board_gives_the_place_to_nobody(stage: Stage) -> None:
    await slots(stage, s1=True)
    public = (drawn("1", slot_id="1"), *with_ids()[1:])
    await stage.site.layouts.save("lot", replace(DRAWING, slots=public), "board")
    await stage.site.stays.settle()
    await settle(stage)

    assert told(stage) == [("raised", "place_taken", OWNED), ("ended", "place_taken", OWNED)]


async def test_what_the_database_does_not_take_is_made_good_later(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await slots(stage, s2=True)

    def full(*_: object) -> None:
        raise Full("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(stays, "begin", full)
        patched.setattr(stays, "end", full)
        await slots(stage, s2=False, s4=True)
        await wait(stage, 5)
        assert (stage.site.stays.stay(ANY), stage.site.stays.stay(GUEST) is None) == (None, False)
    await wait(stage, 5)

    assert (on(stage, ANY).since, stage.site.stays.stay(GUEST)) == (NOON, None)
    assert [record.levelname for record in caplog.records if "hoa_parking stays" in record.message] == ["WARNING"]


async def test_a_place_that_went_while_the_database_took_nothing_has_no_stay_later(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await slots(stage, s4=True)

    def full(*_: object) -> None:
        raise Full("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(stays, "end", full)
        await stage.site.layouts.save("lot", replace(DRAWING, slots=with_ids()[:1]), "board")
        await stage.site.stays.settle()
        assert stage.site.stays.stay(ANY) is not None
    await wait(stage, 5)

    assert stage.site.stays.open_stays == ()


def with_ids() -> tuple[object, ...]:
    return tuple(replace(slot, id=str(number)) for number, slot in enumerate(DRAWING.slots, start=1))
