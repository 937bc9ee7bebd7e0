"""Every passage is logged once, every fresh right one opens, and nothing else moves a barrier."""

import asyncio
import itertools
import threading
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from custom_components.hoa_parking.core.errors import Full, StoreError
from custom_components.hoa_parking.core.events import GateChanged, OutcomeLogged, PassageLogged, SiteClosed
from custom_components.hoa_parking.core.model import GateMode, GateState, Outcome, Passage, Picture, Pictures, Verdict
from custom_components.hoa_parking.store import passages

from .conftest import Stage, later, reach


async def test_the_decision_is_told_before_the_gate_moves_and_the_outcome_after(stage: Stage) -> None:
    assert await stage.arrive(stage.car()) == "new"

    told = [type(event) for event in stage.events]
    assert told == [PassageLogged, GateChanged, GateChanged, OutcomeLogged]
    first, last = stage.events[0], stage.events[-1]
    assert isinstance(first, PassageLogged)
    assert isinstance(last, OutcomeLogged)
    assert (first.entry.outcome, last.entry.outcome, last.entry.latency_ms) == (Outcome.PENDING, Outcome.OPENED, 200)


async def test_a_passage_is_in_the_log_before_its_gate_has_opened(stage: Stage) -> None:
    stage.barrier.go.clear()
    await stage.site.passages.handle(stage.car(), Pictures(), stage.clock())

    assert await stage.log() == [("p-0001", "registered", "pending")]


async def test_the_same_passage_again_is_known_and_moves_nothing(stage: Stage) -> None:
    car = stage.car()
    both = await asyncio.gather(stage.arrive(car), stage.arrive(car))

    assert sorted([*both, await stage.arrive(car)]) == ["known", "known", "new"]
    assert stage.barrier.moves == ["open"]


async def test_a_gate_that_fails_is_logged_with_its_word_and_the_next_read_tries_again(stage: Stage) -> None:
    stage.barrier.fails = "timeout"
    await stage.arrive(stage.car(1))
    stage.barrier.fails = None
    await stage.arrive(stage.car(2))

    assert await stage.log() == [("p-0002", "registered", "opened"), ("p-0001", "registered", "failed")]
    assert stage.site.gates.gate("gate").problem is None


async def test_whom_a_gate_has_refused_is_let_in_by_hand(stage: Stage) -> None:
    await stage.arrive(stage.car(1, "999XXX02"))
    stage.clock.forward(20)

    await stage.site.gates.open_by_hand("gate", "guard", "a plumber")
    await stage.site.passages.settle()

    assert await stage.log() == [("p-0001", "unknown", "opened")]
    entry = await stage.site.passages.entry("p-0001")
    assert entry is not None
    assert (entry.verdict, entry.outcome_reason, entry.opened_at) == (Verdict.REFUSE, "by_hand", stage.clock())


async def test_a_gate_opened_by_hand_lets_in_nobody_whom_it_refused_long_ago_or_who_is_in_already(stage: Stage) -> None:
    await stage.arrive(stage.car(1, "999XXX02"))
    stage.clock.forward(61)
    await stage.site.gates.open_by_hand("gate", "guard", None)
    await stage.site.passages.settle()
    assert await stage.log() == [("p-0001", "unknown", "none")]

    await stage.arrive(stage.car(2, "888XXX02"))
    await stage.arrive(stage.car(3))
    await stage.site.gates.open_by_hand("gate", "guard", None)
    await stage.site.passages.settle()
    assert [outcome for _, _, outcome in await stage.log()] == ["opened", "none", "none"]


async def test_a_car_does_not_wait_behind_what_people_read(stage: Stage) -> None:
    read_enough = threading.Event()
    reading = [asyncio.create_task(stage.site.database.read(lambda _: read_enough.wait(30))) for _ in range(20)]
    await asyncio.sleep(0)

    assert await stage.arrive(stage.car()) == "new"

    assert not any(task.done() for task in reading)
    read_enough.set()
    assert all(await asyncio.gather(*reading))


