"""A slot's change is told once, when it is sure; flicker is not told."""

from recognizer.model import SlotState
from recognizer.slots import Occupancy, SlotRules

RULES = SlotRules(steady=2, steady_s=1.0, taken=0.6, free=0.4)


def told(chances: list[float], every: float = 1.0) -> list[tuple[float, bool]]:
    """Return what is told of one slot seen with these probabilities of being taken: when, and whether taken."""
    occupancy = Occupancy(RULES)
    seen = [(n * every, occupancy.update([SlotState("A1", p >= 0.5, p)], n * every)) for n, p in enumerate(chances)]
    return [(t, changed.occupied) for t, changes in seen for changed in changes]


def test_the_first_state_is_told_and_then_each_change_once() -> None:
    assert told([0.1, 0.1, 0.1, 0.9, 0.9, 0.9, 0.1, 0.1]) == [(1.0, False), (4.0, True), (7.0, False)]


def test_flicker_is_not_told() -> None:
    assert told([0.1, 0.1, 0.9, 0.1, 0.9, 0.1, 0.9]) == [(1.0, False)]


def test_doubt_changes_nothing() -> None:
    assert told([0.1, 0.1, 0.55, 0.55, 0.55, 0.55]) == [(1.0, False)]


def test_many_looks_in_a_moment_are_not_steadiness() -> None:
    assert told([0.9] * 10, every=0.1) == []


def test_each_slot_is_told_by_itself() -> None:
    occupancy = Occupancy(RULES)
    looks = [SlotState("A1", occupied=True, p=0.9), SlotState("A2", occupied=False, p=0.1)]
    assert occupancy.update(looks, 0.0) == []
    assert occupancy.update(looks, 1.0) == looks
