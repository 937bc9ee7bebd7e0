"""What is old goes, each kind after its own time; a little at a time, so that no gate waits for it."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy import Connection

from ..core import retention
from ..core.config import SiteConfig
from ..core.model import AuditEntry
from ..core.ports import Clock
from ..core.retention import Periods
from ..store import applications, audit, expired, levels, looks, passages, settings, stays
from ..store.database import Database
from ..store.documents import DocumentFolder
from ..store.pictures import PictureFolder

_LOGGER = logging.getLogger(__name__)

KEY: Final = "retention"
BATCH: Final = 500
"""Rows in one transaction."""
PLATES: Final = 2_000
"""Plates that are looked up at a time."""
UNFINISHED: Final = timedelta(hours=1)
"""A picture that is being written for longer than this never will be whole."""

type _Old = Callable[[Connection, datetime, int], int]

_WORK: Final[Mapping[str, tuple[_Old, ...]]] = {
    "passages": (passages.delete_before, looks.delete_before),
    "activity": (audit.delete_before, expired.delete_shifts, expired.delete_links),
    "applications": (applications.delete_decided_before,),
    "documents": (applications.forget_documents,),
    "passes": (expired.delete_passes,),
    "stays": (stays.delete_before,),
    "levels": (levels.delete_before,),
}


class RetentionDesk:
    """Deletes what was kept for as long as the board chose."""

    def __init__(
        self,
        config: SiteConfig,
        database: Database,
        pictures: PictureFolder,
        documents: DocumentFolder,
        now: Clock,
    ) -> None:
        self._start = retention.start(config)
        self._database = database
        self._pictures = pictures
        self._documents = documents
        self._now = now

    async def periods(self) -> Periods:
        """Return for how many days each kind is kept. Raises StoreError."""
        return await self._database.read(self._periods)

    async def set_periods(self, periods: Periods, user: str | None) -> Periods:
        """Keep each kind for as many days; returns all periods. Raises Refused or StoreError."""

        def put(connection: Connection) -> Periods:
            before = self._periods(connection)
            chosen = retention.checked(periods, before)
            settings.put(connection, KEY, retention.written(chosen))
            changed = [f"{kind} {days}" for kind, days in chosen.items() if before[kind] != days]
            audit.add(connection, AuditEntry(self._now(), user, "retention_set", "", ", ".join(changed) or None))
            return chosen

        return await self._database.write(put)

    async def sweep(self) -> None:
        """Delete what is too old by our own clock, whatever a camera's said. Raises StoreError."""
        now, periods = self._now(), await self.periods()
        before = {kind: now - timedelta(days=days) for kind, days in periods.items()}
        # The log first: it may name a picture that is there no longer only if we are killed between the two.
        await self._each(lambda c: passages.forget_pictures(c, before["pictures"], BATCH))
        files = await self._pictures.sweep(before["pictures"], now - UNFINISHED)
        gone = {
            work: await self._each(partial(_run, work, before[kind])) for kind, many in _WORK.items() for work in many
        }
        files += await self._documents.sweep(await self._database.read(applications.documents), now - UNFINISHED)
        forgotten = await self._forget_plates() if gone[passages.delete_before] else 0
        _LOGGER.debug("Deleted what was old: %d files, %d rows, %d plates", files, sum(gone.values()), forgotten)

    def _periods(self, connection: Connection) -> Periods:
        return retention.read(settings.get(connection, KEY), self._start)

    async def _forget_plates(self) -> int:
        """Forget the plates that the log no longer has; they are looked for beside the writer. Raises StoreError."""
        done, last = 0, ""
        while some := await self._database.read(partial(expired.plates_after, plate=last, most=PLATES)):
            last = some[-1][0]
            if gone := [plate for plate, is_there in some if not is_there]:
                done += await self._database.write(partial(expired.forget_plates, gone=gone))
        return done

    async def _each(self, work: Callable[[Connection], int]) -> int:
        """Do some work until there is no more of it; returns how much it was."""
        done = 0
        while some := await self._database.write(work):
            done += some
        return done


def _run(work: _Old, before: datetime, connection: Connection) -> int:
    return work(connection, before, BATCH)
