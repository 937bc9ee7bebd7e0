"""What is old goes: pictures first, then the log; a little at a time, so that no gate waits for it."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from sqlalchemy import Connection

from ..core.config import SiteConfig
from ..core.ports import Clock
from ..store import audit, levels, looks, passages, stays
from ..store.database import Database
from ..store.pictures import PictureFolder

_LOGGER = logging.getLogger(__name__)

BATCH: Final = 500
"""Rows in one transaction."""
UNFINISHED: Final = timedelta(hours=1)
"""A picture that is being written for longer than this never will be whole."""


class RetentionDesk:
    """Deletes what was kept for as long as the board chose."""

    def __init__(self, config: SiteConfig, database: Database, pictures: PictureFolder, now: Clock) -> None:
        self._config = config
        self._database = database
        self._pictures = pictures
        self._now = now

    async def sweep(self) -> None:
        """Delete what is too old by our own clock, whatever a camera's said. Raises StoreError."""
        now = self._now()
        faded, ended = now - self._config.keep_pictures, now - self._config.keep_log
        # The log first: it may name a picture that is there no longer only if we are killed between the two.
        await self._each(lambda c: passages.forget_pictures(c, faded, BATCH))
        files = await self._pictures.sweep(faded, now - UNFINISHED)
        logged = await self._each(lambda c: passages.delete_before(c, ended, BATCH))
        changed = await self._each(lambda c: looks.delete_before(c, ended, BATCH))
        audited = await self._each(lambda c: audit.delete_before(c, ended, BATCH))
        stood = await self._each(lambda c: stays.delete_before(c, ended, BATCH))
        counted = await self._each(lambda c: levels.delete_before(c, ended, BATCH))
        _LOGGER.debug(
            "Deleted what was old: %d pictures, %d passages, %d changes of slots, %d entries of the audit, %d stays, "
            "%d levels of zones",
            *(files, logged, changed, audited, stood, counted),
        )

    async def _each(self, work: Callable[[Connection], int]) -> int:
        """Do some work until there is no more of it; returns how much it was."""
        done = 0
        while some := await self._database.write(work):
            done += some
        return done
