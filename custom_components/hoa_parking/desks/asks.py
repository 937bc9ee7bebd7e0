"""Households are asked at the gate: who is, until when, what they say, and what the gate does on that."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Protocol

from sqlalchemy import Connection

from ..core.errors import Closed, GateError, Refused, StoreError
from ..core.events import AskEnded, AskRaised, Event, OutcomeLogged, PassageResolved, PassesChanged
from ..core.model import AuditEntry, LogEntry, Outcome
from ..core.passes import Ask, AskAnswer, AskKind
from ..core.ports import Asker, Clock, Publish, Steady
from ..store import asks, audit
from ..store.answering import let_in
from ..store.database import Database
from ..store.judging import ASKED_FOR

SHOWN_FOR: Final = timedelta(hours=24)

_LOGGER = logging.getLogger(__name__)


class Gates(Protocol):
    """Opens a gate."""

    async def open_gate(self, gate_id: str, until: datetime | None = None) -> None:
        """Open it, unless its turn comes after `until` or it is locked by then; raises GateError or Refused."""


class Passages(Protocol):
    """Keeps the log."""

    async def log_outcome(self, entry: LogEntry) -> None:
        """Log what a gate did for a passage."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of an answer; `reason` is why the gate did not open."""

    outcome: Outcome
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class _Open:
    """A question that waits; `ends` is when it is over on the clock that nobody sets."""

    ask: Ask
    ends: float


