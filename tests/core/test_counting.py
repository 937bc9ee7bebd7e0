"""Vehicles are counted where they drove through, each drive once, whatever order they are told in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from custom_components.hoa_parking.core.counting import SAME_VEHICLE, Turnstile, has_passed, moved
from custom_components.hoa_parking.core.model import (
    Direction,
    GateMode,
    LogEntry,
    Movement,
    Outcome,
    Passage,
    Plate,
    Reason,
    Verdict,
)

NOON = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
OPENED = (Verdict.OPEN, Reason.REGISTERED, Outcome.OPENED)


def entry(
    number: int,
    direction: Direction = Direction.ENTRY,
    how: tuple[Verdict, Reason, Outcome] = OPENED,
    *,
    seconds: float = 0,
    plate: str = "123ABC02",
    movement: Movement = Movement.APPROACHING,
    listed: str | None = None,
) -> LogEntry:
    seen = Plate(plate, plate, "KZ", None, 0.97, True)
    at = NOON + timedelta(seconds=seconds)
    passage = Passage(f"p-{number}", "in", at, False, movement, 3, seen)
    verdict, reason, outcome = how
    return LogEntry(
        passage=passage,
        gate="gate",
        direction=direction,
        verdict=verdict,
        reason=reason,
        match=None,
        listed_plate=listed,
        household=None,
        apartment=None,
        outcome=outcome,
        outcome_reason=None,
        opened_at=None,
        latency_ms=None,
        received_at=at,
        frame=False,
        plate_picture=False,
    )


AWAY, TOWARDS = Movement.LEAVING, Movement.APPROACHING


@pytest.mark.parametrize(
    ("how", "movement", "passed"),
    [
        (OPENED, TOWARDS, True),
        ((Verdict.OPEN, Reason.FREE_EXIT, Outcome.OPENED), TOWARDS, True),
        ((Verdict.OPEN, Reason.REGISTERED, Outcome.PENDING), TOWARDS, False),
        ((Verdict.OPEN, Reason.REGISTERED, Outcome.FAILED), TOWARDS, False),
        ((Verdict.OPEN, Reason.REGISTERED, Outcome.INTERRUPTED), TOWARDS, False),
        ((Verdict.OPEN, Reason.REGISTERED, Outcome.SHADOW), TOWARDS, True),
        ((Verdict.LOG_ONLY, Reason.GATE_HELD_OPEN, Outcome.NONE), TOWARDS, True),
        ((Verdict.LOG_ONLY, Reason.MOVING_AWAY, Outcome.NONE), AWAY, True),
        ((Verdict.LOG_ONLY, Reason.COOL_DOWN, Outcome.NONE), TOWARDS, False),
        ((Verdict.LOG_ONLY, Reason.RECOVERED, Outcome.NONE), AWAY, True),
        ((Verdict.LOG_ONLY, Reason.RECOVERED, Outcome.NONE), TOWARDS, False),
        ((Verdict.LOG_ONLY, Reason.STALE, Outcome.NONE), AWAY, True),
        ((Verdict.REFUSE, Reason.UNKNOWN, Outcome.NONE), TOWARDS, False),
        ((Verdict.REFUSE, Reason.UNKNOWN, Outcome.OPENED), TOWARDS, True),
        ((Verdict.REFUSE, Reason.GATE_LOCKED, Outcome.NONE), AWAY, False),
        ((Verdict.LOG_ONLY, Reason.MANUAL, Outcome.NONE), Movement.UNKNOWN, True),
        ((Verdict.OPEN, Reason.MANUAL, Outcome.PENDING), Movement.UNKNOWN, False),
        ((Verdict.OPEN, Reason.MANUAL, Outcome.OPENED), Movement.UNKNOWN, True),
        ((Verdict.OPEN, Reason.MANUAL, Outcome.FAILED), Movement.UNKNOWN, False),
    ],
)
def test_who_is_through(how: tuple[Verdict, Reason, Outcome], movement: Movement, passed: bool) -> None:  # noqa: FBT001
    assert has_passed(entry(1, how=how, movement=movement)) is passed


def test_who_is_told_of_late_is_through_where_the_gate_is_held_open() -> None:
    late = entry(1, how=(Verdict.LOG_ONLY, Reason.STALE, Outcome.NONE))
    assert [has_passed(late, mode) for mode in (GateMode.NORMAL, GateMode.HOLD_OPEN)] == [False, True]


def test_in_and_out() -> None:
    turnstile = Turnstile()
    assert turnstile.step(entry(1)) == 1
    assert turnstile.step(entry(2, Direction.EXIT, seconds=600)) == -1


def test_a_passage_that_is_told_twice_is_counted_once() -> None:
    turnstile, pending = Turnstile(), (Verdict.OPEN, Reason.REGISTERED, Outcome.PENDING)
    assert [turnstile.step(entry(1, how=pending)), turnstile.step(entry(1)), turnstile.step(entry(1))] == [0, 1, 0]


def test_both_of_a_gate_s_cameras_tell_of_one_drive() -> None:
    turnstile = Turnstile()
    behind = (Verdict.LOG_ONLY, Reason.MOVING_AWAY, Outcome.NONE)
    assert turnstile.step(entry(1)) == 1
    assert turnstile.step(entry(2, how=behind, seconds=8, movement=AWAY)) == 0


def test_a_plate_that_was_misread_at_first_is_known_by_the_one_on_the_list() -> None:
    turnstile = Turnstile()
    assert turnstile.step(entry(1, plate="123A8C02", listed="123ABC02")) == 1
    assert turnstile.step(entry(2, plate="123ABC02", seconds=8)) == 0


@pytest.mark.parametrize("seconds", [SAME_VEHICLE.total_seconds(), -SAME_VEHICLE.total_seconds()])
def test_after_a_while_it_is_another_drive_in_whatever_order_they_are_told(seconds: float) -> None:
    turnstile = Turnstile()
    assert [turnstile.step(entry(1)), turnstile.step(entry(2, seconds=seconds))] == [1, 1]


def test_who_goes_and_comes_again_at_once_is_counted_each_time() -> None:
    turnstile = Turnstile()
    drives = [Direction.EXIT, Direction.ENTRY, Direction.EXIT]
    steps = [turnstile.step(entry(n, way, seconds=30 * n)) for n, way in enumerate(drives)]
    assert steps == [-1, 1, -1]


def test_another_gate_and_another_vehicle_are_others() -> None:
    turnstile = Turnstile()
    assert turnstile.step(entry(1)) == 1
    assert turnstile.step(replace(entry(2), gate="back")) == 1
    assert turnstile.step(entry(3, plate="456DEF02")) == 1


@given(st.lists(st.sampled_from([1, -1]), max_size=60), st.integers(0, 10))
def test_a_count_never_leaves_its_bounds_and_starts_anew_there(steps: list[int], begun: int) -> None:
    occupied = begun
    for step in steps:
        occupied = moved(occupied, step, 10)
        assert 0 <= occupied <= 10
    assert moved(moved(10, 1, 10), -1, 10) == 9
