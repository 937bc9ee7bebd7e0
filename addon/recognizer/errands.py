"""What Home Assistant asks for by its configuration: each done once, in the order of asking, while somebody waits."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable
from typing import Final, Generic, TypeVar

PATIENCE: Final = 60.0
"""Seconds after which nobody waits any more."""

_AGAIN: Final = 0.5
_REMEMBERED: Final = 256

_T = TypeVar("_T")


class Errands(Generic[_T]):
    """One kind of them; `key` tells one from another."""

    def __init__(
        self,
        key: Callable[[_T], str],
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._key = key
        self._monotonic = monotonic
        self._sleep = sleep
        self._waiting: dict[str, tuple[_T, float]] = {}
        self._done: OrderedDict[str, None] = OrderedDict()
        self._woken = asyncio.Event()

    def follow(self, wanted: Iterable[_T]) -> None:
        """Do these from now on, and no others."""
        now = self._monotonic()
        fresh = {self._key(one): one for one in wanted if self._key(one) not in self._done}
        self._waiting = {key: self._waiting.get(key, (one, now)) for key, one in fresh.items()}
        self._woken.set()

    async def run(self, do: Callable[[_T], Awaitable[bool]], late: Callable[[_T], None]) -> None:
        """Do them until cancelled: `do` returns whether there is nothing more to do; `late` hears of what never was."""
        while True:
            await self._woken.wait()
            self._woken.clear()
            for key, (one, since) in list(self._waiting.items()):
                if self._monotonic() - since > PATIENCE:
                    late(one)
                    self._settle(key)
                elif await do(one):
                    self._settle(key)
            if self._waiting:
                await self._sleep(_AGAIN)
                self._woken.set()

    def _settle(self, key: str) -> None:
        self._waiting.pop(key, None)
        self._done[key] = None
        while len(self._done) > _REMEMBERED:
            self._done.popitem(last=False)
