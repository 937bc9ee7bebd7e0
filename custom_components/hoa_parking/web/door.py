"""What every door shares: whose it is, how much may come in, and how it says no."""

import asyncio
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from aiohttp import web
from homeassistant.auth.models import User
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.http import KEY_AUTHENTICATED, KEY_HASS, HomeAssistantView

from ..const import DOMAIN
from ..core.errors import HoaError, Problem
from ..site import Site
from .credentials import is_recognizer

KEY_USER: Final = "hass_user"
RATE: Final = 200.0
BURST: Final = 400.0
READ_RATE: Final = 50.0
READ_BURST: Final = 300.0
CLIENTS: Final = 64
BODY_SECONDS: Final = 30
GRACE_SECONDS: Final = 5
"""So long may a body take, and longer only as it comes on."""
RETRY_SECONDS: Final = 5
CHUNK: Final = 64 * 1024


class Denied(HoaError):
    """A request that is answered with a 4xx or 503, in words."""

    def __init__(
        self, status: int, error: str, message: str, problems: Sequence[Problem] = (), *, retry: int = 1
    ) -> None:
        super().__init__(message)
        self.retry = retry
        self.status = status
        self.error = error
        self.problems = tuple(problems)

    def answer(self) -> web.Response:
        """Return it as JSON; 503 and 429 say when to come again."""
        body = {
            "error": self.error,
            "message": str(self),
            "fields": [{"field": problem.field, "problem": problem.problem} for problem in self.problems],
        }
        seconds = {429: self.retry, 503: RETRY_SECONDS}.get(self.status)
        return HomeAssistantView.json(body, self.status, None if seconds is None else {"Retry-After": str(seconds)})


class Bucket:
    """How many requests a client may still make: so many a second, with a reserve.

    So many clients are remembered; the one that was quiet for longest gives way.
    """

    def __init__(
        self, rate: float, burst: float, clock: Callable[[], float] = time.monotonic, clients: int = CLIENTS
    ) -> None:
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._clients = clients
        self._left: dict[str, tuple[float, float]] = {}

    def take(self, client: str) -> bool:
        """Take one; returns False where there is none."""
        now = self._clock()
        left, at = self._left.pop(client, (self._burst, now))
        left = min(self._burst, left + (now - at) * self._rate)
        allowed = left >= 1
        self._left[client] = (left - 1 if allowed else left, now)
        while len(self._left) > self._clients:
            del self._left[next(iter(self._left))]
        return allowed


_BUCKET: Final = Bucket(RATE, BURST)
READERS: Final = Bucket(READ_RATE, READ_BURST)
"""Whoever looks at the log: a gate's own question to the database must not wait behind thousands of theirs."""


def site_of(hass: HomeAssistant) -> Site | None:
    """Return the site, None while it is not open."""
    entries: list[ConfigEntry[Site]] = hass.config_entries.async_loaded_entries(DOMAIN)
    return entries[0].runtime_data if entries else None


def open_site(request: web.Request) -> Site:
    """Return the site; raises Denied with 503 while it is not open."""
    site = site_of(request.app[KEY_HASS])
    if site is None:
        raise Denied(503, "not_loaded", "HOA Parking is not running in this Home Assistant now")
    return site


def recognizer_only(request: web.Request) -> None:
    """Let the recognizer and administrators in; raises Denied with 403 for others, 429 for too many at once."""
    user: User = request[KEY_USER]
    if not (user.is_admin or is_recognizer(user)):
        if (site := site_of(request.app[KEY_HASS])) is not None:
            site.links.refused()
        raise Denied(403, "not_the_recognizer", "this token is not the recognizer's: pair the recognizer again")
    if not _BUCKET.take(user.id):
        raise Denied(429, "too_many", f"more than {RATE:g} requests a second")


def signed_reader(request: web.Request) -> User:
    """Return whose signed address this is; raises Denied with 403 where it ran out, 429 for too many at once."""
    if not request.get(KEY_AUTHENTICATED, False):
        raise Denied(403, "unauthorized", "this address is no longer valid")
    user: User = request[KEY_USER]
    if not READERS.take(user.id):
        raise Denied(429, "too_many", "this user asks too much at once")
    return user


def jpeg(path: Path, caching: str = "private, max-age=3600") -> web.FileResponse:
    """Return a picture for one reader's eyes."""
    return web.FileResponse(
        path,
        headers={
            "Content-Type": "image/jpeg",
            "Cache-Control": caching,
            "X-Content-Type-Options": "nosniff",
        },
    )


async def read_body(request: web.Request, most: int, pace: int = 0) -> bytes:
    """Return a small body; raises Denied with 413 before reading more than `most` bytes, 408 for one too slow.

    With a pace, in bytes a second, it has to keep that up after a few seconds.
    """
    if request.content_length is not None and request.content_length > most:
        raise Denied(413, "too_large", f"the message is larger than {most} bytes")
    body, began = bytearray(), asyncio.get_running_loop().time()
    try:
        async with asyncio.timeout(GRACE_SECONDS if pace else BODY_SECONDS) as limit:
            async for chunk in request.content.iter_chunked(CHUNK):
                body += chunk
                if len(body) > most:
                    raise Denied(413, "too_large", f"the message is larger than {most} bytes")
                if pace:
                    limit.reschedule(began + min(GRACE_SECONDS + len(body) / pace, BODY_SECONDS))
    except TimeoutError as err:
        raise Denied(408, "too_slow", "the message came too slowly") from err
    return bytes(body)
