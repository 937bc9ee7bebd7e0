"""From what a classifier thinks of each slot to changes worth telling: steady, and once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from .model import LotRules, Point, SlotState

AREA: Final = 16.0
"""The least area of a slot, in square pixels of the picture it was drawn on."""


_USUAL: Final = LotRules()


@dataclass(frozen=True, slots=True)
class SlotRules:
    """When a change is sure.

    A slot must look taken for `taken_s` seconds, or free for `free_s`, in `steady` looks in a row or more, and clearly:
    taken at `taken` or above, free at `free` or below; a look in between, or back, begins anew. So does movement in the
    slot, for `restless_s` seconds at most: who parks has not parked before the car stands. The first state is told at
    the first look where it is beyond doubt: at `first_taken` or above, at `first_free` or below.
    """

    steady: int = 2
    taken_s: float = _USUAL.taken_s
    free_s: float = _USUAL.free_s
    taken: float = 0.6
    free: float = 0.4
    first_taken: float = 0.8
    first_free: float = 0.2
    restless_s: float = 20.0


RULES: Final = SlotRules()


@dataclass(slots=True)
class _Slot:
    """What is known of one slot, and what is being made sure of."""

    occupied: bool | None = None
    turning: bool = False
    began: float = 0.0
    since: float = 0.0
    looks: int = 0


class Occupancy:
    """Remembers each slot of one layout; says which changed."""

    def __init__(self, rules: SlotRules = RULES) -> None:
        self._rules = rules
        self._slots: dict[str, _Slot] = {}

    def update(self, states: Sequence[SlotState], t: float, moving: Collection[str] = frozenset()) -> list[SlotState]:
        """Take one look at `t` seconds; return the slots that surely changed, each slot's first state included.

        `moving` are the slots in which something moves.
        """
        return [
            state
            for state in states
            if self._turned(self._slots.setdefault(state.id, _Slot()), state, t, moving=state.id in moving)
        ]

    def _turned(self, slot: _Slot, state: SlotState, t: float, *, moving: bool) -> bool:
        rules = self._rules
        clear = state.p >= rules.taken if state.occupied else state.p <= rules.free
        if slot.occupied == state.occupied or not clear:
            slot.looks = 0
            return False
        if slot.looks == 0 or slot.turning != state.occupied:
            slot.turning, slot.began, slot.since, slot.looks = state.occupied, t, t, 0
        if moving and t - slot.began < rules.restless_s:
            slot.since, slot.looks = t, 0
        slot.looks += 1
        if not self._sure(slot, state, t):
            return False
        slot.occupied, slot.looks = state.occupied, 0
        return True

    def _sure(self, slot: _Slot, state: SlotState, t: float) -> bool:
        rules = self._rules
        if slot.occupied is None and not rules.first_free < state.p < rules.first_taken:
            return True
        return slot.looks >= rules.steady and t - slot.since >= (rules.taken_s if state.occupied else rules.free_s)


def area(polygon: Sequence[Point]) -> float:
    """Return what a polygon encloses, in its own units squared; nothing where it crosses itself evenly."""
    twice = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(polygon, (*polygon[1:], polygon[0]), strict=True))
    return abs(twice) / 2
