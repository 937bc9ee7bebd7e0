"""Pictures that guards take: they bring them and get the plates, the recognizer fetches them and tells the plates."""

from typing import Final

from aiohttp import web
from homeassistant.helpers.http import HomeAssistantView

from ..core.errors import Refused, StoreError, WireError
from ..core.fields import MESSAGE_BYTES
from ..core.model import Alternative, Plate
from ..core.reads import Read, Reading
from ..core.roles import Act, may
from ..core.stills import STILL_BYTES
from ..core.wire import parse_reading
from ..desks.reads import PATIENCE_S
from ..site import Site
from .door import Denied, open_site, read_body, recognizer_only, signed_reader
from .shapes import Shape

READS: Final = "/api/hoa_parking/v1/reads"

_STATUS: Final = {"no_picture": 415, "too_many": 429, "no_such_read": 429}


class ReadsDoor(HomeAssistantView):
    """Takes a guard's picture and answers with the plates in it."""

    url = READS
    name = "api:hoa_parking:reads"
    # We say 403 to whoever has not logged in: Home Assistant would count a panel that was open too long as an attack.
    requires_auth = False

    async def post(self, request: web.Request) -> web.Response:
        """Answer 200 with the plates, 504 with the picture's id alone where nobody read it in time."""
        try:
            return await _read(request)
        except Denied as denied:
            return denied.answer()


class ReadDoor(HomeAssistantView):
    """The recognizer's side of it."""

    url = READS + "/{read}"
    name = "api:hoa_parking:reads:one"

    async def get(self, request: web.Request, read: str) -> web.Response:
        """Answer with the JPEG, 404 where nobody waits for it."""
        try:
            picture = _awaited(_recognizer_s_site(request).reads.picture(read))
        except Denied as denied:
            return denied.answer()
        return web.Response(body=picture, content_type="image/jpeg", headers={"Cache-Control": "no-store"})

    async def post(self, request: web.Request, read: str) -> web.Response:
        """Answer 204 when somebody waited for it, 404 else."""
        try:
            site = _recognizer_s_site(request)
            _awaited(site.reads.answer(read, await _reading(request)) or None)
        except Denied as denied:
            return denied.answer()
        return web.Response(status=204)


def _recognizer_s_site(request: web.Request) -> Site:
    recognizer_only(request)
    site = open_site(request)
    site.links.heard()
    return site


def _awaited[T](found: T | None) -> T:
    if found is None:
        raise Denied(404, "not_wanted", "nobody waits for this picture any more")
    return found


async def _reading(request: web.Request) -> Reading:
    if request.content_type != "application/json":
        raise Denied(415, "wrong_type", "the message is no application/json")
    try:
        return parse_reading(await read_body(request, MESSAGE_BYTES))
    except WireError as err:
        raise Denied(400, "bad_message", str(err), err.problems) from err


async def _read(request: web.Request) -> web.Response:
    user, site = signed_reader(request), open_site(request)
    try:
        person = await site.people.person(user.id, is_admin=user.is_admin)
    except StoreError as err:
        raise Denied(503, f"store_{err.code}", "nobody can be looked up now") from err
    if not may(person.role, Act.WORK_GATE):
        raise Denied(403, "unauthorized", "pictures are read for guards and the board")
    if request.content_type != "image/jpeg":
        raise Denied(415, "no_picture", "this is no JPEG picture")
    online = site.links.now.recognizer.online
    try:
        with site.reads.seat():
            picture = await read_body(request, STILL_BYTES)
            # Nobody is kept waiting for a recognizer that is away: the picture can be entered all the same.
            read = await site.reads.read(picture, user.id, PATIENCE_S if online else 0)
    except Refused as err:
        raise Denied(_STATUS.get(err.code, 400), err.code, str(err)) from err
    return _answer(read, online=online)


def _answer(read: Read, *, online: bool) -> web.Response:
    reading = read.reading
    if reading is None:
        code, words = ("read_late", "not in time") if online else ("recognizer_offline", "as it is away")
    elif reading.problem is not None:
        code, words = "read_unable", "as its networks are not installed"
    else:
        return HomeAssistantView.json({"read": read.id, "plates": [_plate(plate) for plate in reading.plates]})
    body = {"error": code, "message": f"the recognizer did not read it: {words}", "fields": [], "read": read.id}
    return HomeAssistantView.json(body, 504)


def _plate(plate: Plate) -> Shape:
    return {
        "text": plate.text,
        "raw": plate.raw,
        "country": plate.country,
        "kind": plate.kind,
        "confidence": plate.confidence,
        "accepted": plate.accepted,
        "alternatives": [_alternative(other) for other in plate.alternatives],
    }


def _alternative(other: Alternative) -> Shape:
    return {"text": other.text, "country": other.country, "confidence": other.confidence}
