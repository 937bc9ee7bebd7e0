"""How many vehicles a zone holds, by those that drive in and out at its gates. Pure."""

from collections import OrderedDict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from .model import Direction, GateMode, LogEntry, Movement, Outcome, Reason, Verdict

SAME_VEHICLE: Final = timedelta(minutes=2)
"""A plate that a gate's cameras tell again within this time, the same way, is the same vehicle on the same drive."""
REMEMBERED: Final = 1_000
"""Passages, and plates at gates, that are remembered so as to be counted once."""

_IN_HISTORY: Final = frozenset({Reason.RECOVERED, Reason.STALE, Reason.FUTURE})
_STEP: Final = {Direction.ENTRY: 1, Direction.EXIT: -1, Direction.UNKNOWN: 0}

type _Seen = tuple[str | None, Direction, str]


def has_passed(entry: LogEntry, mode: GateMode = GateMode.NORMAL) -> bool:
    """Tell whether a vehicle is through its gate, as far as the log can tell; `mode` is the gate's.

    It is where the gate opened for it, be it by hand after all, or is held open, where its camera saw it drive away,
    late as that may be told, and where a guard logged by hand that it went. On a trial run somebody else opens to those
    whom the gate would have let in. It is not where it was refused, where nothing moved, or where the gate did not do
    as told.
    """
    if entry.outcome in {Outcome.OPENED, Outcome.SHADOW}:
        return True
    if entry.verdict is Verdict.REFUSE:
        return False
    if entry.reason in {Reason.GATE_HELD_OPEN, Reason.MOVING_AWAY}:
        return True
    if entry.reason is Reason.MANUAL:
        return entry.verdict is Verdict.LOG_ONLY
    open_to_it = mode is GateMode.HOLD_OPEN or entry.passage.movement is Movement.LEAVING
    return entry.reason in _IN_HISTORY and open_to_it


def moved(occupied: int, step: int, total: int) -> int:
    """Return what a zone holds after a vehicle came or went; a count that has drifted starts anew at its bounds."""
    return min(max(occupied + step, 0), total)


class Turnstile:
    """Tells what each passage adds to a zone, each drive of a vehicle once."""

    def __init__(self) -> None:
        self._counted: OrderedDict[str, None] = OrderedDict()
        self._last: OrderedDict[_Seen, datetime] = OrderedDict()

    def step(self, entry: LogEntry, mode: GateMode = GateMode.NORMAL) -> int:
        """Return 1 for a vehicle that came in, -1 for one that went, 0 for what is counted already or did not pass."""
        if not has_passed(entry, mode) or entry.passage.id in self._counted:
            return 0
        _remember(self._counted, entry.passage.id, None)
        at, again = entry.passage.captured_at, False
        for plate in _plates(entry):
            last = self._last.get((entry.gate, entry.direction, plate))
            again = again or (last is not None and abs(at - last) < SAME_VEHICLE)
        if again:
            return 0
        for plate in _plates(entry):
            _remember(self._last, (entry.gate, entry.direction, plate), at)
            # Whoever came may go at once, and come again.
            self._last.pop((entry.gate, _other(entry.direction), plate), None)
        return _STEP[entry.direction]


def _plates(entry: LogEntry) -> Iterator[str]:
    yield entry.passage.plate.text
    if entry.listed_plate is not None and entry.listed_plate != entry.passage.plate.text:
        yield entry.listed_plate


def _other(direction: Direction) -> Direction:
    return Direction.EXIT if direction is Direction.ENTRY else Direction.ENTRY


def _remember[Key, Value](memory: OrderedDict[Key, Value], key: Key, value: Value) -> None:
    memory[key] = value
    memory.move_to_end(key)
    while len(memory) > REMEMBERED:
        memory.popitem(last=False)
