"""Pictures of cameras for those who wait for them: the newest frame as it is, each once."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import quote

from .errands import Errands
from .errors import Away
from .evidence import jpeg
from .model import Config, Frame, Part, Request, Wanted
from .ports import Home
from .wire import PATIENT, REFUSALS

LOG = logging.getLogger(__name__)

PATH: Final = "/api/hoa_parking/v1/stills"
SIDE: Final = 1920
BYTES: Final = 4 * 1024 * 1024
QUALITIES: Final = (88, 80, 60)


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
        self._errands: Errands[Wanted] = Errands(lambda wanted: wanted.id, monotonic=monotonic, sleep=sleep)

    def follow(self, config: Config) -> None:
        """Give what this configuration wants from now on; what it wants no more is nobody's."""
        self._errands.follow(config.stills)

    async def run(self) -> None:
        """Give pictures until cancelled."""
        await self._errands.run(self._give, _late)

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
        if answer.status in PATIENT or answer.status >= 500:
            return False
        if answer.status >= 300 and answer.status != 404:
            why = REFUSALS.get(answer.status, f"it answers {answer.status}")
            LOG.warning("Home Assistant does not take a picture that it asked for: %s", why)
        return True


def _late(wanted: Wanted) -> None:
    LOG.warning("A picture of camera %s was asked for and could not be given", wanted.camera)
