"""Home Assistant over HTTP: one session, kept connections, nothing followed elsewhere, nothing read without end."""

import email.utils
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Final

import aiohttp

from .errors import Away
from .model import Answer, Request

BYTES: Final = 4 * 1024 * 1024


class HomeAssistant:
    """Asks as the recognizer, with its token."""

    def __init__(self, session: aiohttp.ClientSession, url: str, token: str, clock: Callable[[], datetime]) -> None:
        self._session = session
        self._url = url.rstrip("/")
        self._token = token
        self._clock = clock

    async def ask(self, request: Request) -> Answer:
        """Return the answer, whatever its status; raise Away when there is none."""
        headers = {"Authorization": f"Bearer {self._token}"}
        timeout = aiohttp.ClientTimeout(total=request.seconds, sock_connect=5)
        content: aiohttp.FormData | bytes | None = None
        if len(request.parts) == 1:
            content = request.parts[0].content
            headers["Content-Type"] = request.parts[0].content_type
        elif request.parts:
            content = aiohttp.FormData(default_to_multipart=True)
            for part in request.parts:
                content.add_field(part.name, part.content, filename=part.name, content_type=part.content_type)
        method = "POST" if request.parts else "GET"
        try:
            async with self._session.request(
                method, self._url + request.path, data=content, headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                return Answer(response.status, await _body(response), _seconds(response), self._skew(response))
        except TimeoutError as err:
            raise Away("Home Assistant does not answer in time") from err
        except (aiohttp.ClientError, OSError, ValueError) as err:
            raise Away(f"Home Assistant cannot be reached: {_why(err)}") from err

    def _skew(self, response: aiohttp.ClientResponse) -> float | None:
        """Return how far our clock is ahead; the Date line has whole seconds, so half of one is added to it."""
        told = response.headers.get("Date")
        try:
            there = email.utils.parsedate_to_datetime(told) if told else None
        except ValueError:
            return None
        if there is None or there.tzinfo is None:
            return None
        return (self._clock().astimezone(UTC) - there - timedelta(seconds=0.5)).total_seconds()


@asynccontextmanager
async def open_home(url: str, token: str, clock: Callable[[], datetime]) -> AsyncIterator[HomeAssistant]:
    """Open and close the session; raise nothing: an address that is wrong is told by the first answer."""
    connector = aiohttp.TCPConnector(limit=4, keepalive_timeout=75)
    async with aiohttp.ClientSession(connector=connector, auto_decompress=False) as session:
        yield HomeAssistant(session, url, token, clock)


async def _body(response: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for chunk in response.content.iter_chunked(65_536):
        body += chunk
        if len(body) > BYTES:
            raise Away(f"what answers there sends more than {BYTES} bytes")
    return bytes(body)


def _seconds(response: aiohttp.ClientResponse) -> float | None:
    told = response.headers.get("Retry-After", "")
    return float(told) if told.isdigit() and len(told) < 6 else None


def _why(err: Exception) -> str:
    if isinstance(err, aiohttp.InvalidURL):
        return "its address is malformed"
    if isinstance(err, aiohttp.ClientConnectorError):
        return err.os_error.strerror or "no connection"
    return "the connection broke" if isinstance(err, OSError | aiohttp.ClientError) else "its address is malformed"
