"""Pictures of cameras for those who wait for them: the newest frame as it is, each once."""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import quote

from .errors import Away
from .evidence import jpeg
from .model import Config, Frame, Part, Request, Wanted
from .ports import Home
from .wire import REFUSALS

LOG = logging.getLogger(__name__)

PATH: Final = "/api/hoa_parking/v1/stills"
PATIENCE: Final = 60.0
"""Seconds after which nobody waits any more."""

SIDE: Final = 1920
BYTES: Final = 4 * 1024 * 1024
QUALITIES: Final = (88, 80, 60)
_AGAIN: Final = 0.5
_REMEMBERED: Final = 256
_PATIENT: Final = frozenset({408, 425, 429})


class Stills:
    """Gives each wanted picture once, as soon as its camera has one; `newest` is a camera's newest frame by its id."""

    def __init__(
        self,
        home: Home,
        newest: Callable[[str], Frame | None],
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._home = home
        self._newest = newest
        self._monotonic = monotonic
        self._sleep = sleep
        self._waiting: dict[str, tuple[Wanted, float]] = {}
        self._done: OrderedDict[str, None] = OrderedDict()
        self._woken = asyncio.Event()

    def follow(self, config: Config) -> None:
        """Give what this configuration wants from now on; what it wants no more is nobody's."""
        now = self._monotonic()
        wanted = {one.id: one for one in config.stills if one.id not in self._done}
        self._waiting = {key: self._waiting.get(key, (one, now)) for key, one in wanted.items()}
        self._woken.set()

    async def run(self) -> None:
        """Give pictures until cancelled."""
        while True:
            await self._woken.wait()
            self._woken.clear()
            for wanted, since in list(self._waiting.values()):
                if self._monotonic() - since > PATIENCE:
                    LOG.warning("A picture of camera %s was asked for and could not be given", wanted.camera)
                    self._settle(wanted)
                elif await self._give(wanted):
                    self._settle(wanted)
            if self._waiting:
                await self._sleep(_AGAIN)
                self._woken.set()

    def _settle(self, wanted: Wanted) -> None:
        self._waiting.pop(wanted.id, None)
        self._done[wanted.id] = None
        while len(self._done) > _REMEMBERED:
            self._done.popitem(last=False)

    async def _give(self, wanted: Wanted) -> bool:
        """Give one picture; return whether there is nothing more to do about it."""
        frame = self._newest(wanted.camera)
        if frame is None:
            return False
        picture = await asyncio.to_thread(jpeg, frame.image, SIDE, BYTES, QUALITIES)
        if picture is None:
            return False
        path = f"{PATH}/{quote(wanted.id, safe='')}"
        try:
            answer = await self._home.ask(Request(path, (Part("still", picture, "image/jpeg"),)))
        except Away as err:
            LOG.debug("A picture waits: %s", err)
            return False
        if answer.status in _PATIENT or answer.status >= 500:
            return False
        if answer.status >= 300 and answer.status != 404:
            why = REFUSALS.get(answer.status, f"it answers {answer.status}")
            LOG.warning("Home Assistant does not take a picture that it asked for: %s", why)
        return True
