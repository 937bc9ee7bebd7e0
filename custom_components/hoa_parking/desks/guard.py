"""The guards' work: who waits for their word, what they say of it, what they write. All on the record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from sqlalchemy import Connection

from ..core.errors import GateError, Refused
from ..core.events import Event, ExceptionsChanged, OutcomeLogged, PassageLogged, PassageNoted, PassageResolved
from ..core.guard import (
    COUNTED_FOR,
    LONGEST_NOTE,
    LONGEST_REASON,
    OPENABLE_FOR,
    WAITS_FOR,
    Checked,
    Counts,
    Exceptional,
    Note,
    Remarks,
    Resolution,
    ResolutionAnswer,
    needed,
    words,
)
from ..core.inorder import InOrder
from ..core.model import AuditEntry, LogEntry, Outcome, Reason, Verdict
from ..core.plates import checked
from ..core.ports import Clock, HouseZone, Publish
from ..store import audit, entering, exceptions, notes, passages
from ..store.database import Database

MOST_NOTES: Final = 50


class Gates(Protocol):
    """Opens a gate."""

    async def open_gate(self, gate_id: str, until: datetime | None = None) -> None:
        """Open it by hand; raises GateError."""


class Passages(Protocol):
    """Keeps the log."""

    async def let_through(self, entry: LogEntry, at: datetime) -> None:
        """Log that a gate was opened by hand for a refused passage."""


@dataclass(frozen=True, slots=True)
class Board:
    """What a guard has before them."""

    waiting: Sequence[Exceptional]
    counts: Counts


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a guard's word is about: the passage, and others that are the same vehicle told again."""

    entry: LogEntry
    passages: tuple[str, ...]


class GuardDesk:
    """Keeps what waits for a guard."""

    def __init__(
        self, database: Database, gates: Gates, passages_desk: Passages, publish: Publish, now: Clock, zone: HouseZone
    ) -> None:
        self._database = database
        self._gates = gates
        self._passages = passages_desk
        self._publish = publish
        self._now = now
        self._zone = zone
        self._jobs = InOrder("hoa_parking guard")
        self._known: tuple[Exceptional, ...] = ()
        self._looking = False

    async def open(self) -> None:
        """See who waits: whom a crash kept from the gate, too, though a guard had let them in. Raises StoreError."""
        await self._database.write(lambda c: _take_back_unfinished(c, self._now()))
        self._known = await self._database.read(lambda c: exceptions.waiting(c, self._now()))
        self._jobs.open()

    async def close(self) -> None:
        """Hear no more."""
        await self._jobs.close()

    async def settle(self) -> None:
        """Return once all that was heard is worked off."""
        await self._jobs.settle()

    @property
    def waiting(self) -> int:
        """How many passages wait for a guard."""
        return len(self._known)

    def follow(self, event: Event) -> None:
        """Hear of who was refused, of gates that failed, and of who got in after all."""
        match event:
            case PassageLogged(entry) | OutcomeLogged(entry) if _matters(entry):
                self._look_soon()
            case _:
                pass

    async def look_again(self) -> None:
        """See who waits still, once some are not in the log any more."""
        self._look_soon()
        await self._jobs.settle()

    def tick(self) -> None:
        """Let go of whom nobody decided on for too long."""
        if self._known and self._now() - self._known[-1].entry.passage.captured_at >= WAITS_FOR:
            self._look_soon()

    async def board(self, since: datetime | None) -> Board:
        """Return who waits, and what went on since a time, or since midnight; a day at most. Raises StoreError."""
        now = self._now()
        midnight = now.astimezone(self._zone()).replace(hour=0, minute=0, second=0, microsecond=0)
        start = max(since or midnight, now - COUNTED_FOR)
        return await self._database.read(lambda c: Board(exceptions.waiting(c, now), exceptions.counts(c, start)))

    async def resolve(
        self, passage: str, answer: ResolutionAnswer, reason: str | None, user: str
    ) -> tuple[Outcome, str | None]:
        """Decide on a waiting passage: once, whoever comes first. Returns what the gate did, and why it did not.

        Raises Refused or StoreError.
        """
        refusing = answer is ResolutionAnswer.REFUSE
        kept = (
            needed(reason, LONGEST_REASON, "reason", "reason_needed")
            if refusing
            else words(reason, LONGEST_REASON, "reason")
        )
        resolution = Resolution(answer, kept, user, self._now())
        claim = await self._database.write(lambda c: _claim(c, passage, resolution))
        if answer is ResolutionAnswer.OPEN and (failure := await self._open(claim, resolution)):
            return Outcome.FAILED, failure
        for one in claim.passages:
            self._publish(PassageResolved(one))
        self._look_soon()
        return (Outcome.OPENED if answer is ResolutionAnswer.OPEN else Outcome.NONE), None

    async def remarks(self, passage: str) -> Remarks:
        """Return what people said of a passage. Raises StoreError."""
        return await self._database.read(lambda c: _remarks(c, passage))

    async def note(self, passage: str, text: str, user: str) -> Remarks:
        """Write a note on a passage. Raises Refused or StoreError."""
        note = Note(self._now(), user, needed(text, LONGEST_NOTE, "text", "note_needed"))
        remarks = await self._database.write(lambda c: _note(c, passage, note))
        self._publish(PassageNoted(passage))
        return remarks

    async def check(self, plate: str, user: str) -> Checked:
        """Return what the lists say of a plate, on the record. Raises Refused or StoreError."""
        folded, now, zone = checked(plate), self._now(), self._zone()
        looked = AuditEntry(now, user, "vehicle_looked_up", folded, None)
        await self._database.write(lambda c: audit.add(c, looked))
        return await self._database.read(lambda c: entering.check(c, folded, now, zone))

    async def _open(self, claim: _Claim, resolution: Resolution) -> str | None:
        """Open the gate for whom a guard lets in; returns why it did not, and lets them wait again then."""
        entry = claim.entry
        try:
            await self._gates.open_gate(entry.gate or "")
        except (GateError, Refused) as err:
            failed = AuditEntry(
                self._now(), resolution.user, "passage_resolved", entry.passage.plate.text, f"open failed {err.code}"
            )
            await self._database.write(lambda c: _take_back(c, claim, failed))
            return err.code
        await self._passages.let_through(entry, self._now())
        return None

    def _look_soon(self) -> None:
        if not self._looking:
            self._looking = True
            self._jobs.put(self._look)

    async def _look(self) -> None:
        self._looking = False
        before, now = self._known, self._now()
        self._known = await self._database.read(lambda c: exceptions.waiting(c, now))
        if _ids(before) != _ids(self._known):
            self._publish(ExceptionsChanged(len(self._known)))