class AskDesk:
    """Keeps the questions that wait for an answer, in memory too: whoever is asked sees the vehicle meanwhile."""

    def __init__(
        self, database: Database, gates: Gates, log: Passages, publish: Publish, now: Clock, steady: Steady
    ) -> None:
        self._database = database
        self._gates = gates
        self._log = log
        self._publish = publish
        self._now = now
        self._steady = steady
        self._open: dict[int, _Open] = {}
        self._tasks: set[asyncio.Task[object]] = set()
        self._closed = False

    async def open(self) -> None:
        """Take up what was asked before. Raises StoreError."""
        for ask in await self._database.read(asks.unanswered):
            self._take_up(ask)

    async def close(self) -> None:
        """Take no more answers, and let those that were given have their effect."""
        self._closed = True
        await self.settle()

    async def settle(self) -> None:
        """Return once everything begun is done."""
        while pending := [task for task in self._tasks if not task.done()]:
            await asyncio.wait(pending)

    @property
    def open_asks(self) -> tuple[Ask, ...]:
        """The questions that wait."""
        return tuple(one.ask for one in self._open.values() if not self._is_over(one))

    def may_see(self, passage: str, household: int | None) -> bool:
        """Tell whether a household is asked about a passage now, and may see it for that."""
        return any(ask.passage == passage and ask.household == household for ask in self.open_asks)

    async def of_household(self, household: int) -> tuple[Ask, ...]:
        """Return what a household was asked in the last day, newest first. Raises StoreError."""
        since = self._now() - SHOWN_FOR
        return await self._database.read(lambda c: asks.of_household(c, household, since))

    def follow(self, event: Event) -> None:
        """Hear of new questions, of those that are over, and of vehicles that need no answer any more."""
        match event:
            case AskRaised(ask):
                self._take_up(ask)
            case AskEnded(ask):
                self._open.pop(ask.id, None)
            case OutcomeLogged(entry) if entry.outcome is Outcome.OPENED:
                self._taken(entry.passage.id)
            case PassageResolved(passage):
                self._taken(passage)
            case PassesChanged() if self._open:
                self._begin(self._let_go())
            case _:
                pass

    def tick(self) -> None:
        """End what nobody answered in time."""
        late = [ask_id for ask_id, one in self._open.items() if self._is_over(one)]
        if late and not self._closed:
            at = self._now()
            self._begin(self._end(lambda c: asks.end(c, asks.among(late), AskAnswer.LATE, at)))
            self._begin(self._let_go())

    async def answer(self, ask_id: int, said: AskAnswer, person: Asker) -> Answered:
        """Take a household's answer: open or refuse. Raises Refused or StoreError."""
        if said not in {AskAnswer.OPEN, AskAnswer.REFUSE}:
            raise Refused("not_found", "there is no such answer", "answer")
        if self._closed:
            raise Closed("the site is closing")
        ask = await self._asked(ask_id, person)
        if said is AskAnswer.REFUSE:
            await self._database.write(lambda c: self._refuse(c, ask, person.user_id))
            self._publish(AskEnded(replace(ask, answer=said, answered_by=person.user_id)))
            return Answered(Outcome.NONE)
        # Whoever answers may hang up: the gate opens all the same, and the log says so.
        return await asyncio.shield(self._begin(self._let_in(ask, person.user_id)))

    async def _asked(self, ask_id: int, person: Asker) -> Ask:
        """Return what somebody may answer now; raises Refused."""
        one = self._open.get(ask_id)
        ask = one.ask if one else await self._database.read(lambda c: asks.one(c, ask_id))
        if ask is None or person.household is None or ask.household != person.household:
            raise Refused("not_found", "nobody asks you that", "ask")
        if one is None or self._is_over(one):
            raise _over()
        return ask

    def _refuse(self, connection: Connection, ask: Ask, user: str) -> None:
        at = self._now()
        if not asks.answer(connection, ask.id, AskAnswer.REFUSE, at, user):
            raise _over()
        audit.add(connection, AuditEntry(at, user, "ask_answered", ask.plate, AskAnswer.REFUSE.value))

    async def _let_in(self, ask: Ask, user: str) -> Answered:
        at = self._now()
        answered = await self._database.write(lambda c: let_in(c, ask.id, user, at))
        entry = answered.entry
        for ended in answered.ended:
            self._publish(AskEnded(ended))
        if ask.kind is AskKind.GUEST:
            self._publish(PassesChanged(ask.household))
        self._publish(OutcomeLogged(entry))
        try:
            await self._gates.open_gate(ask.gate, ask.until)
        except (GateError, Refused) as err:
            await self._log.log_outcome(replace(entry, outcome=Outcome.FAILED, outcome_reason=err.code, opened_at=None))
            return Answered(Outcome.FAILED, err.code)
        await self._log.log_outcome(replace(entry, outcome=Outcome.OPENED, opened_at=self._now()))
        return Answered(Outcome.OPENED)

    def _taken(self, passage: str) -> None:
        if any(one.ask.passage == passage for one in self._open.values()):
            at = self._now()
            self._begin(self._end(lambda c: asks.end(c, asks.of_passage(passage), AskAnswer.TAKEN, at)))

    async def _end(self, end: Callable[[Connection], Iterable[Ask]]) -> None:
        try:
            ended = await self._database.write(end)
        except StoreError as err:
            _LOGGER.warning("Questions that are over could not be ended yet: %s", err)
            return
        for ask in ended:
            self._publish(AskEnded(ask))

    async def _let_go(self) -> None:
        """End the questions that went with their household, or were erased: nothing is kept of them, here neither."""
        held = [one.ask for one in self._open.values()]
        try:
            known = await self._database.read(lambda c: asks.known(c, [ask.id for ask in held]))
        except StoreError as err:
            _LOGGER.warning("Whether questions still stand could not be seen yet: %s", err)
            return
        for ask in held:
            if ask.id in self._open and ask.id not in known:
                self._publish(AskEnded(replace(ask, answer=AskAnswer.TAKEN)))

    def _take_up(self, ask: Ask) -> None:
        # A clock that is set back makes no question last longer.
        left = min(ask.until - self._now(), ASKED_FOR)
        self._open[ask.id] = _Open(ask, self._steady() + left.total_seconds())

    def _is_over(self, one: _Open) -> bool:
        return self._now() >= one.ask.until or self._steady() >= one.ends

    def _begin[T](self, work: Coroutine[object, object, T]) -> asyncio.Task[T]:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def _over() -> Refused:
    return Refused("ask_over", "nobody need answer this any more", "ask")
