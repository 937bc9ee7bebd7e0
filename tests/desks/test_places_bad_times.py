"""What was said before the lot was drawn anew, or while the clock was wrong, does not count for ever."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from custom_components.hoa_parking.core.config import ZoneConfig
from custom_components.hoa_parking.core.drawing import Drawing, DrawnSlot
from custom_components.hoa_parking.core.places import NoticeKind, SlotKind

from .conftest import CONFIG, SQUARE, Stage, drawn

LARGER = ((10, 10), (60, 10), (60, 60))
DAY = 24 * 3600


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Give slots 1 and 2, both of them taken, where guests have an hour."""
    north = ZoneConfig("north", "North lot", 2, guest_limit=timedelta(hours=1))
    stage = Stage(tmp_path, replace(CONFIG, zones=(north,)))
    await stage.open()
    await draw(stage, drawn("1"), drawn("2"))
    stage.tell()
    await stage.see(s1=True, s2=True)
    await stage.site.stays.settle()
    yield stage
    await stage.site.close()


async def draw(stage: Stage, *slots: DrawnSlot) -> None:
    await stage.site.layouts.save("lot", Drawing((100, 100), None, slots), "board")


def states(stage: Stage) -> list[bool | None]:
    return [now.occupied for now in stage.site.places.slots]


async def test_what_was_said_of_another_outline_does_not_come_back_with_a_restart(stage: Stage) -> None:
    await draw(stage, drawn("1", LARGER, slot_id="1"), drawn("2", slot_id="2"))
    stage.tell()
    assert states(stage) == [None, True]

    await stage.site.close()
    await stage.open()
    stage.tell()
    assert states(stage) == [None, True]


async def test_a_picture_of_another_size_makes_other_outlines(stage: Stage) -> None:
    await stage.site.layouts.save(
        "lot", Drawing((200, 100), None, (drawn("1", SQUARE, slot_id="1"), drawn("2", SQUARE, slot_id="2"))), "board"
    )
    await stage.site.close()
    await stage.open()
    stage.tell()
    assert states(stage) == [None, None]


async def test_what_a_place_was_told_of_ends_when_it_is_meant_for_others(stage: Stage) -> None:
    await draw(stage, drawn("1", slot_id="1", kind=SlotKind.GUEST), drawn("2", slot_id="2", kind=SlotKind.NO_PARKING))
    await stage.site.stays.settle()
    stage.clock.forward(3 * 3600)
    stage.site.stays.tick()
    await stage.site.stays.settle()
    assert {notice.kind for notice in stage.site.stays.notices} == {NoticeKind.OVERSTAY, NoticeKind.NO_PARKING}

    await draw(stage, drawn("1", slot_id="1"), drawn("2", slot_id="2", kind=SlotKind.EV))
    await stage.site.stays.settle()
    assert stage.site.stays.notices == ()
    assert stage.site.stays.stay("1") is not None


async def test_a_clock_that_was_ahead_for_a_while_freezes_no_slot(stage: Stage) -> None:
    stage.clock.put(DAY)
    await stage.see(s1=False, s2=True)
    stage.clock.put(-DAY)
    stage.clock.forward(60)
    stage.tell()

    await stage.see(s1=True, s2=False)
    assert states(stage) == [True, False]
    assert stage.site.places.slot("1").since == stage.clock()


async def test_a_camera_whose_clock_is_ahead_hides_nobody_who_is_let_in_by_hand(stage: Stage) -> None:
    await stage.arrive(stage.car(1, "555XXX02", ago=-DAY))
    stage.clock.forward(60)
    await stage.arrive(stage.car(2, "999XXX02"))
    await stage.site.gates.open_by_hand("gate", "guard", None)
    await stage.site.passages.settle()

    assert [(name, outcome) for name, _, outcome in await stage.log()] == [("p-0001", "none"), ("p-0002", "opened")]