def _matters(entry: LogEntry) -> bool:
    """Tell whether a passage may be, or may have been, one that waits."""
    return entry.gate is not None and (
        entry.verdict is Verdict.REFUSE or entry.outcome in {Outcome.FAILED, Outcome.INTERRUPTED}
    )


def _ids(waiting: Sequence[Exceptional]) -> list[str]:
    return [one.entry.passage.id for one in waiting]


def _claim(connection: Connection, passage: str, resolution: Resolution) -> _Claim:
    """Write a guard's word, if nobody has said theirs and there is anything left to say."""
    entry, at = passages.entry(connection, passage), resolution.at
    if entry is None:
        raise Refused("not_found", "there is no such passage")
    if exceptions.resolution(connection, passage) is not None:
        raise Refused("already_resolved", "somebody has decided on this already")
    if not exceptions.waits(connection, passage, at):
        raise Refused("not_waiting", "nobody need decide on this any more")
    opens = resolution.answer is ResolutionAnswer.OPEN
    if opens and at - entry.passage.captured_at > OPENABLE_FOR:
        minutes = OPENABLE_FOR // timedelta(minutes=1)
        raise Refused("passage_too_old", f"after {minutes} minutes no gate is opened for it")
    claim = _Claim(entry, (passage, *exceptions.twins(connection, entry, at)))
    for one in claim.passages:
        exceptions.resolve(connection, one, resolution)
    done = "open despite_block" if opens and entry.reason is Reason.BLOCKED else resolution.answer.value
    detail = done if resolution.reason is None else f"{done} {resolution.reason}"
    audit.add(connection, AuditEntry(at, resolution.user, "passage_resolved", entry.passage.plate.text, detail))
    return claim


def _take_back(connection: Connection, claim: _Claim, failed: AuditEntry) -> None:
    exceptions.unresolve(connection, claim.passages)
    audit.add(connection, failed)


def _take_back_unfinished(connection: Connection, now: datetime) -> None:
    left = exceptions.unfinished(connection, now - WAITS_FOR)
    exceptions.unresolve(connection, [passage for passage, _, _ in left])
    for _, plate, user in left:
        audit.add(connection, AuditEntry(now, user, "passage_resolved", plate, "open failed restarted"))


def _note(connection: Connection, passage: str, note: Note) -> Remarks:
    entry = passages.entry(connection, passage)
    if entry is None:
        raise Refused("not_found", "there is no such passage")
    if notes.count(connection, passage) >= MOST_NOTES:
        raise Refused("too_many_notes", f"a passage has {MOST_NOTES} notes at most")
    notes.add(connection, passage, note)
    audit.add(connection, AuditEntry(note.at, note.user, "passage_noted", entry.passage.plate.text, None))
    return _remarks(connection, passage)


def _remarks(connection: Connection, passage: str) -> Remarks:
    entry = passages.entry(connection, passage)
    entered_by = entry.entered_by if entry else None
    return Remarks(notes.of_passage(connection, passage), exceptions.resolution(connection, passage), entered_by)
