"""Passages that a guard enters, and what the lists say of a plate that one types."""

from datetime import datetime, tzinfo

from sqlalchemy import Connection

from ..core.config import Faces
from ..core.decision import decide
from ..core.errors import Refused
from ..core.guard import Alike, Checked, Entering, Note
from ..core.model import (
    AuditEntry,
    Blocked,
    Decision,
    Direction,
    GateRules,
    LogEntry,
    Match,
    Matching,
    Movement,
    Outcome,
    Passage,
    Plate,
    Reason,
    Source,
    Verdict,
)
from ..core.passes import PassKind
from ..core.plates import one_look_alike_off
from . import audit, notes, passages, people

BY_NOBODY = ""
"""The camera of a passage that none saw."""
MOST_ALIKE = 5


def check(connection: Connection, plate: str, now: datetime, zone: tzinfo) -> Checked:
    """Return what the lists say of a plate that comes now."""
    decision = _decision(connection, _passage("check", plate, None, now), Faces.ENTRY, now, zone)
    listed = decision.listed if decision.listed is not None and not decision.listed.blocked else None
    entries = people.listed(connection, {plate}, now)
    return Checked(
        plate,
        decision.reason,
        people.apartment(connection, listed.household) if listed else None,
        listed.kind if listed else None,
        guarded=any(entry.guarded for entry in entries),
        blocked=blocked(connection, plate, now),
        alike=_alike(connection, plate, now),
    )


def blocked(connection: Connection, plate: str, now: datetime) -> Blocked | None:
    """Return the block that keeps a plate out now."""
    block = people.blocked(connection, plate)
    return block if block is not None and (block.until is None or block.until > now) else None


def passage_of(entering: Entering, passage_id: str, now: datetime) -> Passage:
    """Return the passage that a guard enters, as if it had been reported."""
    return _passage(passage_id, entering.plate, entering.seen, now)


def refuse_blocked(connection: Connection, entering: Entering, now: datetime) -> Blocked | None:
    """Return the block despite which a guard lets a plate in; raises Refused where they did not say so."""
    block = blocked(connection, entering.plate, now) if entering.direction is Direction.ENTRY else None
    if block is not None and not entering.despite_block:
        raise Refused("plate_blocked", "this plate is on the block list", "plate")
    return block


def enter(
    connection: Connection, entering: Entering, passage: Passage, user: str, zone: tzinfo, *, frame: bool
) -> LogEntry:
    """Log a passage as a guard says it was, with their note, on the record; raises Refused for a blocked plate."""
    now = passage.captured_at
    block = refuse_blocked(connection, entering, now)
    faces = Faces.ENTRY if entering.direction is Direction.ENTRY else Faces.EXIT
    decision = _decision(connection, passage, faces, now, zone)
    listed = decision.listed
    guest = listed if listed and listed.kind is not PassKind.RESIDENT else None
    entry = LogEntry(
        passage=passage,
        gate=entering.gate,
        direction=entering.direction,
        verdict=Verdict.OPEN if entering.opens else Verdict.LOG_ONLY,
        reason=Reason.MANUAL,
        match=Match.EXACT if listed else None,
        listed_plate=listed.plate if listed else None,
        household=listed.household if listed else None,
        apartment=people.apartment(connection, listed.household if listed else None),
        outcome=Outcome.PENDING if entering.opens else Outcome.NONE,
        outcome_reason=None,
        opened_at=None,
        latency_ms=None,
        received_at=now,
        frame=frame,
        plate_picture=False,
        source=Source.MANUAL,
        entered_by=user,
        pass_id=guest.id if guest else None,
        pass_kind=guest.kind if guest else None,
    )
    passages.add(connection, entry)
    if entering.note is not None:
        notes.add(connection, passage.id, Note(now, user, entering.note))
    audit.add(connection, AuditEntry(now, user, "passage_entered", entering.plate, _words(entering, block)))
    return entry


def _passage(passage_id: str, plate: str, seen: Plate | None, now: datetime) -> Passage:
    """Return a passage of a plate that a person vouches for; what was read of it is kept as it was read."""
    read = Plate(
        text=plate,
        raw=seen.raw if seen else plate,
        country=seen.country if seen and seen.text == plate else None,
        kind=seen.kind if seen and seen.text == plate else None,
        confidence=seen.confidence if seen else 1.0,
        accepted=True,
        alternatives=seen.alternatives if seen else (),
    )
    return Passage(passage_id, BY_NOBODY, now, False, Movement.UNKNOWN, 1 if seen else 0, read)


def _decision(connection: Connection, passage: Passage, faces: Faces, now: datetime, zone: tzinfo) -> Decision:
    """Return what a gate would make of a plate that was typed: there is nothing to be mistaken for another."""
    listed = people.listed(connection, {passage.plate.text}, now)
    return decide(passage, GateRules(matching=Matching.EXACT), listed, faces, {}, now, zone)


def _alike(connection: Connection, plate: str, now: datetime) -> tuple[Alike, ...]:
    entries = people.listed(connection, one_look_alike_off(plate), now)
    homes = {entry.plate: entry.household for entry in entries if not entry.blocked}
    found = sorted(homes)[:MOST_ALIKE]
    return tuple(Alike(other, people.apartment(connection, homes[other])) for other in found)


def _words(entering: Entering, block: Blocked | None) -> str:
    done = "opened" if entering.opens else "logged"
    return f"{entering.direction.value} {done}{' despite_block' if block else ''}"
