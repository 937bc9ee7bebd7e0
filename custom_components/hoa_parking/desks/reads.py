"""Pictures that guards take: held in memory, read by the recognizer, kept only when a passage is entered with them."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from ..core.errors import Refused
from ..core.events import ReadsWanted
from ..core.ports import Clock, NewId, Publish
from ..core.reads import Read, ReadBook, Reading, ReadProblem
from ..core.stills import is_still

PATIENCE_S: Final = 20.0
"""How long a guard waits."""
AT_ONCE: Final = 4
"""So many pictures are on their way to the recognizer, or from a phone to us."""


class ReadDesk:
    """Has pictures read."""

    def __init__(self, publish: Publish, now: Clock, new_id: NewId) -> None:
        self._publish = publish
        self._now = now
        self._new_id = new_id
        self._book = ReadBook()
        self._waiting: dict[str, asyncio.Future[None]] = {}
        self._seats = AT_ONCE
        self._told: tuple[str, ...] = ()

    @contextmanager
    def seat(self) -> Iterator[None]:
        """Hold a seat for a picture, from before it is received until it is read; raises Refused."""
        if not self._seats:
            raise Refused("too_many", f"{AT_ONCE} pictures are being read already")
        self._seats -= 1
        try:
            yield
        finally:
            self._seats += 1

    async def read(self, picture: bytes, user: str, patience: float = PATIENCE_S) -> Read:
        """Return a picture with what the recognizer read, without it where that took too long; raises Refused."""
        if not is_still(picture):
            raise Refused("no_picture", "this is no JPEG picture, or too large a one")
        read = self._book.take(user, picture, self._now(), self._new_id)
        self._waiting[read] = answered = asyncio.get_running_loop().create_future()
        self._tell()
        try:
            async with asyncio.timeout(patience):
                await answered
        except TimeoutError:
            pass
        finally:
            self._waiting.pop(read, None)
        held = self._book.of(read, user, self._now())
        if held is None:
            raise Refused("no_such_read", "this picture is not held any more")
        if held.reading is not None and held.reading.problem is ReadProblem.NO_PICTURE:
            self._book.drop(read)
            raise Refused("no_picture", "this is no JPEG picture, or a damaged one")
        return held

    def picture(self, read: str) -> bytes | None:
        """Return a picture that is to be read; None where nobody waits for it any more."""
        return self._book.picture(read, self._now())

    def answer(self, read: str, reading: Reading) -> bool:
        """Take what a picture shows; returns whether anybody waited for it."""
        waited = self._book.answer(read, reading, self._now())
        answered = self._waiting.get(read)
        if answered is not None and not answered.done():
            answered.set_result(None)
        self._tell()
        return waited

    def taken_by(self, user: str, read: str) -> Read:
        """Return a picture that somebody took themselves; raises Refused where it is not held, or another's."""
        held = self._book.of(read, user, self._now())
        if held is None:
            raise Refused("no_such_read", "this picture is not held any more", "read")
        return held

    def drop(self, read: str) -> None:
        """Let go of a picture: it is kept elsewhere now, or nobody wants it."""
        self._book.drop(read)
        self._tell()

    def tick(self) -> None:
        """Let go of what nobody used, and have read no more what nobody waits for."""
        self._book.tidy(self._now())
        self._tell()

    def close(self) -> None:
        """Let everybody go who waits."""
        for answered in self._waiting.values():
            if not answered.done():
                answered.set_result(None)

    def _tell(self) -> None:
        wanted = self._book.wanted(self._now())
        if wanted != self._told:
            self._told = wanted
            self._publish(ReadsWanted(wanted))
