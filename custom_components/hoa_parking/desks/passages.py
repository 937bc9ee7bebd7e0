"""A passage's way: known? decide, log, gate, outcome. Nothing is lost, nothing opens twice, nothing opens late."""

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from sqlalchemy import Connection

from ..core.config import Faces, SiteConfig
from ..core.decision import FUTURE_TOLERANCE, direction, is_fresh
from ..core.errors import Closed, GateError, Refused, StoreError
from ..core.events import AskRaised, OutcomeLogged, PassageLogged
from ..core.guard import LONGEST_NOTE, Entering, words
from ..core.model import (
    Cursor,
    Gate,
    GateMode,
    LogEntry,
    Outcome,
    Page,
    Passage,
    Pictures,
    Verdict,
)
from ..core.passes import Ask, PassKind
from ..core.plates import checked
from ..core.ports import Clock, HouseZone, NewId, Publish
from ..store import entering as by_hand, passages, people
from ..store.database import Database
from ..store.judging import Lane, ask, judge
from ..store.pictures import PictureFolder

_LOGGER = logging.getLogger(__name__)


LET_IN_FOR: Final = timedelta(seconds=60)
"""A gate that is opened by hand lets in whom it has refused no longer ago."""
BY_HAND: Final = "by_hand"


class Handled(StrEnum):
    """What a report was to us."""

    NEW = "new"
    KNOWN = "known"


class Gates(Protocol):
    """Says how a gate is and opens it."""

    def gate(self, gate_id: str) -> Gate:
        """Return a gate as it is now."""

    async def open_gate(self, gate_id: str, until: datetime | None = None) -> None:
        """Open it, unless its turn comes after `until`; raises GateError."""


@dataclass(frozen=True, slots=True)
class _Logged:
    """A passage that is in the log now, and the households it makes us ask."""

    entry: LogEntry
    asks: tuple[Ask, ...] = ()


