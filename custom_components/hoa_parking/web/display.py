"""The wall display: a door without a login, for whoever has its address. It tells how full it is, and of nobody."""

from typing import Final

from aiohttp import web
from homeassistant.helpers.http import KEY_HASS, HomeAssistantView

from ..core.model import Zone
from ..core.places import SlotNow
from ..site import Site
from .door import Bucket, Denied, open_site
from .place_shapes import STATES
from .shapes import Shape, moment
from .shell import HEADERS, page

DISPLAY: Final = "/api/hoa_parking/v1/display"
SCRIPT: Final = "display.js"

RATE: Final = 5.0
BURST: Final = 60.0
_ADDRESSES: Final = Bucket(RATE, BURST)
"""An address asks so often at most: a house's displays may share one."""
_DISPLAY: Final = Bucket(4 * RATE, 4 * BURST)
"""All who have the address together."""


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
        return await page(request.app[KEY_HASS], SCRIPT, site.config.name, "frame-ancestors 'self'")


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
        return self.json(_state(site), headers=HEADERS)


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
    answer.headers.update(HEADERS)
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
