"""What is to happen at a gate: pure, total, always with a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from .config import Faces
from .model import (
    Decision,
    Direction,
    GateMode,
    GateRules,
    Match,
    Matching,
    Movement,
    Pass,
    Passage,
    Reason,
    Verdict,
)
from .passes import PassKind
from .plates import Ambiguous, Found, find

FUTURE_TOLERANCE: Final = timedelta(seconds=2)
LET_OUT_FOR: Final = timedelta(seconds=60)
"""A guarded car whose household said that it may go, or that was let out by hand, is not asked for again so soon."""

_UNAWAITED: Final = frozenset({Reason.UNKNOWN, Reason.USED, Reason.OFF_SCHEDULE, Reason.EXPIRED, Reason.NOT_YET_VALID})


def decide(
    passage: Passage,
    rules: GateRules | None,
    listed: Sequence[Pass],
    faces: Faces,
    last_opened: Mapping[str, datetime],
    now: datetime,
    zone: tzinfo = UTC,
) -> Decision:
    """Decide what a passage may do to its gate; never raises.

    `rules` is None where the camera has no gate; `listed` are the entries that may fit the plate; `last_opened` says
    when this gate last opened for a listed plate, by capture time; `zone` is that of the house's clock.
    """
    if reason := _history(passage, rules, now):
        return Decision(Verdict.LOG_ONLY, reason)
    if rules is None:
        return Decision(Verdict.LOG_ONLY, Reason.NO_GATE)
    if reason := _standing(passage, rules):
        return Decision(Verdict.LOG_ONLY, reason)
    if rules.mode is GateMode.LOCKED:
        return Decision(Verdict.REFUSE, Reason.GATE_LOCKED)
    way = _Way(_utc(passage.captured_at), zone, out=faces is Faces.EXIT)
    found = _found(passage, listed, rules.matching, way)
    if way.out and isinstance(found, Found) and (guarded := _guarded(passage, found, last_opened, way)):
        return guarded
    if way.out and rules.free_exit:
        return _way_out(passage, found, way)
    return _way_in(passage, rules, found, last_opened, way)


def may_be_awaited(passage: Passage, decision: Decision, faces: Faces, mode: GateMode) -> bool:
    """Tell whether a refused vehicle may be the unknown one that a household waits for: they can be asked."""
    guests_at_most = decision.listed is None or decision.listed.kind is not PassKind.RESIDENT
    stands = faces is Faces.ENTRY and mode is GateMode.NORMAL and passage.plate.accepted
    return stands and decision.verdict is Verdict.REFUSE and decision.reason in _UNAWAITED and guests_at_most


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


@dataclass(frozen=True, slots=True)
class _Way:
    """When a vehicle passes, by the house's clock too, and whether it goes out."""

    at: datetime | None
    zone: tzinfo
    out: bool


def _found(passage: Passage, listed: Sequence[Pass], matching: Matching, way: _Way) -> Found | Ambiguous | None:
    found = find(passage.plate, listed, matching)
    if isinstance(found, Ambiguous):
        # A guest who may not come any more keeps nobody out who looks alike.
        return find(passage.plate, [entry for entry in listed if not _is_gone(entry, way)], matching)
    return found


def _guarded(passage: Passage, found: Found, last_opened: Mapping[str, datetime], way: _Way) -> Decision | None:
    """Keep a guarded car in until somebody of its household is asked; sure or not, its very plate counts."""
    entry = next((one for one in found.entries if one.guarded and not one.blocked), None)
    sure = passage.plate.accepted or found.match is Match.EXACT
    if entry is None or not sure or _just_opened(last_opened.get(found.plate), LET_OUT_FOR, way.at):
        return None
    return Decision(Verdict.REFUSE, Reason.GUARDED, found.match, entry)


def _way_out(passage: Passage, found: Found | Ambiguous | None, way: _Way) -> Decision:
    """Open: no doubt, debt or list keeps anybody in."""
    if not isinstance(found, Found) or not passage.plate.accepted:
        return Decision(Verdict.OPEN, Reason.FREE_EXIT)
    entry = _valid(found, way)
    if entry is None or _blocked(found, way.at):
        return Decision(Verdict.OPEN, Reason.FREE_EXIT, found.match, _member(found))
    return Decision(Verdict.OPEN, Reason.REGISTERED, found.match, entry)