class PassageDesk:
    """Takes reports of passages, decides, keeps the log, and has gates opened."""

    def __init__(
        self,
        config: SiteConfig,
        database: Database,
        pictures: PictureFolder,
        gates: Gates,
        publish: Publish,
        now: Clock,
        zone: HouseZone,
        new_id: NewId,
    ) -> None:
        self._config = config
        self._database = database
        self._pictures = pictures
        self._gates = gates
        self._publish = publish
        self._now = now
        self._zone = zone
        self._new_id = new_id
        self._tasks: set[asyncio.Task[object]] = set()
        self._in_hand: dict[str, asyncio.Task[Handled]] = {}
        self._closed = False

    async def open(self) -> None:
        """Settle what a crash left at a gate: it is history now. Raises StoreError."""
        await self._database.write(passages.interrupt_pending)

    async def close(self) -> None:
        """Take nothing more, and let what was begun finish."""
        self._closed = True
        await self.settle()
        self._pictures.close()

    async def settle(self) -> None:
        """Return once every passage in hand has its outcome."""
        while pending := [task for task in self._tasks if not task.done()]:
            await asyncio.wait(pending)

    async def handle(self, passage: Passage, pictures: Pictures, received_at: datetime) -> Handled:
        """Log a passage with its decision and set its gate going; returns after the commit. Raises StoreError."""
        if (same := self._in_hand.get(passage.id)) is not None:
            await asyncio.shield(same)
            return Handled.KNOWN
        if self._closed:
            raise Closed("the site is closing")
        # Whoever delivers may hang up at any time; what is in the log must reach its gate all the same.
        task = self._begin(self._handle(passage, pictures, received_at))
        self._in_hand[passage.id] = task
        task.add_done_callback(lambda _: self._in_hand.pop(passage.id, None))
        return await asyncio.shield(task)

    def let_in(self, gate_id: str, at: datetime) -> None:
        """Log that a gate opened by hand at a time let in whom it had just refused, if it had refused somebody."""
        self._begin(self._let_in(gate_id, at))

    async def enter(self, entering: Entering, user: str) -> LogEntry:
        """Log a passage that a guard enters, and have its gate opened where they say so; returns what came of it.

        Raises Refused or StoreError.
        """
        if self._closed:
            raise Closed("the site is closing")
        self._gates.gate(entering.gate)
        plate, note = checked(entering.plate), words(entering.note, LONGEST_NOTE, "note")
        return await asyncio.shield(self._begin(self._enter(replace(entering, plate=plate, note=note), user)))

    async def let_through(self, entry: LogEntry, at: datetime) -> None:
        """Log that a gate was opened by hand for a passage that it had refused."""
        await self.log_outcome(replace(entry, outcome=Outcome.OPENED, outcome_reason=BY_HAND, opened_at=at))

    async def log_outcome(self, entry: LogEntry) -> None:
        """Log what a gate did for a passage, and tell everybody."""
        try:
            await self._database.write(lambda c: passages.set_outcome(c, entry))
        except StoreError as err:
            _LOGGER.error("What a gate did could not be logged: %s", err)  # noqa: TRY400 - the words say it all
        self._publish(OutcomeLogged(entry))

    async def page(self, before: Cursor | None, limit: int, household: int | None = None) -> Page:
        """Return a page of the log, newest first; of one household where one is given. Raises StoreError."""
        return await self._database.read(lambda c: passages.page(c, before, limit, household))

    async def entry(self, passage_id: str) -> LogEntry | None:
        """Return one entry of the log. Raises StoreError."""
        return await self._database.read(lambda c: passages.entry(c, passage_id))

    async def count(self) -> int:
        """Return how many passages the log has. Raises StoreError."""
        return await self._database.read(passages.count)

    async def _handle(self, passage: Passage, pictures: Pictures, received_at: datetime) -> Handled:
        if await self._database.read(lambda c: passages.known(c, passage.id), for_gate=True):
            return Handled.KNOWN
        kept = await self._keep(passage, pictures)
        logged = await self._database.write(lambda c: self._decide_and_log(c, passage, kept, received_at))
        if logged is None:
            return Handled.KNOWN
        if logged.entry.outcome is Outcome.PENDING:
            self._begin(self._open_gate(logged.entry))
        self._publish(PassageLogged(logged.entry))
        for one in logged.asks:
            self._publish(AskRaised(one))
        return Handled.NEW

    def _decide_and_log(
        self, connection: Connection, passage: Passage, pictures: Pictures, received_at: datetime
    ) -> _Logged | None:
        """Decide on what the database says now, and log it, in one transaction; None for a known passage."""
        if passages.known(connection, passage.id):
            return None
        lane, now = self._lane(passage.camera), self._now()
        judgement = judge(connection, passage, lane, now, self._zone())
        decision = judgement.decision
        listed = decision.listed
        household = listed.household if listed else None
        guest = listed if listed and listed.kind is not PassKind.RESIDENT else None
        entry = LogEntry(
            passage=passage,
            gate=lane.gate.id if lane.gate else None,
            direction=direction(passage.movement, lane.faces),
            verdict=decision.verdict,
            reason=decision.reason,
            match=decision.match,
            listed_plate=listed.plate if listed else None,
            household=household,
            apartment=people.apartment(connection, household),
            outcome=_first_outcome(decision.verdict, lane.mode),
            outcome_reason=None,
            opened_at=None,
            latency_ms=None,
            received_at=received_at,
            frame=pictures.frame is not None,
            plate_picture=pictures.plate is not None,
            pass_id=guest.id if guest else None,
            pass_kind=guest.kind if guest else None,
        )
        passages.add(connection, entry)
        return _Logged(entry, ask(connection, passage, judgement, lane, now))

    async def _enter(self, entering: Entering, user: str) -> LogEntry:
        now = self._now()
        # First: of whom nobody enters no picture is kept.
        await self._database.read(lambda c: by_hand.refuse_blocked(c, entering, now))
        passage = by_hand.passage_of(entering, self._new_id(), now)
        kept = await self._keep(passage, Pictures(frame=entering.read.picture if entering.read else None))
        frame, zone = kept.frame is not None, self._zone()
        entry = await self._database.write(lambda c: by_hand.enter(c, entering, passage, user, zone, frame=frame))
        self._publish(PassageLogged(entry))
        if entry.outcome is not Outcome.PENDING:
            return entry
        try:
            await self._gates.open_gate(entering.gate)
        except (GateError, Refused) as err:
            done = replace(entry, outcome=Outcome.FAILED, outcome_reason=err.code)
        else:
            done = replace(entry, outcome=Outcome.OPENED, outcome_reason=BY_HAND, opened_at=self._now())
        await self.log_outcome(done)
        return done

    async def _open_gate(self, entry: LogEntry) -> None:
        """Open the gate for a logged passage, if it is still fresh, and log what became of it."""
        gate = self._config.gate(entry.gate)
        if gate is None or not is_fresh(entry.passage.captured_at, gate.fresh_for, self._now()):
            await self.log_outcome(replace(entry, outcome=Outcome.INTERRUPTED, outcome_reason="late"))
            return
        acted_at = self._now()
        try:
            await self._gates.open_gate(gate.id, entry.passage.captured_at + gate.fresh_for)
        except (GateError, Refused) as err:
            await self.log_outcome(replace(entry, outcome=Outcome.FAILED, outcome_reason=err.code))
            return
        latency = (acted_at - entry.passage.captured_at) // timedelta(milliseconds=1)
        await self.log_outcome(
            replace(entry, outcome=Outcome.OPENED, opened_at=self._now(), latency_ms=max(latency, 0))
        )

    async def _let_in(self, gate_id: str, at: datetime) -> None:
        try:
            # By a camera's clock that is ahead, an old passage is the newest for as long.
            until = at + FUTURE_TOLERANCE
            refused = await self._database.read(lambda c: passages.last_refused(c, gate_id, at - LET_IN_FOR, until))
        except StoreError as err:
            _LOGGER.error("Whom a gate was opened for could not be looked up: %s", err)  # noqa: TRY400 - as below
            return
        if refused is not None:
            await self.let_through(refused, at)

    async def _keep(self, passage: Passage, pictures: Pictures) -> Pictures:
        """Write the pictures and return those kept: a gate does not stay shut for want of evidence."""
        try:
            await self._pictures.write(passage.id, passage.captured_at, pictures)
        except StoreError as err:
            _LOGGER.warning("A passage is logged without its pictures: %s", err)
            return Pictures()
        return pictures

    def _lane(self, camera_id: str) -> Lane:
        camera = self._config.camera(camera_id)
        gate = self._config.gate(camera.gate) if camera else None
        mode = self._gates.gate(gate.id).mode if gate else GateMode.NORMAL
        return Lane(gate, mode, camera.faces if camera else Faces.ENTRY)

    def _begin[T](self, work: Coroutine[object, object, T]) -> asyncio.Task[T]:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def _first_outcome(verdict: Verdict, mode: GateMode) -> Outcome:
    if verdict is not Verdict.OPEN:
        return Outcome.NONE
    return Outcome.SHADOW if mode is GateMode.SHADOW else Outcome.PENDING
