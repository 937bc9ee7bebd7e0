"""The guards' shifts: one at a time, each with a word for the next. All on the record."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from ..core.errors import Refused
from ..core.events import ShiftChanged
from ..core.guard import LONGEST_HAND_OVER, Shift, words
from ..core.model import AuditEntry
from ..core.ports import Clock, Publish
from ..store import audit, shifts
from ..store.database import Database


@dataclass(frozen=True, slots=True)
class Watching:
    """Who is on, None for nobody, and who was before them."""

    on: Shift | None
    last: Shift | None


class ShiftDesk:
    """Keeps who is at the gate."""

    def __init__(self, database: Database, publish: Publish, now: Clock) -> None:
        self._database = database
        self._publish = publish
        self._now = now

    async def now_on(self) -> Watching:
        """Return who is on and who was last. Raises StoreError."""
        return await self._database.read(lambda c: Watching(shifts.now_on(c), shifts.last_over(c)))

    async def newest(self, limit: int) -> tuple[Shift, ...]:
        """Return the newest shifts, newest first. Raises StoreError."""
        return await self._database.read(lambda c: shifts.newest(c, limit))

    async def take(self, user: str) -> None:
        """Come on; whoever else is on goes off, without a word. Raises StoreError."""
        at = self._now()
        if await self._database.write(lambda c: _take(c, user, at)):
            self._publish(ShiftChanged())

    async def hand_over(self, user: str, note: str | None) -> None:
        """Go off, with a word for the next. Raises Refused or StoreError."""
        kept, at = words(note, LONGEST_HAND_OVER, "note"), self._now()
        await self._database.write(lambda c: _hand_over(c, user, kept, at))
        self._publish(ShiftChanged())


def _take(connection: Connection, user: str, at: datetime) -> bool:
    on = shifts.now_on(connection)
    if on is not None and on.user == user:
        return False
    shifts.end(connection, at, None)
    shifts.begin(connection, user, at)
    audit.add(connection, AuditEntry(at, user, "shift_taken", on.user if on else "", None))
    return True


def _hand_over(connection: Connection, user: str, note: str | None, at: datetime) -> None:
    on = shifts.now_on(connection)
    if on is None or on.user != user:
        raise Refused("shift_not_yours", "somebody else is on, or nobody", "note")
    shifts.end(connection, at, note)
    audit.add(connection, AuditEntry(at, user, "shift_handed_over", "", note))
