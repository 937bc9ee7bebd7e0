"""The public page: one shell for applying, its state, the first password, and a guest's pass."""

from typing import Final

from aiohttp import web
from homeassistant.helpers.http import KEY_HASS, HomeAssistantView

from ..site import Site
from .door import Denied
from .public import let_in
from .shell import HEADERS, page

PATH: Final = "/apply"
PASSWORD: Final = PATH + "/password"
SCRIPT: Final = "apply.js"
_MORE: Final = ("img-src 'self' blob: data:", "frame-ancestors 'none'")


class ApplyPage(HomeAssistantView):
    """Gives the page for applying; while it is off, as what was not found."""

    url = PATH
    name = "hoa_parking:apply"
    requires_auth = False

    async def get(self, request: web.Request) -> web.Response:
        """Answer with the page."""
        try:
            site = let_in(request)
        except Denied as denied:
            return _no(denied)
        return await _shell(request, site, 200 if site.applications.page.enabled else 404)


class LinkPage(HomeAssistantView):
    """Gives the page for whoever has a link: what the link is stands behind the #, and never comes here."""

    url = PATH + "/status"
    extra_urls = [PASSWORD, PATH + "/pass"]  # noqa: RUF012  as Home Assistant's class has it
    name = "hoa_parking:apply:link"
    requires_auth = False

    async def get(self, request: web.Request) -> web.Response:
        """Answer with the page."""
        try:
            site = let_in(request)
        except Denied as denied:
            return _no(denied)
        return await _shell(request, site, 200)


async def _shell(request: web.Request, site: Site, status: int) -> web.Response:
    return await page(request.app[KEY_HASS], SCRIPT, site.config.name, *_MORE, status=status)


def _no(denied: Denied) -> web.Response:
    answer = denied.answer()
    answer.headers.update(HEADERS)
    return answer
