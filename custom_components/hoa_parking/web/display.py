"""The wall display: a door without a login, for whoever has its address. It tells how full it is, and of nobody."""

import hashlib
from html import escape
from pathlib import Path
from typing import Final

from aiohttp import web
from homeassistant.core import HomeAssistant
from homeassistant.helpers.http import KEY_HASS, HomeAssistantView
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN, STATIC_URL
from ..core.model import Zone
from ..core.places import SlotNow
from ..site import Site
from .door import Bucket, Denied, open_site
from .place_shapes import STATES
from .shapes import Shape, moment

DISPLAY: Final = "/api/hoa_parking/v1/display"
BUNDLE: Final = Path(__file__).parents[1] / "frontend" / "display.js"

RATE: Final = 5.0
BURST: Final = 60.0
_ADDRESSES: Final = Bucket(RATE, BURST)
"""An address asks so often at most: a house's displays may share one."""
_DISPLAY: Final = Bucket(4 * RATE, 4 * BURST)
"""All who have the address together."""

_VERSION: HassKey[str] = HassKey(f"{DOMAIN}_display")

_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}
_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
    )
)
_PAGE: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow">
<title>{title}</title>
<script type="module" src="{script}"></script>
</head>
<body></body>
</html>
"""


class DisplayView(HomeAssistantView):
    """Gives the page."""

    url = DISPLAY + "/{token}"
    name = "api:hoa_parking:display"
    requires_auth = False

    async def get(self, request: web.Request, token: str) -> web.Response:
        """Answer with the page, or 404 for an address that is none."""
        try:
            site = await _let_in(request, token)
        except Denied as denied:
            return _no(denied)
        script = f"{STATIC_URL}/{BUNDLE.name}?v={await _version(request.app[KEY_HASS])}"
        return web.Response(
            text=_PAGE.format(title=escape(site.config.name), script=escape(script)),
            content_type="text/html",
            headers={**_HEADERS, "Content-Security-Policy": _POLICY},
        )


class DisplayStateView(HomeAssistantView):
    """Gives what the page shows."""

    url = DISPLAY + "/{token}/state"
    name = "api:hoa_parking:display:state"
    requires_auth = False

    async def get(self, request: web.Request, token: str) -> web.Response:
        """Answer with the zones and slots as they are, or 404 for an address that is none."""
        try:
            site = await _let_in(request, token)
        except Denied as denied:
            return _no(denied)
        return self.json(_state(site), headers=_HEADERS)


async def _let_in(request: web.Request, token: str) -> Site:
    """Return the site for whoever has today's address; raises Denied alike for a wrong one and where there is none."""
    if not _ADDRESSES.take(request.remote or ""):
        raise Denied(429, "too_many", "too many requests at once")
    site = open_site(request)
    if not await site.displays.knows(token):
        raise Denied(404, "not_found", "there is nothing here")
    if not _DISPLAY.take(DISPLAY):
        raise Denied(429, "too_many", "too many displays at once")
    return site


def _no(denied: Denied) -> web.Response:
    answer = denied.answer()
    answer.headers.update(_HEADERS)
    return answer


def _state(site: Site) -> Shape:
    return {
        "site": site.config.name,
        "zones": [_zone(zone) for zone in site.places.zones],
        "slots": [_slot(now) for now in site.places.slots],
        "at": moment(site.now()),
    }


def _zone(zone: Zone) -> Shape:
    return {
        "id": zone.id,
        "name": zone.name,
        "total": zone.total,
        "free": zone.free,
        "occupied": zone.occupied,
        "unknown": zone.unknown,
        "full": zone.full,
    }


def _slot(now: SlotNow) -> Shape:
    return {
        "id": now.slot.id,
        "row": now.slot.address.row,
        "number": now.slot.address.number,
        "zone": now.slot.zone,
        "kind": now.slot.kind.value,
        "state": STATES[now.occupied],
    }


async def _version(hass: HomeAssistant) -> str:
    """Return what changes with the page's script: it is cached for a month."""
    if _VERSION not in hass.data:
        hass.data[_VERSION] = await hass.async_add_executor_job(_fingerprint)
    return hass.data[_VERSION]


def _fingerprint() -> str:
    try:
        return hashlib.sha256(BUNDLE.read_bytes()).hexdigest()[:12]
    except FileNotFoundError:  # the panel tells of a frontend that was not built
        return "none"
