"""The passage log, searched: whoever looks for a plate does so on the record."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from ..core.journal import LOOK_ALIKES, JournalFilter, JournalPage
from ..core.model import AuditEntry, Cursor
from ..core.ports import Asker, Clock
from ..store import audit, journal
from ..store.database import Database

SAME_SEARCH: Final = timedelta(minutes=15)
"""Whoever turns the pages of one search, or repeats it, has looked once."""
MOST_SEARCHES: Final = 500
CHUNK: Final = 2_000

type JournalRow = Sequence[str | int | float | datetime | None]
"""When, which, and what `store.journal.SHEET` names."""


class JournalDesk:
    """Searches the log, for guards and the board."""

    def __init__(self, database: Database, now: Clock) -> None:
        self._database = database
        self._now = now
        self._searched: dict[tuple[str, str, bool], datetime] = {}

    async def search(self, wanted: JournalFilter, before: Cursor | None, limit: int, person: Asker) -> JournalPage:
        """Return a page of what is wanted, newest first. Raises StoreError."""
        await self._record(wanted, person)
        return await self._database.read(lambda c: journal.page(c, wanted, before, limit))

    async def begin_export(self, wanted: JournalFilter, sheet: str, person: Asker) -> None:
        """Put an export on the record. Raises StoreError."""
        await self._record(wanted, person)
        await self._write(AuditEntry(self._now(), person.user_id, "journal_exported", sheet, _words(wanted)))

    async def chunks(self, wanted: JournalFilter) -> AsyncIterator[Sequence[JournalRow]]:
        """Yield all that is wanted, newest first, a little at a time: others read in between. Raises StoreError."""
        at: Cursor | None = None
        while True:
            found = await self._chunk(wanted, at)
            yield [tuple(row) for row in found.rows]
            if found.next is None:
                return
            at = found.next

    async def _chunk(self, wanted: JournalFilter, at: Cursor | None) -> journal.Found:
        return await self._database.read(lambda c: journal.rows(c, wanted, at, CHUNK))

    async def looked_up(self, pattern: str, person: Asker, *, alike: bool = False) -> None:
        """Put on the record that somebody looked for a plate, by itself or a pattern; once for all that they turn.

        Raises StoreError.
        """
        now, search = self._now(), (person.user_id, pattern, alike)
        last = self._searched.get(search)
        if last is not None and timedelta(0) <= now - last < SAME_SEARCH:
            return
        await self._write(AuditEntry(now, person.user_id, "vehicle_looked_up", pattern, LOOK_ALIKES if alike else None))
        self._searched.pop(search, None)
        self._searched[search] = now
        while len(self._searched) > MOST_SEARCHES:
            del self._searched[next(iter(self._searched))]

    def forget(self) -> None:
        """Forget who looked for what: whoever looks again does so on the record again."""
        self._searched.clear()

    async def _record(self, wanted: JournalFilter, person: Asker) -> None:
        """Put a search for a plate on the record, before it is answered."""
        if wanted.plate is not None:
            await self.looked_up(wanted.plate, person, alike=wanted.alike)

    async def _write(self, entry: AuditEntry) -> None:
        def add(connection: Connection) -> None:
            audit.add(connection, entry)

        await self._database.write(add)


def _words(wanted: JournalFilter) -> str | None:
    """Return what was asked for, as it is asked for."""
    times = (("since", wanted.since), ("until", wanted.until))
    others = (
        *(("gate", wanted.gate), ("plate", wanted.plate), ("apartment", wanted.apartment)),
        *(("verdict", wanted.verdict), ("reason", wanted.reason)),
        *(("outcome", wanted.outcome), ("source", wanted.source)),
    )
    said = [f"{name}={at:%Y-%m-%dT%H:%MZ}" for name, at in times if at is not None]
    said += [f"{name}={value}" for name, value in others if value is not None]
    return " ".join(said) or None
