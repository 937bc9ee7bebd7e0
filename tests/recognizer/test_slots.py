"""A slot's change is told once, when it is sure; flicker, and what only passes by, is not told."""

import pytest

from recognizer.model import SlotState
from recognizer.slots import Occupancy, SlotRules

RULES = SlotRules(steady=2, taken_s=2.0, free_s=3.0, taken=0.6, free=0.4, first_taken=0.8, first_free=0.2)


def told(chances: list[float], every: float = 1.0, rules: SlotRules = RULES) -> list[tuple[float, bool]]:
    """Return what is told of one slot seen with these probabilities of being taken: when, and whether taken."""
    occupancy = Occupancy(rules)
    seen = [(n * every, occupancy.update([SlotState("A1", p >= 0.5, p)], n * every)) for n, p in enumerate(chances)]
    return [(t, changed.occupied) for t, changes in seen for changed in changes]


def test_the_first_state_is_told_at_once_and_then_each_change_once() -> None:
    assert told([0.1, 0.1, *[0.9] * 4, *[0.1] * 5]) == [(0.0, False), (4.0, True), (9.0, False)]


@pytest.mark.parametrize(("doubtful", "at"), [(0.7, 2.0), (0.3, 3.0)])
def test_a_first_state_in_doubt_is_told_when_it_lasts(doubtful: float, at: float) -> None:
    assert told([doubtful] * 5) == [(at, doubtful > 0.5)]


def test_flicker_is_not_told() -> None:
    assert told([0.1, *[0.9, 0.9, 0.1] * 20]) == [(0.0, False)]


def test_doubt_changes_nothing() -> None:
    assert told([0.1, *[0.55] * 20]) == [(0.0, False)]


def test_a_look_in_doubt_begins_anew() -> None:
    assert told([0.1, 0.9, 0.9, 0.55, 0.9, 0.9]) == [(0.0, False)]


def test_many_looks_in_a_moment_are_not_steadiness() -> None:
    assert told([0.1, *[0.9] * 15], every=0.1) == [(0.0, False)]


def test_one_look_after_a_long_silence_is_not_steadiness() -> None:
    assert told([0.1, 0.9, 0.1, 0.9], every=1800.0) == [(0.0, False)]


def test_a_lot_may_be_slower_to_believe_in_a_car_than_in_its_leaving() -> None:
    slow = SlotRules(taken_s=10.0, free_s=1.0)
    assert told([0.1, *[0.9] * 9, *[0.1] * 3, *[0.9] * 11, 0.1, 0.1], rules=slow) == [
        (0.0, False),
        (23.0, True),
        (25.0, False),
    ]


def seen_moving(chances: list[float], moving: set[int]) -> list[tuple[float, bool]]:
    """Return what is told of a slot in which something moves at some of the looks."""
    occupancy = Occupancy(RULES)
    told = []
    for n, p in enumerate(chances):
        changes = occupancy.update([SlotState("A1", p >= 0.5, p)], float(n), {"A1"} if n in moving else set())
        told += [(float(n), changed.occupied) for changed in changes]
    return told


def test_a_car_has_parked_when_it_stands() -> None:
    assert seen_moving([0.1, *[0.9] * 9], moving={1, 2, 3, 4, 5}) == [(0.0, False), (7.0, True)]


def test_a_car_that_drives_by_as_slowly_as_it_likes_is_not_told() -> None:
    assert seen_moving([0.1, *[0.9] * 8, 0.1], moving=set(range(10))) == [(0.0, False)]


def test_a_place_that_is_never_quiet_is_told_all_the_same_after_a_while() -> None:
    assert seen_moving([0.1, *[0.9] * 30], moving=set(range(31))) == [(0.0, False), (22.0, True)]


def test_each_slot_is_told_by_itself() -> None:
    occupancy = Occupancy(RULES)
    looks = [SlotState("A1", occupied=True, p=0.9), SlotState("A2", occupied=False, p=0.3)]
    assert occupancy.update(looks, 0.0) == looks[:1]
    assert occupancy.update(looks, 1.5) == []
    assert occupancy.update(looks, 3.0) == looks[1:]
