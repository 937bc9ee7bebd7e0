"""The recognizer's door: reports of passages and slots, and its status."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import HttpProcessingError
from homeassistant.helpers.http import HomeAssistantView

from ..core.errors import Problem, StoreError, WireError
from ..core.fields import MESSAGE_BYTES
from ..core.model import Passage, Pictures
from ..core.wire import parse_report, parse_status
from ..desks.passages import Handled
from ..site import Site
from .door import BODY_SECONDS, CHUNK, Denied, open_site, read_body, recognizer_only

FRAME_BYTES: Final = 2 * 1024 * 1024
PLATE_BYTES: Final = 512 * 1024
PART_OVERHEAD: Final = 16 * 1024
HANDLE_SECONDS: Final = 25
JPEG: Final = b"\xff\xd8\xff"

_MOST: Final[Mapping[str, int]] = MappingProxyType(
    {"report": MESSAGE_BYTES, "frame": FRAME_BYTES, "plate": PLATE_BYTES}
)


@dataclass(frozen=True, slots=True)
class _Letter:
    """A report as it came."""

    report: bytes
    pictures: Pictures


class ReportView(HomeAssistantView):
    """Takes one report: 200 says that it is committed, or was before."""

    url = "/api/hoa_parking/v1/reports"
    name = "api:hoa_parking:reports"

    async def post(self, request: web.Request) -> web.Response:
        """Take a report."""
        try:
            recognizer_only(request)
            site = open_site(request)
            letter = await _read(request)
            site.links.heard()
            return self.json(await _handle(site, letter))
        except Denied as denied:
            return denied.answer()


class StatusView(HomeAssistantView):
    """Takes what the recognizer says of itself."""

    url = "/api/hoa_parking/v1/status"
    name = "api:hoa_parking:status"

    async def post(self, request: web.Request) -> web.Response:
        """Take a status message."""
        try:
            recognizer_only(request)
            site = open_site(request)
            _expect(request, "application/json")
            site.links.status(_checked(parse_status, await read_body(request, MESSAGE_BYTES)))
        except Denied as denied:
            return denied.answer()
        return self.json({})


async def _handle(site: Site, letter: _Letter) -> dict[str, str]:
    report = _checked(parse_report, letter.report)
    received_at = site.now()
    try:
        async with asyncio.timeout(HANDLE_SECONDS):
            if isinstance(report, Passage):
                handled = await site.passages.handle(report, letter.pictures, received_at)
            else:
                handled = Handled.NEW if await site.places.handle(report, received_at) else Handled.KNOWN
    except StoreError as err:
        raise Denied(503, f"store_{err.code}", f"the report cannot be kept now: {err}") from err
    except TimeoutError as err:
        raise Denied(503, "store_slow", "the report could not be kept in time") from err
    return {"id": report.id, "handled": handled.value}


def _checked[T](parse: Callable[[bytes], T], message: bytes) -> T:
    try:
        return parse(message)
    except WireError as err:
        raise Denied(400, "bad_message", str(err), err.problems) from err


def _expect(request: web.Request, *kinds: str) -> str:
    if request.content_type not in kinds:
        raise Denied(415, "wrong_type", f"the message is no {' or '.join(kinds)}")
    return request.content_type


async def _read(request: web.Request) -> _Letter:
    """Read a report, with or without pictures; raises Denied before it reads too much."""
    if _expect(request, "application/json", "multipart/form-data") == "application/json":
        return _Letter(await read_body(request, MESSAGE_BYTES), Pictures())
    if request.content_length is not None and request.content_length > sum(_MOST.values()) + PART_OVERHEAD:
        raise Denied(413, "too_large", "the message is larger than a report with its pictures may be")
    try:
        async with asyncio.timeout(BODY_SECONDS):
            parts = await _parts(request)
    except TimeoutError as err:
        raise Denied(408, "too_slow", f"the message took longer than {BODY_SECONDS} s") from err
    except (ValueError, HttpProcessingError) as err:
        raise _malformed("is no sound multipart/form-data") from err
    if "report" not in parts:
        raise _malformed("has no part “report”")
    return _Letter(parts["report"], Pictures(frame=_jpeg(parts, "frame"), plate=_jpeg(parts, "plate")))


async def _parts(request: web.Request) -> Mapping[str, bytes]:
    parts: dict[str, bytes] = {}
    reader = await request.multipart()
    while (part := await reader.next()) is not None:
        name = part.name if isinstance(part, BodyPartReader) else None
        if not isinstance(part, BodyPartReader) or name is None or name not in _MOST or name in parts:
            raise _malformed("has a part that is neither report, frame nor plate, or one of them twice")
        parts[name] = await _part(part, name)
    return parts


async def _part(part: BodyPartReader, name: str) -> bytes:
    most = _MOST[name]
    body = bytearray()
    while chunk := await part.read_chunk(CHUNK):
        body += chunk
        if len(body) > most:
            raise Denied(413, "too_large", f"{name} is larger than {most} bytes", [Problem(name, "is too large")])
    return bytes(body)


def _jpeg(parts: Mapping[str, bytes], name: str) -> bytes | None:
    picture = parts.get(name)
    if picture is not None and not picture.startswith(JPEG):
        raise Denied(415, "no_jpeg", f"{name} is no JPEG", [Problem(name, "is no JPEG")])
    return picture


def _malformed(words: str) -> Denied:
    return Denied(400, "bad_message", f"the message {words}", [Problem("", words)])