async def test_a_second_car_joins_a_gate_that_is_opening(stage: Stage) -> None:
    await stage.site.people.add_vehicle("456DEF02", "18", "board")
    stage.barrier.go.clear()
    await stage.site.passages.handle(stage.car(1), Pictures(), stage.clock())
    await stage.site.passages.handle(stage.car(2, "456DEF02"), Pictures(), stage.clock())
    stage.barrier.go.set()
    await stage.site.passages.settle()

    assert stage.barrier.moves == ["open"]
    assert {outcome for _, _, outcome in await stage.log()} == {"opened"}


async def test_in_shadow_everything_is_decided_and_nothing_moves(stage: Stage) -> None:
    await stage.site.gates.set_mode("gate", GateMode.SHADOW, "board")
    await stage.arrive(stage.car())

    assert stage.barrier.moves == []
    assert await stage.log() == [("p-0001", "registered", "shadow")]


async def test_what_took_too_long_to_be_logged_does_not_open(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    add = passages.add

    def slowly(*args: object) -> None:
        add(*args)
        stage.clock.forward(60)

    monkeypatch.setattr(passages, "add", slowly)
    await stage.arrive(stage.car())

    assert stage.barrier.moves == []
    assert await stage.log() == [("p-0001", "registered", "interrupted")]


async def test_a_gate_that_was_busy_until_it_was_too_late_does_not_open(stage: Stage) -> None:
    stage.barrier.go.clear()
    holding = asyncio.create_task(stage.site.gates.close_by_hand("gate", "guard"))
    await reach(lambda: stage.barrier.moves == ["release"])
    await stage.site.passages.handle(stage.car(), Pictures(), stage.clock())
    stage.clock.forward(60)
    stage.barrier.go.set()
    await holding
    await stage.site.passages.settle()

    assert stage.barrier.moves == ["release"]
    assert stage.site.gates.gate("gate").problem is None
    assert "opened" not in {outcome for _, _, outcome in await stage.log()}


@pytest.mark.parametrize("mode", [GateMode.LOCKED, GateMode.SHADOW])
async def test_a_gate_that_is_locked_while_a_car_waits_for_its_turn_does_not_open(stage: Stage, mode: GateMode) -> None:
    stage.barrier.go.clear()
    holding = asyncio.create_task(stage.site.gates.close_by_hand("gate", "guard"))
    await reach(lambda: stage.barrier.moves == ["release"])
    await stage.site.passages.handle(stage.car(), Pictures(), stage.clock())
    await stage.site.gates.set_mode("gate", mode, "board")
    stage.barrier.go.set()
    await holding
    await stage.site.passages.settle()

    assert stage.barrier.moves == ["release"]
    assert await stage.log() == [("p-0001", "registered", "failed")]
    assert stage.site.gates.gate("gate").problem is None


async def test_a_car_that_came_too_late_keeps_neither_the_next_one_out_nor_the_guard(stage: Stage) -> None:
    await stage.site.people.add_vehicle("456DEF02", "18", "board")
    stage.barrier.go.clear()
    holding = asyncio.create_task(stage.site.gates.close_by_hand("gate", "guard"))
    await reach(lambda: stage.barrier.moves == ["release"])
    await stage.site.passages.handle(stage.car(1), Pictures(), stage.clock())
    stage.clock.forward(8)
    await stage.site.passages.handle(stage.car(2, "456DEF02"), Pictures(), stage.clock())
    by_hand = asyncio.create_task(stage.site.gates.open_by_hand("gate", "guard", None))
    await asyncio.sleep(0)
    await stage.site.people.block("777XXA05", None)  # written after the record of the hand
    stage.clock.forward(8)
    stage.barrier.go.set()
    await asyncio.gather(holding, by_hand)
    await stage.site.passages.settle()

    assert stage.barrier.moves == ["release", "open"]
    assert await stage.log() == [("p-0002", "registered", "opened"), ("p-0001", "registered", "failed")]


async def test_the_mode_that_was_asked_for_last_is_the_one_that_stays(stage: Stage) -> None:
    stage.barrier.go.clear()
    holding = asyncio.create_task(stage.site.gates.set_mode("gate", GateMode.HOLD_OPEN, "guard"))
    await reach(lambda: stage.barrier.moves == ["hold"])
    locking = asyncio.create_task(stage.site.gates.set_mode("gate", GateMode.LOCKED, "board"))
    await asyncio.sleep(0)
    await stage.site.people.block("777XXA05", None)  # a mode that was not waiting would be written before
    stage.barrier.go.set()
    await asyncio.gather(holding, locking)

    assert stage.site.gates.gate("gate").mode is GateMode.LOCKED
    assert stage.barrier.moves == ["hold", "release"]


async def test_what_comes_while_the_site_closes_is_left_to_the_next_and_moves_nothing(stage: Stage) -> None:
    stage.barrier.go.clear()
    by_hand = asyncio.create_task(stage.site.gates.open_by_hand("gate", "guard", None))
    await reach(lambda: stage.barrier.moves == ["open"])
    closing = asyncio.create_task(stage.site.close())
    await reach(lambda: SiteClosed() in stage.events)

    with pytest.raises(StoreError):
        await stage.site.passages.handle(stage.car(), Pictures(frame=b"\xff\xd8\xff"), stage.clock())
    stage.barrier.go.set()
    await asyncio.gather(by_hand, closing)

    await stage.open()
    assert await stage.log() == []
    assert stage.barrier.moves == ["open"]


async def test_what_a_crash_left_at_the_gate_is_interrupted_and_never_opens(stage: Stage) -> None:
    car = stage.car()
    await stage.arrive(car)
    entry = await stage.site.passages.entry(car.id)
    assert entry is not None
    pending = replace(entry, outcome=Outcome.PENDING)
    await stage.site.database.write(lambda c: passages.set_outcome(c, pending))
    await stage.site.close()

    await stage.open()

    assert await stage.log() == [("p-0001", "registered", "interrupted")]
    assert await stage.arrive(car) == "known"
    assert stage.barrier.moves == ["open"]


async def test_whoever_delivers_may_hang_up_and_the_gate_opens_all_the_same(stage: Stage) -> None:
    delivery = asyncio.create_task(stage.site.passages.handle(stage.car(), Pictures(), stage.clock()))
    await asyncio.sleep(0)
    delivery.cancel()
    await asyncio.gather(delivery, return_exceptions=True)
    await stage.site.passages.settle()

    assert await stage.log() == [("p-0001", "registered", "opened")]


async def test_a_full_disk_refuses_the_report_and_moves_nothing_until_it_is_kept(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Full("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(passages, "add", full)
        with pytest.raises(StoreError):
            await stage.arrive(stage.car())
    assert stage.barrier.moves == []

    assert await stage.arrive(stage.car()) == "new"
    assert stage.barrier.moves == ["open"]


async def test_pictures_lie_on_disk_by_day_before_the_log_names_them(stage: Stage) -> None:
    await stage.arrive(stage.car(), Pictures(frame=b"\xff\xd8\xff frame", plate=b"\xff\xd8\xff plate"))

    entry = await stage.site.passages.entry("p-0001")
    assert entry is not None
    assert (entry.frame, entry.plate_picture) == (True, True)
    path = stage.site.pictures.path("p-0001", entry.passage.captured_at, Picture.PLATE)
    assert path == stage.folder / "pictures" / "2026" / "11" / "21" / "p-0001-plate.jpg"
    assert path.read_bytes() == b"\xff\xd8\xff plate"
    assert sorted(file.name for file in path.parent.iterdir()) == ["p-0001-frame.jpg", "p-0001-plate.jpg"]


async def test_a_gate_does_not_stay_shut_for_want_of_a_place_for_pictures(stage: Stage) -> None:
    stage.folder.joinpath("pictures").touch()
    await stage.arrive(stage.car(), Pictures(frame=b"\xff\xd8\xff"))

    entry = await stage.site.passages.entry("p-0001")
    assert entry is not None
    assert (entry.frame, entry.outcome) == (False, Outcome.OPENED)


async def test_a_camera_without_a_gate_and_one_nobody_knows_are_only_logged(stage: Stage) -> None:
    await stage.arrive(stage.car(1, camera="lost"))
    await stage.arrive(stage.car(2, camera="gone"))

    assert {reason for _, reason, _ in await stage.log()} == {"no_gate"}


async def test_an_opening_by_hand_is_on_the_record(stage: Stage) -> None:
    await stage.site.gates.open_by_hand("gate", "guard-1", "ambulance")

    newest = (await stage.site.people.audit(1))[0]
    assert (newest.user, newest.action, newest.subject, newest.detail) == (
        "guard-1",
        "gate_opened",
        "Main gate",
        "ambulance",
    )
    assert stage.barrier.moves == ["open"]


async def test_a_gate_s_mode_outlives_a_restart_and_hold_open_holds_and_lets_go(stage: Stage) -> None:
    await stage.site.gates.set_mode("gate", GateMode.HOLD_OPEN, "board")
    await stage.site.close()
    await stage.open()
    assert stage.site.gates.gate("gate").mode is GateMode.HOLD_OPEN

    await stage.site.gates.set_mode("gate", GateMode.NORMAL, "board")
    assert stage.barrier.moves == ["hold", "release"]


async def test_a_gate_whose_device_is_gone_says_so_until_it_is_back(stage: Stage) -> None:
    stage.barrier.seen(None)
    assert stage.site.gates.gate("gate").problem == "unavailable"
    stage.barrier.seen(GateState.CLOSED)
    assert stage.site.gates.gate("gate").problem is None


async def test_a_backlog_of_a_thousand_gives_the_log_that_live_delivery_gave(twins: tuple[Stage, Stage]) -> None:
    live, late = twins
    cars = cars_that_came(live, 1000, apart=6.0)

    await as_they_came(live, cars)
    await all_at_once(late, cars[::-1], at=cars[-1].captured_at + timedelta(hours=1))

    # The same rows in the same order; but what was a gate's business is history now.
    assert [row[0] for row in await late.log()] == [row[0] for row in await live.log()]
    assert {(reason, outcome) for _, reason, outcome in await late.log()} == {("stale", "none")}
    assert live.barrier.moves
    assert late.barrier.moves == []


async def test_many_still_fresh_at_once_are_decided_as_if_they_had_come_live(
    twins: tuple[Stage, Stage],
) -> None:
    live, late = twins
    cars = cars_that_came(live, 300, apart=0.03)

    await as_they_came(live, cars)
    await in_one_instant(late, cars, at=cars[-1].captured_at + timedelta(seconds=1))

    # Above all the cool-down: by capture time it does not matter that they all arrive together.
    assert await late.log() == await live.log()
    assert {"registered", "cool_down", "unknown", "blocked"} <= {reason for _, reason, _ in await live.log()}


@pytest.fixture
async def twins(tmp_path: Path) -> AsyncIterator[tuple[Stage, Stage]]:
    """Give two associations alike."""
    live, late = Stage(tmp_path / "live"), Stage(tmp_path / "late")
    for stage in (live, late):
        await stage.open()
        await stage.site.people.add_vehicle("123ABC02", "17", None)
        await stage.site.people.block("222KZM02", None)
    yield live, late
    await live.site.close()
    await late.site.close()


def cars_that_came(stage: Stage, count: int, apart: float) -> list[Passage]:
    plates = itertools.cycle(["123ABC02", "777XXA05", "I23ABC02", "222KZM02", "B00BB02"])
    cameras = itertools.cycle(["in", "out", "lost", "in"])
    return [
        later(stage.car(number, plate, camera, ago=0), apart * number)
        for number, plate, camera in zip(range(count), plates, cameras, strict=False)
    ]


async def as_they_came(stage: Stage, cars: list[Passage]) -> None:
    for car in cars:
        stage.clock.now = car.captured_at + timedelta(seconds=0.2)
        await stage.site.passages.handle(car, Pictures(), stage.clock())
    await stage.site.passages.settle()


async def in_one_instant(stage: Stage, cars: list[Passage], at: datetime) -> None:
    stage.clock.now = at
    for car in cars:
        await stage.site.passages.handle(car, Pictures(), at)
    await stage.site.passages.settle()


async def all_at_once(stage: Stage, cars: list[Passage], at: datetime) -> None:
    stage.clock.now = at
    await asyncio.gather(*(stage.site.passages.handle(car, Pictures(), at) for car in cars))
    await stage.site.passages.settle()
