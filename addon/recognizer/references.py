"""The pictures on which slots were drawn, fetched from Home Assistant and kept while the configuration names them."""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final
from urllib.parse import quote

from .backoff import Backoff
from .errors import RecognizerError
from .model import Config, Request
from .ports import Home
from .stills import PATH

LOG = logging.getLogger(__name__)

SECONDS: Final = 30.0
"""How long one picture may take to come."""


class References:
    """The folder of them: only those of the configuration in force lie in it."""

    def __init__(
        self,
        home: Home,
        folder: Path,
        *,
        backoff: Backoff | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._home = home
        self._folder = folder
        self._backoff = backoff or Backoff(5, 300)
        self._sleep = sleep
        self._named: frozenset[str] = frozenset()
        self._gone: set[str] = set()
        self._woken = asyncio.Event()

    def follow(self, config: Config) -> None:
        """Keep what this configuration names from now on."""
        self._named = frozenset(one.layout.still for one in config.cameras if one.layout and one.layout.still)
        self._gone.clear()
        self._woken.set()

    async def run(self) -> None:
        """Fetch what is missing, again and again until it is here, until cancelled."""
        while True:
            await self._woken.wait()
            self._woken.clear()
            missing = await asyncio.to_thread(self._missing)
            came = [await self._fetch(still) for still in missing]
            if all(came):
                self._backoff.reset()
            else:
                await self._sleep(self._backoff.next())
                self._woken.set()

    def _missing(self) -> list[str]:
        """Delete what is named no more; return what is named and not here."""
        try:
            there = list(self._folder.iterdir()) if self._folder.is_dir() else []
            # One that was cut off while it was written is not here.
            here = {path.stem for path in there if path.suffix == ".jpg" and path.stem in self._named}
            for path in there:
                if path.suffix != ".jpg" or path.stem not in here:
                    path.unlink(missing_ok=True)
        except OSError as err:
            LOG.warning("The folder of reference pictures cannot be tidied: %s", err.strerror)
            return []
        return sorted(self._named - here - self._gone)

    async def _fetch(self, still: str) -> bool:
        """Fetch one picture; return whether there is nothing more to do about it."""
        try:
            answer = await self._home.ask(Request(f"{PATH}/{quote(still, safe='')}", seconds=SECONDS))
        except RecognizerError as err:
            LOG.debug("A reference picture was not fetched: %s", err)
            return False
        if answer.status == 200:
            return await asyncio.to_thread(self._keep, still, answer.body)
        if answer.status == 404:
            LOG.warning("Home Assistant has no reference picture %s: whether its camera moved stays unclear", still)
            self._gone.add(still)
            return True
        LOG.debug("A reference picture was not fetched: Home Assistant answers %d", answer.status)
        return False

    def _keep(self, still: str, jpeg: bytes) -> bool:
        fresh = self._folder / f"{still}.new"
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            # It shows people and their cars.
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(jpeg)
            fresh.replace(path_of(self._folder, still))
        except OSError as err:
            LOG.warning("A reference picture cannot be kept: %s", err.strerror)
            return False
        return True


def path_of(folder: Path, still: str) -> Path:
    """Return where a reference picture lies in its folder."""
    return folder / f"{still}.jpg"
