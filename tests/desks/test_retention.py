"""What is old goes by itself: pictures after a month, the log after a year, and no gate opens for that."""

import asyncio
import os
from datetime import timedelta
from pathlib import Path

import pytest

from custom_components.hoa_parking.core.errors import Refused
from custom_components.hoa_parking.core.model import Picture, Pictures, SlotReport, SlotsReport
from custom_components.hoa_parking.desks import retention
from custom_components.hoa_parking.store import looks, plates, settings

from .conftest import Stage, later

DAY = 24 * 60 * 60
BOTH = Pictures(frame=b"\xff\xd8\xff frame", plate=b"\xff\xd8\xff plate")


def written_now(stage: Stage, names: str = "p-*") -> list[Path]:
    """Give files the time on the stage's clock, and return them."""
    files = list((stage.folder / "pictures").rglob(names))
    for file in files:
        os.utime(file, (stage.clock().timestamp(),) * 2)
    return files


async def test_pictures_go_after_a_month_and_their_passage_shows_none(stage: Stage) -> None:
    await stage.arrive(stage.car(1), BOTH)
    old = written_now(stage)
    stage.clock.forward(20 * DAY)
    await stage.arrive(stage.car(2), BOTH)
    written_now(stage, "p-0002*")
    stage.clock.forward(11 * DAY)

    await stage.site.retention.sweep()

    first, second = await stage.site.passages.entry("p-0001"), await stage.site.passages.entry("p-0002")
    assert first is not None
    assert second is not None
    assert (first.frame, first.plate_picture, second.frame, second.plate_picture) == (False, False, True, True)
    assert [file for file in old if file.exists()] == []
    assert stage.site.pictures.path("p-0002", second.passage.captured_at, Picture.PLATE).exists()


async def test_folders_without_pictures_go_too(stage: Stage) -> None:
    await stage.arrive(stage.car(), BOTH)
    day = written_now(stage)[0].parent
    for file in day.iterdir():
        file.unlink()
    os.utime(day, (stage.clock().timestamp(),) * 2)
    stage.clock.forward(2 * DAY)

    await stage.site.retention.sweep()

    assert list((stage.folder / "pictures").iterdir()) == []


async def test_a_picture_that_a_crash_left_half_written_goes_and_one_being_written_stays(stage: Stage) -> None:
    await stage.arrive(stage.car(), BOTH)
    day = written_now(stage)[0].parent
    half, fresh = day / "p-0002-frame.tmp", day / "p-0003-frame.tmp"
    half.write_bytes(b"\xff\xd8")
    written_now(stage)
    stage.clock.forward(2 * 60 * 60)
    fresh.write_bytes(b"\xff\xd8")
    written_now(stage, "p-0003*")

    await stage.site.retention.sweep()

    assert (half.exists(), fresh.exists(), len(list(day.glob("*.jpg")))) == (False, True, 2)


async def test_the_log_goes_after_a_year_by_our_own_clock(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    for number in range(5):
        await stage.arrive(stage.car(number))
    await stage.arrive(later(stage.car(5), 10 * 365 * DAY))
    stage.clock.forward(366 * DAY)
    await stage.arrive(stage.car(6))

    await stage.site.retention.sweep()

    assert await stage.log() == [("p-0006", "registered", "opened")]


async def test_changes_of_slots_and_the_audit_go_and_how_the_slots_are_stays(stage: Stage) -> None:
    report = SlotsReport("s-1", "lot", stage.clock(), False, (SlotReport("1", True, 0.9),))
    await stage.site.places.handle(report, stage.clock())
    assert await stage.site.people.audit(10)
    stage.clock.forward(366 * DAY)

    await stage.site.retention.sweep()

    assert await stage.site.people.audit(10) == ()
    assert await stage.site.database.read(lambda c: looks.known(c, "s-1")) is False
    assert [state.occupied for state in await stage.site.database.read(looks.all_of)] == [True]


async def test_a_passage_that_left_the_log_and_is_reported_again_is_history_and_opens_nothing(stage: Stage) -> None:
    car = stage.car()
    await stage.arrive(car)
    stage.clock.forward(366 * DAY)
    await stage.site.retention.sweep()

    assert await stage.arrive(car) == "new"
    assert await stage.log() == [("p-0001", "stale", "none")]
    assert stage.barrier.moves == ["open"]


async def test_each_kind_is_kept_for_as_long_as_the_board_chose(stage: Stage) -> None:
    await stage.arrive(stage.car(1), BOTH)
    written_now(stage)
    await stage.site.people.block("777XYZ02", "guard")

    chosen = await stage.site.retention.set_periods({"pictures": 3, "passages": 5, "activity": 2}, "board")
    stage.clock.forward(4 * DAY)
    await stage.site.retention.sweep()

    entry = await stage.site.passages.entry("p-0001")
    assert entry is not None
    assert entry.frame is False
    assert await stage.site.people.audit(10) == ()
    assert (chosen["pictures"], chosen["stays"], chosen["documents"]) == (3, 365, 30)
    stage.clock.forward(2 * DAY)
    await stage.site.retention.sweep()
    assert await stage.log() == []


async def test_what_the_board_chose_is_on_the_record_and_outlives_a_restart(stage: Stage) -> None:
    await stage.site.retention.set_periods({"pictures": 3, "levels": 30}, "board")
    entry = (await stage.site.people.audit(1))[0]
    assert (entry.user, entry.action, entry.detail) == ("board", "retention_set", "pictures 3, levels 30")
    await stage.site.close()

    site = await stage.open()

    periods = await site.retention.periods()
    assert (periods["pictures"], periods["levels"], periods["passages"]) == (3, 30, 365)


@pytest.mark.parametrize(
    ("periods", "code", "field"),
    [
        ({"pictures": 0}, "retention_days", "pictures"),
        ({"stays": 3651}, "retention_days", "stays"),
        ({"passages": 20}, "pictures_without_log", "pictures"),
        ({"secrets": 5}, "retention_kind", "secrets"),
    ],
)
async def test_nothing_is_kept_for_ever_or_not_at_all(
    stage: Stage, periods: dict[str, int], code: str, field: str
) -> None:
    with pytest.raises(Refused) as caught:
        await stage.site.retention.set_periods(periods, "board")

    assert (caught.value.code, caught.value.field) == (code, field)
    assert (await stage.site.retention.periods())["pictures"] == 30


@pytest.mark.parametrize("kept", ["", "[]", "{", '{"pictures": "x"}', '{"pictures": 9999}', '{"gone": 3}'])
async def test_periods_that_cannot_be_read_are_those_of_the_start(stage: Stage, kept: str) -> None:
    await stage.site.database.write(lambda c: settings.put(c, retention.KEY, kept))

    assert (await stage.site.retention.periods())["pictures"] == 30


async def test_a_plate_that_the_log_no_longer_has_is_no_longer_known(stage: Stage) -> None:
    await stage.arrive(stage.car(1, plate="999STR01"))
    stage.clock.forward(300 * DAY)
    await stage.arrive(stage.car(2, plate="123A8C02"))
    stage.clock.forward(70 * DAY)

    await stage.site.retention.sweep()

    known = await stage.site.database.read(lambda c: plates.fitting(c, "*", alike=False, most=9))
    assert known == ["123A8C02", "123ABC02"]


async def test_it_is_done_at_the_start(stage: Stage) -> None:
    await stage.arrive(stage.car())
    await stage.site.close()
    stage.clock.forward(timedelta(days=366).total_seconds())

    site = await stage.open()

    async with asyncio.timeout(5):
        while await site.passages.count():
            await asyncio.sleep(0)
