"""What a way of matching costs, on the list as it is now."""

import asyncio

from ..core.config import SiteConfig
from ..core.ports import Clock
from ..core.price import Price, price
from ..store import people
from ..store.database import Database


class PriceDesk:
    """Prices the list, anew only when it has changed."""

    def __init__(self, config: SiteConfig, database: Database, now: Clock) -> None:
        self._countries = config.countries
        self._database = database
        self._now = now
        self._asking = asyncio.Lock()
        self._plates: frozenset[str] = frozenset()
        self._price = price(())

    async def of_the_list(self) -> Price:
        """Return the price of matching on everybody who may come in, now or later. Raises StoreError."""
        at = self._now()
        async with self._asking:
            plates = await self._database.read(lambda c: people.welcome(c, at))
            if plates != self._plates:
                self._price = await asyncio.to_thread(price, plates, self._countries)
                self._plates = plates
            return self._price
