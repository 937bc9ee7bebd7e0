"""The recognizer's door to its configuration: asked once, or waited for."""

from typing import Final

from aiohttp import web
from homeassistant.const import CONTENT_TYPE_JSON
from homeassistant.helpers.http import HomeAssistantView

from ..core.errors import Problem
from .door import Denied, open_site, recognizer_only

LONGEST_WAIT: Final = 55
LONGEST_VERSION: Final = 128
WAITING: Final = 8


class ConfigurationView(HomeAssistantView):
    """Gives the configuration when it is not the one that the recognizer knows."""

    url = "/api/hoa_parking/v1/config"
    name = "api:hoa_parking:config"

    async def get(self, request: web.Request) -> web.Response:
        """Answer 200 with the configuration, or 204 where it is still the known one after `wait` seconds."""
        try:
            recognizer_only(request)
            return await self._answer(request)
        except Denied as denied:
            return denied.answer()

    async def _answer(self, request: web.Request) -> web.Response:
        site = open_site(request)
        known, wait = _known(request), _wait(request)
        if site.recognizer.waiting >= WAITING:
            raise Denied(429, "too_many", f"more than {WAITING} wait for the configuration")
        site.links.heard()
        config = await site.recognizer.wait(known, wait)
        if site.recognizer.closed:
            raise Denied(503, "not_loaded", "HOA Parking is being set up anew")
        site.links.heard()
        headers = {"Cache-Control": "no-store"}
        if config is None:
            return web.Response(status=204, headers=headers)
        return web.Response(body=config.message, content_type=CONTENT_TYPE_JSON, headers=headers)


def _known(request: web.Request) -> str | None:
    known = request.query.get("known") or None
    if known is not None and len(known) > LONGEST_VERSION:
        raise Denied(400, "bad_request", "known is too long", [Problem("known", "is too long")])
    return known


def _wait(request: web.Request) -> float:
    text = request.query.get("wait", "0")
    if not (text.isascii() and text.isdigit() and len(text) <= 3):
        raise Denied(400, "bad_request", "wait is no number of seconds", [Problem("wait", "is no number of seconds")])
    return min(int(text), LONGEST_WAIT)
