"""Pictures that guards took, read for them: fetched, looked at as a gate's are, told, forgotten."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Final
from urllib.parse import quote

from .errands import Errands
from .errors import Away, ModelMissing, SourceError
from .model import Answer, Config, Part, Plate, Request
from .ports import Home
from .wire import NO_PICTURE, PATIENT, REFUSALS, UNABLE, read_body

LOG = logging.getLogger(__name__)

PATH: Final = "/api/hoa_parking/v1/reads"


class Reads:
    """Reads each picture once.

    `look` returns the plates in a file, of some countries, the best first; it raises SourceError for what is no picture
    that can be decoded, ModelMissing where there is nothing to look with.
    """

    def __init__(
        self,
        home: Home,
        look: Callable[[bytes, Sequence[str]], Sequence[Plate]],
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._home = home
        self._look = look
        self._errands: Errands[str] = Errands(str, monotonic=monotonic, sleep=sleep)
        self._countries: tuple[str, ...] = ()
        self._told: dict[str, bytes] = {}

    def follow(self, config: Config) -> None:
        """Read what this configuration wants from now on; what it wants no more is nobody's."""
        self._countries = config.countries
        self._told = {read: body for read, body in self._told.items() if read in config.reads}
        self._errands.follow(config.reads)

    async def run(self) -> None:
        """Read pictures until cancelled."""
        await self._errands.run(self._read, self._late)

    async def _read(self, read: str) -> bool:
        """Read one picture; return whether there is nothing more to do about it."""
        path = f"{PATH}/{quote(read, safe='')}"
        try:
            if read not in self._told:
                answer = await self._home.ask(Request(path))
                if answer.status != 200:
                    return _settled(answer)
                # Never in a camera's thread, nor in the loop: the networks are used in turns with the cameras.
                self._told[read] = await asyncio.to_thread(self._plates, answer.body)
            told = await self._home.ask(Request(path, (Part("read", self._told[read], "application/json"),)))
        except Away as err:
            LOG.debug("A picture to be read waits: %s", err)
            return False
        if settled := _settled(told):
            self._told.pop(read, None)
        return settled

    def _plates(self, picture: bytes) -> bytes:
        try:
            return read_body(self._look(picture, self._countries))
        except SourceError:
            return read_body((), NO_PICTURE)
        except ModelMissing as err:
            LOG.warning("A picture cannot be read: %s", err)
            return read_body((), UNABLE)

    def _late(self, read: str) -> None:
        self._told.pop(read, None)
        LOG.warning("A picture was to be read and could not be fetched or told in time")


def _settled(answer: Answer) -> bool:
    """Return whether there is nothing more to do after an answer; say what was wrong with it."""
    if answer.status in PATIENT or answer.status >= 500:
        return False
    if answer.status >= 300 and answer.status != 404:
        why = REFUSALS.get(answer.status, f"it answers {answer.status}")
        LOG.warning("Home Assistant does not have read what it asked for: %s", why)
    return True
