"""The public page: one shell for applying, its state, the first password, and a guest's pass."""

from abc import ABC, abstractmethod
from typing import Final, override

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


class _Page(HomeAssistantView, ABC):
    """Gives the shell to whoever comes."""

    requires_auth = False

    @abstractmethod
    def status(self, site: Site) -> int:
        """Return the answer's status."""

    async def get(self, request: web.Request) -> web.Response:
        """Answer with the page."""
        try:
            site = let_in(request)
        except Denied as denied:
            answer = denied.answer()
            answer.headers.update(HEADERS)
            return answer
        return await page(request.app[KEY_HASS], SCRIPT, site.config.name, *_MORE, status=self.status(site))


class ApplyPage(_Page):
    """Gives the page for applying; while it is off, as what was not found."""

    url = PATH
    name = "hoa_parking:apply"

    @override
    def status(self, site: Site) -> int:
        return 200 if site.applications.page.enabled else 404


class LinkPage(_Page):
    """Gives the page for whoever has a link: what the link is stands behind the #, and never comes here."""

    url = PATH + "/status"
    extra_urls = [PASSWORD, PATH + "/pass"]  # noqa: RUF012  as Home Assistant's class has it
    name = "hoa_parking:apply:link"

    @override
    def status(self, site: Site) -> int:
        return 200
