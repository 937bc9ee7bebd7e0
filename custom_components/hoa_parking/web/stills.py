"""Stills: the recognizer brings those that are wanted, and fetches those that are drawn on; guards and board look."""

from typing import Final

from aiohttp import web
from homeassistant.auth.models import User
from homeassistant.helpers.http import HomeAssistantView

from ..core.errors import Refused, StoreError
from ..core.roles import Act, may
from ..core.stills import STILL_BYTES
from ..site import Site
from .credentials import is_recognizer
from .door import Denied, jpeg, open_site, read_body, recognizer_only, signed_reader

STILLS: Final = "/api/hoa_parking/v1/stills"


class StillDoor(HomeAssistantView):
    """Takes a picture that is waited for."""

    url = STILLS + "/{still}"
    name = "api:hoa_parking:stills:bring"

    async def post(self, request: web.Request, still: str) -> web.Response:
        """Answer 204 when it is kept, 404 where nobody waits for it."""
        try:
            recognizer_only(request)
            await _keep(open_site(request), still, await _picture(request))
        except Denied as denied:
            return denied.answer()
        return web.Response(status=204)


class StillView(HomeAssistantView):
    """Gives a picture."""

    url = STILLS + "/{still}"
    name = "api:hoa_parking:stills:see"
    # An address that ran out in an open panel is no failed login: we answer 403 where Home Assistant would count a 401.
    requires_auth = False

    async def get(self, request: web.Request, still: str) -> web.StreamResponse:
        """Answer with the JPEG, or 403, or 404 for what is not there or not theirs."""
        try:
            return await _answer(request, still)
        except Denied as denied:
            return denied.answer()


async def _picture(request: web.Request) -> bytes:
    if request.content_type != "image/jpeg":
        raise Denied(415, "wrong_type", "the picture is no image/jpeg")
    return await read_body(request, STILL_BYTES)


async def _keep(site: Site, still: str, jpeg: bytes) -> None:
    site.links.heard()
    try:
        wanted = await site.layouts.keep_still(still, jpeg)
    except Refused as err:
        raise Denied(415, "no_picture", str(err)) from err
    except StoreError as err:
        raise Denied(503, f"store_{err.code}", str(err)) from err
    if not wanted:
        raise Denied(404, "not_wanted", "nobody waits for this picture any more")


async def _answer(request: web.Request, still: str) -> web.StreamResponse:
    user, site = signed_reader(request), open_site(request)
    path = site.layouts.still_path(still) if await _may_see(site, user, still) else None
    if path is None:
        raise Denied(404, "not_found", "there is no such picture")
    return jpeg(path)


async def _may_see(site: Site, user: User, still: str) -> bool:
    """Tell whether a user may: the recognizer what is drawn on, guards and the board what was taken too."""
    if is_recognizer(user):
        return any(layout.still == still for layout in site.layouts.plan.layouts)
    try:
        person = await site.people.person(user.id, is_admin=user.is_admin)
    except StoreError as err:
        raise Denied(503, f"store_{err.code}", "nobody can be looked up now") from err
    if not may(person.role, Act.SEE_STILLS):
        raise Denied(403, "unauthorized", "cameras' pictures are for guards and the board")
    return True
