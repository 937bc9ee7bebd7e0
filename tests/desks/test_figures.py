"""The dashboard's numbers: today's, by hours beside what is usual, by days, and when zones were fullest."""

from datetime import timedelta

import pytest

from custom_components.hoa_parking.desks.figures import FRESH
from custom_components.hoa_parking.store import figures

from .conftest import NOON, Stage, later

HOUR = 60 * 60
DAY = 24 * HOUR


async def test_today_in_numbers(stage: Stage) -> None:
    await stage.arrive(stage.car(1))
    await stage.arrive(stage.car(2, plate="999STR01"))
    stage.clock.forward(90)
    await stage.arrive(stage.car(3, plate="999STR01", camera="out"))
    stage.barrier.fails = "timeout"
    await stage.arrive(stage.car(4))

    today = (await stage.site.figures.figures()).today

    assert (today.passages, today.entries, today.exits) == (4, 3, 1)
    assert (today.opened, today.refused, today.unknown, today.by_hand) == (2, 1, 1, 0)


async def test_who_is_let_in_by_hand_is_no_longer_refused(stage: Stage) -> None:
    await stage.arrive(stage.car(1, plate="999STR01"))
    await stage.site.gates.open_by_hand("gate", "guard", None)
    await stage.site.passages.settle()

    today = (await stage.site.figures.figures()).today

    assert (today.opened, today.refused, today.unknown, today.by_hand) == (1, 0, 1, 1)


async def test_an_hour_is_beside_what_it_usually_is(stage: Stage) -> None:
    for back, cars in ((3, 5), (2, 1), (1, 3)):
        stage.clock.now = NOON - timedelta(days=back, minutes=-10)
        for number in range(cars):
            await stage.arrive(stage.car(100 * back + number))
    stage.clock.now = NOON + timedelta(minutes=10)
    await stage.arrive(stage.car(1))

    hours = (await stage.site.figures.figures()).hours

    assert len(hours) == 24
    assert (hours[-1].at, hours[-1].tally.entries) == (NOON, 1)
    # Of the day that the log began nobody knows what came before it.
    assert hours[-1].usual == (1 + 3) / 2
    assert hours[0].at == NOON - timedelta(hours=23)
    assert (hours[12].tally.passages, hours[12].usual) == (0, 0)


async def test_nothing_is_usual_on_the_first_day(stage: Stage) -> None:
    await stage.arrive(stage.car())

    assert {hour.usual for hour in (await stage.site.figures.figures()).hours} == {None}


async def test_days_tell_how_many_were_unknown_and_how_sure_each_camera_reads(stage: Stage) -> None:
    stage.clock.now = NOON - timedelta(days=1)
    await stage.arrive(stage.car(1))
    await stage.arrive(stage.car(2, plate="999STR01"))
    await stage.arrive(stage.car(3, camera="lost"))
    stage.clock.now = NOON

    days = (await stage.site.figures.figures()).days

    assert (len(days), days[-1].day, days[-1].all.passages) == (30, NOON.date(), 0)
    yesterday = days[-2]
    assert (yesterday.all.passages, yesterday.all.unknown) == (3, 1)
    assert yesterday.confidence == pytest.approx({"in": 0.97, "lost": 0.97})


async def test_a_zone_was_fullest_when_it_was(stage: Stage) -> None:
    stage.tell()
    await stage.see(s1=False, s2=False)
    for taken in ({"s1": True}, {"s2": True}, {"s1": False}):
        stage.clock.forward(120)
        await stage.see(**taken)
    stage.clock.forward(120)
    stage.site.history.tick()
    await stage.site.history.settle()

    (peak,) = (await stage.site.figures.figures()).peaks

    assert (peak.zone, peak.occupied, peak.total) == ("north", 2, 3)
    assert peak.at == NOON + timedelta(seconds=240)


async def test_a_zone_of_which_nothing_is_known_has_no_peak(stage: Stage) -> None:
    (peak,) = (await stage.site.figures.figures()).peaks

    assert (peak.at, peak.occupied, peak.total) == (None, None, 3)


async def test_they_are_counted_once_a_minute_and_old_days_once_an_hour(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted, count = [], figures.counts

    def counts(*args: object) -> object:
        counted.append(args[1])
        return count(*args)  # type: ignore[arg-type]  # handed through

    monkeypatch.setattr(figures, "counts", counts)
    await stage.site.figures.figures()
    assert len(counted) == 30
    await stage.arrive(later(stage.car(), -3 * DAY))

    stage.clock.forward(FRESH.total_seconds() - 1)
    assert (await stage.site.figures.figures()).days[-4].all.passages == 0
    assert len(counted) == 30

    stage.clock.forward(1)
    await stage.site.figures.figures()
    assert len(counted) == 32

    stage.clock.forward(HOUR)
    assert (await stage.site.figures.figures()).days[-4].all.passages == 1
    assert len(counted) == 62
