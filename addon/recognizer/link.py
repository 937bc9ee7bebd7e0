"""The line to the integration: its configuration comes down, status goes up; the last good copy stays on disk."""

import asyncio
import contextlib
import json
import logging
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import quote

from .backoff import Backoff
from .errors import Away, NotLetIn, RecognizerError, WireError
from .model import Config, Part, Request, Status
from .ports import Home
from .wire import REFUSALS, status_body
from .wire_config import parse_config

LOG = logging.getLogger(__name__)

CONFIG: Final = "/api/hoa_parking/v1/config"
STATUS: Final = "/api/hoa_parking/v1/status"
WAIT: Final = 50
_NOT_LET_IN: Final = frozenset({401, 403})


class Link:
    """One integration; `problem` is what stands in the way, `skew_s` how far our clock is ahead of its.

    `on_back` is called when Home Assistant answers after it did not.
    """

    def __init__(
        self,
        home: Home,
        folder: Path,
        clock: Callable[[], datetime],
        *,
        backoff: Backoff | None = None,
        refused: Backoff | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.problem: str | None = None
        self.on_back: Callable[[], None] = lambda: None
        self.skew_s: float | None = None
        self._home = home
        self._copy = folder / "last-good-configuration.json"
        self._clock = clock
        self._backoff = backoff or Backoff(1, 30)
        # A token that was refused stays refused, and Home Assistant warns of each try.
        self._refused = refused or Backoff(30, 300)
        self._let_in = True
        self._sleep = sleep

    def remembered(self) -> Config | None:
        """Return the last good configuration, None where there is none that can be read."""
        try:
            return parse_config(self._copy.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, WireError) as err:
            LOG.warning("The remembered configuration cannot be read: %s", err)
            return None

    async def configs(self) -> AsyncIterator[Config]:
        """Yield what is remembered, then every new configuration; a bad one changes nothing."""
        known = await asyncio.to_thread(self.remembered)
        if known is not None:
            yield known
        while True:
            try:
                fetched = await self._fetch(known.version if known else "")
            except NotLetIn as err:
                self._let_in = False
                self._trouble(str(err))
                await self._sleep(self._refused.next())
                continue
            except RecognizerError as err:
                self._trouble(str(err))
                await self._sleep(self._backoff.next())
                continue
            self._clear()
            if fetched is None or fetched == known:
                # A server that does not wait must not be asked without end.
                await self._sleep(0.2)
                continue
            known = fetched
            yield known

    async def report(self, status: Status) -> None:
        """Post the status; raise RecognizerError with what stands in the way."""
        if not self._let_in:
            raise NotLetIn(self.problem or REFUSALS[401])
        message = status_body(status, self._clock())
        answer = await self._home.ask(Request(STATUS, (Part("status", message, "application/json"),)))
        if answer.status >= 300:
            raise RecognizerError(REFUSALS.get(answer.status, f"Home Assistant answers status with {answer.status}"))

    async def _fetch(self, known: str) -> Config | None:
        path = f"{CONFIG}?known={quote(known, safe='')}&wait={WAIT}"
        answer = await self._home.ask(Request(path, seconds=WAIT + 15.0))
        self.skew_s = answer.skew_s if answer.skew_s is not None else self.skew_s
        if answer.status == 204:
            return None
        if answer.status != 200:
            words = REFUSALS.get(answer.status, f"what answers for Home Assistant says {answer.status}")
            raise NotLetIn(words) if answer.status in _NOT_LET_IN else RecognizerError(words)
        config = parse_config(answer.body)
        await asyncio.to_thread(self._remember, answer.body)
        return config

    def _remember(self, message: bytes) -> None:
        fresh = self._copy.with_suffix(".new")
        try:
            # The addresses in it hold the cameras' passwords.
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(message)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._copy)
        except OSError as err:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
            LOG.warning("The configuration cannot be remembered on disk: %s", err.strerror)

    def _trouble(self, words: str) -> None:
        if words != self.problem:
            LOG.warning("No configuration: %s", words)
            self.problem = words

    def _clear(self) -> None:
        self._backoff.reset()
        self._refused.reset()
        self._let_in = True
        if self.problem is not None:
            LOG.info("Home Assistant answers again")
            self.problem = None
            self.on_back()


async def announce(supervisor: Home, host: str, port: int) -> None:
    """Tell Home Assistant through Supervisor that the recognizer is here; a failure is logged and harms nothing."""
    message = json.dumps({"service": "hoa_parking", "config": {"host": host, "port": port}}).encode()
    try:
        answer = await supervisor.ask(Request("/discovery", (Part("discovery", message, "application/json"),)))
    except Away as err:
        LOG.warning("Supervisor was not told about the recognizer: %s", err)
        return
    if answer.status >= 300:
        LOG.warning("Supervisor was not told about the recognizer: it answers %d", answer.status)
