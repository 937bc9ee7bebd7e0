"""What is to happen at a gate: pure, total, always with a reason."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from .config import Faces
from .model import (
    Decision,
    Direction,
    GateMode,
    GateRules,
    Movement,
    Pass,
    Passage,
    Reason,
    Verdict,
)
from .plates import Ambiguous, Found, find

FUTURE_TOLERANCE: Final = timedelta(seconds=2)


def decide(
    passage: Passage,
    rules: GateRules | None,
    listed: Sequence[Pass],
    faces: Faces,
    last_opened: Mapping[str, datetime],
    now: datetime,
) -> Decision:
    """Decide what a passage may do to its gate; never raises.

    `rules` is None where the camera has no gate; `listed` are the entries that may fit the plate; `last_opened` says
    when this gate last opened for a listed plate, by capture time.
    """
    if reason := _history(passage, rules, now):
        return Decision(Verdict.LOG_ONLY, reason)
    if rules is None:
        return Decision(Verdict.LOG_ONLY, Reason.NO_GATE)
    if reason := _standing(passage, rules):
        return Decision(Verdict.LOG_ONLY, reason)
    if rules.mode is GateMode.LOCKED:
        return Decision(Verdict.REFUSE, Reason.GATE_LOCKED)
    found = find(passage.plate, listed, rules.matching)
    at = _utc(passage.captured_at)
    if faces is Faces.EXIT and rules.free_exit:
        return _way_out(passage, found, at)
    return _way_in(passage, rules, found, last_opened, at)


def direction(movement: Movement, faces: Faces) -> Direction:
    """Return which way a vehicle passes: the way the camera faces, or the other way when it drives off."""
    entering = (faces is Faces.ENTRY) is not (movement is Movement.LEAVING)
    return Direction.ENTRY if entering else Direction.EXIT


def is_fresh(captured_at: datetime, fresh_for: timedelta, now: datetime) -> bool:
    """Tell whether a passage may still move a barrier: neither too old nor from the future."""
    return _out_of_time(captured_at, fresh_for, now) is None


def _history(passage: Passage, rules: GateRules | None, now: datetime) -> Reason | None:
    if passage.recovered:
        return Reason.RECOVERED
    # By a clock that is ahead, what has waited for as long as that looks fresh: none of its times counts.
    if passage.sent_at is not None and _ahead(passage.sent_at, now):
        return Reason.FUTURE
    fresh_for = rules.fresh_for if rules else GateRules().fresh_for
    return _out_of_time(passage.captured_at, fresh_for, now)


def _out_of_time(captured_at: datetime, fresh_for: timedelta, now: datetime) -> Reason | None:
    at, present = _utc(captured_at), _utc(now)
    if at is None or present is None or present - at > fresh_for:
        return Reason.STALE
    return Reason.FUTURE if _ahead(at, present) else None


def _ahead(moment: datetime, now: datetime) -> bool:
    at, present = _utc(moment), _utc(now)
    return at is None or present is None or at - present > FUTURE_TOLERANCE


def _standing(passage: Passage, rules: GateRules) -> Reason | None:
    if passage.movement is Movement.LEAVING:
        return Reason.MOVING_AWAY
    if rules.mode is GateMode.HOLD_OPEN:
        return Reason.GATE_HELD_OPEN
    return None


def _way_out(passage: Passage, found: Found | Ambiguous | None, at: datetime | None) -> Decision:
    """Open: no doubt, debt or list keeps anybody in."""
    if not isinstance(found, Found) or not passage.plate.accepted:
        return Decision(Verdict.OPEN, Reason.FREE_EXIT)
    entry = _valid(found, at)
    if entry is None or _blocked(found, at):
        return Decision(Verdict.OPEN, Reason.FREE_EXIT, found.match, _member(found))
    return Decision(Verdict.OPEN, Reason.REGISTERED, found.match, entry)


def _way_in(
    passage: Passage,
    rules: GateRules,
    found: Found | Ambiguous | None,
    last_opened: Mapping[str, datetime],
    at: datetime | None,
) -> Decision:
    if isinstance(found, Found) and (blocked := _blocked(found, at)):
        return Decision(Verdict.REFUSE, Reason.BLOCKED, found.match, _member(found) or blocked)
    if not passage.plate.accepted:
        return Decision(Verdict.REFUSE, Reason.UNSURE)
    if isinstance(found, Ambiguous):
        return Decision(Verdict.REFUSE, Reason.AMBIGUOUS)
    if found is None or (member := _member(found)) is None:
        return Decision(Verdict.REFUSE, Reason.UNKNOWN)
    entry = _valid(found, at)
    if entry is None:
        return Decision(Verdict.REFUSE, _why_not_valid(found, at), found.match, member)
    if _just_opened(last_opened.get(found.plate), rules.cool_down, at):
        return Decision(Verdict.LOG_ONLY, Reason.COOL_DOWN, found.match, entry)
    return Decision(Verdict.OPEN, Reason.REGISTERED, found.match, entry)


def _member(found: Found) -> Pass | None:
    return next((entry for entry in found.entries if not entry.blocked), None)


def _blocked(found: Found, at: datetime | None) -> Pass | None:
    return next((entry for entry in found.entries if entry.blocked and not _over(entry, at)), None)


def _valid(found: Found, at: datetime | None) -> Pass | None:
    members = (entry for entry in found.entries if not entry.blocked)
    return next((entry for entry in members if not _over(entry, at) and not _to_come(entry, at)), None)


def _why_not_valid(found: Found, at: datetime | None) -> Reason:
    members = [entry for entry in found.entries if not entry.blocked]
    return Reason.NOT_YET_VALID if any(_to_come(entry, at) for entry in members) else Reason.EXPIRED


def _over(entry: Pass, at: datetime | None) -> bool:
    # A block whose end cannot be placed in time lasts; a pass whose end cannot be is over.
    if entry.valid_until is None:
        return False
    until = _utc(entry.valid_until)
    if until is None or at is None:
        return not entry.blocked
    return at >= until


def _to_come(entry: Pass, at: datetime | None) -> bool:
    if entry.valid_from is None:
        return False
    start = _utc(entry.valid_from)
    return start is None or at is None or at < start


def _just_opened(last: datetime | None, cool_down: timedelta, at: datetime | None) -> bool:
    before = None if last is None else _utc(last)
    if before is None or at is None:
        return False
    return abs(at - before) < cool_down


def _utc(moment: datetime) -> datetime | None:
    """Return a time in UTC, where arithmetic knows no summer time; None for one that cannot be placed."""
    if moment.utcoffset() is None:
        return None
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return None
