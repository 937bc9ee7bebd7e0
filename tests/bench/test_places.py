"""What the benches of places set up is what they say: lots of any size, a month of changes, a stopwatch."""

from itertools import pairwise

import pytest

from bench.drawings import SIZE, drawing
from bench.growth import CHANGES, changes
from bench.stopwatch import Stopwatch
from custom_components.hoa_parking.core.drawing import read_drawing


@pytest.mark.parametrize("slots", [1, 50, 500])
def test_a_lot_of_any_size_is_a_drawing_that_may_be_saved(slots: int) -> None:
    read = read_drawing(drawing("A", slots, "zone"))
    assert read.size == SIZE
    assert len({slot.address.key for slot in read.slots}) == slots


def test_a_day_of_changes_goes_forward_and_takes_and_frees_each_slot_in_turn() -> None:
    day = list(changes(["1", "2"], 3))
    assert len(day) == 2 * CHANGES
    assert all(earlier[0] < later[0] for earlier, later in pairwise(day))
    assert [taken for _, slot, taken in day if slot == "1"] == [True, False] * (CHANGES // 2)


def test_the_same_month_happens_every_time() -> None:
    assert list(changes(["1"], 3)) == list(changes(["1"], 3))
    assert list(changes(["1"], 3)) != list(changes(["1"], 4))


def test_a_stopwatch_tells_how_long_each_took_and_what_never_came() -> None:
    seconds = iter([0.0, 0.1, 0.14, 0.2])
    watch = Stopwatch(lambda: next(seconds))
    watch.start("1")
    watch.start("2")
    watch.stop("1")
    watch.stop("somebody else's")
    assert watch.figure() == "p50 140 ms, p95 140 ms, 1 never came"
