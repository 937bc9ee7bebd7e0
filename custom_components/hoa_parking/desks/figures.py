"""The dashboard's numbers: a day of the log at a time, and what cannot change any more only once."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from ..core import figures as rules
from ..core.config import SiteConfig
from ..core.figures import Day, Figures
from ..core.ports import Clock, HouseZone
from ..store import figures, levels
from ..store.database import Database

FRESH: Final = timedelta(seconds=60)
SETTLED: Final = timedelta(hours=1)
"""A day before yesterday is counted anew so often: a recognizer that was cut off reports late."""


@dataclass(frozen=True, slots=True)
class _Counted:
    at: datetime
    day: Day


class FigureDesk:
    """Counts passages, and finds when zones were fullest."""

    def __init__(self, config: SiteConfig, database: Database, now: Clock, zone: HouseZone) -> None:
        self._zones = config.zones
        self._database = database
        self._now = now
        self._zone = zone
        self._lock = asyncio.Lock()
        self._days: dict[tuple[datetime, datetime], _Counted] = {}
        self._answer: tuple[datetime, str, Figures] | None = None

    async def figures(self) -> Figures:
        """Return the numbers as they were within the last minute. Raises StoreError."""
        async with self._lock:
            now, zone = self._now(), self._zone()
            if self._answer is not None:
                at, where, answer = self._answer
                if timedelta(0) <= now - at < FRESH and where == str(zone):
                    return answer
            days = await self._recent(now)
            first = await self._database.read(figures.first)
            hours = rules.hours_until(now, days, first, zone)
            answer = Figures(days[-1].all, hours, days, await self._peaks(now))
            self._answer = now, str(zone), answer
            return answer

    async def _recent(self, now: datetime) -> tuple[Day, ...]:
        """Return the last days; each is its own turn at the readers."""
        spans = list(pairwise(rules.midnights(now, self._zone())))
        yesterday = spans[-2][0]
        counted: dict[tuple[datetime, datetime], _Counted] = {}
        for since, until in spans:
            kept, fresh = self._days.get((since, until)), FRESH if since >= yesterday else SETTLED
            if kept is None or not timedelta(0) <= now - kept.at < fresh:
                kept = _Counted(now, await self._count(since, until))
            counted[since, until] = kept
        self._days = counted
        return tuple(one.day for one in counted.values())

    async def _count(self, since: datetime, until: datetime) -> Day:
        zone = self._zone()
        return await self._database.read(lambda c: rules.day_of(figures.counts(c, since, until), since, zone))

    async def _peaks(self, now: datetime) -> tuple[rules.Peak, ...]:
        since = rules.midnights(now, self._zone())[-2]
        return tuple([await self._peak(zone.id, zone.capacity, since, now) for zone in self._zones])

    async def _peak(self, zone: str, total: int, since: datetime, now: datetime) -> rules.Peak:
        return await self._database.read(lambda c: rules.peak(zone, total, levels.between(c, zone, since, now), since))
