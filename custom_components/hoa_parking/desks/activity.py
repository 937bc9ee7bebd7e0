"""The record of what people did: read by the board, exported on the record; failed log-ins are written here."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy import Connection

from ..core.activity import ADDRESS_BANNED, LOGIN_FAILED, Activity, ActivityFilter, ActivityPage
from ..core.inorder import InOrder
from ..core.model import AuditEntry
from ..core.ports import Asker, Clock
from ..store import audit
from ..store.database import Database

CHUNK: Final = 2_000
QUIET: Final = timedelta(minutes=1)
"""An address that fails again within this is counted, not written down each time."""
MOST_ADDRESSES: Final = 100
ALL_OTHERS: Final = "*"
"""Where more addresses than that fail in a minute, what the rest is counted under."""


@dataclass(slots=True)
class _Failing:
    """When an address was last written down, and how often it has failed since."""

    written: datetime
    since: int = 0


class ActivityDesk:
    """Answers what was done by whom."""

    def __init__(self, database: Database, now: Clock) -> None:
        self._database = database
        self._now = now
        self._jobs = InOrder("hoa_parking activity")
        self._failing: dict[str, _Failing] = {}

    def open(self) -> None:
        """Begin to write."""
        self._jobs.open()

    async def close(self) -> None:
        """Write what is known."""
        for address in tuple(self._failing):
            self._settle(address)
        await self._jobs.close()

    async def settle(self) -> None:
        """Return once all that was to be written is."""
        await self._jobs.settle()

    async def page(self, wanted: ActivityFilter, before: int | None, limit: int) -> ActivityPage:
        """Return what was done, newest first. Raises StoreError."""
        return await self._database.read(lambda c: audit.page(c, wanted, before, limit))

    async def users(self) -> tuple[str, ...]:
        """Return who did anything. Raises StoreError."""
        return await self._database.read(audit.users)

    async def begin_export(self, sheet: str, person: Asker) -> None:
        """Put an export on the record. Raises StoreError."""
        entry = AuditEntry(self._now(), person.user_id, "activity_exported", sheet, None)

        def add(connection: Connection) -> None:
            audit.add(connection, entry)

        await self._database.write(add)

    async def chunks(self, wanted: ActivityFilter) -> AsyncIterator[Sequence[Activity]]:
        """Yield all that is wanted, newest first, a little at a time. Raises StoreError."""
        at: int | None = None
        while True:
            found = await self.page(wanted, at, CHUNK)
            yield found.entries
            if found.next is None:
                return
            at = found.next

    def login_failed(self, address: str) -> None:
        """Put a failed log-in on the record: an address once a minute, then how often it failed in that minute."""
        now = self._now()
        if address not in self._failing and len(self._failing) >= MOST_ADDRESSES:
            address = ALL_OTHERS
        failing = self._failing.get(address)
        if failing is not None:
            failing.since += 1
            return
        self._failing[address] = _Failing(now)
        self._put(AuditEntry(now, None, LOGIN_FAILED, address, None))

    def banned(self, address: str) -> None:
        """Put on the record that Home Assistant lets an address in no more."""
        self._put(AuditEntry(self._now(), None, ADDRESS_BANNED, address, None))

    def tick(self) -> None:
        """Write how often addresses failed whose minute is over."""
        now = self._now()
        for address, failing in tuple(self._failing.items()):
            if not timedelta(0) <= now - failing.written < QUIET:
                self._settle(address)

    def _settle(self, address: str) -> None:
        failing = self._failing.pop(address)
        if failing.since:
            self._failing[address] = _Failing(self._now())
            self._put(AuditEntry(self._now(), None, LOGIN_FAILED, address, str(failing.since)))

    def _put(self, entry: AuditEntry) -> None:
        self._jobs.put(partial(self._write, entry))

    async def _write(self, entry: AuditEntry) -> None:
        await self._database.write(lambda c: audit.add(c, entry))