def _way_in(
    passage: Passage,
    rules: GateRules,
    found: Found | Ambiguous | None,
    last_opened: Mapping[str, datetime],
    way: _Way,
) -> Decision:
    if isinstance(found, Found) and (blocked := _blocked(found, way.at)):
        return Decision(Verdict.REFUSE, Reason.BLOCKED, found.match, _resident(found) or blocked)
    if not passage.plate.accepted:
        return Decision(Verdict.REFUSE, Reason.UNSURE)
    if isinstance(found, Ambiguous):
        return Decision(Verdict.REFUSE, Reason.AMBIGUOUS)
    if found is None or (member := _member(found)) is None:
        return Decision(Verdict.REFUSE, Reason.UNKNOWN)
    entry, again = _valid(found, way), _just_opened(last_opened.get(found.plate), rules.cool_down, way.at)
    # The car that its pass has just let in is no second one that comes on it.
    if again and (entry is not None or _is_used_now(found, way)):
        return Decision(Verdict.LOG_ONLY, Reason.COOL_DOWN, found.match, entry or member)
    if entry is None:
        return Decision(Verdict.REFUSE, *_why_not_valid(found, way))
    return Decision(Verdict.OPEN, Reason.REGISTERED, found.match, entry)


def _members(found: Found) -> list[Pass]:
    """Return who lists a plate: residents first, then what lasts longer than one entry."""
    members = (entry for entry in found.entries if not entry.blocked)
    return sorted(members, key=lambda entry: (entry.kind is not PassKind.RESIDENT, entry.once))


def _member(found: Found) -> Pass | None:
    return next(iter(_members(found)), None)


def _resident(found: Found) -> Pass | None:
    """Return a resident's entry: no household is told that its guest is blocked."""
    return next((entry for entry in _members(found) if entry.kind is PassKind.RESIDENT), None)


def _blocked(found: Found, at: datetime | None) -> Pass | None:
    return next((entry for entry in found.entries if entry.blocked and not _over(entry, at)), None)


def _valid(found: Found, way: _Way) -> Pass | None:
    return next((entry for entry in _members(found) if _is_good(entry, way)), None)


def _is_good(entry: Pass, way: _Way) -> bool:
    if not _in_time(entry, way.at):
        return False
    # Whoever came in on it gets out again.
    return way.out or (not entry.used and _on_schedule(entry, way))


def _is_used_now(found: Found, way: _Way) -> bool:
    return any(entry.used and _in_time(entry, way.at) for entry in _members(found))


def _is_gone(entry: Pass, way: _Way) -> bool:
    guest = entry.kind is not PassKind.RESIDENT and not entry.blocked
    return guest and (_over(entry, way.at) or (entry.used and not way.out))


def _why_not_valid(found: Found, way: _Way) -> tuple[Reason, Match, Pass]:
    why = [(_why(entry, way), entry) for entry in _members(found)]
    reason, entry = min(why, key=lambda one: _NEAREST.index(one[0]))
    return reason, found.match, entry


def _why(entry: Pass, way: _Way) -> Reason:
    if _in_time(entry, way.at):
        return Reason.USED if entry.used else Reason.OFF_SCHEDULE
    return Reason.NOT_YET_VALID if _to_come(entry, way.at) else Reason.EXPIRED


_NEAREST: Final = (Reason.USED, Reason.OFF_SCHEDULE, Reason.NOT_YET_VALID, Reason.EXPIRED)
"""Of several passes, what is said of the one that came nearest."""


def _in_time(entry: Pass, at: datetime | None) -> bool:
    return not _over(entry, at) and not _to_come(entry, at)


def _on_schedule(entry: Pass, way: _Way) -> bool:
    if entry.schedule is None:
        return True
    if way.at is None:
        return False
    try:
        return entry.schedule.covers(way.at.astimezone(way.zone))
    except OverflowError:
        return False


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
