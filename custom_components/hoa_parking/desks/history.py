"""How full each zone was: written by change, at most once a minute and zone."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from typing import Final

from sqlalchemy import Connection

from ..core.config import SiteConfig
from ..core.errors import Refused, StoreError
from ..core.events import Event, ZoneChanged
from ..core.history import HeatCell, heat, steps
from ..core.inorder import InOrder
from ..core.model import Zone
from ..core.places import Level
from ..core.ports import Clock
from ..store import levels
from ..store.database import Database

MOST_KEPT: Final = 10_000
"""Levels that are held in memory while the database takes none; the oldest go first."""

MOST_WAITING: Final = 20
"""Whoever asks for a whole history while so many wait for theirs is told to come again."""


class HistoryDesk:
    """Writes zones' levels, in the background, and answers from them.

    Of all the changes of a minute the last is kept. While the site is closed nothing is known: that is written too.
    """

    def __init__(self, config: SiteConfig, database: Database, now: Clock) -> None:
        self._known = {zone.id for zone in config.zones}
        self._database = database
        self._now = now
        self._jobs = InOrder("hoa_parking history")
        self._pending: dict[str, Level] = {}  # told in a minute that may still run
        self._kept: dict[str, Level] = {}  # the newest of those written, or due
        self._due: list[Level] = []
        self._writing: tuple[Level, ...] = ()
        self._lock = asyncio.Lock()
        self._waiting = 0

    async def open(self, zones: Iterable[Zone] = ()) -> None:
        """Begin with the zones as they are."""
        self._jobs.open()
        for zone in zones:
            self._hear(zone)

    async def close(self) -> None:
        """Write what is known, and that from now on nothing is."""
        for level in tuple(self._pending.values()):
            self._keep(level)
        for level in tuple(self._kept.values()):
            at = max(self._now(), level.at + timedelta(milliseconds=1))
            self._keep(Level(level.zone, at, level.total, 0, 0, level.total))
        self._jobs.put(self._write)
        await self._jobs.close()

    async def settle(self) -> None:
        """Return once all that was to be written is."""
        await self._jobs.settle()

    def follow(self, event: Event) -> None:
        """Hear how full the zones are."""
        if isinstance(event, ZoneChanged):
            self._hear(event.zone)

    def tick(self) -> None:
        """Write the levels whose minute is over."""
        minute = _minute(self._now())
        for level in tuple(self._pending.values()):
            if _minute(level.at) != minute:
                self._keep(level)
        if self._due and self._jobs.idle:
            self._jobs.put(self._write)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait until nobody else reads weeks of history: a gate's question waits for no row of them. Raises Refused."""
        if self._waiting >= MOST_WAITING:
            raise Refused("too_many", "too many ask for a history at once")
        self._waiting += 1
        try:
            async with self._lock:
                yield
        finally:
            self._waiting -= 1

    async def levels(self, zone: str, since: datetime, until: datetime) -> tuple[Level, ...]:
        """Return a zone's levels of a time, after the one that held when it began. Raises Refused or StoreError."""
        self._check(zone)
        fresh = self._unwritten(zone, until)
        return await self._database.read(lambda c: _whole(c, zone, since, until, fresh))

    async def steps(self, zone: str, since: datetime, until: datetime) -> tuple[Level, ...]:
        """Return how full a zone was, in at most `core.history.MOST_POINTS` steps. Raises Refused or StoreError."""
        self._check(zone)
        fresh = self._unwritten(zone, until)
        return await self._database.read(lambda c: steps(_whole(c, zone, since, until, fresh), since, until))

    async def heat(self, zone: str, since: datetime, until: datetime, clock: tzinfo) -> tuple[HeatCell, ...]:
        """Return how full each hour of the week was, by the house's clock. Raises Refused or StoreError."""
        self._check(zone)
        fresh = self._unwritten(zone, until)
        return await self._database.read(lambda c: heat(_whole(c, zone, since, until, fresh), since, until, clock))

    def _check(self, zone: str) -> None:
        if zone not in self._known:
            raise Refused("zone_unknown", "there is no such zone", "zone")

    def _unwritten(self, zone: str, until: datetime) -> tuple[Level, ...]:
        waiting = (*self._writing, *self._due, *self._pending.values())
        return tuple(level for level in waiting if level.zone == zone and level.at < until)

    def _hear(self, zone: Zone) -> None:
        level = Level(zone.id, self._now(), zone.total, zone.free, zone.occupied, zone.unknown)
        before = self._pending.get(zone.id)
        if _same(before or self._kept.get(zone.id), level):
            return
        if before is not None and _minute(before.at) != _minute(level.at):
            self._keep(before)
        self._pending[zone.id] = level

    def _keep(self, level: Level) -> None:
        """Have a level written, unless it is back to the one before."""
        self._pending.pop(level.zone, None)
        if not _same(self._kept.get(level.zone), level):
            self._kept[level.zone] = level
            self._due.append(level)

    async def _write(self) -> None:
        batch, self._writing, self._due = self._due, tuple(self._due), []
        try:
            await self._database.write(lambda c: levels.add(c, batch))
        except StoreError:
            self._due = [*batch, *self._due][-MOST_KEPT:]
            raise
        finally:
            self._writing = ()


def _whole(
    connection: Connection, zone: str, since: datetime, until: datetime, fresh: Iterable[Level]
) -> tuple[Level, ...]:
    """Return what is written, and of what was not a moment ago the rest: it may have been written since."""
    written = levels.between(connection, zone, since, until)
    return (*written, *(level for level in fresh if not written or level.at > written[-1].at))


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _same(before: Level | None, level: Level) -> bool:
    return before is not None and replace(before, at=level.at) == level
