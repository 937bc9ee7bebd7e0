"""A household lets a vehicle in that it was asked about: once, by whoever says so first."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, or_, select

from ..core.errors import Refused
from ..core.model import AuditEntry, LogEntry, Outcome
from ..core.passes import Ask, AskAnswer, AskKind, GuestPass, PassState
from . import asks, audit, passages, passes, people
from .schema import resolutions

BY_RESIDENT: Final = "by_resident"
_SPENT: Final = frozenset({PassState.ENDED, PassState.USED})


@dataclass(frozen=True, slots=True)
class LetIn:
    """A passage whose gate is to open now, and the questions that this has ended."""

    entry: LogEntry
    ended: tuple[Ask, ...]


def let_in(connection: Connection, ask_id: int, user: str, at: datetime) -> LetIn:
    """Write that a household says open; raises Refused where nobody need say so any more."""
    ask = asks.one(connection, ask_id)
    entry = None if ask is None else passages.entry(connection, ask.passage)
    if ask is None or entry is None or not _still_stands(connection, ask, entry, at):
        raise Refused("ask_over", "nobody need answer this any more", "ask")
    audit.add(connection, AuditEntry(at, user, "ask_answered", ask.plate, AskAnswer.OPEN.value))
    asks.answer(connection, ask_id, AskAnswer.OPEN, at, user)
    which = asks.of_passage(ask.passage)
    if ask.kind is AskKind.GUEST:
        given = _guest(connection, ask)
        which = which if given is None else or_(which, asks.of_pass(given.id))
        entry = _known(connection, entry, ask, given)
    others = asks.end(connection, which, AskAnswer.TAKEN, at)
    # Until it is open, that somebody said so keeps the next read of the same vehicle from asking again.
    entry = replace(entry, outcome=Outcome.PENDING, outcome_reason=BY_RESIDENT, opened_at=at)
    passages.set_outcome(connection, entry)
    return LetIn(entry, (replace(ask, answer=AskAnswer.OPEN, answered_by=user), *others))


def _still_stands(connection: Connection, ask: Ask, entry: LogEntry, at: datetime) -> bool:
    if ask.answer is not None or entry.outcome is not Outcome.NONE:
        return False
    resolved = select(resolutions.c.passage).where(resolutions.c.passage == ask.passage)
    if connection.execute(resolved).first() is not None:
        return False
    if ask.kind is AskKind.GUARDED:
        return True
    given = _guest(connection, ask)
    if given is None or given.plate is not None or given.state(at) in _SPENT:
        return False
    # Whoever was blocked meanwhile does not come in, and nobody is told why.
    return not any(
        entry.blocked for entry in people.listed(connection, {ask.plate}, at) if _lasts(entry.valid_until, at)
    )


def _lasts(until: datetime | None, at: datetime) -> bool:
    return until is None or until > at


def _guest(connection: Connection, ask: Ask) -> GuestPass | None:
    return None if ask.pass_id is None else passes.one(connection, ask.pass_id)


def _known(connection: Connection, entry: LogEntry, ask: Ask, given: GuestPass | None) -> LogEntry:
    """Write whose guest a passage is, and that the pass is for its plate."""
    if given is not None:
        passes.put_plate(connection, given.id, ask.plate)
    known = replace(
        entry,
        listed_plate=ask.plate,
        household=ask.household,
        apartment=people.apartment(connection, ask.household),
        pass_id=given.id if given else None,
        pass_kind=given.kind if given else None,
    )
    passages.set_guest(connection, known)
    return known
