"""Deliver letters to Home Assistant: at least once, the fresh passage first, never giving up on what may be taken.

Nothing is wrong with a letter that gets no answer, 401, 403, 404, 408, 429 or 5xx: it is sent again, with longer and
longer waits, which a new report cuts short. After a 5xx other than 503 the other letters go first, so that one which
the receiver fails at holds up nobody. Any other 4xx, in the integration's own words, is about the letter itself: it is
parked. In other words it is a proxy's or Home Assistant's own, which somebody will mend: the letter is sent again.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from enum import Enum
from typing import Final, Protocol

from .backoff import Backoff
from .errors import Away, WireError
from .model import Answer, Letter, Part, Request
from .ports import Home
from .wire import REFUSALS, answered_id, is_refusal, refused_fields, stamped

LOG = logging.getLogger(__name__)

PATH: Final = "/api/hoa_parking/v1/reports"
FIRST_WAIT: Final = 1.0
LONGEST_WAIT: Final = 60.0
_PATIENT: Final = frozenset({401, 403, 404, 408, 429, 503})


class Letters(Protocol):
    """The outbox as delivery sees it; every call may touch the disk."""

    def next(self) -> Letter | None:
        """Return the letter to send, None when there is none."""

    def delivered(self, letter_id: str) -> None:
        """Note that it has arrived."""

    def park(self, letter_id: str, why: str) -> None:
        """Note that it was refused, and why."""

    def postpone(self, letter_id: str) -> None:
        """Let others go first."""


class Fate(Enum):
    """What an answer means for the letter."""

    DELIVERED = "delivered"
    PARK = "park"
    POSTPONE = "postpone"
    WAIT = "wait"


def judge(answer: Answer, letter_id: str) -> Fate:
    """Return what the answer means for the letter."""
    if answer.status == 200:
        try:
            return Fate.DELIVERED if answered_id(answer.body) == letter_id else Fate.WAIT
        except WireError:
            return Fate.WAIT
    if answer.status in _PATIENT or answer.status < 400:
        return Fate.WAIT
    return Fate.PARK if answer.status < 500 and is_refusal(answer.body) else Fate.POSTPONE


class Delivery:
    """Sends one letter after another; `problem` is what stands in the way, None when nothing does."""

    def __init__(
        self,
        home: Home,
        letters: Letters,
        clock: Callable[[], datetime],
        backoff: Backoff | None = None,
    ) -> None:
        self.problem: str | None = None
        self._home = home
        self._letters = letters
        self._clock = clock
        self._backoff = backoff or Backoff(FIRST_WAIT, LONGEST_WAIT)
        self._loop = asyncio.get_running_loop()
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Say from any thread that something was put."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._woken.set)

    async def run(self) -> None:
        """Deliver until cancelled."""
        while True:
            self._woken.clear()
            letter = await asyncio.to_thread(self._letters.next)
            if letter is None:
                await self._woken.wait()
                continue
            # From here on only what is put while this one is on its way cuts a wait short.
            self._woken.clear()
            wait = await self._send(letter)
            if wait is not None:
                await self._rest(wait)

    async def _send(self, letter: Letter) -> float | None:
        """Send one letter; return the seconds to wait before the next, None for none."""
        try:
            answer = await self._home.ask(self._request(letter))
        except Away as err:
            self._trouble(str(err))
            return self._backoff.next()
        fate = judge(answer, letter.id)
        if fate is Fate.DELIVERED:
            await asyncio.to_thread(self._letters.delivered, letter.id)
            self._clear()
        elif fate is Fate.PARK:
            # Only names of fields: what they held may be somebody's plate.
            why = f"{answer.status} {' '.join(refused_fields(answer.body))}".strip()
            LOG.error("Home Assistant refused a %s report for good (%s): it is parked", letter.kind, why)
            await asyncio.to_thread(self._letters.park, letter.id, why)
            self._clear()
        else:
            if fate is Fate.POSTPONE:
                await asyncio.to_thread(self._letters.postpone, letter.id)
            self._trouble(REFUSALS.get(answer.status, f"what answers for Home Assistant says {answer.status}"))
            return max(self._backoff.next(), min(answer.retry_after or 0.0, LONGEST_WAIT))
        return None

    def _request(self, letter: Letter) -> Request:
        message = stamped(letter.body, self._clock(), recovered=letter.recovered)
        parts = [Part("report", message, "application/json")]
        parts += [Part("frame", letter.frame, "image/jpeg")] if letter.frame else []
        parts += [Part("plate", letter.plate, "image/jpeg")] if letter.plate else []
        return Request(PATH, tuple(parts))

    async def _rest(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            pass

    def _trouble(self, words: str) -> None:
        if words != self.problem:
            LOG.warning("Reports wait: %s", words)
            self.problem = words

    def _clear(self) -> None:
        self._backoff.reset()
        if self.problem is not None:
            LOG.info("Reports go through again")
            self.problem = None
