"""Documents that applicants sent, to whoever decides."""

from typing import Final

from aiohttp import web
from homeassistant.helpers.http import HomeAssistantView

from ..core.errors import Refused, StoreError
from ..core.roles import Act, may
from .door import Denied, jpeg, open_site, signed_reader

DOCUMENTS: Final = "/api/hoa_parking/v1/documents"
LONGEST_NUMBER: Final = 18


class DocumentView(HomeAssistantView):
    """Gives an application's document."""

    url = DOCUMENTS + "/{application}"
    name = "api:hoa_parking:documents"
    # An address that ran out in an open panel is no failed login: we answer 403 where Home Assistant would count a 401.
    requires_auth = False

    async def get(self, request: web.Request, application: str) -> web.StreamResponse:
        """Answer with the JPEG, or 403, or 404 for what is not there."""
        try:
            return await _answer(request, application)
        except Denied as denied:
            return denied.answer()


async def _answer(request: web.Request, application: str) -> web.StreamResponse:
    user, site = signed_reader(request), open_site(request)
    try:
        person = await site.people.person(user.id, is_admin=user.is_admin)
        if not may(person.role, Act.DECIDE_APPLICATIONS):
            raise Denied(403, "unauthorized", "documents are for the board")
        if not (application.isascii() and application.isdigit() and len(application) <= LONGEST_NUMBER):
            raise Denied(404, "not_found", "there is no such document")
        document = (await site.admissions.one(int(application))).applications[0].document
        if document is None:
            raise Denied(404, "not_found", "there is no such document")
        path = site.documents.path(document)
    except Refused as err:
        raise Denied(404, "not_found", "there is no such document") from err
    except StoreError as err:
        raise Denied(503, f"store_{err.code}", "applications cannot be read now") from err
    return jpeg(path, "no-store")  # it is gone everywhere once it is deleted
