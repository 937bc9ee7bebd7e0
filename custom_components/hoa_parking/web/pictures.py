"""Evidence pictures, to whoever may see their passage."""

from aiohttp import web
from homeassistant.auth.models import User
from homeassistant.helpers.http import KEY_AUTHENTICATED, HomeAssistantView

from ..core.errors import StoreError
from ..core.model import Picture
from ..core.roles import Role
from .door import KEY_USER, READERS, Denied, open_site
from .shapes import PICTURES, sees


class PictureView(HomeAssistantView):
    """Gives one picture of one passage."""

    url = PICTURES + "/{passage}/{picture}"
    name = "api:hoa_parking:pictures"
    # An address that ran out in an open panel is no failed login: we answer 403 where Home Assistant would count a 401.
    requires_auth = False

    async def get(self, request: web.Request, passage: str, picture: str) -> web.StreamResponse:
        """Answer with the JPEG, or 403, or 404 for what is not there or not theirs."""
        try:
            return await _answer(request, passage, picture)
        except Denied as denied:
            return denied.answer()


async def _answer(request: web.Request, passage: str, picture: str) -> web.StreamResponse:
    if not request.get(KEY_AUTHENTICATED, False):
        raise Denied(403, "unauthorized", "this address is no longer valid")
    site = open_site(request)
    user: User = request[KEY_USER]
    if not READERS.take(user.id):
        raise Denied(429, "too_many", "this user asks too much at once")
    try:
        person = await site.people.person(user.id, is_admin=user.is_admin)
        if person.role is Role.NONE:
            raise Denied(403, "unauthorized", "pictures are for the people of this association")
        entry = await site.passages.entry(passage)
        if entry is None or picture not in set(Picture) or not sees(person, entry):
            raise Denied(404, "not_found", "there is no such picture")
        path = site.pictures.path(passage, entry.passage.captured_at, Picture(picture))
    except StoreError as err:
        raise Denied(503, f"store_{err.code}", "the log cannot be read now") from err
    return web.FileResponse(
        path,
        headers={
            "Content-Type": "image/jpeg",
            "Cache-Control": "private, max-age=3600",
            "X-Content-Type-Options": "nosniff",
        },
    )
