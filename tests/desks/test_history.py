"""How full zones were is written by change, once a minute at most, and honestly about when nobody knew."""

import asyncio
import threading
from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from custom_components.hoa_parking.core.errors import Full, Refused
from custom_components.hoa_parking.core.links import CameraState
from custom_components.hoa_parking.core.places import Level
from custom_components.hoa_parking.desks.history import MOST_WAITING
from custom_components.hoa_parking.store import levels

from .conftest import NOON, Stage

DAY = timedelta(days=1)


async def told(stage: Stage) -> list[tuple[int, int, int, int]]:
    """Return each level: seconds after noon, free, occupied, unknown."""
    found = await stage.site.history.levels("north", NOON - DAY, NOON + DAY)
    return [((one.at - NOON) // timedelta(seconds=1), one.free, one.occupied, one.unknown) for one in found]


async def wait(stage: Stage, seconds: float) -> None:
    stage.clock.forward(seconds)
    stage.site.history.tick()
    await stage.site.history.settle()


async def test_the_last_of_each_minute_is_kept(stage: Stage) -> None:
    stage.tell()
    await stage.see(s1=False, s2=False)
    stage.clock.forward(10)
    await stage.see(s1=True)
    stage.clock.forward(10)
    await stage.see(s2=True)
    await wait(stage, 60)
    await stage.see(s1=False)
    await wait(stage, 60)

    assert await told(stage) == [(20, 0, 2, 1), (80, 1, 1, 1)]
    written = await stage.site.database.read(lambda c: levels.between(c, "north", NOON - DAY, NOON + DAY))
    assert len(written) == 2


async def test_what_did_not_change_in_the_end_leaves_no_row(stage: Stage) -> None:
    stage.tell()
    await stage.see(s1=False, s2=False)
    await wait(stage, 60)
    await stage.see(s1=True)
    stage.clock.forward(5)
    await stage.see(s1=False)
    await wait(stage, 60)
    await stage.see(s1=False)
    await wait(stage, 3600)

    assert await told(stage) == [(0, 2, 0, 1)]


async def test_a_change_of_this_minute_is_told_before_it_is_written(stage: Stage) -> None:
    stage.tell()
    await stage.see(s1=False, s2=False)
    assert await told(stage) == [(0, 2, 0, 1)]
    assert [one.free for one in await stage.site.history.steps("north", NOON, NOON + DAY)] == [2]


async def test_while_the_site_is_closed_nothing_is_known(stage: Stage) -> None:
    stage.tell()
    await stage.see(s1=False, s2=False)
    stage.clock.forward(120)
    await stage.site.close()
    stage.clock.forward(600)
    await stage.open()
    stage.tell()
    await wait(stage, 60)

    assert await told(stage) == [(0, 2, 0, 1), (120, 0, 0, 3), (720, 2, 0, 1)]


async def test_a_lost_camera_s_time_is_unknown(stage: Stage) -> None:
    stage.tell()
    await stage.see(s1=True, s2=True)
    await wait(stage, 60)
    stage.tell(CameraState.OFFLINE)
    await wait(stage, 60)

    assert await told(stage) == [(0, 0, 2, 1), (60, 0, 0, 3)]


async def test_what_the_disk_does_not_take_is_written_later(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise Full("the disk is full")

    stage.tell()
    await stage.see(s1=True, s2=True)
    with monkeypatch.context() as patched:
        patched.setattr(levels, "add", full)
        await wait(stage, 60)
        await stage.see(s1=False)
        await wait(stage, 60)
        assert await stage.site.database.read(lambda c: levels.between(c, "north", NOON - DAY, NOON + DAY)) == ()
    await wait(stage, 5)

    assert await told(stage) == [(0, 0, 2, 1), (60, 1, 1, 1)]


async def test_what_is_being_written_is_told_meanwhile_and_once(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go = threading.Event(), threading.Event()
    add = levels.add

    def slowly(connection: Connection, batch: Sequence[Level]) -> None:
        begun.set()
        assert go.wait(10)
        add(connection, batch)

    monkeypatch.setattr(levels, "add", slowly)
    stage.tell()
    await stage.see(s1=True, s2=True)
    stage.clock.forward(60)
    stage.site.history.tick()
    await asyncio.to_thread(begun.wait, 10)
    meanwhile = await told(stage)
    go.set()
    await stage.site.history.settle()

    assert meanwhile == await told(stage) == [(0, 0, 2, 1)]


async def test_whole_histories_are_read_one_at_a_time_and_whoever_is_one_too_many_comes_again(stage: Stage) -> None:
    turns: list[int] = []
    go = asyncio.Event()

    async def read(number: int) -> None:
        async with stage.site.history.turn():
            turns.append(number)
            await go.wait()

    readers = [asyncio.create_task(read(number)) for number in range(MOST_WAITING)]
    await asyncio.sleep(0)
    assert turns == [0]
    with pytest.raises(Refused) as caught:
        await read(MOST_WAITING)
    assert caught.value.code == "too_many"

    go.set()
    await asyncio.gather(*readers)
    await read(MOST_WAITING)
    assert turns == list(range(MOST_WAITING + 1))


async def test_there_is_no_history_of_a_zone_that_is_not(stage: Stage) -> None:
    with pytest.raises(Refused) as caught:
        await stage.site.history.steps("south", NOON, NOON + DAY)
    assert caught.value.code == "zone_unknown"


async def test_levels_and_stays_go_with_the_log_and_who_stands_stays(stage: Stage) -> None:
    stage.tell()
    await stage.see(s1=False, s2=False)
    await stage.see(s1=True, s2=True)
    await stage.site.stays.settle()
    await stage.site.stays.set_plate("1", "123ABC02", "guard")
    await wait(stage, 60)
    await stage.see(s1=False)
    await stage.site.stays.settle()
    await wait(stage, 60)
    stage.clock.now = NOON + stage.config.keep_log + DAY

    await stage.site.retention.sweep()

    assert await stage.site.stays.history("1", 10) == ()
    assert len(await stage.site.stays.history("2", 10)) == 1
    assert await stage.site.database.read(lambda c: levels.between(c, "north", NOON - DAY, NOON + DAY)) == ()
